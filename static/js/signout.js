/** At sign-out the drafts kept on this device and their key are deleted first; then the form goes. */
document.querySelectorAll("form[data-sign-out]").forEach((form) => {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const request = indexedDB.deleteDatabase("vik-concepten");
    const go = () => form.submit();
    request.onsuccess = go;
    request.onerror = go;
    setTimeout(go, 800);
  }, { once: true });
});
