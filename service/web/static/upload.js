// Files, folders and archives to the API, one after another, with counts, a line of verdict each and a report at
// the end. Words come from the page.

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
  const inputs = form.querySelectorAll("input[type=file]");
  let inside = 0;
  form.addEventListener("dragenter", (event) => { event.preventDefault(); inside += 1; form.classList.add("over-it"); });
  form.addEventListener("dragleave", () => { inside -= 1; if (inside <= 0) form.classList.remove("over-it"); });
  // A file that misses the zone must not make the browser leave the page.
  addEventListener("dragover", (event) => event.preventDefault());
  addEventListener("drop", async (event) => {
    event.preventDefault();
    inside = 0;
    form.classList.remove("over-it");
    const holdsFiles = event.dataTransfer.types.includes("Files"); // or a text from some page
    const files = await dropped(event.dataTransfer);
    if (holdsFiles) send(form, files);
  });
  for (const input of inputs) {
    input.addEventListener("change", () => {
      const files = [...input.files];
      if (files.length) send(form, "folder" in input.dataset ? inOrder(files.filter(mayHoldRuns)) : files);
    });
  }
  form.addEventListener("submit", (event) => event.preventDefault());
}

// Of JSON files, Polar's training sessions only: its export holds days and sleep as well.
const mayHoldRuns = (file) => /^([^.].*\.(fit|tcx|gpx|zip|(fit|tcx|gpx)\.gz)|training-session.*\.json)$/i.test(file.name);

// Watches name files by their time, and the oldest first saves judging later runs again.
const inOrder = (files) => files.sort((one, other) => (one.webkitRelativePath || one.name).localeCompare(other.webkitRelativePath || other.name));

// What was dropped: files as they are, and of folders all files that may hold runs.
async function dropped(transfer) {
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry?.()).filter(Boolean);
  if (!entries.some((entry) => entry.isDirectory)) return [...transfer.files];
  const found = [];
  for (const entry of entries) await gather(entry, found, true);
  return inOrder(found);
}

async function gather(entry, found, named) {
  if (entry.isFile) {
    const file = await new Promise((resolve, reject) => entry.file(resolve, reject)).catch(() => null);
    if (file && (named || mayHoldRuns(file))) found.push(file);
    return;
  }
  const reader = entry.createReader();
  for (;;) { // a browser gives at most a hundred entries a call
    const some = await new Promise((resolve, reject) => reader.readEntries(resolve, reject)).catch(() => []);
    if (!some.length) return;
    for (const one of some) await gather(one, found, false);
  }
}

const LISTED = 300; // more lines than this make a page slow; the report has all

async function send(form, files) {
  const part = (name) => form.querySelector(`[data-${name}]`);
  const [count, list, cancel] = [part("count"), part("verdicts"), part("cancel")];
  const bar = form.querySelector("progress");
  const inputs = form.querySelectorAll("input[type=file]");
  if (inputs[0].disabled) return; // the files before are still on their way
  part("progress").hidden = false;
  if (!files.length) { count.textContent = say("nothing"); bar.hidden = true; return; }
  for (const input of inputs) input.disabled = true;
  for (const name of ["verdicts", "cancel"]) part(name).hidden = false;
  bar.hidden = false;
  bar.max = files.length;
  const job = { lines: [], passed: [], later: [], stopped: false, request: null };
  cancel.onclick = () => {
    job.stopped = true;
    cancel.hidden = true;
    count.textContent = say("stopping");
    if (job.packed) job.request?.abort(); // an archive stops at its next file; a single file is let through
  };
  const take = (line) => {
    job.lines.push(line);
    if (job.lines.length <= LISTED || kindOf(line) === "bad") addLine(list, line);
    part("tally").textContent = say("tally", tally(job.lines));
  };
  for (const [index, file] of files.entries()) {
    if (job.stopped) break;
    count.textContent = say("counting", { n: index + 1, all: files.length });
    job.packed = /\.zip$/i.test(file.name);
    let inside = 0;
    await sendOne(form.dataset.api, file, job, {
      sent: (share) => { bar.value = index + 0.3 * share; },
      line: (line) => {
        take(line);
        inside += 1;
        bar.value = index + 0.3 + 0.7 * (line.share ?? 1);
        if (job.packed && !job.stopped) count.textContent = say("unpacking", { name: file.name, n: inside });
      },
    });
    if (!job.stopped) bar.value = index + 1;
  }
  cancel.hidden = true;
  for (const input of inputs) { input.disabled = false; input.value = ""; }
  finish(form, count, job);
}

const kindOf = (line) => line.run_ids?.length ? "good"
  : (line.verdict === "unreadable" || line.status === 0 || line.status >= 400 ? "bad" : "odd");

function tally(lines) {
  const counts = { good: 0, known: 0, other: 0, bad: 0 };
  for (const line of lines) counts[line.known ? "known" : { good: "good", odd: "other", bad: "bad" }[kindOf(line)]] += 1;
  return counts;
}

