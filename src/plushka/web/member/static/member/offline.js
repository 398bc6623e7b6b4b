/* Shows the card's number where its owner wanted it kept on this device. */

const HERE = new URL("./", location).pathname;

function kept() {
  try {
    return JSON.parse(localStorage.getItem(`card:${HERE}`) ?? "null");
  } catch {
    return null;
  }
}

const card = kept();
if (card) {
  document.getElementById("kept").hidden = false;
  document.getElementById("none").hidden = true;
  document.getElementById("digits").textContent = card.digits;
  [...card.modules].forEach((module, place) => {
    if (module !== "1") return;
    const bar = document.createElementNS("http://www.w3.org/2000/svg", "rect");
    for (const [name, value] of Object.entries({ x: 11 + place, width: 1, height: 34 })) bar.setAttribute(name, value);
    document.getElementById("bars").append(bar);
  });
}
