"""The tab that says what holds for every case, and shows a case where it does not."""

from __future__ import annotations

from functools import lru_cache
from typing import Any, Final

from neglect_rules.analysis import Finding, Witness, prove
from neglect_rules.explain import finding_line, page_of_findings
from neglect_rules.golden import shown_cases
from neglect_rules.program import Program
from neglect_rules.studio._brought import brought
from neglect_rules.studio._opened import RULESET, opened
from neglect_rules.studio._panel import choose_first, panel, refused, told
from neglect_rules.studio._request import File, Request, Response

_TITLE: Final = "Prove what it does"
_DONE: Final = "proved"
"""The field that says that the proof was asked for, so that it is shown again."""


def tab(request: Request) -> Response:
    """Return what is proved of the ruleset that lies open, if that was asked for."""
    if not request.text(RULESET):
        return choose_first(request, "prove", _TITLE)
    program = opened(request.text(RULESET)).program
    if program is None:
        return refused(request, "prove", _TITLE)
    keeps = {_DONE: program.document_fingerprint} if request.action else {}
    # Only what was asked for is worked out, for it may take long.
    asked = request.action or request.text(_DONE) == program.document_fingerprint
    found = _found(request.text(RULESET)) if asked else ()
    name, _, place = request.action.partition("-")
    shown = _shown(program, found)
    if name == "try" and place in shown:
        witness = shown[place]["witness"]
        return brought(request, witness.case, witness.at)
    file = shown[place]["file"] if name == "keep" and place in shown else None
    said = "The proof is done." if found else "Nothing was proved yet."
    return panel(
        request,
        "prove",
        "prove.html",
        title=_TITLE,
        said=said if file is None else "The case is ready to save.",
        keeps=keeps,
        file=file,
        ruleset=program.ruleset,
        proof=told(page_of_findings(program, found)) if found else None,
        shown=shown,
    )


@lru_cache(maxsize=2)
def _found(text: str) -> tuple[Finding, ...]:
    program = opened(text).program
    return () if program is None else prove(program)


def _shown(program: Program, found: tuple[Finding, ...]) -> dict[str, dict[str, Any]]:
    """Return the cases that show a failure by their number, each with its file."""
    files = [
        File(name=name, media="application/json", text=text)
        for name, text in shown_cases(program, found)
    ]
    return {
        str(number): {"said": said, "witness": witness, "file": file}
        for number, ((said, witness), file) in enumerate(
            zip(_witnesses(program, found), files, strict=True), start=1
        )
    }


def _witnesses(
    program: Program, found: tuple[Finding, ...]
) -> list[tuple[str, Witness]]:
    """Return the same cases in the same order, each with what it shows."""
    every = []
    for each in found:
        if each.known != "refuted" or each.witness is None:
            continue
        said = finding_line(program, each)
        if each.other is None:
            every.append((said, each.witness))
        else:
            every.append((f"{said} With the milder answer", each.witness))
            every.append((f"{said} With the worse answer", each.other))
    return every
