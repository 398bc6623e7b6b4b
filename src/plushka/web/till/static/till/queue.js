/*
 * Sales that were rung up while the line was away: kept in this browser, sent once each, in order.
 *
 * A sale keeps its key, so one that arrived although its answer was lost is not recorded twice.
 * It waits for the outlet it was rung up in, whoever signs in there. What is sent is forgotten;
 * what is refused stays until somebody decides.
 */

const DESK = "till-desk";
const AGAIN = 15000;

let opened;

/** Open the store, once. */
const open = () =>
  (opened ??= new Promise((resolve, reject) => {
    const asked = indexedDB.open("plushka-till", 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore("sales", { keyPath: "place", autoIncrement: true });
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
  }));

/** Do one thing with the store; give what it answers once it is safe on the disk. */
async function inStore(mode, work) {
  const transaction = (await open()).transaction("sales", mode, { durability: "strict" });
  const asked = work(transaction.objectStore("sales"));
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve(asked.result);
    transaction.onerror = transaction.onabort = () => reject(transaction.error);
  });
}

/** Who stood at which till when the line was there; nothing after signing out. */
export function desk() {
  try {
    return JSON.parse(localStorage.getItem(DESK));
  } catch {
    return null;
  }
}

export const rememberDesk = (told) => localStorage.setItem(DESK, JSON.stringify(told));
export const forgetDesk = () => localStorage.removeItem(DESK);

export const all = () => inStore("readonly", (store) => store.getAll());
const change = (sale) => inStore("readwrite", (store) => store.put(sale));
const forget = (sale) => inStore("readwrite", (store) => store.delete(sale.place));

/** Keep a sale: the fields of its form, and where and when it was rung up. */
export async function keep(fields) {
  const { tenant, outlet, staff } = desk();
  const at = new Date().toISOString();
  await inStore("readwrite", (store) => store.add({ tenant, outlet, staff, at, fields, state: "waiting", words: "" }));
  await show();
}

/** A receipt number that no other till makes up, for a till that prints none. */
export function newReceipt() {
  const letters = "BCDFGHJKMNPQRSTVWXZ23456789";
  const drawn = crypto.getRandomValues(new Uint8Array(6));
  const now = new Date();
  const day = [now.getFullYear() % 100, now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, "0"));
  return `${day.join("")}-${[...drawn].map((number) => letters[number % letters.length]).join("")}`;
}

/** Ask who is signed in; null where the line is away, false where nobody is. */
export async function line() {
  try {
    const answer = await fetch("/till/line", { redirect: "manual", cache: "no-store", signal: AbortSignal.timeout(8000) });
    if (answer.type === "opaqueredirect") return false;
    return answer.ok ? await answer.json() : null;
  } catch {
    return null;
  }
}

async function post(sale, csrf) {
  const body = new FormData();
  for (const [name, value] of sale.fields) body.append(name, value);
  for (const name of ["tenant", "outlet", "staff", "at"]) body.append(name, sale[name]);
  const headers = { "X-CSRFToken": csrf };
  const answer = await fetch("/till/queue", { method: "POST", body, headers, redirect: "manual", signal: AbortSignal.timeout(20000) });
  if (!answer.ok) throw new Error(String(answer.status));
  return answer.json();
}

/** Send what waits for this outlet, one after the other; stop where the line goes away again. */
async function sendAll() {
  const waiting = (await all()).filter((sale) => sale.state === "waiting");
  if (!waiting.length) return;
  const here = await line();
  if (here === false) forgetDesk();
  if (!here) return;
  for (const sale of waiting) {
    if (sale.tenant !== here.tenant || sale.outlet !== here.outlet) continue;
    const told = await post(sale, here.csrf);
    if (told.state === "recorded") await forget(sale);
    else if (told.state === "refused") await change({ ...sale, state: "refused", words: told.words });
    await show();
  }
}

let later;

/** Send; of several windows one does, the others wait and find nothing left. */
export async function send() {
  clearTimeout(later);
  try {
    await navigator.locks.request("plushka-till-queue", sendAll);
  } catch {
    // The line went away: what was not answered is asked again.
  }
  await show();
  if ((await all()).some((sale) => sale.state === "waiting")) later = setTimeout(send, AGAIN);
}

const field = (sale, name) => sale.fields.find(([known]) => known === name)?.[1] ?? "";

function row(sale) {
  const made = document.getElementById("unsent-row").content.cloneNode(true);
  const part = (name) => made.querySelector(`[data-part="${name}"]`);
  const moment = new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: "short", timeStyle: "short" });
  part("receipt").textContent = field(sale, "receipt");
  part("total").textContent = field(sale, "total");
  part("at").textContent = moment.format(new Date(sale.at));
  part("words").textContent = sale.words;
  part("refused").hidden = sale.state !== "refused";
  part("without").hidden = !(field(sale, "member") || field(sale, "whom"));
  part("again").addEventListener("click", () => decide({ ...sale, state: "waiting", words: "" }));
  part("without").addEventListener("click", () => {
    const fields = sale.fields.map(([name, value]) => [name, name === "member" || name === "whom" ? "" : value]);
    decide({ ...sale, fields, state: "waiting", words: "" });
  });
  part("remove").addEventListener("click", async (event) => {
    if (!confirm(event.currentTarget.dataset.sure)) return;
    await forget(sale);
    await show();
  });
  return made;
}

async function decide(sale) {
  await change(sale);
  await send();
}

/** Show how many sales are not sent yet, and which. */
export async function show() {
  const panel = document.getElementById("unsent");
  if (!panel) return;
  const sales = await all();
  panel.hidden = !sales.length;
  panel.querySelector("[data-part=count]").textContent = sales.length;
  const isRefused = sales.some((sale) => sale.state === "refused");
  panel.querySelector("[data-part=refused-note]").hidden = !isRefused;
  if (isRefused) panel.open = true;
  panel.querySelector("[data-part=rows]").replaceChildren(...sales.map(row));
}

addEventListener("online", send);
