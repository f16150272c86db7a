/** The screen in the room: F2 or b makes it empty at once, and shows it again. */
const page = document.querySelector(".room-page");
document.addEventListener("keydown", (event) => {
  if (event.key !== "F2" && event.key !== "b") return;
  event.preventDefault();
  page.toggleAttribute("data-blank");
});
