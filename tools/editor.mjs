// What of CodeMirror the page uses; `tools/assets.py` makes one script of it.
export { basicSetup } from "codemirror";
export { json } from "@codemirror/lang-json";
export { setDiagnostics } from "@codemirror/lint";
export { EditorView } from "@codemirror/view";
