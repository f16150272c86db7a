/**
 * Live minutes. Each block says "bewaard" only when the server has it; what waits is sealed on this device
 * and goes as soon as it can. What others wrote comes in by itself; when two wrote in one block, both texts
 * stand side by side until somebody chooses. Keys: Ctrl+Enter next block, Alt+arrow other item, F2 pause;
 * a block that starts with /b or /besluit becomes that kind at the next space (the list: blocklist.js).
 */
import { listen } from "./blocklist.js";
import { drop, names, seal, unseal } from "./sealedstore.js";
import { Queue } from "./minutesqueue.js";

const LOOK = 3000;
const COMMAND = /^\/([a-z]+)\s/i;
const root = document.querySelector("[data-minutes]");
const list = root.querySelector("[data-blocks]");
const shape = root.querySelector("template[data-block-shape]");
const bar = root.querySelector("[data-minutes-state]");
// Each page keeps under a name of its own and holds a lock on it; what a page left that is gone, is taken up.
const family = `verslag ${root.dataset.minutes} `;
const kept = family + crypto.randomUUID();
const meta = document.querySelector("meta[name=csrf-token]");
const at = (li, name) => li.querySelector(`[data-block-${name}]`);
const find = (key) => list.querySelector(`[data-block="${CSS.escape(key)}"]`);
let number = Number(root.dataset.number);
let way = "";

async function send(edits) {
  const answer = await fetch(root.dataset.saveUrl, {
    method: "POST",
    redirect: "manual",
    headers: { "Content-Type": "application/json", "X-CSRFToken": meta.content },
    body: JSON.stringify({ edits }),
    signal: AbortSignal.timeout(15000),
  });
  if (answer.status === 423) document.dispatchEvent(new CustomEvent("vik:locked"));
  way = answer.status === 423 ? "locked" : answer.type === "opaqueredirect" || [401, 403].includes(answer.status) ? "out" : "";
  if (!answer.ok) throw new Error(String(answer.status));
  return answer.json();
}

let keeping = Promise.resolve();
const keep = (edits) => { keeping = keeping.then(() => seal(kept, edits)).catch(() => {}); };
const queue = new Queue({ send, keep, told: tell });

/** What a block says of itself, and what the bar says of all. */
function tell(key) {
  const li = find(key);
  const block = queue.block(key);
  if (li) {
    const out = at(li, "state");
    out.dataset.state = block.refused ? "refused" : block.next || block.sent ? "waiting" : "saved";
    if (block.refused) out.textContent = block.refused;
    else if (block.next || block.sent) out.textContent = queue.failures ? "wacht op verbinding" : "nog niet bewaard";
    else if (block.ack) out.textContent = `bewaard ${block.ack.at} · #${block.ack.number}`;
    if (!block.next && !block.sent && block.heads.length > 1) look();
  }
  const count = queue.waiting().length;
  bar.dataset.state = count ? "waiting" : "saved";
  const many = count === 1 ? "1 wijziging wacht" : `${count} wijzigingen wachten`;
  if (!count) bar.textContent = "Alles is bewaard.";
  else if (way === "out") bar.textContent = `U bent afgemeld. Meld u in een ander tabblad aan; ${many} hier.`;
  else if (queue.found.some((edit) => edit.why)) bar.textContent = `Niet bewaard: ${queue.found.find((edit) => edit.why).why} Uw tekst: ${queue.found.find((edit) => edit.why).text}`;
  else if (queue.failures) bar.textContent = `Geen verbinding: ${many}. Typ gerust door.`;
  else bar.textContent = `${many} op bewaren.`;
}

const edit = (li) => ({
  item: list.dataset.item,
  kind: at(li, "kind").value,
  text: at(li, "text").value,
  after: li.dataset.after || null,
  removed: li.dataset.removed !== undefined,
});

function typed(li, whole = false) {
  const box = at(li, "text");
  const said = COMMAND.exec(box.value);
  const kind = said && [...at(li, "kind").options].find((one) => one.text.toLowerCase().startsWith(said[1].toLowerCase()));
  if (kind) {
    box.setRangeText("", 0, said[0].length);
    at(li, "kind").value = kind.value;
  }
  li.dataset.kind = at(li, "kind").value;
  queue.type(li.dataset.block, edit(li), whole);
}

function add(after, { key = crypto.randomUUID(), before = null } = {}) {
  const li = shape.content.firstElementChild.cloneNode(true);
  li.dataset.block = key;
  li.querySelector("[data-decide]").search = `blok=${key}`;
  if (after) li.dataset.after = after.dataset.block;
  list.insertBefore(li, before ?? after?.nextElementSibling ?? null);
  return li;
}

