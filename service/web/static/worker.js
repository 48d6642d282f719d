// The service worker. It keeps the one page that says that the house cannot be reached, and what that page
// needs; never a page about anybody's health: those stay on the machine at home.
const SHELL = "shell-1";
const PAGE = "/offline";
const KEPT = [PAGE, "/static/base.css", "/static/logo.svg"];

addEventListener("install", (event) => {
  event.waitUntil(caches.open(SHELL).then((shell) => shell.addAll(KEPT.map((path) => new Request(path, { cache: "reload" })))));
  skipWaiting();
});

addEventListener("activate", (event) => {
  const old = (names) => Promise.all(names.filter((name) => name !== SHELL).map((name) => caches.delete(name)));
  event.waitUntil(caches.keys().then(old).then(() => clients.claim()));
});

addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.mode === "navigate" && request.method === "GET") {
    event.respondWith(fetch(request).catch(() => caches.match(PAGE)));
  } else if (request.method === "GET" && KEPT.includes(new URL(request.url).pathname)) {
    event.respondWith(fetch(request).catch(() => caches.match(request, { ignoreSearch: true })));
  }
});

addEventListener("push", (event) => {
  const said = event.data ? event.data.json() : {};
  event.waitUntil(registration.showNotification(said.title ?? "Afterrun", {
    body: said.body ?? "", icon: "/static/icons/icon-192.png", badge: "/static/icons/icon-192.png", tag: "afterrun",
  }));
});

addEventListener("notificationclick", (event) => {
  event.notification.close();
  const show = (open) => (open.length ? open[0].focus() : clients.openWindow("/"));
  event.waitUntil(clients.matchAll({ type: "window" }).then(show));
});
