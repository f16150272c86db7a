/**
 * Idle lock: after a while without input the page is blurred and asks for the password in place; what
 * was typed stays. data-lock-url gets POST action=lock, then action=unlock with the password and, of who
 * has an app, its code (204 = open); GET says whether it is locked and how this user opens it.
 */
const dialog = document.getElementById("slot");
const url = dialog.dataset.lockUrl;
const limit = Number(dialog.dataset.lockMinutes) * 60000;
const fault = dialog.querySelector("[role=alert]");
const box = dialog.querySelector("input[type=password]");
const code = dialog.querySelector("[name=code]");
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

/** Show what this user opens the lock with; opened elsewhere (another tab, a passkey) opens it here too. */
async function look() {
  if (!dialog.open) return;
  try {
    const answer = await fetch(url, { headers: { Accept: "application/json" } });
    if (!answer.ok) return;
    const { locked, how } = await answer.json();
    if (!locked) return open(true);
    dialog.querySelectorAll("[data-unlock-with]").forEach((part) => { part.hidden = !part.dataset.unlockWith.split(" ").includes(how); });
    code.required = how === "password_and_code";
    box.required = how.startsWith("password");
  } catch { /* no connection: the password field stays */ }
}

function lock(tell) {
  if (dialog.open) return;
  document.querySelectorAll("dialog[open]").forEach((other) => other.close());
  document.body.dataset.locked = "";
  dialog.showModal();
  if (tell) {
    channel.postMessage("lock");
    send({ action: "lock" }).then(look, () => {});
  } else look();
}

function open(tell) {
  delete document.body.dataset.locked;
  last = Date.now();
  fault.hidden = true;
  box.value = code.value = "";
  dialog.close();
  if (tell) channel.postMessage("open");
}

dialog.addEventListener("cancel", (event) => event.preventDefault());
dialog.querySelector("form").addEventListener("submit", async (event) => {
  event.preventDefault();
  try {
    const answer = await send({ action: "unlock", password: box.value, code: code.value });
    const fresh = answer.headers.get("X-CSRFToken");
    if (fresh) {
      document.querySelector("meta[name=csrf-token]").content = fresh;
      document.body.setAttribute("hx-headers", JSON.stringify({ "X-CSRFToken": fresh }));
      document.querySelectorAll("[name=csrfmiddlewaretoken]").forEach((field) => { field.value = fresh; });
    }
    if (answer.ok) return open(true);
    // Signed out altogether (ten hours, or rights changed): the sign-in page is the way on.
    fault.textContent = answer.status === 401 || answer.redirected ? "U bent afgemeld. Meld u in een nieuw tabblad opnieuw aan." : (await answer.json()).error;
  } catch {
    fault.textContent = "Geen verbinding. Probeer het zo opnieuw.";
  }
  fault.hidden = false;
  code.value = "";
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
document.addEventListener("visibilitychange", () => { check(); look(); });
addEventListener("focus", look);
if (dialog.hasAttribute("data-locked")) lock(false);
