/**
 * [data-geolocate] fills the own location in the boxes named in data-lat and data-lng (selectors).
 * Nothing is asked before the button is pressed; the result stays in the form until it is sent.
 */
document.querySelectorAll("[data-geolocate]").forEach((button) => {
  const note = document.querySelector(button.dataset.note);
  const tell = (text) => { if (note) note.textContent = text; };
  if (!("geolocation" in navigator) || !isSecureContext) return;
  button.hidden = false;
  button.addEventListener("click", () => {
    tell("Uw plek wordt bepaald…");
    navigator.geolocation.getCurrentPosition(({ coords }) => {
      const [lat, lng] = [coords.latitude.toFixed(6), coords.longitude.toFixed(6)];
      document.querySelector(button.dataset.lat).value = lat;
      document.querySelector(button.dataset.lng).value = lng;
      document.dispatchEvent(new CustomEvent("vik:spot", { detail: { lat, lng, accuracy: coords.accuracy } }));
      tell(`Uw plek is ingevuld, op ${Math.round(coords.accuracy)} meter nauwkeurig.`);
    }, (error) => {
      tell(error.code === 1 ? "U gaf geen toestemming. Vul het adres in of kies de plek op de kaart." : "Uw plek is niet gevonden. Vul het adres in of kies de plek op de kaart.");
    }, { enableHighAccuracy: true, timeout: 15000, maximumAge: 60000 });
  });
});
