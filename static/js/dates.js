/** Says how a vague Dutch date is understood ("vorige week di"): asks the server at data-date-url. */
let waiting;

document.addEventListener("input", (event) => {
  const box = event.target.closest("[data-date-url]");
  if (!box) return;
  clearTimeout(waiting);
  waiting = setTimeout(async () => {
    const out = document.getElementById(box.dataset.dateOut);
    const text = box.value.trim();
    if (!text) return out.replaceChildren();
    try {
      const answer = await fetch(`${box.dataset.dateUrl}?q=${encodeURIComponent(text)}`, { headers: { Accept: "application/json" } });
      const { understood } = await answer.json();
      if (box.value.trim() !== text) return;
      out.dataset.state = understood ? "clear" : "unclear";
      out.textContent = understood ? `Begrepen als: ${understood}` : "Deze datum begrijpen we niet. Probeer: gisteren, 23 nov of 23-11-2026.";
    } catch {
      out.replaceChildren();
    }
  }, 350);
});