/** Put what the server says of one block on the page, unless somebody is writing in it here. */
function put(told) {
  let li = find(told.block);
  const block = queue.block(told.block);
  if (!li) {
    if (told.item !== list.dataset.item) return;
    const before = told.before ? find(told.before) : null;
    li = add(null, { key: told.block, before });
    if (told.after) li.dataset.after = told.after;
  }
  queue.known(told.block, told.heads.map((head) => head.id));
  const mine = told.heads.find((head) => head.id === block.shown) ?? told.heads[0];
  if (!block.sent && !block.next) {
    const box = at(li, "text");
    if (box.value !== mine.text) box.value = mine.text;
    at(li, "kind").value = li.dataset.kind = mine.kind;
    li.toggleAttribute("data-removed", mine.removed);
    at(li, "state").textContent = `bewaard ${mine.at} · #${mine.number}`;
  }
  beside(li, told.heads.filter((head) => head.id !== mine.id), mine);
}

/** Two versions side by side: hold this one, or both in one text. */
function beside(li, others, mine) {
  const place = at(li, "others");
  place.hidden = !others.length;
  li.toggleAttribute("data-double", others.length > 0);
  place.querySelector("[data-versions]").replaceChildren(...others.map((other) => {
    const text = Object.assign(document.createElement("p"), { textContent: other.removed ? "(verwijderd)" : other.text });
    const who = Object.assign(document.createElement("p"), { className: "hint", textContent: `${other.by}, ${other.at} · #${other.number}` });
    const one = document.createElement("div");
    one.append(who, text);
    return one;
  }));
  place.querySelector("[data-hold]").onclick = () => typed(li, true);
  place.querySelector("[data-join]").onclick = () => {
    const texts = [mine, ...others].filter((one) => !one.removed).map((one) => one.text);
    at(li, "text").value = [...new Set(texts)].join("\n");
    li.removeAttribute("data-removed");
    typed(li, true);
  };
}

async function look() {
  if (document.hidden) return;
  try {
    const answer = await fetch(`${root.dataset.stateUrl}?na=${number}`, { redirect: "manual", headers: { Accept: "application/json" }, signal: AbortSignal.timeout(15000) });
    if (answer.status === 423) document.dispatchEvent(new CustomEvent("vik:locked"));
    if (!answer.ok) return;
    const told = await answer.json();
    meta.content = told.csrf;
    told.blocks.forEach(put);
    number = told.number;
    if (queue.waiting().length && queue.failures) queue.later(0);
    await adopt();
  } catch { /* the line is gone; the queue says so */ }
}

function remove(li) {
  li.toggleAttribute("data-removed");
  typed(li);
  const next = li.nextElementSibling ?? li.previousElementSibling;
  if (li.dataset.removed !== undefined && next) at(next, "text").focus();
}

list.addEventListener("input", ({ target }) => typed(target.closest("[data-block]")));
list.addEventListener("submit", (event) => { event.preventDefault(); queue.flush(); });
list.addEventListener("click", ({ target }) => {
  if (target.closest("[data-remove]")) remove(target.closest("[data-block]"));
});
list.addEventListener("keydown", (event) => {
  const li = event.target.closest("[data-block]");
  if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || !li) return;
  event.preventDefault();
  at(add(li), "text").focus();
});
root.querySelector("[data-add]").addEventListener("click", () => {
  const last = list.querySelector("[data-block]:last-child");
  at(add(last), "text").focus();
});
document.addEventListener("keydown", (event) => {
  if (event.key === "F2") { event.preventDefault(); root.querySelector("[data-pause]")?.click(); }
  const step = { ArrowUp: "previous", ArrowDown: "next" }[event.key];
  if (event.altKey && step) root.querySelector(`[data-${step}]`)?.click();
});
addEventListener("online", () => queue.flush());
addEventListener("beforeunload", (event) => { if (queue.waiting().length) event.preventDefault(); });
document.addEventListener("visibilitychange", () => { if (document.hidden) queue.flush(); else look(); });

listen(root, list);
for (const li of list.querySelectorAll("[data-block]")) queue.known(li.dataset.block, li.dataset.heads.split(" "));
document.body.dataset.minutesReady = "";
root.querySelectorAll("[data-script], [data-remove]").forEach((one) => { one.hidden = false; });
navigator.locks.request(kept, () => new Promise(() => {}));
async function adopt() {
  for (const name of await names(family)) {
    await navigator.locks.request(name, { ifAvailable: true }, async (lock) => {
      if (!lock || name === kept) return;
      queue.restore(await unseal(name) ?? []);
      await keeping;
      await drop(name);
      tell("");
    });
  }
}
adopt().catch(() => {});
setInterval(look, LOOK);
look();
