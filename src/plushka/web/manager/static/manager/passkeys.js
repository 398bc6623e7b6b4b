/* Passkeys: the browser asks for a finger, a face or a PIN, and the form carries what it says. */

const bytes = (text) =>
  Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (one) => one.charCodeAt(0));
const text = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");
const known = (list) => (list ?? []).map((one) => ({ ...one, id: bytes(one.id) }));

async function make({ publicKey }) {
  const made = await navigator.credentials.create({
    publicKey: {
      ...publicKey,
      challenge: bytes(publicKey.challenge),
      user: { ...publicKey.user, id: bytes(publicKey.user.id) },
      excludeCredentials: known(publicKey.excludeCredentials),
      // It lives in the device and opens only for its holder: so it lets in alone.
      authenticatorSelection: { residentKey: "required", requireResidentKey: true, userVerification: "required" },
    },
  });
  return {
    clientDataJSON: text(made.response.clientDataJSON),
    attestationObject: text(made.response.attestationObject),
    of: made,
  };
}

async function use({ publicKey }) {
  const used = await navigator.credentials.get({
    publicKey: {
      ...publicKey,
      challenge: bytes(publicKey.challenge),
      allowCredentials: known(publicKey.allowCredentials),
    },
  });
  return {
    clientDataJSON: text(used.response.clientDataJSON),
    authenticatorData: text(used.response.authenticatorData),
    signature: text(used.response.signature),
    userHandle: used.response.userHandle ? text(used.response.userHandle) : null,
    of: used,
  };
}

const told = ({ of, ...response }) =>
  JSON.stringify({
    type: of.type,
    id: of.id,
    rawId: text(of.rawId),
    authenticatorAttachment: of.authenticatorAttachment,
    clientExtensionResults: of.getClientExtensionResults(),
    response,
  });

async function asked(form) {
  if (form.dataset.passkey !== "ask") return JSON.parse(form.dataset.passkey);
  const answer = await fetch(form.action, { headers: { Accept: "application/json" } });
  return (await answer.json()).request_options;
}

function carry(form, credential) {
  const trouble = form.querySelector("[role=alert].form-error");
  form.addEventListener("submit", async (event) => {
    if (form.elements.credential.value) return;
    event.preventDefault();
    trouble.hidden = true;
    try {
      form.elements.credential.value = told(await credential());
      form.submit();
    } catch {
      trouble.hidden = false;
    }
  });
}

if (globalThis.PublicKeyCredential) {
  for (const form of document.querySelectorAll("form[data-passkey]")) {
    form.hidden = false;
    carry(form, async () => use(await asked(form)));
  }
  for (const form of document.querySelectorAll("form[data-passkey-new]")) {
    carry(form, () => make(JSON.parse(form.dataset.passkeyNew)));
  }
}

// A page the browser shows again on the way back carries nothing any more.
addEventListener("pageshow", () => {
  for (const field of document.querySelectorAll("input[name=credential]")) field.value = "";
});
