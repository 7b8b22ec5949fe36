// The door to the page's own server on this computer, where others have a worker.
"use strict";
(() => {
  // Whoever closes the page with a text that is not saved is asked first, by the browser.
  let kept = "";
  let unsaved = false;

  document.addEventListener("input", (event) => {
    if (event.target.id === "ruleset") { unsaved = true; }
  });

  window.addEventListener("beforeunload", (event) => {
    if (unsaved) { event.preventDefault(); }
  });

  // What was opened or saved just now comes with the mark of its file.
  function compare(question, answer) {
    const { fields } = JSON.parse(answer);
    const asked = JSON.parse(question).fields.ruleset || "";
    const text = fields.ruleset === undefined ? asked : fields.ruleset;
    if (fields.kept_mark !== undefined) { kept = text; }
    unsaved = text !== kept;
  }

  async function answered(question, signal) {
    try {
      const response = await fetch("answer", {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: question,
        signal,
      });
      const text = await response.text();
      return { kind: response.ok ? "answer" : "failed", text };
    } catch (reason) {
      const said = document.querySelector("meta[name=nr-unreachable]");
      return { kind: "failed", text: said.content };
    }
  }

  window.nrWorker = () => {
    const ended = new AbortController();
    const door = {
      onmessage: null,
      onerror: null,
      terminate() { ended.abort(); },
      async postMessage(question) {
        const message = await answered(question, ended.signal);
        if (message.kind === "answer") { compare(question, message.text); }
        tell(message);
      },
    };
    function tell(message) {
      if (!ended.signal.aborted) { door.onmessage({ data: message }); }
    }
    setTimeout(() => tell({ kind: "ready" }), 0);
    return door;
  };
})();
