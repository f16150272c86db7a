/**
 * Keys: an element with data-key="a" is pressed (or, for a text box, focused) by that key.
 * data-key-label names it in the overlay of `?`. More lines for the overlay, or keys for elements
 * elsewhere, stand in <script type="application/json" id="toetskaart">[{"key","label","target"?}]</script>.
 * Never while typing; single letters can be switched off (WCAG 2.1.4).
 */
const SWITCH = "vik-letters-uit";
const overlay = document.getElementById("toetsen");

const extra = () => JSON.parse(document.getElementById("toetskaart")?.textContent || "[]");
const visible = (element) => element.checkVisibility?.() ?? element.offsetParent !== null;

function typing(target) {
  return target.isContentEditable || target.matches?.("textarea, select, [role=combobox]")
    || (target.matches?.("input") && !["checkbox", "radio", "button", "submit"].includes(target.type));
}

function name(event) {
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  const shifted = event.shiftKey && /^[a-z]$/.test(key);
  return (event.ctrlKey || event.metaKey ? "Ctrl+" : "") + (event.altKey ? "Alt+" : "") + (shifted ? "Shift+" : "") + key;
}

function find(key) {
  const scope = document.querySelector("dialog[open]") ?? document;
  const own = [...scope.querySelectorAll("[data-key]")].filter((e) => e.dataset.key === key && !e.disabled);
  const mapped = extra().find((line) => line.key === key && line.target);
  const inMenu = own.find((e) => e.closest("details:not([open])"));
  return own.find(visible) ?? (mapped && scope.querySelector(mapped.target)) ?? inMenu;
}

function press(element) {
  if (typing(element)) {
    element.focus();
    element.select?.();
  } else {
    element.click();
  }
}

function fill() {
  const lines = new Map(extra().map((line) => [line.key, line.label]));
  document.querySelectorAll("[data-key]").forEach((e) => {
    lines.set(e.dataset.key, e.dataset.keyLabel || e.getAttribute("aria-label") || e.firstChild?.textContent.trim());
  });
  lines.set("Ctrl+k", "Opdracht zoeken").set("Esc", "Sluiten");
  const rows = [...lines].filter(([, label]) => label).map(([key, label]) => {
    const row = document.createElement("div");
    const keys = key.split("+").map((part) => Object.assign(document.createElement("kbd"), { textContent: part }));
    const value = document.createElement("dd");
    value.append(...keys.flatMap((k, i) => (i ? ["+", k] : [k])));
    row.append(Object.assign(document.createElement("dt"), { textContent: label }), value);
    return row;
  });
  overlay.querySelector("[data-keys]").replaceChildren(...rows);
}

function toggleOverlay() {
  if (overlay.open) return overlay.close();
  fill();
  overlay.showModal();
}

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.isComposing || typing(event.target)) return;
  const key = name(event);
  if (key === "Ctrl+k") return;
  const single = !/^(Ctrl|Alt)\+/.test(key);
  if (single && localStorage.getItem(SWITCH) && key !== "?") return;
  if (key === "?") {
    event.preventDefault();
    return toggleOverlay();
  }
  const element = find(key);
  if (element) {
    event.preventDefault();
    press(element);
  }
});

document.addEventListener("click", (event) => {
  if (event.target.closest('[data-open="toetsen"]')) toggleOverlay();
});

const box = overlay?.querySelector("[data-keys-switch]");
if (box) {
  box.checked = !localStorage.getItem(SWITCH);
  box.onchange = () => (box.checked ? localStorage.removeItem(SWITCH) : localStorage.setItem(SWITCH, "1"));
}
