/**
 * Brushing: whatever carries the same [data-tie] (a neighbour in the picture, its row, its events) stays
 * clear while the rest fades, as long as the pointer or the focus is on one of them. Nothing is hidden.
 */
const all = () => document.querySelectorAll("[data-tie]");

function brush(event) {
  const tie = event.target.closest?.("[data-tie]")?.dataset.tie;
  document.body.toggleAttribute("data-brushing", Boolean(tie));
  all().forEach((one) => one.toggleAttribute("data-lit", Boolean(tie) && one.dataset.tie === tie));
}

["pointerover", "focusin"].forEach((kind) => document.addEventListener(kind, brush));
document.addEventListener("focusout", (event) => { if (!event.relatedTarget) brush({ target: document.body }); });
document.documentElement.addEventListener("pointerleave", () => brush({ target: document.body }));
