// Lets the browser install Afterrun. Only a secure page may: loopback, or HTTPS that the browser trusts.
if ("serviceWorker" in navigator) {
  navigator.serviceWorker.register("/worker.js").catch(() => {}); // without it everything but the offline page works
}
