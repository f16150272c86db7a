/** Opens and closes: dialogs ([data-open="id"], [data-close]) and menus (<details data-menu>). */
const menus = () => document.querySelectorAll("details[data-menu][open]");

document.addEventListener("click", (event) => {
  const opener = event.target.closest("[data-open]");
  const dialog = opener && document.getElementById(opener.dataset.open);
  if (dialog && !dialog.open && opener.dataset.open !== "toetsen") dialog.showModal();
  event.target.closest("[data-close]")?.closest("dialog")?.close();
  menus().forEach((menu) => { if (!menu.contains(event.target)) menu.open = false; });
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  menus().forEach((menu) => {
    menu.open = false;
    if (menu.contains(document.activeElement)) menu.querySelector("summary").focus();
  });
});

document.addEventListener("htmx:load", (event) => {
  const dialog = event.detail.elt;
  if (dialog.matches?.("dialog[data-open-now]")) dialog.showModal();
});
