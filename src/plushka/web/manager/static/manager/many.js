/* Ticks in the list of members: all of a page at once, and how many there are. */

const ticks = () => [...document.querySelectorAll("[name=members][form=many]")];
const all = () => document.querySelector("[data-ticks-all]");

function tell() {
  const n = ticks().filter((one) => one.checked).length;
  const told = document.querySelector("[data-n-ticked]");
  if (told) told.textContent = n || "";
  const head = all();
  if (!head) return;
  head.hidden = false;
  head.checked = n > 0 && n === ticks().length;
  head.indeterminate = n > 0 && !head.checked;
}

document.addEventListener("change", ({ target }) => {
  if (target === all()) for (const one of ticks()) one.checked = target.checked;
  tell();
});
document.addEventListener("htmx:after:swap", tell);
addEventListener("pageshow", tell);
tell();
