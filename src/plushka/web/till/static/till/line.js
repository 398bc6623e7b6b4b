/* At the till while the line is there: this browser learns to go on without it. */

import { forgetDesk, keep, rememberDesk, send, show } from "./queue.js";

const told = document.getElementById("desk").dataset;
rememberDesk({ ...told });
document.querySelector("[data-signs-out]")?.addEventListener("submit", forgetDesk);

/** Keep the page without the line in the language that is read now. */
async function renew() {
  const name = (await caches.keys()).find((one) => one.startsWith("plushka-till-"));
  if (name) await (await caches.open(name)).add(new Request("/till/offline", { cache: "reload" }));
}

if ("serviceWorker" in navigator) {
  navigator.serviceWorker.register("/till/worker.js", { scope: "/till/" }).then(renew).catch(() => {});
}

/* A sale whose answer is lost may be kept: the same key finds it again if it was recorded. */
const offer = document.getElementById("keep-sale");
const needsLine = document.getElementById("needs-line");

document.addEventListener("till:line-lost", () => {
  const form = document.getElementById("receipt-form");
  const isRedeeming = Boolean(form?.elements.redeem?.value || form?.elements.voucher?.value);
  const isTyped = Boolean(form && (form.elements.total?.value || form.elements.price));
  offer.hidden = !isTyped || isRedeeming;
  needsLine.hidden = !isTyped || !isRedeeming;
});

offer.addEventListener("click", async () => {
  const form = document.getElementById("receipt-form");
  if (!form || offer.disabled) return;
  offer.disabled = true;
  const fields = [...new FormData(form)].filter(([name]) => name !== "csrfmiddlewaretoken");
  await keep(fields);
  location.assign("/till/offline");
});

show();
send();
