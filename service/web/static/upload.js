// Drag and drop, one file at a time to the API, with counts and a line of verdict each. Words come from the page.

document.documentElement.classList.add("js");

const words = {};
for (const span of document.querySelector("template[data-words]")?.content.querySelectorAll("[data-key]") ?? []) {
  words[span.dataset.key] = span.textContent;
}
const say = (key, values = {}) => words[key].replace(/\{(\w+)\}/g, (_, name) => values[name]);

const drop = document.querySelector("[data-drop]");
const season = document.querySelector("[data-season]");
if (drop) prepareDrop(drop);
if (season) prepareSeason(season);

function prepareDrop(form) {
  const input = form.querySelector("input[type=file]");
  let inside = 0;
  form.addEventListener("dragenter", (event) => { event.preventDefault(); inside += 1; form.classList.add("over-it"); });
  form.addEventListener("dragleave", () => { inside -= 1; if (inside <= 0) form.classList.remove("over-it"); });
  // A file that misses the zone must not make the browser leave the page.
  addEventListener("dragover", (event) => event.preventDefault());
  addEventListener("drop", (event) => {
    event.preventDefault();
    inside = 0;
    form.classList.remove("over-it");
    if (event.dataTransfer.files.length) send(form, [...event.dataTransfer.files]);
  });
  input.addEventListener("change", () => { if (input.files.length) send(form, [...input.files]); });
  form.addEventListener("submit", (event) => event.preventDefault());
}

async function send(form, files) {
  const count = form.querySelector("[data-count]");
  const bar = form.querySelector("progress");
  const input = form.querySelector("input[type=file]");
  if (input.disabled) return; // the files before are still on their way
  form.querySelector("[data-progress]").hidden = false;
  form.querySelector("[data-verdicts]").hidden = false;
  input.disabled = true;
  bar.max = files.length;
  const answers = [];
  for (const [index, file] of files.entries()) {
    count.textContent = say("counting", { n: index + 1, all: files.length });
    const answer = await sendOne(form.dataset.api, file, (share) => { bar.value = index + share; });
    answers.push(answer);
    addLine(form.querySelector("[data-verdicts]"), file.name, answer);
    bar.value = index + 1;
  }
  input.disabled = false;
  input.value = "";
  finish(form, count, answers);
}

function finish(form, count, answers) {
  const good = answers.filter((answer) => answer.run_ids?.length);
  if (answers.length === 1 && good.length === 1) {
    location.assign(`/activities/${good[0].activity_id}`);
    return;
  }
  count.textContent = answers.length === 1
    ? say("counted_one")
    : say("counted", { all: answers.length, good: good.length, other: answers.length - good.length });
  form.querySelector("[data-done]").hidden = good.length === 0;
}

// XMLHttpRequest, because fetch cannot report how much of an upload has left.
function sendOne(url, file, progress) {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    const body = new FormData();
    body.append("file", file, file.name);
    request.open("POST", url);
    request.responseType = "json";
    request.upload.onprogress = (event) => { if (event.lengthComputable) progress(0.9 * event.loaded / event.total); };
    request.onload = () => resolve({ status: request.status, ...(request.response ?? {}) });
    request.onerror = () => resolve({ status: 0 });
    request.send(body);
  });
}

function addLine(list, name, answer) {
  const kind = answer.run_ids?.length ? "good" : (answer.status === 0 || answer.status >= 400 ? "bad" : "odd");
  const line = document.createElement("li");
  line.className = kind;
  line.dataset.verdict = answer.verdict ?? answer.code ?? "unsent";
  line.append(document.querySelector(`template[data-verdict=${kind}]`).content.cloneNode(true));
  const title = line.appendChild(document.createElement("p"));
  if (answer.activity_id) {
    const link = title.appendChild(document.createElement("a"));
    link.href = `/activities/${answer.activity_id}`;
    link.textContent = name;
  } else {
    title.textContent = name;
  }
  line.appendChild(document.createElement("p")).textContent = sentence(answer);
  list.append(line);
}

function sentence(answer) {
  if (answer.status === 0) return say("no_network");
  const parts = [];
  if (answer.verdict === "complete" && !answer.reason) parts.push(say("new"));
  if (answer.verdict === "partial" && !answer.reason) parts.push(say("partial"));
  if (answer.detail ?? answer.reason) parts.push(answer.detail ?? answer.reason);
  if (answer.known) parts.push(say("known"));
  return parts.join(" ");
}

// The season comes as one JSON line a file, so that the count moves.
function prepareSeason(form) {
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const count = form.querySelector("[data-count]");
    form.querySelector("button").disabled = true;
    form.querySelector("[data-progress]").hidden = false;
    count.textContent = say("season", { n: 0 });
    try {
      const answer = await fetch(form.dataset.season, { method: "POST", headers: { "Content-Type": "application/json" }, body: "{}" });
      if (!answer.ok) throw new Error(answer.status);
      await countLines(answer.body, (n) => { count.textContent = say("season", { n }); });
      count.textContent = say("season_done");
      location.assign("/");
    } catch {
      count.textContent = say("no_network");
      form.querySelector("button").disabled = false;
      form.querySelector("progress").hidden = true;
    }
  });
}

async function countLines(stream, report) {
  const decoder = new TextDecoder();
  const reader = stream.getReader();
  let lines = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    lines += decoder.decode(value, { stream: true }).split("\n").length - 1;
    report(lines);
  }
}
