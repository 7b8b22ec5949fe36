"""The recorded reports, one for each kind of case.

Run `python -m tests.golden.reports` to write them anew, then look at what changed.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from neglect_rules.evaluation import evaluate
from neglect_rules.explain import Audience, Layer
from neglect_rules.golden import read_test
from neglect_rules.linking import link
from neglect_rules.loading import read_ruleset
from neglect_rules.pathways import due, route, shipped_directory
from neglect_rules.report import decision_report

ROOT: Final = Path(__file__).parents[2]
FOLDER: Final = Path(__file__).parent / "reports"
_EXAMPLE: Final = ("example/neglect-screen", "1.2.0")
_BCP: Final = ("bcp/practitioner-toolkit", "2.0.0")
_HULL: Final = ("hull/assessment", "2.0.0")
_SEEN: Final = ("hull/observation", "2.0.0")
KINDS: Final[tuple[tuple[str, tuple[str, str], str, Audience, Layer, str], ...]] = (
    ("certain-danger", _BCP, "01-", "practitioner", "page", "bcp"),
    ("too-little-answered", _BCP, "03-", "practitioner", "page", ""),
    ("all-is-well", _HULL, "44-", "practitioner", "page", ""),
    ("unborn", _HULL, "09-", "practitioner", "page", "hull"),
    ("history-and-easing", _EXAMPLE, "24-", "auditor", "page", ""),
    ("events", _EXAMPLE, "27-", "policy", "page", ""),
    ("two-people-differ", _EXAMPLE, "13-", "practitioner", "full", ""),
    ("for-a-family", _EXAMPLE, "15-", "family", "page", ""),
    ("an-observation", _SEEN, "12-child", "practitioner", "page", ""),
)
"""Name, ruleset, case, who reads it, how much, and where they ring."""


def reports() -> Iterator[tuple[str, str]]:
    """Yield each report with its name."""
    for name, (folder, version), case, audience, layer, area in KINDS:
        whole = ROOT / "rulesets" / folder
        program = link(read_ruleset(whole / version / "ruleset.json"))
        (file,) = sorted((whole / "cases").glob(f"{case}*.json"))
        test = read_test(file)
        decision = evaluate(program, test.case, at=test.at)
        directory = shipped_directory(area) if area else None
        yield (
            name,
            decision_report(
                decision.trace,
                program.ruleset,
                audience=audience,
                layer=layer,
                cleared_for_sharing=audience == "family",
                route=directory and route(decision.trace, directory, at=test.at),
                dues=(directory and due(decision.trace, directory, at=test.at)) or (),
            ),
        )


def main() -> None:
    """Write them."""
    FOLDER.mkdir(exist_ok=True)
    for name, html in reports():
        (FOLDER / f"{name}.html").write_text(html, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
