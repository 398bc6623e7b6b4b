/* What was typed before htmx listened, or put back by the browser, is heard as if typed now. */

const isChosenAnew = ({ options }) =>
  [...options].some((option) => option.defaultSelected) &&
  [...options].some((option) => option.selected !== option.defaultSelected);

function isChanged(field) {
  if (field instanceof HTMLSelectElement) return isChosenAnew(field);
  if (field instanceof HTMLTextAreaElement) return field.value !== field.defaultValue;
  if (!(field instanceof HTMLInputElement)) return false;
  return field.value !== field.defaultValue || field.checked !== field.defaultChecked;
}

function hear() {
  for (const form of document.forms) {
    const field = [...form.elements].find(isChanged);
    field?.dispatchEvent(new Event("input", { bubbles: true }));
    field?.dispatchEvent(new Event("change", { bubbles: true }));
  }
}

// By `load` the browser has put back what it keeps; htmx begins in a timer set before that.
addEventListener("load", () => setTimeout(hear));
