/* Asks the browser where its owner is, when they press the button; the form works without. */

const button = document.getElementById("here");
const told = document.getElementById("told");

if ("geolocation" in navigator) {
  button.hidden = false;
  button.addEventListener("click", () => {
    button.setAttribute("aria-busy", "true");
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        document.getElementById("near").value = `${coords.latitude.toFixed(4)}, ${coords.longitude.toFixed(4)}`;
        document.getElementById("nearest").requestSubmit();
      },
      () => {
        button.removeAttribute("aria-busy");
        told.textContent = button.dataset.denied;
      },
      { maximumAge: 60000, timeout: 10000 },
    );
  });
}
