/**
 * The order of an agenda: drag an item, or Alt+Up / Alt+Down on it. The server moves it and sends the
 * agenda anew; what happened is said in a live region, and the keyboard stays on the item.
 */
const root = document.querySelector("[data-agenda]");
const voice = document.querySelector("[data-agenda-said]");
const token = document.querySelector('meta[name="csrf-token"]')?.content;
const say = (text) => { if (voice) { voice.textContent = ""; requestAnimationFrame(() => { voice.textContent = text; }); } };
let busy = false;

async function move(number, where) {
  if (busy) return;
  busy = true;
  root.setAttribute("aria-busy", "true");
  try {
    const answer = await fetch(root.dataset.orderUrl, {
      method: "POST",
      headers: { "X-CSRFToken": token, "HX-Request": "true" },
      body: new URLSearchParams({ punt: number, naar: where }),
    });
    const text = await answer.text();
    if (answer.status === 422) { say(text); return; }
    if (!answer.ok || answer.redirected) { location.reload(); return; }
    const held = document.activeElement?.closest?.("[data-item]")?.dataset.item;
    const button = document.activeElement?.closest?.("button")?.value;
    root.replaceChildren(...new DOMParser().parseFromString(text, "text/html").body.childNodes);
    const item = held && root.querySelector(`[data-item="${CSS.escape(held)}"]`);
    const again = button && item?.querySelector(`button[value="${CSS.escape(button)}"]:not(:disabled)`);
    (again || item)?.focus();
    say(root.querySelector("[data-said]")?.dataset.said ?? "");
  } catch {
    say("Het verplaatsen is niet gelukt. Probeer het opnieuw.");
  } finally {
    busy = false;
    root.removeAttribute("aria-busy");
  }
}

root?.addEventListener("keydown", (event) => {
  const item = event.target.closest("[data-item]");
  if (!item || !event.altKey || !["ArrowUp", "ArrowDown"].includes(event.key)) return;
  event.preventDefault();
  move(item.dataset.item, event.key === "ArrowUp" ? "op" : "neer");
});

root?.addEventListener("submit", (event) => {
  const where = event.submitter?.value;
  if (!event.target.matches(".agenda__acts form") || !where) return;
  event.preventDefault();
  move(event.target.elements.punt.value, where);
});

let dragged = null;
const clear = () => root.querySelectorAll("[data-over], [data-dragged]").forEach((one) => { delete one.dataset.over; delete one.dataset.dragged; });
root?.addEventListener("dragstart", (event) => {
  const item = event.target.closest?.("[data-item][draggable]");
  if (!item || event.target !== item) return;
  dragged = item.dataset.item;
  item.dataset.dragged = "";
  event.dataTransfer.effectAllowed = "move";
  event.dataTransfer.setData("text/plain", "");
});
root?.addEventListener("dragover", (event) => {
  const item = event.target.closest("[data-item]");
  if (!dragged || !root.contains(event.target)) return;
  event.preventDefault();
  root.querySelectorAll("[data-over]").forEach((one) => { delete one.dataset.over; });
  if (item && item.dataset.item !== dragged) item.dataset.over = "";
});
root?.addEventListener("drop", (event) => {
  if (!dragged) return;
  event.preventDefault();
  const item = event.target.closest("[data-item]");
  const number = dragged;
  dragged = null;
  clear();
  if (item?.dataset.item !== number) move(number, item ? item.dataset.item : "eind");
});
root?.addEventListener("dragend", () => { dragged = null; clear(); });
