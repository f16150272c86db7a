/**
 * A list that opens while somebody types in a block: "/" what the block is, "@" who does it, "#" which record,
 * "uiterlijk" by which day. Arrows choose, Enter fills in, Escape closes; what was typed stays until a choice
 * takes its place. Choices come from the server, once per kind, and are sifted here: nothing typed is sent.
 */
const SHAPES = {
  soort: /(?:^|\s)(\/([a-z]*))$/i,
  wie: /(?:^|\s)(@([^@#\n]{0,60}))$/,
  wat: /(?:^|\s)(#([^@#\n]{0,60}))$/,
  dag: /(?:^|\s)(uiterlijk (?:op )?([^@#\n]{0,30}))$/i,
};
const MOST = 8;
const plain = (text) => text.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "").trim();

export function listen(root, blocks) {
  const list = Object.assign(document.createElement("ul"), { id: "keuzes", className: "picklist", hidden: true });
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "Keuzes");
  const told = root.querySelector("[data-choices-told]");
  const fetched = {};
  let box = null; // the text in which the list is open
  let token = null; // {kind, start, end, asked}
  let shown = [];
  let at = -1;

  /** What is being typed just before the caret, of the kind whose sign stands nearest. */
  function read(target) {
    const end = target.selectionStart;
    if (end !== target.selectionEnd) return null;
    const before = target.value.slice(0, end);
    let found = null;
    for (const [kind, shape] of Object.entries(SHAPES)) {
      const hit = shape.exec(before);
      const start = hit && end - hit[1].length;
      if (hit && (!found || start > found.start)) found = { kind, start, end, asked: plain(hit[2]) };
    }
    return found;
  }

  function kinds(target) {
    const select = target.closest("[data-block]").querySelector("[data-block-kind]");
    const found = [...select.options].map(({ value, text }) => ({ label: text, hint: "soort blok", code: value, text: "" }));
    found.push({ label: "Datum", hint: "uiterlijk op welke dag", text: "uiterlijk " });
    if (root.dataset.signalUrl) found.push({ label: "Signaal", hint: "nieuw signaal, in een ander tabblad", text: "", url: root.dataset.signalUrl });
    return found.map((one) => ({ ...one, words: [one.label] }));
  }

  function ask(kind) {
    fetched[kind] ??= fetch(`${root.dataset.choicesUrl}?soort=${kind}`, { redirect: "manual", headers: { Accept: "application/json" } })
      .then((answer) => (answer.ok ? answer.json() : Promise.reject(new Error(String(answer.status)))))
      .then(({ choices }) => choices)
      .catch(() => { delete fetched[kind]; return []; }); // without a line typing goes on; asked again later
    return fetched[kind];
  }

  function fits({ words, label, hint }, asked) {
    if (words.length) return words.some((word) => plain(word).startsWith(asked));
    return asked.split(/\s+/).every((part) => plain(`${label} ${hint}`).includes(part));
  }

  async function open(target) {
    const now = read(target);
    if (!now) return close();
    const choices = now.kind === "soort" ? kinds(target) : await ask(now.kind);
    const still = read(target); // others typed on while the answer came
    if (document.activeElement !== target || !still || still.kind !== now.kind || still.start !== now.start) return close();
    const fit = choices.filter((choice) => fits(choice, still.asked)).slice(0, MOST);
    if (!fit.length || (fit.length === 1 && plain(target.value.slice(still.start, still.end)) === plain(fit[0].text))) return close();
    if (box && box !== target) close();
    [box, token, shown] = [target, still, fit];
    list.replaceChildren(...shown.map((choice, index) => {
      const option = Object.assign(document.createElement("li"), { id: `keuze-${index}` });
      option.setAttribute("role", "option");
      option.append(choice.label, Object.assign(document.createElement("small"), { textContent: choice.hint }));
      option.onpointerdown = (event) => { event.preventDefault(); fill(choice); };
      return option;
    }));
    box.after(list);
    list.hidden = false;
    box.setAttribute("aria-autocomplete", "list");
    box.setAttribute("aria-controls", list.id);
    told.textContent = shown.length === 1 ? "1 keuze" : `${shown.length} keuzes, kies met de pijlen`;
    // Of a day that was typed in words the words are good enough: Enter stays a new line until one is chosen.
    mark(now.kind === "dag" ? -1 : 0);
  }

  function mark(index) {
    at = index;
    [...list.children].forEach((option, place) => option.setAttribute("aria-selected", String(place === at)));
    if (at < 0) return box.removeAttribute("aria-activedescendant");
    box.setAttribute("aria-activedescendant", list.children[at].id);
    list.children[at].scrollIntoView({ block: "nearest" });
  }

  function close() {
    if (!box) return;
    for (const name of ["aria-autocomplete", "aria-controls", "aria-activedescendant"]) box.removeAttribute(name);
    list.hidden = true;
    told.textContent = "";
    box = null;
  }

  function fill(choice) {
    const [target, { start, end }] = [box, token];
    close();
    if (choice.code) target.closest("[data-block]").querySelector("[data-block-kind]").value = choice.code;
    const gap = choice.text && !choice.text.endsWith(" ") && !/^\s/.test(target.value.slice(end)) ? " " : "";
    target.setRangeText(choice.text + gap, start, end, "end");
    target.dispatchEvent(new Event("input", { bubbles: true }));
    if (choice.url) window.open(choice.url, "_blank", "noopener");
  }

  blocks.addEventListener("input", ({ target }) => { if (target.matches("textarea")) open(target); });
  blocks.addEventListener("focusout", ({ target }) => { if (target === box) close(); });
  blocks.addEventListener("keydown", (event) => {
    if (event.target !== box || event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) mark(at < 0 && step < 0 ? shown.length - 1 : (at + step + shown.length) % shown.length);
    else if (event.key === "Enter" && at >= 0) fill(shown[at]);
    else if (event.key === "Escape") close();
    else if (["ArrowLeft", "ArrowRight", "Home", "End"].includes(event.key)) return close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
}
