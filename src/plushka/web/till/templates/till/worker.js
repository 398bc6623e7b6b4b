/* Lets the till open while the line is away: its own files, and nothing of anybody. */

const CACHE = "plushka-till-{{ version }}";
const OFFLINE = "{{ offline }}";
const FILES = new Set([{% for file in files %}"{{ file }}", {% endfor %}]);

self.addEventListener("install", (event) => {
  const wanted = [...FILES, OFFLINE].map((file) => new Request(file, { cache: "reload" }));
  event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(wanted)).then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  const isOld = (name) => name.startsWith("plushka-till-") && name !== CACHE;
  const cleared = caches.keys().then((names) => Promise.all(names.filter(isOld).map((name) => caches.delete(name))));
  event.waitUntil(cleared.then(() => self.clients.claim()));
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname, search } = new URL(request.url);
  if (request.method !== "GET" || origin !== self.location.origin) return;
  if (request.mode === "navigate") {
    event.respondWith(fetch(request).catch(() => caches.match(OFFLINE, { ignoreVary: true })));
  } else if (FILES.has(pathname + search)) {
    event.respondWith(caches.match(request, { ignoreVary: true }).then((known) => known ?? fetch(request)));
  }
});
