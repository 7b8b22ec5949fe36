// What of CodeMirror the page uses; `tools/assets.py` makes one script of it.
export { basicSetup } from "codemirror";
export { json, jsonLanguage } from "@codemirror/lang-json";
export { setDiagnostics } from "@codemirror/lint";
export { autocompletion } from "@codemirror/autocomplete";
export { EditorView, hoverTooltip } from "@codemirror/view";
export { EditorState } from "@codemirror/state";
