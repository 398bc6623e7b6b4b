/* Asks the browser for leave to show notices when the button is pressed; the server keeps the answer. */

const form = document.getElementById("push");
const told = document.getElementById("push-told");

const say = (name) => {
  form.hidden = true;
  told.textContent = told.dataset[name];
};

/** Say in hexadecimal what stands for an address among those the server knows. */
async function digest(text) {
  const bytes = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return [...new Uint8Array(bytes)].map((one) => one.toString(16).padStart(2, "0")).join("");
}

function bytes(key) {
  const text = atob(key.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(text, (letter) => letter.charCodeAt(0));
}

async function subscribe() {
  const registration = await navigator.serviceWorker.ready;
  const options = { userVisibleOnly: true, applicationServerKey: bytes(form.dataset.key) };
  try {
    return await registration.pushManager.subscribe(options);
  } catch (fault) {
    /* It once said yes to another key of the company's. */
    const earlier = await registration.pushManager.getSubscription();
    if (!earlier) throw fault;
    await earlier.unsubscribe();
    return registration.pushManager.subscribe(options);
  }
}

form?.addEventListener("submit", async (event) => {
  const answer = form.elements.subscription;
  if (answer.value) return;
  event.preventDefault();
  const button = form.querySelector("button");
  if (button.getAttribute("aria-busy")) return;
  button.setAttribute("aria-busy", "true");
  try {
    if ((await Notification.requestPermission()) !== "granted") return say("denied");
    answer.value = JSON.stringify(await subscribe());
    form.requestSubmit();
  } catch {
    say("failed");
  } finally {
    button.removeAttribute("aria-busy");
  }
});

async function begin() {
  if (!("serviceWorker" in navigator && "PushManager" in window && "Notification" in window)) return;
  if (Notification.permission === "denied") return say("denied");
  const registration = await navigator.serviceWorker.register(form.dataset.worker, { scope: form.dataset.scope });
  const standing = await registration.pushManager.getSubscription();
  const known = form.dataset.known.split(" ");
  if (standing && Notification.permission === "granted" && known.includes(await digest(standing.endpoint))) return say("on");
  told.textContent = "";
  form.hidden = false;
}

if (form) begin().catch(() => {});
