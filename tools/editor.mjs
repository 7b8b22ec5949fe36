// What of CodeMirror the page uses; `tools/assets.py` makes one script of it.
export { basicSetup } from "codemirror";
export { autocompletion, pickedCompletion, startCompletion } from "@codemirror/autocomplete";
export { json } from "@codemirror/lang-json";
export { forEachDiagnostic, setDiagnostics } from "@codemirror/lint";
export { Prec, StateEffect, StateField } from "@codemirror/state";
export { EditorView, hoverTooltip, keymap, showTooltip } from "@codemirror/view";
