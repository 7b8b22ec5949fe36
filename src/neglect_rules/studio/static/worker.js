// The worker: Python with our own engine, answering one question after another.
"use strict";
importScripts("pyodide/pyodide.js");

const told = (text, share) => postMessage({ kind: "progress", text, share });
let answered = null;

async function bytes(name) {
  const response = await fetch(name, { credentials: "same-origin" });
  if (!response.ok) { throw new Error(`${name} is missing`); }
  return response.arrayBuffer();
}

async function begin() {
  const archives = [bytes("python/installed.zip"), bytes("python/jsonschema.zip")];
  told("Getting Python ready on your computer.", 20);
  const python = await loadPyodide({ indexURL: new URL("pyodide/", self.nrBase || location.href).href });
  told("Getting the engine ready.", 70);
  for (const archive of await Promise.all(archives)) {
    python.unpackArchive(archive, "zip", { extractDir: "/lib/carried" });
  }
  python.runPython('import sys; sys.path.insert(0, "/lib/carried")');
  answered = python.pyimport("neglect_rules.studio._wire").answered;
  told("Nearly there.", 90);
}

const begun = begin().then(
  () => postMessage({ kind: "ready" }),
  (reason) => postMessage({
    kind: "failed",
    text: `The page could not get ready: ${reason.message}. Reload it, or ask whoever ` +
      "looks after this address whether all of its files are there.",
  }),
);

onmessage = async (event) => {
  await begun;
  try {
    postMessage({ kind: "answer", text: answered(event.data) });
  } catch (reason) {
    console.error("The engine failed.");
    postMessage({
      kind: "failed",
      text: "Something went wrong that should not. Reload the page; what you typed " +
        "will be gone.",
    });
  }
};
