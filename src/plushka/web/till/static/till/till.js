/* Keys of the till, and a word when the line is down. Without this file the forms still work. */

const isShown = (element) => element.checkVisibility() && !element.disabled;

/**
 * Enter goes to the next field of the flow; in the last one it presses the form's last button.
 * In an empty field for a code it sends the code; in a filled one for a proof it checks that.
 */
function goOn(field) {
  const form = field.form;
  if (!field.value && field.dataset.whenEmpty) {
    document.getElementById(field.dataset.whenEmpty).click();
    return;
  }
  if (field.value && field.dataset.whenFilled) {
    document.getElementById(field.dataset.whenFilled).click();
    return;
  }
  const flow = [...form.querySelectorAll("[data-flow]")].filter(isShown);
  const next = flow[flow.indexOf(field) + 1];
  if (next) {
    next.focus();
    next.select();
    return;
  }
  const last = form.querySelector("[data-last]") ?? document.querySelector(`[data-last][form="${form.id}"]`);
  last?.click();
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey) return;
  if (event.key === "F2") {
    event.preventDefault();
    const find = document.getElementById("find");
    find.focus();
    find.select();
    return;
  }
  if (event.key === "Enter" && event.target.matches("[data-flow-form] input")) {
    event.preventDefault();
    if (!event.repeat) goOn(event.target);
    return;
  }
  const pressed = document.querySelector(`[data-key="${event.key}"]`);
  if (pressed && isShown(pressed) && !event.repeat) {
    event.preventDefault();
    pressed.click();
  }
});

const offline = document.getElementById("offline");
let unheard = "";

const asked = (event) => {
  const request = event.detail?.ctx?.request;
  return request ? `${request.method} ${String(request.action).split("?")[0]}` : "";
};
const sayOffline = (event) => {
  unheard = asked(event);
  offline.hidden = false;
  document.dispatchEvent(new CustomEvent("till:line-lost"));
};

document.addEventListener("htmx:error", sayOffline);
document.addEventListener("htmx:response:error", (event) => {
  if (event.detail?.ctx?.response?.status >= 500) sayOffline(event);
});
/* A quote that arrives says nothing of a sale whose answer was lost: only the same asked again does. */
document.addEventListener("htmx:after:swap", (event) => {
  if (unheard === "" || asked(event) === unheard) offline.hidden = true;
});

/* A line that takes its time: after a moment every request is seen to be under way. */
const SLOW = 400;
const busy = document.getElementById("busy");
const underWay = new Set();

function showBusy() {
  busy.hidden = !underWay.size;
}

document.addEventListener("htmx:before:request", (event) => {
  const request = event.detail?.ctx;
  underWay.add(request);
  setTimeout(showBusy, SLOW);
});
for (const end of ["htmx:finally:request", "htmx:after:request", "htmx:error"]) {
  document.addEventListener(end, (event) => {
    underWay.delete(event.detail?.ctx);
    showBusy();
  });
}

document.addEventListener("click", (event) => {
  if (event.target.closest?.("[data-print]")) print();
});
