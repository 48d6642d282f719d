// Reminders on this device: asks the browser, then tells the house where this browser can be reached.
const room = document.querySelector("[data-push]");
const [on, off] = room.querySelectorAll("button");
const status = room.querySelector("[role=status]");
const able = "serviceWorker" in navigator && "PushManager" in window && "Notification" in window;

const say = (words) => { status.textContent = words; };
const show = (subscribed) => { on.hidden = subscribed; off.hidden = !subscribed; };

async function post(path, fields) {
  const form = new FormData();
  form.set(room.dataset.field, room.dataset.token);
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  const answer = await fetch(path, { method: "POST", body: form });
  if (!answer.ok) throw new Error("The house did not take it. Reload this page and try again.");
}

async function start() {
  if (await Notification.requestPermission() !== "granted") {
    say("This browser does not allow it. Its settings for this site can change that.");
    return;
  }
  const { pushManager } = await navigator.serviceWorker.ready;
  const subscription = await pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: room.dataset.key });
  await post("/settings/push", { subscription: JSON.stringify(subscription) });
  show(true);
  say("This device is reminded from now on.");
}

async function stop() {
  const { pushManager } = await navigator.serviceWorker.ready;
  const subscription = await pushManager.getSubscription();
  if (subscription) {
    await post("/settings/push/drop", { endpoint: subscription.endpoint });
    await subscription.unsubscribe();
  }
  show(false);
  say("This device is reminded no more.");
}

const guarded = (act) => () => act().catch((wrong) => say(wrong.name === "AbortError"
  ? "The browser cannot reach its push service now. Are you offline?" : wrong.message));

if (able) {
  room.hidden = false;
  on.addEventListener("click", guarded(start));
  off.addEventListener("click", guarded(stop));
  navigator.serviceWorker.ready.then(async ({ pushManager }) => show(Boolean(await pushManager.getSubscription())));
}
