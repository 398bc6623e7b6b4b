/*
 * A sign-in that runs out in the middle of a form loses nothing that was typed.
 *
 * When a page goes away, the forms somebody typed into are kept in this tab. A page that is no
 * sign-in forgets them: they arrived. A sign-in leads back to where they were typed, and there
 * they are filled in again, for the same person only. Passwords, codes and files are never kept.
 */

const KEY = "kept-forms";
const LAST = "kept-page";
const LASTS_MS = 2 * 60 * 60 * 1000;

const here = () => location.pathname + location.search;
const who = () => document.body.dataset.who ?? "";
const door = document.querySelector("[data-door]");
const loadedAt = here();

const isSecret = (field) =>
  ["password", "file", "submit", "button", "reset", "image"].includes(field.type) ||
  field.name === "csrfmiddlewaretoken" ||
  (["code", "confirmation"].includes(field.name) && field.inputMode === "numeric") ||
  field.autocomplete === "one-time-code" ||
  "secret" in field.dataset;
const isKeepable = (field) => Boolean(field.name) && !field.disabled && !isSecret(field);
const isTicked = (field) => field.type === "checkbox" || field.type === "radio";

function isChanged(field) {
  if (isTicked(field)) return field.checked !== field.defaultChecked;
  if (field instanceof HTMLSelectElement) {
    return [...field.options].some((option) => option.selected !== option.defaultSelected);
  }
  return field.type !== "hidden" && field.value !== field.defaultValue;
}

const actionOf = (form) => form.getAttribute("hx-post") ?? form.getAttribute("action") ?? here();
const isSent = (form) => form.method === "post" || form.hasAttribute("hx-post");
/** Forms by their address and their place among those of the same address. */
function named() {
  const seen = new Map();
  return [...document.forms].filter(isSent).map((form) => {
    const action = actionOf(form);
    seen.set(action, (seen.get(action) ?? 0) + 1);
    return [`${action} ${seen.get(action)}`, form];
  });
}

function valuesOf(form) {
  const kept = [];
  for (const field of [...form.elements].filter(isKeepable)) {
    if (isTicked(field)) {
      if (field.checked) kept.push([field.name, field.value]);
    } else if (field instanceof HTMLSelectElement) {
      for (const option of field.selectedOptions) kept.push([field.name, option.value]);
    } else {
      kept.push([field.name, field.value]);
    }
  }
  return kept;
}

function fill(form, values) {
  const left = values.map(([name, value]) => ({ name, value }));
  const take = (name, value) => {
    const at = left.findIndex((one) => one.name === name && (value === undefined || one.value === value));
    return at < 0 ? undefined : left.splice(at, 1)[0].value;
  };
  for (const field of [...form.elements].filter(isKeepable)) {
    if (isTicked(field)) {
      field.checked = take(field.name, field.value) !== undefined;
    } else if (field instanceof HTMLSelectElement) {
      for (const option of field.options) option.selected = take(field.name, option.value) !== undefined;
    } else {
      field.value = take(field.name) ?? field.value;
    }
  }
  // Rows that a script had added: they go with the form, and the server draws them.
  for (const { name, value } of left) {
    const field = Object.assign(document.createElement("input"), { type: "hidden", name, value });
    form.append(field);
  }
}

function read() {
  try {
    const kept = JSON.parse(sessionStorage.getItem(KEY));
    return kept && Date.now() - kept.at < LASTS_MS ? kept : null;
  } catch {
    return null;
  }
}
const write = (kept) => {
  try {
    sessionStorage.setItem(KEY, JSON.stringify(kept));
  } catch {
    sessionStorage.removeItem(KEY); // too much, or not allowed: nothing is kept
  }
};

/** Tells the server that nothing has to be carried through the sign-in for this browser. */
const sayKeeping = () => {
  try {
    sessionStorage.setItem("keeps", "1");
    document.cookie = "keeps=1; path=/; samesite=lax";
  } catch {
    document.cookie = "keeps=; path=/; max-age=0"; // not allowed: the server does it
  }
};

const sent = new Set();
let isLeaving = false;

document.addEventListener(
  "submit",
  ({ target }) => {
    isLeaving ||= "leaves" in target.dataset;
    sent.add(target);
  },
  true,
);

addEventListener("pagehide", () => {
  if (door || isLeaving || !who()) return;
  const typed = named()
    .filter(([, form]) => sent.has(form) || [...form.elements].filter(isKeepable).some(isChanged));
  const forms = typed
    .map(([name, form]) => [name, valuesOf(form)])
    .filter(([, values]) => values.length > 0);
  if (forms.length === 0) return;
  // A form that was drawn into another page says where it can be seen by itself.
  const own = typed.map(([, form]) => form.dataset.at).find(Boolean);
  // A page that answered a form has no address to come back to; the one before it has.
  const isGot = document.body.dataset.method === "GET" || here() !== loadedAt;
  const path = own ?? (isGot ? here() : (sessionStorage.getItem(LAST) ?? here()));
  write({ path, who: who(), at: Date.now(), forms, isLost: false });
});

function restore(kept) {
  sessionStorage.removeItem(KEY);
  if (kept.who !== who()) return;
  const known = new Map(kept.forms);
  const found = named().filter(([name]) => known.has(name));
  for (const [name, form] of found) fill(form, known.get(name));
  const told = document.getElementById("kept");
  if (told && found.length > 0) told.hidden = false;
}

function begin() {
  sayKeeping();
  const kept = read();
  if (door) {
    if (!kept) return;
    write({ ...kept, isLost: true });
    for (const next of document.querySelectorAll("input[name=next]")) next.value = kept.path;
    return;
  }
  if (document.body.dataset.method === "GET") sessionStorage.setItem(LAST, here());
  if (!kept?.isLost) sessionStorage.removeItem(KEY);
  else if (kept.path === here()) restore(kept);
}

begin();
