/*
 * A camera instead of a scanner, where the browser can read codes itself; elsewhere the same button
 * says what to do. Pictures stay in this page: only what the code says is put into the field.
 */

const FORMATS = ["qr_code", "ean_13", "code_128", "code_39", "ean_8"];
const LOOK = 150;

const dialog = document.getElementById("camera");
const video = dialog.querySelector("video");
const parts = (name) => dialog.querySelector(`[data-part=${name}]`);

let stream;
/** The field that gets what the camera sees: the one that finds, or the one of the button. */
let wanted = "find";

function close() {
  for (const track of stream?.getTracks() ?? []) track.stop();
  stream = undefined;
  video.srcObject = null;
  dialog.close();
}

/** Give what was read to the field, as a scanner would: with an Enter. */
function take(text) {
  close();
  const field = document.getElementById(wanted);
  field.value = text;
  field.form.requestSubmit();
}

async function look(detector) {
  if (!stream) return;
  const [seen] = await detector.detect(video).catch(() => []);
  if (!stream) return;
  if (seen?.rawValue) take(seen.rawValue);
  else setTimeout(look, LOOK, detector);
}

/** Make what reads codes; nothing where this browser has none, or reads none of ours. */
async function find() {
  if (!("BarcodeDetector" in window)) return undefined;
  const known = await BarcodeDetector.getSupportedFormats();
  const formats = FORMATS.filter((one) => known.includes(one));
  return formats.length ? new BarcodeDetector({ formats }) : undefined;
}

/** Say why there is no picture; the field to type into is a press away. */
function say(name) {
  video.hidden = true;
  parts(name).hidden = false;
}

async function begin(button) {
  wanted = button.dataset.camera || "find";
  for (const name of ["unreadable", "unsafe", "trouble"]) parts(name).hidden = true;
  video.hidden = false;
  dialog.showModal();
  const detector = await find().catch(() => undefined);
  if (!detector) return say("unreadable");
  if (!navigator.mediaDevices) return say("unsafe");
  try {
    const found = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
    stream = found;
    // Closed while the browser asked: the camera goes off at once.
    if (!dialog.open) return close();
    video.srcObject = found;
    await video.play();
    await look(detector);
  } catch {
    if (dialog.open) say("trouble");
  }
}

document.documentElement.classList.add("has-camera");
document.addEventListener("click", (event) => {
  const button = event.target.closest?.("[data-camera]");
  if (button) begin(button);
});
dialog.addEventListener("close", close);
parts("close").addEventListener("click", close);
