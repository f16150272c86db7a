/**
 * Ctrl+K: one box to go anywhere. The commands come from the server as a JSON data block
 * (#opdrachten: [{"label", "url" | "target", "group"?, "key"?}]); `target` is an element to press.
 */
const dialog = document.getElementById("palet");
const input = dialog.querySelector("input");
const options = dialog.querySelector("[role=listbox]");
const none = dialog.querySelector(".palette__none");
const commands = JSON.parse(document.getElementById("opdrachten").textContent);
let shown = [];
let at = 0;

const plain = (text) => text.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "");

function mark(index) {
  at = index;
  [...options.children].forEach((option, i) => option.setAttribute("aria-selected", String(i === at)));
  const chosen = options.children[at];
  input.setAttribute("aria-activedescendant", chosen?.id ?? "");
  chosen?.scrollIntoView({ block: "nearest" });
}

function draw() {
  const words = plain(input.value).split(/\s+/).filter(Boolean);
  shown = commands.filter((c) => words.every((word) => plain(`${c.label} ${c.group ?? ""}`).includes(word))).slice(0, 40);
  options.replaceChildren(...shown.map((command, i) => {
    const option = document.createElement("li");
    Object.assign(option, { id: `opdracht-${i}` });
    option.setAttribute("role", "option");
    const hint = Object.assign(document.createElement("small"), { textContent: command.key ?? command.group ?? "" });
    option.append(Object.assign(document.createElement("span"), { textContent: command.label }), hint);
    option.onclick = () => run(command);
    return option;
  }));
  none.hidden = shown.length > 0;
  options.hidden = !shown.length;
  mark(0);
}

function run(command) {
  dialog.close();
  if (command?.target) document.querySelector(command.target)?.click();
  else if (command?.url?.startsWith("/")) location.assign(command.url);
}

input.addEventListener("input", draw);
input.addEventListener("keydown", (event) => {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step && shown.length) {
    event.preventDefault();
    mark((at + step + shown.length) % shown.length);
  } else if (event.key === "Enter") {
    event.preventDefault();
    run(shown[at]);
  }
});
dialog.addEventListener("click", (event) => { if (event.target === dialog) dialog.close(); });
document.addEventListener("keydown", (event) => {
  if (event.key.toLowerCase() !== "k" || !(event.ctrlKey || event.metaKey)) return;
  event.preventDefault();
  if (document.querySelector("dialog[open]:not(#palet)")) return;
  input.value = "";
  draw();
  if (!dialog.open) dialog.showModal();
});
