/**
 * What somebody typed and the server has not confirmed, kept on this device: sealed with a key that can't be
 * exported (AES-GCM, WebCrypto), one key per user. Another user's key and texts are wiped first; sign-out
 * (signout.js) throws the whole store away.
 */
const STORE = "vik-concepten";

const done = (request) => new Promise((resolve, reject) => {
  request.onsuccess = () => resolve(request.result);
  request.onerror = () => reject(request.error);
});

async function store(mode) {
  const request = indexedDB.open(STORE, 1);
  request.onupgradeneeded = () => request.result.createObjectStore("sealed");
  const base = await done(request);
  base.onversionchange = () => base.close(); // sign-out deletes it; nobody may hold on
  return base.transaction("sealed", mode).objectStore("sealed");
}

const get = async (name) => done((await store("readonly")).get(name));
const put = async (name, value) => done((await store("readwrite")).put(value, name));

/** Forget what was kept under a name. */
export const drop = async (name) => done((await store("readwrite")).delete(name));

/** The names under which something is kept that begin so. */
export async function names(beginning) {
  const all = await done((await store("readonly")).getAllKeys());
  return all.filter((name) => String(name).startsWith(beginning));
}

/** The key of this user on this device; another user's key and texts are wiped first. */
async function key() {
  const user = document.body.dataset.user;
  const known = await get("key");
  if (known?.user === user) return known.key;
  (await store("readwrite")).clear();
  const fresh = await crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
  await put("key", { user, key: fresh });
  return fresh;
}

/** Keep a value (anything that JSON can hold) under a name. */
export async function seal(name, value) {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const text = new TextEncoder().encode(JSON.stringify(value));
  await put(name, { iv, text: await crypto.subtle.encrypt({ name: "AES-GCM", iv }, await key(), text) });
}

/** What was kept under a name, or null. */
export async function unseal(name) {
  const secret = await key();
  const kept = await get(name);
  if (!kept) return null;
  const text = await crypto.subtle.decrypt({ name: "AES-GCM", iv: kept.iv }, secret, kept.text);
  return JSON.parse(new TextDecoder().decode(text));
}
