/** Form helpers: characters left ([data-counter]), focus on the list of errors ([data-focus]). */
function recount(counter) {
  const box = document.getElementById(counter.dataset.counter);
  const left = Number(counter.dataset.limit) - (box?.value.length ?? 0);
  counter.textContent = left < 0 ? `${-left} tekens te veel` : `Nog ${left} tekens`;
  counter.toggleAttribute("data-over", left < 0);
}

const start = (root) => {
  root.querySelectorAll?.("[data-counter]").forEach(recount);
  root.querySelector?.("[data-focus]")?.focus();
};

document.addEventListener("input", (event) => {
  const counter = document.querySelector(`[data-counter="${CSS.escape(event.target.id)}"]`);
  if (counter) recount(counter);
});
document.addEventListener("htmx:load", (event) => start(event.detail.elt));
start(document);
