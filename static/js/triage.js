/**
 * Triage: keeps the place in the list while parts of the page are renewed, marks the chosen row,
 * gives the keyboard back, and takes a shown name off the screen after its minute.
 */
let scrolled = 0;
let hadFocus = false;

const list = () => document.querySelector(".pane--list");
const rows = () => document.querySelectorAll(".signal-row");

/** Who went to write elsewhere while the answer was under way keeps the cursor there. */
function writingOutside(part) {
  const active = document.activeElement;
  return Boolean(active?.matches("input, textarea, select")) && !part?.contains(active);
}

document.addEventListener("click", (event) => {
  // The key of a group leads to its first point; ticking it stays a deliberate act.
  if (event.target.matches("fieldset[data-key]")) event.target.querySelector("input").focus();
  const item = event.target.closest("[data-item]");
  if (!item) return;
  rows().forEach((row) => row.removeAttribute("aria-current"));
  item.closest(".signal-row").setAttribute("aria-current", "true");
  document.getElementById("inhoud").dataset.open = "detail";
});

document.addEventListener("htmx:beforeSwap", (event) => {
  scrolled = list()?.scrollTop ?? 0;
  // Only the last step can be taken back, so only its toast stays.
  if (event.detail.target.id === "inhoud") document.querySelectorAll("#toasts .toast").forEach((toast) => toast.remove());
  hadFocus = event.detail.target.contains(document.activeElement);
});

document.addEventListener("htmx:afterSettle", (event) => {
  const swapped = event.detail.target.id;
  const leave = writingOutside(document.getElementById(swapped));
  if (swapped === "inhoud") {
    if (list()) list().scrollTop = scrolled;
    const chosen = document.querySelector('.signal-row[aria-current="true"]');
    chosen?.scrollIntoView({ block: "nearest" });
    if (!leave) (chosen?.querySelector("[data-item]") ?? document.getElementById("inhoud"))?.focus({ preventScroll: true });
  }
  if (swapped === "signaal") {
    const pane = document.getElementById("signaal");
    if (!leave && (hadFocus || pane.querySelector("form.form"))) {
      const first = pane.querySelector(".error-summary, [role=alert]") ? null
        : pane.querySelector("form.form:not([data-later]) :is(input:not([type=hidden]), textarea, select)");
      (first ?? pane).focus({ preventScroll: true });
    }
    pane.scrollTop = 0;
    pane.querySelector("[role=alert]")?.scrollIntoView({ block: "center" });
    const title = pane.querySelector("#titel");
    if (title) document.dispatchEvent(new CustomEvent("vik:say", { detail: { text: title.textContent } }));
  }
  vanish();
});

function vanish() {
  document.querySelectorAll("[data-vanish]").forEach((element) => {
    const seconds = Number(element.dataset.vanish);
    delete element.dataset.vanish;
    setTimeout(() => element.remove(), seconds * 1000);
  });
}
vanish();
