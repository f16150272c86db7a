/**
 * Work on the spot: every form[data-field-form] becomes an entry that is kept on the device (sealed,
 * sealedstore.js) until the server says at what time it kept it. Entries are sent in the order in which they
 * were made; the token in an entry makes that sending it twice counts once. Photos wait with their finding.
 * What is being typed in a form[data-keep] is kept as well, so that a reload loses nothing.
 */
import { drop, seal, unseal } from "./sealedstore.js";

const LIST = `veldwerk:${location.pathname}`;
const AGAIN = 5000;
const PAUSE = 500;
const out = document.querySelector("[data-fieldwork-state]");
const waiting = document.querySelector("[data-fieldwork-waiting]");
let queue = []; // {token, act, title, answer, code, fields, files, why}
let busy = false;
let timer;

const quietly = (promise) => promise.catch(() => null); // without a store everything stays in the page
const keepList = () => quietly(seal(LIST, queue.map((entry) => entry.token)));

function tell(saved) {
  const refused = queue.filter((entry) => entry.why).length;
  const open = queue.length - refused;
  const state = refused ? "refused" : open ? "waiting" : "saved";
  out.dataset.state = state;
  out.textContent = { refused: `${refused} niet bewaard: kijk hieronder.`, waiting: `${open} ${open === 1 ? "wijziging wacht" : "wijzigingen wachten"} op de server. U kunt doorwerken.`, saved: saved ? `Alles bewaard om ${saved}.` : out.textContent }[state];
  waiting.hidden = !queue.length;
  waiting.replaceChildren(...queue.map(line));
  press();
}

function line(entry) {
  const item = document.createElement("li");
  const text = document.createElement("span");
  text.textContent = entry.why ? `${entry.title}: ${entry.why}` : `${entry.title}: wacht`;
  item.append(text);
  item.dataset.state = entry.why ? "refused" : "waiting";
  if (entry.why) item.append(button("Pas aan", () => giveBack(entry)), button("Gooi weg", () => forget(entry)));
  return item;
}

function button(words, act) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "button button--small";
  made.textContent = words;
  made.addEventListener("click", act);
  return made;
}

async function forget(entry) {
  queue = queue.filter((other) => other !== entry);
  await quietly(drop(`${LIST}:${entry.token}`));
  await keepList();
  tell();
}

/** Put a refused entry back in its form. */
async function giveBack(entry) {
  const form = document.querySelector(`form[data-field-form="${entry.form}"]`);
  if (form && entry.act !== "punt") {
    fill(form, entry.fields);
    form.closest("details")?.setAttribute("open", "");
    form.querySelector("input:not([type=hidden]), textarea")?.focus();
  }
  await forget(entry);
}

function fill(form, fields) {
  for (const box of form.elements) {
    if (!box.name || box.type === "hidden" || box.type === "file") continue;
    const values = fields.filter(([name]) => name === box.name).map(([, value]) => value);
    if (["checkbox", "radio"].includes(box.type)) box.checked = values.includes(box.value);
    else if (values.length) box.value = values[0];
  }
}

const encode = (bytes) => {
  let text = "";
  for (let at = 0; at < bytes.length; at += 32768) text += String.fromCharCode(...bytes.subarray(at, at + 32768));
  return btoa(text);
};
const decode = (text) => Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0));

async function entryOf(form, submitter) {
  const fields = [];
  const files = [];
  for (const [name, value] of new FormData(form, submitter)) {
    if (name === "csrfmiddlewaretoken" || name === "token") continue;
    if (typeof value === "string") fields.push([name, value]);
    else if (value.size) files.push({ field: name, name: value.name, type: value.type, bytes: encode(new Uint8Array(await value.arrayBuffer())) });
  }
  // The moment counts at which it was written down, not the one at which the line came back.
  const hour = fields.find(([name]) => name === "hour");
  if (hour && !hour[1]) hour[1] = new Date().toLocaleTimeString("nl-NL", { hour: "2-digit", minute: "2-digit" });
  const value = (name) => fields.find(([known]) => known === name)?.[1];
  const title = form.dataset.fieldForm === "punt" ? form.closest("[data-point]").querySelector(".point__text").firstChild.textContent.trim() : form.dataset.fieldForm;
  return { token: crypto.randomUUID(), form: form.dataset.fieldForm, act: value("act"), code: value("code"), answer: value("answer"), title, fields, files };
}

