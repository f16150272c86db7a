/**
 * Drafts: a form[data-draft] is saved while typing, by POST of JSON {"fields": {name: [values]}} to
 * data-draft-url. Without a line it is kept on the device, sealed with a key that can't be exported
 * (AES-GCM, WebCrypto) and is thrown away at sign-out (signout.js); it is sent when the line is back.
 * Boxes with data-no-draft, passwords and files are never kept. State is told in [data-draft-state].
 */
import { drop, seal, unseal } from "./sealedstore.js";

const WAIT = 1500;

function read(form) {
  const fields = {};
  for (const [name, value] of new FormData(form)) {
    const box = form.elements[name];
    const skip = name === "csrfmiddlewaretoken" || typeof value !== "string" || box.type === "password" || box.dataset?.noDraft !== undefined;
    if (!skip) (fields[name] ??= []).push(value);
  }
  return fields;
}

function write(form, fields) {
  for (const box of form.elements) {
    const values = fields[box.name];
    if (!values || box.type === "file" || box.type === "password") continue;
    if (["checkbox", "radio"].includes(box.type)) box.checked = values.includes(box.value);
    else if (box.type !== "hidden" || !box.value) box.value = values[0];
  }
}

async function start(form) {
  const name = location.pathname;
  const out = form.querySelector("[data-draft-state]");
  const tell = (state, text) => { if (out) { out.dataset.state = state; out.textContent = text; } };
  let timer;

  async function save() {
    const fields = read(form);
    try {
      const answer = await fetch(form.dataset.draftUrl, {
        method: "POST",
        headers: { "Content-Type": "application/json", "X-CSRFToken": document.querySelector("meta[name=csrf-token]").content },
        body: JSON.stringify({ fields }),
      });
      if (answer.status === 423) document.dispatchEvent(new CustomEvent("vik:locked"));
      if (!answer.ok) throw new Error(String(answer.status));
      await drop(name);
      tell("saved", `Concept bewaard om ${new Date().toLocaleTimeString("nl-NL", { hour: "2-digit", minute: "2-digit" })}`);
    } catch {
      await seal(name, fields);
      tell("waiting", "Nog niet verstuurd. Uw tekst is versleuteld bewaard op dit apparaat.");
    }
  }

  form.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(save, WAIT); });
  addEventListener("online", save);
  document.addEventListener("visibilitychange", () => { if (document.hidden && timer) { clearTimeout(timer); save(); } });
  form.addEventListener("submit", (event) => {
    clearTimeout(timer);
    if (navigator.onLine) return drop(name);
    event.preventDefault();
    save();
    return document.dispatchEvent(new CustomEvent("vik:toast", { detail: { text: "Geen verbinding. Uw melding blijft hier staan; verstuur haar zo opnieuw." } }));
  });

  const kept = await unseal(name).catch(() => null);
  if (!kept) return;
  write(form, kept);
  tell("waiting", "Uw tekst van dit apparaat is teruggezet.");
  if (navigator.onLine) save();
}

if (crypto.subtle) document.querySelectorAll("form[data-draft]").forEach(start);
