{% load static %}"use strict";
// Only the offline page and the style are kept. No page that someone looked at is ever stored.
const STORE = "offline:{% static 'css/site.css' %}:{% static 'css/parts.css' %}";
const OFFLINE = "{% url 'offline' %}";
const KEPT = [OFFLINE, "{% static 'css/site.css' %}", "{% static 'css/parts.css' %}"];

self.addEventListener("install", (event) => {
  event.waitUntil(
    caches
      .open(STORE)
      .then((store) => store.addAll(KEPT.map((url) => new Request(url, { credentials: "omit" }))))
      .then(() => self.skipWaiting()),
  );
});

self.addEventListener("activate", (event) => {
  event.waitUntil(
    caches.keys().then((names) =>
      Promise.all(names.filter((name) => name !== STORE).map((name) => caches.delete(name))),
    ),
  );
});

self.addEventListener("fetch", (event) => {
  const request = event.request;
  if (request.method !== "GET") return;
  if (request.mode === "navigate") {
    event.respondWith(fetch(request).catch(() => caches.match(OFFLINE)));
  } else if (KEPT.includes(new URL(request.url).pathname)) {
    event.respondWith(fetch(request).catch(() => caches.match(request)));
  }
});
