"""How long looking at a whole ruleset takes, in decisions.

Run it as `python -m benchmarks.analysis`. Each ruleset that ships is proved and looked
at, with its worked cases as the commands do; a made ruleset of 48 indicators with 4
grades each is compared with itself after one number was changed; and one of 200 is
proved and looked at. Machines differ, so what counts is the ratio to one decision on an
empty case; seconds are for the limits.
"""

from __future__ import annotations

import datetime as dt
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

from neglect_rules.analysis import Examined, examine, moves, prove
from neglect_rules.evaluation import evaluate
from neglect_rules.golden import is_for, read_test
from neglect_rules.linking import link
from neglect_rules.loading import load_case, load_ruleset, read_ruleset
from neglect_rules.model import Case
from neglect_rules.program import Program

ROOT = Path(__file__).parents[1] / "rulesets"
INDICATORS, MANY, DOMAINS = 48, 200, 8
TURNS = 20
T = TypeVar("T")


def timed(work: Callable[[], T]) -> tuple[float, T]:
    """Return how long something took, with what came of it."""
    began = time.perf_counter()
    found = work()
    return time.perf_counter() - began, found


def one_decision(program: Program) -> float:
    """Return how long one decision on a case without answers takes."""
    kind = program.ruleset.subjects.kinds[0]
    case = load_case({"format": 1, "subject": {"kind": kind}, "answers": {}})
    at = moment(program)

    def several() -> None:
        for _ in range(TURNS):
            dict(evaluate(program, case, at=at).outcomes)

    return timed(several)[0] / TURNS


def moment(program: Program) -> dt.datetime:
    """Return noon of the first day on which a ruleset is in force."""
    return dt.datetime.combine(
        program.ruleset.effective.from_, dt.time(12), tzinfo=dt.UTC
    )


def made(edge: int, indicators: int = INDICATORS) -> Program:
    """Return a ruleset of 4 grades that counts points, signs and parts of life."""
    return link(load_ruleset(written(edge, indicators)))


def written(edge: int, indicators: int) -> dict[str, Any]:
    """Return the document of the ruleset that is made."""
    points = {"met": 0, "emerging": 1, "established": 2, "severe": 4}
    grades = [{"id": id_, "points": each} for id_, each in points.items()]
    critical = {"some": {"from": "all", "graded": "critical"}}
    return {
        "format": 1,
        "semantics": 1,
        "id": "made.large",
        "version": "1.0.0",
        "status": "draft",
        "language": "en-GB",
        "title": "Large",
        "area": "made",
        "effective": {"from": "2020-01-01"},
        "subjects": {"kinds": ["child"]},
        "scales": {"care": {"kind": "concern", "grades": grades}},
        "domains": {f"D{n}": {"label": f"D{n}"} for n in range(DOMAINS)},
        "indicators": {
            f"I{n}": {"domain": f"D{n % DOMAINS}", "scale": "care", "label": f"I{n}"}
            | ({"critical_at": "severe"} if n % 6 == 0 else {})
            for n in range(indicators)
        },
        "outcomes": {"level": {"grades": ["low", "middle", "high"]}},
        "thresholds": [
            {
                "id": "T1",
                "when": {"measure": {"total": "all"}, "at_least": edge},
                "reach": {"level": "middle"},
                "because": "It adds up.",
            },
            {
                "id": "T2",
                "when": {
                    "all": [
                        counted("established", 3),
                        counted("established", 2, distinct="domains"),
                    ]
                },
                "reach": {"level": "middle"},
                "because": "It lasts in several parts of a life.",
            },
            {
                "id": "T3",
                "when": {
                    "all": [
                        {"measure": {"total": "all"}, "at_least": 3 * edge},
                        counted("emerging", 4, distinct="domains"),
                    ]
                },
                "reach": {"level": "high"},
                "because": "It is everywhere.",
            },
        ],
        "guards": [
            {
                "id": "G1",
                "when": critical,
                "at_least": {"level": "high"},
                "because": "One critical sign is enough.",
            }
        ],
        "open_answers": {"recommend": "floor"},
    }


def counted(grade: str, least: int, **more: str) -> Mapping[str, Any]:
    """Return the condition that so many signs, or parts of life, have a grade."""
    signs = {"from": "all", "graded": {"at_least": grade}}
    return {"measure": {"count": signs, **more}, "at_least": least}


def worked(program: Program, folder: Path) -> Iterator[tuple[Case, dt.datetime]]:
    """Yield the cases that people agreed on for a ruleset, with their twins."""
    for file in sorted(folder.glob("*.json")):
        test = read_test(file)
        if is_for(test, program):
            yield test.case, test.at
            yield from ((twin.case, test.at) for twin in test.twins)


def look(program: Program, cases: Sequence[tuple[Case, dt.datetime]]) -> None:
    """Print how long proving a ruleset takes, and looking at it as `check` does."""
    one = one_decision(program)
    took, found = timed(lambda: prove(program, cases))
    tiers = Counter(each.how or "not looked at" for each in found)
    told = ", ".join(f"{count} by {tier}" for tier, count in tiers.items())
    print(f"  prove {took:8.2f} s {took / one:9.0f} decisions   {told}")
    day = moment(program).date()
    took, _ = timed(
        lambda: examine(Examined(program=program, cases=tuple(cases), day=day))
    )
    print(f"  check {took:8.2f} s {took / one:9.0f} decisions")


def main() -> int:
    """Print how long each look takes, and how it came to its answer."""
    for file in sorted(ROOT.glob("*/*/*/ruleset.json")):
        program = link(read_ruleset(file))
        cases = tuple(worked(program, file.parent.parent / "cases"))
        name = file.parent.relative_to(ROOT)
        print(f"{name}: one decision {one_decision(program) * 1000:.1f} ms")
        look(program, cases)
    print(f"{MANY} indicators:")
    look(made(12, MANY), ())
    old, new = made(12), made(13)
    one = one_decision(old)
    took, moved = timed(lambda: moves(old, new))
    print(f"one number in {INDICATORS} indicators: one decision {one * 1000:.1f} ms")
    print(
        f"  moves {took:8.2f} s {took / one:9.0f} decisions   "
        f"{moved.known}, {moved.steps} steps, {moved.forms:.3g} forms"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
