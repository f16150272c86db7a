/** Puts a print in the log the moment the print window opens; a beacon goes out even while that is open. */
addEventListener("beforeprint", () => {
  const told = new FormData();
  told.set("csrfmiddlewaretoken", document.querySelector("meta[name=csrf-token]").content);
  told.set("pad", location.pathname);
  navigator.sendBeacon("/afgedrukt/", told);
});

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-print]")) {
    print();
  }
});
