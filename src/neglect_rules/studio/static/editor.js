// The editor in place of the plain box: the box stays the field, and holds the text.
// Without this script the box works as it is. All words come from Python.
"use strict";
(() => {
  const cm = window.nrCodeMirror || (typeof nrCodeMirror === "object" && nrCodeMirror);
  if (!cm) { return; }
  const PAUSE = 60;
  let view = null;
  let box = null;
  let soon = 0;
  let stale = false;            // more was typed since the text was last sent

  const looks = cm.EditorView.theme({
    "&": { border: "2px solid #0b0c0c", fontSize: "15px", backgroundColor: "#fff" },
    "&.cm-focused": { outline: "3px solid #ffdd00" },
    ".cm-scroller": { maxHeight: "26rem", overflow: "auto" },
    ".cm-gutters": { color: "#505a5f" },
    ".cm-tooltip, .cm-panels": { fontFamily: "Arial, Helvetica, sans-serif" },
    ".cm-tooltip": { color: "#0b0c0c", backgroundColor: "#fff", border: "1px solid #0b0c0c" },
    ".cm-tooltip.cm-tooltip-autocomplete > ul": {
      fontFamily: "Arial, Helvetica, sans-serif", maxWidth: "min(36rem, 90vw)", maxHeight: "14em",
    },
    ".cm-tooltip.cm-tooltip-autocomplete > ul > li": {
      padding: "6px 8px", whiteSpace: "normal", overflowWrap: "anywhere",
    },
    ".cm-tooltip-autocomplete ul li[aria-selected], .cm-tooltip-autocomplete-disabled ul li[aria-selected]": {
      background: "#0f385c", color: "#fff",
    },
    ".cm-completionMatchedText": { textDecoration: "none", fontWeight: "bold" },
    ".cm-completionDetail": { fontStyle: "normal", marginLeft: "12px" },
    ".cm-completionInfo": { maxWidth: "min(20rem, 60vw)", padding: "6px 8px" },
    // Where there is no room beside the list, what is said of a choice stands below it.
    ".cm-completionInfo.cm-completionInfo-right-narrow, .cm-completionInfo.cm-completionInfo-left-narrow": {
      left: "-1px", right: "-1px", top: "100% !important", maxWidth: "none !important",
    },
    ".cm-tooltip-above .cm-completionInfo.cm-completionInfo-right-narrow, .cm-tooltip-above .cm-completionInfo.cm-completionInfo-left-narrow": {
      top: "auto !important", bottom: "100% !important",
    },
    ".nr-told": { padding: "6px 8px", maxWidth: "min(32rem, 85vw)", overflowWrap: "anywhere" },
    // Where a system chooses the colours, a line of its own must still be seen.
    "@media (forced-colors: active)": {
      "&, .cm-tooltip": { borderColor: "CanvasText" },
      "&.cm-focused": { outlineColor: "Highlight" },
      ".cm-lintRange-error": { borderBottomColor: "Mark" },
      ".cm-tooltip-autocomplete ul li[aria-selected]": {
        forcedColorAdjust: "none", background: "Highlight", color: "HighlightText",
      },
    },
    ".cm-lintRange-error": { backgroundImage: "none", borderBottom: "2px solid #b10e1e" },
    ".cm-lintRange-warning": { backgroundImage: "none", borderBottom: "2px dashed #594d00" },
    ".cm-lintRange-info": { backgroundImage: "none", borderBottom: "2px dotted #1d70b8" },
  });

  function shown(typed, ask) {
    const there = document.getElementById("ruleset");
    if (view) { view.destroy(); }
    clearTimeout(soon);
    stale = false;
    view = null;
    box = there && there.matches("textarea") ? there : null;
    if (box) { begin(typed, ask); }
  }

  function begin(typed, ask) {
    const label = document.querySelector('label[for="ruleset"]');
    const hint = document.getElementById("ruleset-hint");
    // Only the editor has these keys; the plain box has none.
    const keys = document.getElementById("ruleset-keys");
    if (keys) { keys.hidden = false; }
    const host = document.createElement("div");
    host.id = "ruleset-editor";
    // The styles of the editor are put in by script, which a page with strict rules
    // takes only inside a part of its own.
    const inner = host.attachShadow({ mode: "open" });
    box.after(host);
    box.hidden = true;
    label.addEventListener("click", () => view.focus());
    view = new cm.EditorView({
      doc: box.value,
      parent: inner,
      root: inner,
      extensions: [
        cm.basicSetup,
        cm.json(),
        cm.keymap.of([{ key: "Mod-.", run: mended }]),
        looks,
        ...(window.nrHints ? [window.nrHints.extension(ask)] : []),
        cm.EditorView.contentAttributes.of({
          tabindex: "0",
          "aria-label": label.textContent,
          "aria-description": hint ? hint.textContent : "",
        }),
        cm.EditorView.updateListener.of((update) => {
          if (update.docChanged) { changed(typed); }
        }),
      ],
    });
  }

  function changed(typed) {
    const form = box.closest("form");
    box.value = view.state.doc.toString();
    box.dispatchEvent(new Event("input", { bubbles: true }));
    clearTimeout(soon);
    stale = true;
    soon = setTimeout(() => {
      stale = false;
      typed(form);
    }, PAUSE);
  }

  // Columns count characters; the editor counts halves of some of them.
  function offset(line, column) {
    const row = view.state.doc.line(Math.min(line, view.state.doc.lines));
    return row.from + [...row.text].slice(0, column - 1).join("").length;
  }

  // What is said of an older text would stand, and be put right, in the wrong place.
  function mark(found) {
    if (!view || stale) { return; }
    const listed = (found || []).map((each) => ({
      from: offset(each.line, each.column),
      to: offset(each.line, each.end),
      severity: each.kind,
      message: each.said,
      actions: each.fix ? [{
        name: each.fix_said,
        apply: (inside, from, to) => {
          inside.dispatch({ changes: { from, to, insert: each.fix } });
          inside.focus();
        },
      }] : [],
    }));
    view.dispatch(cm.setDiagnostics(view.state, listed));
  }

  // What a button at the cursor would write, without having to reach the button.
  function mended(inside) {
    const { from, to } = inside.state.selection.main;
    const here = [];
    cm.forEachDiagnostic(inside.state, (each, start, end) => {
      const [fix] = each.actions || [];
      if (fix && start <= to && end >= from) { here.push([fix, start, end]); }
    });
    if (!here.length) { return false; }
    const [fix, start, end] = here[0];
    fix.apply(inside, start, end);
    return true;
  }

  function go(place) {
    if (!view) { return; }
    const line = Number(place.line);
    view.focus();
    if (!line) { return; }
    const anchor = offset(line, Number(place.column));
    const head = offset(line, Number(place.end));
    view.dispatch({ selection: { anchor, head }, scrollIntoView: true });
  }

  const isAhead = () => Boolean(view) && stale;
  window.nrEditor = { shown, mark, go, isAhead };
})();
