"""The recorded pages that answer why, why not more, what next, what if.

Run `python -m tests.golden.reasons_pages` to write them anew, then read what changed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Final, final

from attrs import frozen

from neglect_rules.evaluation import Decision, evaluate
from neglect_rules.explain import (
    Audience,
    Page,
    page_of_what_if,
    page_of_what_next,
    page_of_why,
    page_of_why_not,
    text_of,
)
from neglect_rules.golden import read_test
from neglect_rules.linking import link
from neglect_rules.loading import read_ruleset
from neglect_rules.program import Program
from neglect_rules.reasons import Answer

ROOT: Final = Path(__file__).parents[2]
FOLDER: Final = Path(__file__).parent / "pages"


@final
@frozen(kw_only=True)
class Shown:
    """A worked case with the pages that are recorded of it.

    Attributes:
        ruleset: The folder of the version that judges it.
        case: How the file of the case begins.
        pages: Which pages.
        audience: Who reads them.
        trial: The answers that are tried.
    """

    ruleset: str
    case: str
    pages: tuple[str, ...] = ("why", "whynot", "ask")
    audience: Audience = "practitioner"
    trial: tuple[tuple[str, Answer], ...] = ()

    @property
    def decision(self) -> Decision:
        """Return the decision on the case."""
        folder = ROOT / "rulesets" / self.ruleset
        (file,) = (folder.parent / "cases").glob(f"{self.case}-*.json")
        test = read_test(file)
        return evaluate(program(self.ruleset), test.case, at=test.at)


RECORDED: Final[Mapping[str, Shown]] = {
    "lowest-settled": Shown(ruleset="hull/assessment/2.0.0", case="23"),
    "not-settled": Shown(ruleset="hull/assessment/2.0.0", case="04"),
    "not-determinable": Shown(
        ruleset="hull/assessment/2.0.0", case="03", pages=("why", "ask")
    ),
    "highest-by-guard": Shown(ruleset="bcp/practitioner-toolkit/2.0.0", case="01"),
    "by-points": Shown(ruleset="example/neglect-screen/1.2.0", case="02"),
    "unborn": Shown(ruleset="hull/assessment/2.0.0", case="25"),
    "history": Shown(
        ruleset="bcp/practitioner-toolkit/2.0.0", case="10c", pages=("why", "ask")
    ),
    "people-differ": Shown(
        ruleset="example/neglect-screen/1.2.0", case="13", pages=("why", "ask")
    ),
    "visit-refused": Shown(
        ruleset="example/neglect-screen/1.2.0", case="05", pages=("why", "ask")
    ),
    "a-trial": Shown(
        ruleset="hull/assessment/2.0.0",
        case="04",
        pages=("whatif",),
        trial=(("SUP2", "severe"), ("NUT1", None)),
    ),
    "for-an-auditor": Shown(
        ruleset="hull/assessment/2.0.0", case="15", audience="auditor"
    ),
}


@cache
def program(folder: str) -> Program:
    """Return a shipped ruleset, linked."""
    return link(read_ruleset(ROOT / "rulesets" / folder / "ruleset.json"))


def recorded(name: str) -> str:
    """Return the pages of a name, one after another."""
    shown = RECORDED[name]
    return "\n\n".join(text_of(page) for page in _pages(shown))


def _pages(shown: Shown) -> Iterator[Page]:
    decision, audience = shown.decision, shown.audience
    for kind in shown.pages:
        match kind:
            case "why":
                yield page_of_why(decision, audience=audience)
            case "whynot":
                yield page_of_why_not(decision, audience=audience)
            case "ask":
                yield page_of_what_next(decision, audience=audience)
            case _:
                answers = dict(shown.trial)
                yield page_of_what_if(decision, answers, audience=audience)


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for each in RECORDED:
        (FOLDER / f"{each}.txt").write_text(recorded(each), encoding="utf-8")