function body(entry) {
  const data = new FormData();
  entry.fields.forEach(([name, value]) => data.append(name, value));
  data.append("token", entry.token);
  entry.files.forEach((file) => data.append(file.field, new File([decode(file.bytes)], file.name, { type: file.type })));
  return data;
}

async function send(entry) {
  const answer = await fetch(location.pathname, {
    method: "POST",
    headers: { Accept: "application/json", "X-CSRFToken": document.querySelector("meta[name=csrf-token]").content },
    body: body(entry),
  });
  if (answer.status === 423) document.dispatchEvent(new CustomEvent("vik:locked"));
  if (answer.ok && !answer.redirected) return answer.json();
  if (answer.status === 422) return { why: (await answer.json()).why };
  if ([403, 404].includes(answer.status)) return { why: "Dit mag u hier niet meer vastleggen." };
  throw new Error(String(answer.status));
}

async function flush() {
  clearTimeout(timer);
  if (busy) return;
  busy = true;
  let saved;
  try {
    for (let entry = queue.find((one) => !one.why); entry; entry = queue.find((one) => !one.why)) {
      const answer = await send(entry);
      if (answer.why) {
        entry.why = answer.why;
        unpress(entry);
        await quietly(seal(`${LIST}:${entry.token}`, entry));
      } else {
        saved = answer.saved;
        await forget(entry);
        (answer.refused ?? []).forEach((text) => document.dispatchEvent(new CustomEvent("vik:toast", { detail: { text } })));
      }
    }
  } catch {
    timer = setTimeout(flush, AGAIN);
  }
  busy = false;
  tell(saved);
  if (saved) document.dispatchEvent(new CustomEvent("vik:vastgelegd"));
}

/** The buttons of points show what waits, also after the list was fetched anew. */
function press() {
  document.querySelectorAll("[data-waiting]").forEach((one) => one.removeAttribute("data-waiting"));
  for (const entry of queue.filter((one) => one.act === "punt" && !one.why)) {
    document.querySelectorAll(`[data-point="${CSS.escape(entry.code)}"] button[name=answer]`).forEach((one) => {
      one.dataset.stood ??= one.getAttribute("aria-pressed");
      one.setAttribute("aria-pressed", String(one.value === entry.answer));
      one.toggleAttribute("data-waiting", one.value === entry.answer);
    });
  }
}

/** What the server refused does not stand: the buttons say again what did. */
function unpress(entry) {
  document.querySelectorAll(`[data-point="${CSS.escape(entry.code ?? "")}"] [data-stood]`).forEach((one) => one.setAttribute("aria-pressed", one.dataset.stood));
}

const typed = (form) => `${LIST}:tekst:${form.dataset.fieldForm}`;

async function submit(event) {
  const form = event.target.closest("form[data-field-form]");
  if (!form) return;
  event.preventDefault();
  const entry = await entryOf(form, event.submitter);
  await quietly(seal(`${LIST}:${entry.token}`, entry));
  queue.push(entry);
  await keepList();
  if ("keep" in form.dataset) {
    form.reset();
    quietly(drop(typed(form)));
  }
  if (entry.act !== "punt") form.closest("details")?.removeAttribute("open");
  tell();
  flush();
}

function keepTyping(form) {
  let pause;
  form.addEventListener("input", () => {
    clearTimeout(pause);
    pause = setTimeout(() => {
      const fields = [...new FormData(form)].filter(([name, value]) => typeof value === "string" && name !== "csrfmiddlewaretoken");
      quietly(seal(typed(form), fields));
    }, PAUSE);
  });
  form.addEventListener("submit", () => clearTimeout(pause));
}

async function start() {
  document.addEventListener("submit", submit);
  document.addEventListener("htmx:afterSwap", press);
  addEventListener("online", flush);
  for (const form of document.querySelectorAll("form[data-field-form][data-keep]")) {
    keepTyping(form);
    const kept = await quietly(unseal(typed(form)));
    if (!kept) continue;
    fill(form, kept);
    form.closest("details")?.setAttribute("open", "");
  }
  for (const token of (await quietly(unseal(LIST))) ?? []) {
    const entry = await quietly(unseal(`${LIST}:${token}`));
    if (entry && !queue.some((known) => known.token === token)) queue.push(entry);
  }
  tell();
  if (queue.length) flush();
}

if (out) start();
