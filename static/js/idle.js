/**
 * Idle lock: after a while without input the page is blurred and asks for the password in place; what
 * was typed stays. data-lock-url gets POST action=lock, then action=unlock with the password (204 = open).
 */
const dialog = document.getElementById("slot");
const url = dialog.dataset.lockUrl;
const limit = Number(dialog.dataset.lockMinutes) * 60000;
const fault = dialog.querySelector("[role=alert]");
const box = dialog.querySelector("input[type=password]");
// Every window of this browser locks and opens together.
const channel = new BroadcastChannel("vik-slot");
let last = Date.now();
// The server counts requests, not keys: while somebody works, it hears so now and then.
const TELL = 240000;
let told = Date.now();

const token = () => document.querySelector("meta[name=csrf-token]").content;
const send = (fields) => fetch(url, {
  method: "POST",
  headers: { "X-CSRFToken": token(), Accept: "application/json" },
  body: new URLSearchParams(fields),
});

function lock(tell) {
  if (dialog.open) return;
  document.querySelectorAll("dialog[open]").forEach((other) => other.close());
  document.body.dataset.locked = "";
  dialog.showModal();
  if (tell) {
    channel.postMessage("lock");
    send({ action: "lock" }).catch(() => {});
  }
}

function open(tell) {
  delete document.body.dataset.locked;
  last = Date.now();
  fault.hidden = true;
  box.value = "";
  dialog.close();
  if (tell) channel.postMessage("open");
}

dialog.addEventListener("cancel", (event) => event.preventDefault());
dialog.querySelector("form").addEventListener("submit", async (event) => {
  event.preventDefault();
  try {
    const answer = await send({ action: "unlock", password: box.value });
    const fresh = answer.headers.get("X-CSRFToken");
    if (fresh) {
      document.querySelector("meta[name=csrf-token]").content = fresh;
      document.body.setAttribute("hx-headers", JSON.stringify({ "X-CSRFToken": fresh }));
      document.querySelectorAll("[name=csrfmiddlewaretoken]").forEach((field) => { field.value = fresh; });
    }
    if (answer.ok) return open(true);
    fault.textContent = answer.status === 429 ? "Te vaak geprobeerd. Wacht even." : "Dit wachtwoord klopt niet.";
  } catch {
    fault.textContent = "Geen verbinding. Probeer het zo opnieuw.";
  }
  fault.hidden = false;
  box.select();
});

["pointerdown", "pointermove", "keydown", "scroll", "touchstart"].forEach((name) => {
  addEventListener(name, () => {
    if (Date.now() - last < 5000) return;
    last = Date.now();
    channel.postMessage("busy");
    if (last - told < TELL || dialog.open) return;
    told = last;
    fetch(url, { method: "HEAD", redirect: "manual" }).catch(() => {});
  }, { passive: true, capture: true });
});
channel.onmessage = ({ data }) => {
  if (data === "busy") last = Date.now();
  else if (data === "lock") lock(false);
  else open(false);
};
// The server had locked already (423): ask here, and keep what was typed.
document.addEventListener("htmx:responseError", ({ detail }) => { if (detail.xhr.status === 423) lock(false); });
document.addEventListener("vik:locked", () => lock(false));
const check = () => { if (Date.now() - last > limit) lock(true); };
setInterval(check, 5000);
document.addEventListener("visibilitychange", check);
if (dialog.hasAttribute("data-locked")) lock(false);
