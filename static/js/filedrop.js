/**
 * Photos and files: [data-drop] holds one <input type=file multiple>; chosen files add up, can be seen
 * and taken away before sending. data-max-bytes and data-max-files are told at once; the server decides.
 * Where files are sent one by one (upload.js), those that were refused stay in the list.
 */
const size = (bytes) => (bytes < 1e6 ? `${Math.ceil(bytes / 1024)} kB` : `${(bytes / 1e6).toFixed(1).replace(".", ",")} MB`);
const make = (tag, css, text = "") => Object.assign(document.createElement(tag), { className: css, textContent: text });

function start(drop) {
  const input = drop.querySelector("input[type=file]");
  const list = make("ul", "photos");
  const limit = Number(drop.dataset.maxBytes || Infinity);
  const most = Number(drop.dataset.maxFiles || Infinity);
  let files = [];
  drop.after(list);
  // The browser's own button speaks the browser's language, not ours: it lies unseen over the whole area.
  const pick = make("span", "button drop__pick", most > 1 ? "Bestanden kiezen" : "Bestand kiezen");
  pick.setAttribute("aria-hidden", "true");
  input.before(pick);
  drop.classList.add("drop--ready");

  function draw() {
    const bag = new DataTransfer();
    files.forEach((file) => bag.items.add(file));
    input.files = bag.files;
    list.replaceChildren(...files.map((file, i) => {
      const item = make("li", "photo");
      const image = file.type.startsWith("image/") && file.type !== "image/heic" ? make("img", "") : make("span", "photo__glyph", file.name.split(".").pop());
      if (image.tagName === "IMG") {
        image.alt = "";
        image.src = URL.createObjectURL(file);
        image.onload = () => URL.revokeObjectURL(image.src);
      }
      const text = make("div", "photo__name", file.name);
      const wrong = file.size > limit ? ` · te groot, hoogstens ${size(limit)}` : i >= most ? ` · hoogstens ${most} bestanden` : "";
      item.toggleAttribute("data-wrong", Boolean(wrong));
      text.append(make("small", "", size(file.size) + wrong));
      const away = make("button", "button button--quiet button--small", "Weghalen");
      away.type = "button";
      away.setAttribute("aria-label", `${file.name} weghalen`);
      away.onclick = () => { files.splice(i, 1); draw(); input.focus(); };
      item.append(image, text, away);
      return item;
    }));
  }

  function add(extra) {
    const known = new Set(files.map((file) => file.name + file.size + file.lastModified));
    files = [...files, ...[...extra].filter((file) => !known.has(file.name + file.size + file.lastModified))];
    draw();
    document.dispatchEvent(new CustomEvent("vik:say", { detail: { text: `${files.length} bestanden gekozen.` } }));
  }

  input.form?.addEventListener("vik:refused", ({ detail }) => { files = detail.refused.map(({ file }) => file); draw(); });
  input.form?.addEventListener("reset", () => { files = []; draw(); });
  input.addEventListener("change", () => { if (input.files.length) add(input.files); });
  drop.addEventListener("dragover", (event) => { event.preventDefault(); drop.dataset.over = ""; });
  ["dragleave", "drop"].forEach((name) => drop.addEventListener(name, () => delete drop.dataset.over));
  drop.addEventListener("drop", (event) => { event.preventDefault(); add(event.dataTransfer.files); });
}

document.querySelectorAll("[data-drop]").forEach(start);
