// The page: sends what lies open on it to the worker, shows what comes back.
// All words and all markup come from Python, escaped there. Nothing is stored.
"use strict";
(() => {
  const main = document.getElementById("main");
  const said = document.getElementById("said");
  const progress = document.getElementById("progress");
  const progressText = document.getElementById("progress-text");
  const bar = document.getElementById("progress-bar");
  const stop = document.getElementById("stop");
  const product = document.title.split(" - ").pop();
  const open = {};              // all that lies open: gone when the page is closed
  let tab = "start";
  let worker = null;
  let ready = false;
  let waiting = null;           // the one question that waits while another is answered
  let asked = null;             // the question that is being answered
  let hint = null;              // what the editor asks of a place; the newest alone
  let slow = 0;

  function now() {
    const at = new Date();
    const two = (n) => String(Math.floor(Math.abs(n))).padStart(2, "0");
    const off = -at.getTimezoneOffset();
    const zone = `${off < 0 ? "-" : "+"}${two(off / 60)}:${two(off % 60)}`;
    return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}T` +
      `${two(at.getHours())}:${two(at.getMinutes())}:${two(at.getSeconds())}${zone}`;
  }

  function show(text, share, stoppable) {
    progressText.textContent = text;
    if (share === null) { bar.removeAttribute("value"); } else { bar.value = share; }
    stop.hidden = !stoppable;
    progress.hidden = false;
  }

  function begin() {
    ready = false;
    delete document.documentElement.dataset.ready;
    show("Getting ready. You can read this page and choose already.", 5, false);
    // In one file, what a server would send lies in the page: see single.js.
    worker = window.nrWorker ? window.nrWorker() : new Worker("worker.js");
    worker.onmessage = (event) => heard(event.data);
    worker.onerror = () => failed("The page could not get ready. Reload it. If that " +
      "does not help, this browser may be too old, or a file may be missing.");
  }

  function failed(text) {
    show(text, 0, false);
    said.textContent = text;
  }

  function heard(message) {
    if (message.kind === "progress") {
      show(message.text, message.share, false);
    } else if (message.kind === "failed") {
      forget();
      failed(message.text);
    } else if (message.kind === "ready") {
      ready = true;
      progress.hidden = true;
      document.documentElement.dataset.ready = "yes";
      if (!asked) { said.textContent = "Ready."; }
      next();
    } else if (message.kind === "answer") {
      clearTimeout(slow);
      progress.hidden = true;
      const question = asked;
      asked = null;
      const response = JSON.parse(message.text);
      if (question.known) { question.known(response.hints); } else { shown(response, question); }
      next();
    }
  }

  // Whatever was asked is answered no more.
  function forget() {
    clearTimeout(slow);
    for (const each of [asked, hint]) {
      if (each && each.known) { each.known(null); }
    }
    asked = null;
    waiting = null;
    hint = null;
    delete document.documentElement.dataset.busy;
  }

  function ask(name, action, options) {
    waiting = { tab: name, action, ...options };
    document.documentElement.dataset.busy = "yes";
    next();
  }

  // The editor asks of a place in its text: an older question is worth nothing any more.
  function know(action, text, at) {
    if (hint) { hint.known(null); }
    return new Promise((known) => {
      hint = { action, known, fields: { ruleset: text, hint_at: String(at) } };
      next();
    });
  }

  function next() {
    if (!ready || asked || !(waiting || hint)) { return; }
    if (hint && !(waiting && !waiting.live)) {
      asked = hint;
      hint = null;
      worker.postMessage(JSON.stringify({
        tab, action: asked.action, now: now(), fields: asked.fields,
      }));
      return;
    }
    asked = waiting;
    waiting = null;
    slow = setTimeout(() => {
      show("Working it out on your computer.", null, true);
      said.textContent = "Working.";
    }, 700);
    worker.postMessage(JSON.stringify({
      tab: asked.tab, action: asked.action, now: now(), fields: open,
    }));
  }

  stop.addEventListener("click", () => {
    worker.terminate();
    forget();
    begin();
    said.textContent = "Stopped. The page is getting ready again.";
    main.focus();
  });

  function shown(response, question) {
    Object.assign(open, response.fields);
    const fresh = document.createElement("div");
    // Python escaped whatever anybody typed; and no script can run here but ours.
    fresh.innerHTML = response.html;
    // What somebody typed meanwhile is not taken from them.
    const typing = (waiting && waiting.live && waiting.tab === response.tab) ||
      (window.nrEditor && window.nrEditor.isAhead());
    if (response.tab === tab && (typing || (question.live && !waiting))) {
      if (!(question.live && waiting)) { patched(fresh); }
    } else if (!(question.live && waiting)) {
      main.replaceChildren(...fresh.childNodes);
      if (window.nrEditor) { window.nrEditor.shown(look, know); }
      arrived(response, question);
    }
    if (window.nrEditor && !waiting) { window.nrEditor.mark(response.marks); }
    tab = response.tab;
    document.title = `${response.title} - ${product}`;
    marked();
    said.textContent = response.said;
    if (response.file) { saved(response.file); }
    if (!waiting) { delete document.documentElement.dataset.busy; }
  }

  function arrived(response, question) {
    const errors = document.getElementById("errors");
    const kept = question.focus && document.getElementById(question.focus);
    if (errors && question.action) {
      errors.focus();
      errors.scrollIntoView();
    } else if (kept) {
      kept.focus();
    } else if (!question.quiet) {
      document.getElementById("title").focus();
      window.scrollTo(0, 0);
    }
  }

  // After a change only what changed is replaced, so that nobody loses their place.
  function patched(fresh) {
    const focus = document.activeElement && document.activeElement.id;
    const top = fresh.querySelector("#errors");
    const old = document.getElementById("errors");
    if (old) { old.remove(); }
    if (top) {
      top.querySelector("[role=alert]").removeAttribute("role");
      main.prepend(top);
    }
    for (const part of fresh.querySelectorAll("[data-part]")) {
      const there = main.querySelector(`[data-part="${part.dataset.part}"]`);
      if (!there) { continue; }
      const same = part.dataset.signature &&
        part.dataset.signature === there.dataset.signature;
      if (same) { continue; }
      const top = there.scrollTop;
      there.replaceWith(part);
      part.scrollTop = top;
    }
    const again = focus && document.getElementById(focus);
    if (again && again !== document.activeElement) { again.focus(); }
  }

  function marked() {
    for (const link of document.querySelectorAll(".nr-tabs a")) {
      if (link.getAttribute("href") === `#/${tab}`) {
        link.setAttribute("aria-current", "page");
      } else {
        link.removeAttribute("aria-current");
      }
    }
    if (location.hash !== `#/${tab}`) { history.replaceState(null, "", `#/${tab}`); }
  }

  function saved(file) {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([file.text], { type: file.media }));
    link.download = file.name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
  }

  function keep(form) {
    for (const each of form.querySelectorAll("input[name], select, textarea")) {
      if (each.type === "radio") {
        if (each.checked) { open[each.name] = each.value; }
      } else if (each.type === "checkbox") {
        open[each.name] = each.checked ? each.value : "";
      } else if (each.type !== "file") {
        open[each.name] = each.value;
      }
    }
  }

  // What is typed in the editor is read again as soon as somebody pauses.
  function look(form) {
    keep(form);
    // Whoever pressed something meanwhile, or goes to another tab, waits for that.
    const isPressed = waiting && !waiting.live;
    const isLeaving = asked && asked.tab && asked.tab !== tab;
    if (tab === "check" && !isPressed && !isLeaving) { ask(tab, "look", { live: true }); }
  }

  function place(link) {
    const target = document.getElementById(link.getAttribute("href").slice(1));
    if (!target) { return; }
    if (target.hidden && window.nrEditor) { window.nrEditor.go(link.dataset); return; }
    const group = target.matches("fieldset") && target.querySelector("input");
    const fold = target.closest("details");
    if (fold) { fold.open = true; }
    (group || target).focus();
    target.scrollIntoView({ block: "center" });
    if (link.dataset.line && target.setSelectionRange) {
      const lines = target.value.split("\n");
      const row = Number(link.dataset.line) - 1;
      const start = lines.slice(0, row).reduce((sum, each) => sum + each.length + 1, 0);
      // Columns count characters; the box counts halves of some of them.
      const half = (n) => [...(lines[row] || "")].slice(0, n - 1).join("").length;
      target.setSelectionRange(start + half(Number(link.dataset.column)),
        start + half(Number(link.dataset.end)));
      const height = target.scrollHeight / Math.max(lines.length, 1);
      target.scrollTop = Math.max(0, (row - 4) * height);
    }
  }

  async function read(input, files) {
    const texts = await Promise.all([...files].map((file) => file.text()));
    open[input.dataset.into] = input.multiple
      ? JSON.stringify(texts.map((text, at) => ({ name: files[at].name, text })))
      : texts[0];
    for (const pair of (input.dataset.sets || "").split(" ").filter(Boolean)) {
      const [name, value] = pair.split("=");
      open[name] = value;
      const radio = main.querySelector(`input[name="${name}"][value="${value}"]`);
      if (radio) { radio.checked = true; }
    }
    if (input.dataset.action) { ask(tab, input.dataset.action, {}); }
  }

  document.addEventListener("submit", (event) => {
    event.preventDefault();
    keep(event.target);
    const button = event.submitter;
    ask(tab, button ? button.value : "", { focus: button && button.id });
  });

  document.addEventListener("change", (event) => {
    const field = event.target;
    if (field.type === "file") {
      if (field.files.length) { read(field, field.files); }
      return;
    }
    const form = field.closest("form");
    if (!form) { return; }
    keep(form);
    if (form.hasAttribute("data-live")) {
      ask(tab, form.dataset.live, { live: true });
    }
  });

  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-print]")) { window.print(); return; }
    const link = event.target.closest('a[href^="#"]');
    if (!link) { return; }
    event.preventDefault();
    const target = link.getAttribute("href");
    if (!target.startsWith("#/")) { place(link); return; }
    const form = main.querySelector("form");
    if (form) { keep(form); }
    history.pushState(null, "", target);
    ask(target.slice(2), "", {});
  });

  window.addEventListener("popstate", () => {
    ask(location.hash.slice(2) || "start", "", {});
  });

  document.addEventListener("dragover", (event) => event.preventDefault());
  document.addEventListener("drop", (event) => {
    const input = main.querySelector("input[type=file]");
    const files = event.dataTransfer && event.dataTransfer.files;
    event.preventDefault();
    if (input && files && files.length) { read(input, files); }
  });

  begin();
  const wanted = location.hash.slice(2);
  if (wanted && wanted !== "start") { ask(wanted, "", { quiet: true }); }
})();
