/**
 * A spot on the map: <div data-spot-map data-areas="url of GeoJSON" data-lat="#…" data-lng="#…"
 * [data-area="#…"]> (Leaflet, own areas, no background service). Arrow keys move the map, Enter or the
 * button [data-spot-centre] takes its middle. Without JavaScript the address box does the work.
 */
const L = window.L;

function start(holder) {
  const { lat, lng, area, areas, tiles } = holder.dataset;
  const box = (selector) => selector && document.querySelector(selector);
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const map = L.map(holder, { attributionControl: Boolean(tiles), zoomAnimation: !still, fadeAnimation: !still, maxZoom: 18 });
  map.setView([52.356, 6.662], 12);
  let marker;
  let ring;
  let bounds;

  // A map inside closed <details> has no size yet; it is fitted when it gets one.
  function fit() {
    map.invalidateSize({ animate: false });
    if (!bounds?.isValid() || !holder.clientHeight) return;
    map.fitBounds(bounds, { animate: false });
    bounds = null;
  }
  new ResizeObserver(fit).observe(holder);

  function put(point, accuracy) {
    [marker, ring].forEach((layer) => layer?.remove());
    ring = accuracy ? L.circle(point, { radius: accuracy, className: "map-accuracy", interactive: false }).addTo(map) : null;
    marker = L.circleMarker(point, { radius: 10, className: "map-spot", interactive: false }).addTo(map);
    box(lat).value = Number(point.lat).toFixed(6);
    box(lng).value = Number(point.lng).toFixed(6);
    box(lat).dispatchEvent(new Event("input", { bubbles: true }));
    document.dispatchEvent(new CustomEvent("vik:say", { detail: { text: "Plek gekozen op de kaart." } }));
  }

  if (tiles) L.tileLayer(tiles, { attribution: holder.dataset.attribution }).addTo(map);
  map.on("click", (event) => put(event.latlng));
  holder.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.target !== holder) return;
    event.preventDefault();
    put(map.getCenter());
  });
  const centre = holder.parentElement.querySelector("[data-spot-centre]");
  if (centre) {
    centre.hidden = false;
    centre.onclick = () => put(map.getCenter());
  }
  document.addEventListener("vik:spot", ({ detail }) => {
    map.setView([detail.lat, detail.lng], 16, { animate: false });
    put(L.latLng(detail.lat, detail.lng), detail.accuracy);
  });

  fetch(areas).then((answer) => answer.json()).then((shapes) => {
    const layer = L.geoJSON(shapes, {
      style: { className: "map-area" },
      onEachFeature(feature, shape) {
        const title = feature.properties.name ?? "";
        shape.bindTooltip(title, { sticky: true });
        shape.on("click", () => {
          if (box(area)) box(area).value = feature.properties.code ?? title;
          // A finger does not hover: say what was chosen.
          const note = holder.parentElement.querySelector("[role=status]");
          if (note && title) note.textContent = `Gekozen: ${title}`;
        });
      },
    }).addTo(map);
    if (box(lat).value) put(L.latLng(box(lat).value, box(lng).value));
    if (box(lat).value) map.setView([box(lat).value, box(lng).value], 15, { animate: false });
    else bounds = layer.getBounds();
    fit();
  }).catch(() => { holder.closest(".spot").hidden = true; });
}

if (L) document.querySelectorAll("[data-spot-map]").forEach(start);
