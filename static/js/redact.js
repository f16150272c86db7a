/** Draw on a page what must become unreadable: the place comes in the numbers of the form, which is then sent. */
const sheet = document.querySelector("[data-redact]");
const form = document.getElementById("formulier");

if (sheet && form) {
  const svg = sheet.querySelector("svg");
  const field = (name) => form.elements.namedItem(name);
  let start = null;
  let rect = null;
  sheet.toggleAttribute("data-ready", true);

  const at = (event) => {
    const box = sheet.getBoundingClientRect();
    const part = (value, from, size) => Math.round(Math.min(Math.max((value - from) / size, 0), 1) * 1000);
    return { x: part(event.clientX, box.left, box.width), y: part(event.clientY, box.top, box.height) };
  };

  sheet.addEventListener("pointerdown", (event) => {
    if (event.button) return;
    event.preventDefault();
    sheet.setPointerCapture(event.pointerId);
    start = at(event);
    rect?.remove();
    rect = document.createElementNS("http://www.w3.org/2000/svg", "rect");
    rect.setAttribute("class", "redact__mark redact__mark--new");
    svg.append(rect);
  });

  sheet.addEventListener("pointermove", (event) => {
    if (!start) return;
    const end = at(event);
    rect.setAttribute("x", Math.min(start.x, end.x));
    rect.setAttribute("y", Math.min(start.y, end.y));
    rect.setAttribute("width", Math.abs(start.x - end.x));
    rect.setAttribute("height", Math.abs(start.y - end.y));
  });

  sheet.addEventListener("pointerup", () => {
    if (!start) return;
    start = null;
    const number = (name) => Number(rect.getAttribute(name));
    if (number("width") < 4 || number("height") < 4) {
      rect.remove();
      return;
    }
    ["x", "y", "width", "height"].forEach((name) => { field(name).value = (number(name) / 10).toFixed(1); });
    if (field("ground").value) form.requestSubmit();
    else field("ground").focus();
  });
}
