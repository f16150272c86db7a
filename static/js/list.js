/**
 * A list that is walked by keyboard: j/k move, o opens, x selects, Shift+j/k select a range.
 * <… data-list [data-follow]> holds links [data-item]; a row may hold input[data-row] to select it.
 * With data-follow the preview of the row is opened as one walks. A bar [data-bulk] shows the count.
 */
const list = () => document.querySelector("[data-list]");
const items = () => [...(list()?.querySelectorAll("[data-item]") ?? [])];
const row = (item) => item?.closest("li, tr, [data-row-of]");
const box = (item) => row(item)?.querySelector("input[data-row]");

function current() {
  const all = items();
  return all.find((item) => item === document.activeElement)
    ?? all.find((item) => item.matches('[aria-current="true"]') || row(item)?.matches('[aria-current="true"]'));
}

function step(by, select) {
  const all = items();
  const here = all.indexOf(current());
  const next = all[Math.min(all.length - 1, Math.max(0, here + by))];
  if (!next) return;
  if (select) [current(), next].forEach((item) => { if (box(item)) box(item).checked = true; });
  next.focus();
  row(next).scrollIntoView({ block: "nearest" });
  if (select) count();
  else if (list().hasAttribute("data-follow") && next !== all[here]) next.click();
}

function count() {
  const chosen = document.querySelectorAll("input[data-row]:checked").length;
  document.querySelectorAll("[data-bulk]").forEach((bar) => {
    bar.hidden = !chosen;
    const label = bar.querySelector("[data-bulk-count]");
    if (label) label.textContent = chosen === 1 ? "1 gekozen" : `${chosen} gekozen`;
  });
}

const actions = {
  j: () => step(1),
  k: () => step(-1),
  J: () => step(1, true),
  K: () => step(-1, true),
  o: () => current()?.click(),
  x: () => { const mark = box(current()); if (mark) { mark.checked = !mark.checked; count(); } },
};

document.addEventListener("keydown", (event) => {
  const typing = event.target.matches("textarea, select, [contenteditable], input:not([type=checkbox], [type=radio])");
  const off = typing || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented
    || localStorage.getItem("vik-letters-uit") || document.querySelector("dialog[open]") || !list();
  if (off || !actions[event.key]) return;
  event.preventDefault();
  actions[event.key]();
});

document.addEventListener("change", (event) => {
  if (event.target.matches("[data-select-all]")) {
    document.querySelectorAll("input[data-row]").forEach((mark) => { mark.checked = event.target.checked; });
  }
  if (event.target.matches("[data-row], [data-select-all]")) count();
});
document.addEventListener("htmx:afterSettle", count);
count();
