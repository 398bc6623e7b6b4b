/*
 * Draws the winners again, from the files that everybody can download, and says whether they are
 * those that were told. Shares nothing with the server but the algorithm, which the page tells.
 */

const place = document.querySelector("[data-check]");
const button = place?.querySelector("button");
const output = place?.querySelector("output");

const bytesOf = (hex) => Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
const hexOf = (buffer) =>
  Array.from(new Uint8Array(buffer), (byte) => byte.toString(16).padStart(2, "0")).join("");
const sha256 = async (bytes) => hexOf(await crypto.subtle.digest("SHA-256", bytes));

/** The lines of the list: first ticket, last ticket. */
function linesOf(bytes) {
  const [, ...rows] = new TextDecoder().decode(bytes).trim().split("\n");
  return rows.map((row) => row.split(",").slice(0, 2).map(Number));
}

/** Which line has a ticket, by halving. */
function lineWith(lines, ticket) {
  let low = 0;
  let high = lines.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (lines[middle][0] <= ticket) low = middle;
    else high = middle - 1;
  }
  return low;
}

async function winnersOf(told, lines, keyBytes) {
  const hmac = { name: "HMAC", hash: "SHA-256" };
  const key = await crypto.subtle.importKey("raw", keyBytes, hmac, false, ["sign"]);
  const total = BigInt(lines.length ? lines.at(-1)[1] : 0);
  const wanted = told.prizes.reduce((sum, prize) => sum + prize.count, told.reserves);
  const able = told.once_a_participant ? lines.length : Number(total);
  const gone = new Set();
  const winners = [];
  for (let counter = 0n; winners.length < Math.min(wanted, able); counter += 1n) {
    const message = new DataView(new ArrayBuffer(8));
    message.setBigUint64(0, counter);
    const number = new DataView(await crypto.subtle.sign("HMAC", key, message)).getBigUint64(0);
    // Such numbers would favour the first tickets.
    if (number >= 2n ** 64n - (2n ** 64n % total)) continue;
    const ticket = Number(number % total) + 1;
    const out = told.once_a_participant ? lineWith(lines, ticket) : ticket;
    if (gone.has(out)) continue;
    gone.add(out);
    winners.push(ticket);
  }
  return winners;
}

async function check() {
  const { told: toldAt, list: listAt } = place.dataset;
  const told = await (await fetch(toldAt, { cache: "no-store" })).json();
  const listed = new Uint8Array(await (await fetch(listAt)).arrayBuffer());
  const seed = bytesOf(told.seed);
  if ((await sha256(seed)) !== told.commitment) return "seed";
  const digest = await sha256(listed);
  if (digest !== told.list_digest) return "listed";
  const signature = told.outside_signature;
  if (signature && (await sha256(bytesOf(signature))) !== told.outside_value) return "outside";
  const value = new TextEncoder().encode(told.outside_value);
  const key = new Uint8Array([...seed, ...bytesOf(digest), ...value]);
  const winners = await winnersOf(told, linesOf(listed), key);
  return JSON.stringify(winners) === JSON.stringify(told.winners) ? "right" : "winners";
}

if (button && globalThis.crypto?.subtle) {
  place.hidden = false;
  button.addEventListener("click", async () => {
    button.disabled = true;
    output.textContent = place.dataset.working;
    const found = await check().catch(() => "failed");
    output.textContent = place.dataset[found];
    output.dataset.found = found;
    button.disabled = false;
  });
}
