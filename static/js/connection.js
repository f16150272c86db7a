/** Says it when the line is gone or the server refuses, and keeps what is on the screen. */
const bar = Object.assign(document.createElement("p"), {
  className: "offline",
  hidden: true,
  textContent: "Geen verbinding. Wat u typt, blijft staan.",
});
bar.setAttribute("role", "status");
document.body.append(bar);

const toast = (text) => document.dispatchEvent(new CustomEvent("vik:toast", { detail: { text } }));
const show = () => { bar.hidden = navigator.onLine; };

addEventListener("online", show);
addEventListener("offline", show);
show();

const sentences = {
  403: "Dit mag u niet, of u bent niet meer aangemeld.",
  404: "Dit bestaat niet (meer).",
  409: "Iemand anders heeft dit net veranderd. Laad de pagina opnieuw.",
  429: "Dit ging te snel achter elkaar. Wacht even.",
};
document.addEventListener("htmx:beforeSwap", (event) => {
  // A refusal with a form (422) or a conflict page (409) is shown in place, like any answer.
  if ([409, 422].includes(event.detail.xhr.status) && event.detail.xhr.responseText) {
    event.detail.shouldSwap = true;
    event.detail.isError = false;
  }
});
document.addEventListener("htmx:responseError", (event) => {
  if (event.detail.xhr.status === 423) return; // locked: idle.js asks to sign in
  toast(sentences[event.detail.xhr.status] ?? "Het lukte niet. Er is niets veranderd. Probeer het opnieuw.");
});
document.addEventListener("htmx:sendError", () => toast("Geen verbinding. Er is niets veranderd."));
document.addEventListener("htmx:timeout", () => toast("De server antwoordt niet. Er is niets veranderd."));
