// The door to the page's own server on this computer, where others have a worker.
"use strict";
window.nrWorker = () => {
  const ended = new AbortController();
  const door = {
    onmessage: null,
    onerror: null,
    postMessage(text) { ask(text); },
    terminate() { ended.abort(); },
  };
  const tell = (message) => {
    if (!ended.signal.aborted) { door.onmessage({ data: message }); }
  };

  async function ask(question) {
    try {
      const response = await fetch("answer", {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: question,
        signal: ended.signal,
      });
      const text = await response.text();
      tell({ kind: response.ok ? "answer" : "failed", text });
    } catch (reason) {
      const said = document.querySelector("meta[name=nr-unreachable]");
      tell({ kind: "failed", text: said.content });
    }
  }

  setTimeout(() => tell({ kind: "ready" }), 0);
  return door;
};
