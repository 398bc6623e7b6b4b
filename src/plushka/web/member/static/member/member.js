/* Shows a new QR code each half minute. Without this file a link does the same. */

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
