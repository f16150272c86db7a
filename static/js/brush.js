/**
 * Brushing: whatever carries the same [data-tie] (a neighbour in the picture, its row, its events) stands
 * out as long as the pointer or the focus is on one of them; the rest of the picture fades. Nothing is hidden.
 */
const tieOf = (one) => one?.closest?.("[data-tie]")?.dataset.tie;

function brush(pointed) {
  // A page that scrolls moves under the pointer: the focus counts as long as the pointer is on nothing.
  const tie = tieOf(pointed) ?? tieOf(document.activeElement);
  document.body.toggleAttribute("data-brushing", Boolean(tie));
  document.querySelectorAll("[data-tie]").forEach((one) => one.toggleAttribute("data-lit", Boolean(tie) && one.dataset.tie === tie));
}

["pointerover", "focusin"].forEach((kind) => document.addEventListener(kind, (event) => brush(event.target)));
document.addEventListener("focusout", (event) => { if (!event.relatedTarget) setTimeout(brush); });
document.documentElement.addEventListener("pointerleave", () => brush());
