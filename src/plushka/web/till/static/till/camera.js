/*
 * A camera instead of a scanner, where the browser can read codes itself. Elsewhere no button is
 * shown. Pictures stay in this page: only what the code says is put into the field.
 */

const FORMATS = ["qr_code", "ean_13", "code_128", "code_39", "ean_8"];
const LOOK = 150;

const dialog = document.getElementById("camera");
const video = dialog.querySelector("video");
const trouble = dialog.querySelector("[data-part=trouble]");

let stream;

function close() {
  for (const track of stream?.getTracks() ?? []) track.stop();
  stream = undefined;
  dialog.close();
}

/** Give what was read to the field that finds, as a scanner would: with an Enter. */
function take(text) {
  close();
  const field = document.getElementById("find");
  field.value = text;
  field.form.requestSubmit();
}

async function look(detector) {
  if (!stream) return;
  const [seen] = await detector.detect(video).catch(() => []);
  if (seen) take(seen.rawValue);
  else setTimeout(look, LOOK, detector);
}

async function begin(detector) {
  trouble.hidden = true;
  dialog.showModal();
  try {
    stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
    video.srcObject = stream;
    await video.play();
    await look(detector);
  } catch {
    trouble.hidden = false;
  }
}

async function offer() {
  if (!("BarcodeDetector" in window) || !navigator.mediaDevices) return;
  const known = await BarcodeDetector.getSupportedFormats();
  const formats = FORMATS.filter((one) => known.includes(one));
  if (!formats.length) return;
  const detector = new BarcodeDetector({ formats });
  document.documentElement.classList.add("has-camera");
  document.addEventListener("click", (event) => {
    if (event.target.closest?.("[data-camera]")) begin(detector);
  });
  dialog.addEventListener("close", close);
  dialog.querySelector("[data-part=close]").addEventListener("click", close);
}

offer();
