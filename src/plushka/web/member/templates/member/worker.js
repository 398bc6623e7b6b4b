/* Keeps the shell of the app: a style, a script and a page for when the line is down. No page of a member is kept. */
const KEPT = [{% for one in kept %}"{{ one|escapejs }}"{% if not forloop.last %}, {% endif %}{% endfor %}];
const NAME = "plushka:{{ version|escapejs }}";
const HERE = new URL("./", self.location).pathname;

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(NAME).then((cache) => cache.addAll(KEPT)).then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  const isOld = (name) => name.startsWith("plushka:") && name.includes(HERE) && name !== NAME;
  event.waitUntil(
    caches.keys().then((names) => Promise.all(names.filter(isOld).map((name) => caches.delete(name)))).then(() => self.clients.claim()),
  );
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET") return;
  if (request.mode === "navigate") {
    event.respondWith(fetch(request).catch(() => caches.match(KEPT[0])));
    return;
  }
  const { pathname, search } = new URL(request.url);
  if (KEPT.includes(pathname + search)) {
    event.respondWith(caches.match(request).then((kept) => kept ?? fetch(request)));
  }
});

/* What is told is sealed for this browser; a notice takes the place of an earlier one of the same id. */
self.addEventListener("push", (event) => {
  let told = {};
  try {
    told = event.data?.json() ?? {};
  } catch {
    /* Not of ours; the browser wants something shown all the same. */
  }
  const options = { body: told.text ?? "", lang: told.language, tag: told.id, icon: "{{ icon|escapejs }}", badge: "{{ icon|escapejs }}" };
  event.waitUntil(self.registration.showNotification(told.title || "{{ company.place.name|escapejs }}", options));
});

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  const isOurs = (one) => new URL(one.url).pathname.startsWith(HERE);
  event.waitUntil(
    self.clients.matchAll({ type: "window" }).then((all) => all.find(isOurs)?.focus() ?? self.clients.openWindow(HERE)),
  );
});
