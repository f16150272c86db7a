/**
 * Toasts: what just happened, with undo for ten seconds; the clock waits while one looks at it.
 * From the server: header HX-Trigger {"vik:toast": {"text": "…", "undo": "/adres/"}}, or an element
 * with data-toast in the page. `vik:say` only speaks, for screen readers.
 */
const region = document.getElementById("toasts");
const voice = document.getElementById("melding");
const SECONDS = 10;

function say(text) {
  voice.textContent = "";
  setTimeout(() => { voice.textContent = text; }, 60);
}

function button(label, css = "button button--small") {
  return Object.assign(document.createElement("button"), { type: "button", className: css, textContent: label });
}

function run(toast) {
  const bar = document.createElement("progress");
  bar.max = SECONDS * 10;
  bar.value = bar.max;
  bar.setAttribute("aria-hidden", "true");
  const close = button("×", "button button--small button--icon");
  close.setAttribute("aria-label", "Melding sluiten");
  close.onclick = () => toast.remove();
  toast.append(close, bar);
  const clock = setInterval(() => {
    if (!toast.isConnected) return clearInterval(clock);
    if (!toast.matches(":hover, :focus-within") && !document.hidden) bar.value -= 1;
    if (bar.value <= 0) toast.remove();
  }, 100);
}

function show({ text, undo }) {
  const toast = Object.assign(document.createElement("div"), { className: "toast" });
  toast.append(Object.assign(document.createElement("span"), { className: "toast__text", textContent: text }));
  if (undo) {
    const back = button("Ongedaan maken");
    Object.assign(back.dataset, { key: "z", keyLabel: "Ongedaan maken" });
    back.onclick = async () => {
      back.disabled = true;
      await window.htmx.ajax("POST", undo, { target: "body", swap: "none" });
      toast.remove();
    };
    toast.append(back);
    document.querySelectorAll('.toast [data-key="z"]').forEach((old) => delete old.dataset.key);
  }
  region.append(toast);
  run(toast);
  say(undo ? `${text} Ongedaan maken kan met de toets z.` : text);
}

function adopt(root) {
  root.querySelectorAll?.("[data-toast]").forEach((toast) => {
    const text = toast.textContent.trim().split("\n")[0];
    delete toast.dataset.toast;
    region.append(toast);
    run(toast);
    say(text);
  });
}

document.addEventListener("vik:toast", (event) => show(event.detail));
document.addEventListener("vik:say", (event) => say(event.detail.text ?? event.detail.value));
document.addEventListener("htmx:load", (event) => adopt(event.detail.elt.parentElement ?? document));
adopt(document);
