/**
 * A form [data-upload] sends its files one by one, each with its own progress; what was kept goes off the list.
 * Without this script it is a plain form that sends all of them at once. The fields of the form go along with every file.
 */
const say = (text) => document.dispatchEvent(new CustomEvent("vik:say", { detail: { text } }));
const make = (tag, css, text = "") => Object.assign(document.createElement(tag), { className: css, textContent: text });

function send(form, input, file, progress) {
  const body = new FormData(form);
  body.delete(input.name);
  body.append(input.name, file, file.name);
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.open("POST", form.action || location.href);
    request.setRequestHeader("X-Vik-Upload", "1");
    request.responseType = "json";
    request.upload.onprogress = ({ lengthComputable, loaded, total }) => {
      if (!lengthComputable) return;
      progress.max = total;
      progress.value = loaded;
      // All bytes are there; now it is scanned, opened and sealed.
      if (loaded === total) progress.removeAttribute("value");
    };
    request.onload = () => resolve(request.response ?? { kept: false, sentences: ["VIK gaf geen antwoord. Probeer het opnieuw."] });
    request.onerror = () => resolve({ kept: false, sentences: ["De verbinding viel weg. Probeer het opnieuw."] });
    request.send(body);
  });
}

async function sendAll(form, input, button) {
  const files = [...input.files];
  const lines = [...form.querySelectorAll(".photos > .photo")];
  const refused = [];
  let back = "";
  button.disabled = true;
  for (const [at, file] of files.entries()) {
    const line = lines[at];
    line?.querySelector("progress")?.remove();
    const progress = make("progress", "photo__progress");
    progress.setAttribute("aria-label", `${file.name} versturen`);
    line?.append(progress);
    say(`${file.name} wordt verstuurd.`);
    const answer = await send(form, input, file, progress);
    progress.remove();
    if (answer.kept) {
      back = answer.back;
      line?.toggleAttribute("data-kept", true);
      line?.querySelector("button")?.remove();
    } else {
      refused.push({ file, sentences: answer.sentences });
    }
  }
  button.disabled = false;
  if (!refused.length) {
    location.assign(back);
    if (location.pathname === new URL(back, location.href).pathname) location.reload();
    return;
  }
  form.dispatchEvent(new CustomEvent("vik:refused", { detail: { refused } }));
  const told = form.querySelector("[data-upload-told]");
  told.hidden = false;
  const list = told.querySelector("ul");
  list.replaceChildren(...refused.map(({ file, sentences }) => make("li", "", `${file.name}: ${[...new Set(sentences)].map((text) => text.replace(`${file.name}: `, "")).join(" ")}`)));
  told.querySelector("[data-upload-count]").textContent = files.length === refused.length ? "" : `${files.length - refused.length} van de ${files.length} bestanden zijn bewaard.`;
  told.focus();
  say(`${refused.length} bestanden zijn niet bewaard.`);
}

document.querySelectorAll("form[data-upload]").forEach((form) => {
  const input = form.querySelector("input[type=file]");
  form.addEventListener("submit", (event) => {
    if (!input.files.length) return;
    event.preventDefault();
    sendAll(form, input, form.querySelector("button[type=submit]"));
  });
});
