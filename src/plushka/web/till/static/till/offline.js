/* The till while the line is away: sales without redeeming are kept, and sent when it is back. */

import { desk, keep, line, newReceipt, send, show } from "./queue.js";

const LOOK = 5000;

const form = document.getElementById("offline-form");
const kept = document.getElementById("kept");
const back = document.getElementById("line-back");
const at = desk();

document.getElementById("no-desk").hidden = Boolean(at);
form.hidden = !at;
for (const place of document.querySelectorAll("[data-outlet-name]")) place.textContent = at?.outletName ?? "";

function begin() {
  form.reset();
  form.elements.receipt.value = newReceipt();
  form.elements.whom.focus();
}

/** Read a sum as people type it; null where it is none. */
function isSum(text) {
  return /^\d{1,12}(\.\d{1,2})?$/.test(text.replace(/\s/g, "").replace(",", "."));
}

const fields = () => [...form.querySelectorAll("[data-flow]")];

form.addEventListener("keydown", (event) => {
  const place = fields().indexOf(event.target);
  if (event.key !== "Enter" || place < 0) return;
  event.preventDefault();
  if (event.repeat) return;
  const next = fields()[place + 1];
  if (next) next.focus();
  else form.requestSubmit();
});

let isKeeping = false;

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const { total, receipt } = form.elements;
  const isWrong = !isSum(total.value);
  document.getElementById("total-error").hidden = !isWrong;
  total.setAttribute("aria-invalid", String(isWrong));
  if (isWrong) {
    total.focus();
    return;
  }
  if (isKeeping) return;
  isKeeping = true;
  const told = [["key", crypto.randomUUID()], ["whom", form.elements.whom.value.trim()], ["total", total.value.trim()]];
  try {
    await keep([...told, ["receipt", receipt.value.trim() || newReceipt()]]);
    kept.hidden = false;
    document.getElementById("kept-member").hidden = !form.elements.whom.value.trim();
    form.hidden = true;
    document.getElementById("next").focus();
  } finally {
    isKeeping = false;
  }
});

document.getElementById("next").addEventListener("click", () => {
  kept.hidden = true;
  form.hidden = false;
  begin();
});

/** See whether the line is back: then what was kept is sent, and the till is a press away. */
async function look() {
  const here = await line();
  back.hidden = here === null;
  document.getElementById("line-away").hidden = here !== null;
  if (here) await send();
  setTimeout(look, LOOK);
}

if (at) begin();
show();
look();
