/**
 * What is typed at the table, on its way to the server. An edit is a whole text of one block with a key of
 * its own; it names the versions that the writer had before him. What is sent is never changed again: it
 * is sent anew, word for word, until the server says under which number it stands. The server takes an
 * edit that it has already for the same, so sending twice adds nothing.
 *
 * keep(edits) writes what is unconfirmed to the device, send(edits) posts it and gives
 * {acks: [{id, block, number, at, heads}], refused: [{id, why}]}, told(block) hears of every change.
 */
const PATIENCE = [1000, 2000, 4000, 8000, 15000];
const MOST = 50;

export class Queue {
  constructor({ send, keep, told, wait = 700, fresh = () => crypto.randomUUID() }) {
    Object.assign(this, { send, keep, told, wait, fresh });
    this.blocks = new Map(); // key -> {heads, shown, sent, next, ack, refused}
    this.found = []; // edits that an earlier page left on this device
    this.failures = 0;
  }

  block(key) {
    if (!this.blocks.has(key)) this.blocks.set(key, { heads: [], shown: null, sent: null, next: null, ack: null, refused: null });
    return this.blocks.get(key);
  }

  /** The versions of a block that stand beside each other by the server; one of them is in the editor. */
  known(key, heads) {
    const block = this.block(key);
    block.heads = heads;
    if (!block.sent && !block.next && !heads.includes(block.shown)) block.shown = heads[0] ?? null;
  }

  /**
   * Somebody typed: `edit` is what the block should say now ({item, kind, text, after, removed}). It follows
   * the version that was in the editor; only when `whole` does it follow all that stand beside each other.
   */
  type(key, edit, whole = false) {
    const block = this.block(key);
    block.refused = null;
    if (block.next) Object.assign(block.next, edit);
    else block.next = { ...edit, id: this.fresh(), block: key, bases: this.before(block) };
    if (whole) block.next.bases = [...new Set([...this.before(block), ...block.heads])];
    this.changed(key);
    this.later(this.wait);
  }

  before(block) {
    if (block.sent) return [block.sent.id];
    return block.shown ? [block.shown] : [];
  }

  /** Edits that the server has not confirmed, in the order in which they must arrive. */
  waiting() {
    const found = [...this.found];
    for (const block of this.blocks.values()) {
      if (block.sent) found.push(block.sent);
      if (block.next) found.push(block.next);
    }
    return found;
  }

  /** Take up what an earlier page left on this device: it goes as it was, whatever is typed here since. */
  restore(edits) {
    this.found.push(...edits);
    if (!edits.length) return;
    this.keep(this.waiting());
    this.later(0);
  }

  changed(key) {
    this.keep(this.waiting());
    this.told(key);
  }

  later(wait) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.flush(), wait);
  }

  /** Send what waits; one conversation at a time, so that edits arrive in their order. */
  async flush() {
    clearTimeout(this.timer);
    if (this.busy) { this.again = true; return; }
    const edits = this.found.filter((edit) => !edit.why).slice(0, MOST);
    for (const block of this.blocks.values()) {
      if (edits.length >= MOST || block.refused) continue;
      if (!block.sent) { block.sent = block.next; block.next = null; }
      if (block.sent) edits.push(block.sent);
    }
    if (!edits.length) return;
    this.busy = true;
    this.keep(this.waiting());
    let answer = null;
    try {
      answer = await this.send(edits);
      this.failures = 0;
    } catch (fault) {
      this.fault = fault;
      this.failures += 1;
    }
    this.busy = false;
    if (answer) this.take(answer);
    for (const edit of edits) this.changed(edit.block);
    if (this.failures) this.later(PATIENCE[Math.min(this.failures, PATIENCE.length) - 1]);
    else if (this.again || this.waiting().some((edit) => !edit.why && !this.block(edit.block).refused)) this.later(this.again ? 0 : this.wait);
    this.again = false;
  }

  take({ acks = [], refused = [] }) {
    this.fault = null;
    for (const ack of acks) {
      this.found = this.found.filter((edit) => edit.id !== ack.id);
      const block = this.block(ack.block);
      if (block.sent?.id !== ack.id) continue;
      block.sent = null;
      block.heads = ack.heads;
      block.shown = ack.id;
      block.ack = ack;
    }
    for (const { id, why } of refused) {
      for (const edit of this.found) if (edit.id === id) edit.why = why;
      for (const block of this.blocks.values()) {
        if (block.sent?.id !== id) continue;
        // Nothing typed is dropped: it stays on the screen and on the device, with the reason.
        block.next ??= block.sent;
        block.next = { ...block.next, id: this.fresh(), bases: block.shown ? [block.shown] : [] };
        block.sent = null;
        block.refused = why;
      }
    }
  }
}
