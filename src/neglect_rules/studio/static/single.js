// The page in one file: what a server would send lies in the page itself, packed.
"use strict";
window.nrWorker = () => {
  const door = {
    onmessage: null,
    onerror: null,
    inner: null,
    stopped: false,
    postMessage(text) { this.inner.postMessage(text); },
    terminate() {
      this.stopped = true;
      if (this.inner) { this.inner.terminate(); }
    },
  };

  async function unpacked(held) {
    const text = atob(held.textContent.trim());
    const packed = new Uint8Array(text.length);
    for (let at = 0; at < text.length; at += 1) { packed[at] = text.charCodeAt(at); }
    const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
    return new Response(stream).arrayBuffer();
  }

  async function begin() {
    const files = {};
    for (const held of document.querySelectorAll("script[data-file]")) {
      files[held.dataset.file] = { type: held.dataset.type, data: await unpacked(held) };
    }
    const scripts = ["single-worker.js", "pyodide/pyodide.js", "pyodide/pyodide.asm.js",
      "worker.js"].map((name) => files[name].data);
    const parts = scripts.flatMap((script) => [script, "\n;\n"]);
    const address = URL.createObjectURL(new Blob(parts, { type: "text/javascript" }));
    if (door.stopped) { return; }
    door.inner = new Worker(address);
    door.inner.onmessage = (event) => door.onmessage(event);
    door.inner.onerror = (event) => door.onerror(event);
    door.inner.postMessage({ files });
  }

  begin().catch(() => door.onerror());
  return door;
};
