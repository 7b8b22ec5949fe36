// What may be written at a place of the editor, and what stands there. Python knows:
// here it is asked, and shown as the editor shows such things.
"use strict";
(() => {
  const cm = window.nrCodeMirror || (typeof nrCodeMirror === "object" && nrCodeMirror);
  if (!cm) { return; }
  const REST = 400;             // how long a pointer rests before it is told anything
  const WIDE = /[\ud800-\udbff][\udc00-\udfff]/;
  const ASKED = /"[\w.$+-]*$/;
  const BARE = /[\w.$+-]+$/;

  // Python counts characters; the editor counts halves of some of them.
  const inPython = (text, at) => (WIDE.test(text) ? [...text.slice(0, at)].length : at);
  const inEditor = (text, at) =>
    (WIDE.test(text) ? [...text].slice(0, at).join("").length : at);

  function extension(ask) {
    async function known(action, state, pos) {
      const text = state.doc.toString();
      const found = await ask(action, text, inPython(text, pos));
      return found && {
        ...found, start: inEditor(text, found.start), end: inEditor(text, found.end),
      };
    }

    // While words are written nothing is asked: only names and choices can be offered.
    function isWanted(context) {
      if (context.explicit) { return true; }
      const row = context.state.doc.lineAt(context.pos);
      const before = row.text.slice(0, context.pos - row.from);
      const marks = before.replace(/\\./g, "").split('"').length - 1;
      return (marks % 2 ? ASKED : BARE).test(before);
    }

    async function source(context) {
      if (!isWanted(context)) { return null; }
      const { state, pos } = context;
      const found = await known("offer", state, pos);
      if (context.aborted || !found || !found.options.length) { return null; }
      const written = state.sliceDoc(found.start, found.end);
      const bare = written.replaceAll('"', "");
      const isWhole = found.options.some((each) => each.label === bare);
      const quote = written.startsWith('"') && pos > found.start ? 1 : 0;
      // Who asks at a whole name wants to see the others too.
      const from = context.explicit && isWhole ? pos : Math.min(found.start + quote, pos);
      const place = { before: from - found.start, after: found.end - pos };
      return {
        from,
        options: found.options.map((each, n) => offer(each, n, place)),
        validFor: /^[\w.$+-]*$/,
      };
    }

    function offer(each, n, place) {
      return {
        label: each.label,
        // A screen reader would read both as one word.
        detail: each.detail ? ` ${each.detail}` : undefined,
        info: each.said || undefined,
        sortText: String(n).padStart(6, "0"),
        apply(view, completion, from, to) {
          const [start, end] = [from - place.before, to + place.after];
          view.dispatch({
            changes: { from: start, to: end, insert: each.insert },
            selection: { anchor: start + each.insert.length },
            annotations: cm.pickedCompletion.of(completion),
            scrollIntoView: true,
          });
          if (each.insert.endsWith(" ")) { setTimeout(() => cm.startCompletion(view), 0); }
        },
      };
    }

    function shown(found) {
      const dom = document.createElement("div");
      dom.className = "nr-told";
      const head = document.createElement("strong");
      head.textContent = found.head;
      const said = document.createElement("div");
      said.textContent = found.said;
      dom.append(head, said);
      return dom;
    }

    const tooltip = (found) => ({
      pos: found.start, end: found.end, above: true, create: () => ({ dom: shown(found) }),
    });

    async function rested(view, pos) {
      const { state } = view;
      const found = await known("tell", state, pos);
      // What is known of an older text may stand elsewhere by now.
      return found && found.head && view.state.doc.eq(state.doc) ? tooltip(found) : null;
    }

    const tell = cm.StateEffect.define();
    const told = cm.StateField.define({
      create: () => null,
      update(value, change) {
        for (const effect of change.effects) {
          if (effect.is(tell)) { return effect.value; }
        }
        return change.docChanged || change.selection ? null : value;
      },
      provide: (field) => cm.showTooltip.from(field),
    });

    function asked(view) {
      const { state } = view;
      known("tell", state, state.selection.main.head).then((found) => {
        const now = view.state;
        const isHere = now.doc.eq(state.doc) && now.selection.eq(state.selection);
        if (!found || !found.head || !isHere) { return; }
        view.dispatch({ effects: tell.of(tooltip(found)) });
        document.getElementById("said").textContent = `${found.head}. ${found.said}`;
      });
      return true;
    }

    function closed(view) {
      if (!view.state.field(told)) { return false; }
      view.dispatch({ effects: tell.of(null) });
      return true;
    }

    return [
      cm.autocompletion({ override: [source], icons: false }),
      cm.hoverTooltip(rested, { hoverTime: REST }),
      told,
      cm.keymap.of([{ key: "F2", run: asked }, { key: "Escape", run: closed }]),
    ];
  }

  window.nrHints = { extension };
})();