function finish(form, count, job) {
  const good = job.lines.filter((line) => line.run_ids?.length);
  if (job.lines.length === 1 && good.length === 1 && !job.stopped) {
    const [later] = job.later;
    const said = later ? `?later=${later.judged_again}&changed=${later.changed}&waiting=${later.waiting}` : "";
    location.assign(`/activities/${good[0].activity_id}${said}`);
    return;
  }
  const sums = { all: job.lines.length, good: good.length, other: job.lines.length - good.length };
  count.textContent = job.stopped ? say("stopped", sums) : job.lines.length === 1 ? say("counted_one") : say("counted", sums);
  const notes = job.passed.map((one) => say("passed_over", { n: one.passed_over, name: one.path }));
  notes.push(...job.later.map((one) => one.sentence));
  if (job.lines.length > LISTED) notes.push(say("more", { n: LISTED }));
  for (const note of notes) form.querySelector("[data-verdicts]").append(Object.assign(document.createElement("li"), { className: "note", textContent: note }));
  form.querySelector("[data-done]").hidden = good.length === 0;
  offerReport(form.querySelector("[data-report]"), job.lines);
}

function offerReport(link, lines) {
  if (lines.length < 2) return;
  const rows = [["file", "verdict", "reason", "already_here", "merged", "runs", "activity"]];
  for (const line of lines) {
    rows.push([line.path, line.verdict ?? line.code ?? "unsent", sentence(line), !!line.known, !!line.merged, line.run_ids?.length ?? 0, line.activity_id ?? ""]);
  }
  // A leading = + - or @ would be a formula to a spreadsheet.
  const cell = (value) => `"${String(value).replace(/^[=+@-]/, "'$&").replaceAll('"', '""')}"`;
  URL.revokeObjectURL(link.href);
  link.href = URL.createObjectURL(new Blob(["\ufeff", rows.map((row) => row.map(cell).join(",")).join("\r\n")], { type: "text/csv" }));
  link.hidden = false;
}

// XMLHttpRequest, because fetch cannot report how much of an upload has left. The answer is one JSON line a file.
function sendOne(url, file, job, tell) {
  return new Promise((resolve) => {
    const request = job.request = new XMLHttpRequest();
    const body = new FormData();
    body.append("file", file, file.name);
    let read = 0;
    let ended = false;
    const readOn = (all) => {
      const end = all ? request.responseText.length : request.responseText.lastIndexOf("\n") + 1;
      for (const text of request.responseText.slice(read, end).split("\n")) {
        if (!text.trim()) continue;
        const line = JSON.parse(text);
        if (line.done === true) ended = true;
        else if (line.done === false) { ended = true; tell.line({ path: file.name, status: 503, ...line }); }
        else if ("passed_over" in line) job.passed.push(line);
        else if ("later_runs" in line) job.later.push(line.later_runs);
        else tell.line(line);
      }
      read = end;
    };
    request.open("POST", url);
    request.setRequestHeader("Accept", "application/x-ndjson");
    request.upload.onprogress = (event) => { if (event.lengthComputable) tell.sent(event.loaded / event.total); };
    request.onprogress = () => { if (request.status === 200) readOn(false); };
    request.onload = () => {
      if (request.status === 200) {
        readOn(true);
        if (!ended) tell.line({ path: file.name, status: 0, broke_off: true });
      } else {
        let problem = {};
        try { problem = JSON.parse(request.responseText); } catch { /* not ours: a proxy's page */ }
        tell.line({ path: file.name, ...problem, status: request.status });
      }
      resolve();
    };
    request.onerror = () => { tell.line({ path: file.name, status: 0, broke_off: read > 0 }); resolve(); };
    request.onabort = () => resolve();
    request.send(body);
  });
}

function addLine(list, answer) {
  const kind = kindOf(answer);
  const line = document.createElement("li");
  line.className = kind;
  line.dataset.verdict = answer.verdict ?? answer.code ?? "unsent";
  line.append(document.querySelector(`template[data-verdict=${kind}]`).content.cloneNode(true));
  const title = line.appendChild(document.createElement("p"));
  if (answer.activity_id) {
    const link = title.appendChild(document.createElement("a"));
    link.href = `/activities/${answer.activity_id}`;
    link.textContent = answer.path;
  } else {
    title.textContent = answer.path;
  }
  line.appendChild(document.createElement("p")).textContent = sentence(answer);
  list.append(line);
  list.scrollTop = list.scrollHeight;
}

function sentence(answer) {
  if (answer.broke_off) return say("broke_off");
  if (answer.status === 0) return say("no_network");
  const parts = [];
  if (answer.verdict === "complete" && !answer.reason && !answer.known) parts.push(say("new"));
  if (answer.verdict === "partial" && !answer.reason) parts.push(say("partial"));
  if (answer.detail ?? answer.reason) parts.push(answer.detail ?? answer.reason);
  parts.push(...(answer.warnings ?? []));
  if (answer.known && answer.verdict !== "unreadable") parts.push(say("known"));
  if (answer.merged) parts.push(say("merged"));
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
