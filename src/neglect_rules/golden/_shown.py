"""Cases that a proof brought up, written down so that they can be kept."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Final

from neglect_rules.analysis import Finding, Witness
from neglect_rules.canonical import plain
from neglect_rules.evaluation import evaluate
from neglect_rules.explain import finding_line
from neglect_rules.program import Program

_OF_CASE: Final = frozenset(
    {"subject", "answers", "carers", "events", "reviews", "earlier"}
)
_LONGEST: Final = 200


def shown_cases(
    program: Program, found: Sequence[Finding]
) -> Iterator[tuple[str, str]]:
    """Yield for each case that shows a failure the name of a file, and its text."""
    for each in found:
        if each.known != "refuted" or each.witness is None:
            continue
        line = finding_line(program, each)
        name = "-".join((each.claim.replace("_", "-"), *each.about))
        if each.other is None:
            yield f"{name}.json", _text(program, each.witness, line, "It shows this.")
        else:
            for word, shown in (("milder", each.witness), ("worse", each.other)):
                told = f"It shows this with another case. This has the {word} answer."
                yield f"{name}-{word}.json", _text(program, shown, line, told)


def _text(program: Program, shown: Witness, line: str, told: str) -> str:
    """Return a worked case that expects what comes out today."""
    results = evaluate(program, shown.case, at=shown.at).outcomes
    document = {
        "format": 1,
        "name": line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…",
        "story": f"Made by a proof. Nobody has agreed to it. {told}",
        "at": shown.at.isoformat(),
        "versions": [program.ruleset.version],
        "case": {k: v for k, v in plain(shown.case.document).items() if k in _OF_CASE},
        "expect": {
            "outcomes": {
                id_: {
                    "floor": result.floor,
                    "ceiling": result.ceiling,
                    "recommended": result.recommended,
                    "status": result.status,
                }
                for id_, result in results.items()
            }
        },
    }
    return json.dumps(document, indent=2, ensure_ascii=False) + "\n"
