/* Shows a new QR code each half minute, and keeps the card's number where its owner wants that. */

const tile = document.getElementById("qr");

/** Ask for the code of this half minute, and again when the next one begins. */
async function renew() {
  if (document.hidden) return;
  try {
    const answer = await fetch(tile.dataset.address, { credentials: "same-origin" });
    if (answer.redirected) location.reload();
    else if (answer.ok) tile.innerHTML = await answer.text();
  } catch {
    /* The line is down: the next half minute tries again. */
  }
  wait();
}

let waiting = 0;
function wait() {
  clearTimeout(waiting);
  const left = Number(tile.querySelector("[data-left]")?.dataset.left ?? 10);
  waiting = setTimeout(renew, left * 1000 + 300);
}

if (tile) {
  wait();
  document.addEventListener("visibilitychange", () => document.hidden || renew());
}

const HERE = new URL("./", location).pathname;
const keep = document.getElementById("keep");

if (keep && "serviceWorker" in navigator) {
  const name = `card:${HERE}`;
  keep.closest("[hidden]").hidden = false;
  keep.checked = localStorage.getItem(name) !== null;
  keep.addEventListener("change", () => {
    if (keep.checked) localStorage.setItem(name, JSON.stringify({ digits: keep.dataset.digits, modules: keep.dataset.modules }));
    else localStorage.removeItem(name);
  });
  navigator.serviceWorker.register(`${HERE}worker.js`, { scope: HERE }).catch(() => {});
}
