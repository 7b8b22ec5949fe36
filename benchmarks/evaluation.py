"""How long one decision takes, in what the same rules take written by hand.

Run it as `python -m benchmarks.evaluation`. Ours and the hand-written rules are timed
turn about in one process on the same forms, of which both come to the same level.
Machines differ, so what counts is the ratio to H: one form by hand.
"""

from __future__ import annotations

import datetime as dt
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from typing import Any

from benchmarks import screening
from neglect_rules.evaluation import evaluate, generated, interpreted
from neglect_rules.facts import facts
from neglect_rules.linking import link
from neglect_rules.loading import load_case, load_ruleset
from neglect_rules.model import Case
from neglect_rules.program import Program

AT = dt.datetime(2026, 5, 12, 10, tzinfo=dt.UTC)
FORMS = 400
TURNS = 9
Work = Callable[[Any], object]


def each(work: Work, over: Sequence[Any]) -> float:
    """Return how many microseconds one piece of work takes on average."""
    began = time.perf_counter()
    for one in over:
        work(one)
    return (time.perf_counter() - began) / len(over) * 1e6


def medians(works: dict[str, tuple[Work, Sequence[Any]]]) -> dict[str, float]:
    """Return the middle of what each takes, timed turn about."""
    took: dict[str, list[float]] = {name: [] for name in works}
    for _ in range(TURNS):
        for name, (work, over) in works.items():
            took[name].append(each(work, over))
    return {name: statistics.median(times) for name, times in took.items()}


def agreed(program: Program, forms: Sequence[dict[str, str]], names: list[str]) -> None:
    """See that ours comes to the level that is worked out by hand.

    Raises:
        SystemExit: On some form it does not.
    """
    for form in forms:
        found = evaluate(program, load_case(screening.case_of(form)), at=AT)["level"]
        if found.recommended != screening.by_hand(form, names):
            sys.exit(f"not the same level: {form}")


def loaded(forms: Sequence[dict[str, str]]) -> list[Case]:
    """Return forms as cases."""
    return [load_case(screening.case_of(form)) for form in forms]


def one_case() -> None:
    """Print how long a decision takes, and its parts."""
    program, names = link(load_ruleset(screening.document())), screening.ids()
    forms = list(screening.forms(FORMS))
    agreed(program, forms, names)
    whole = loaded(forms)
    third = loaded(list(screening.forms(FORMS, 1 / 3)))

    def level(case: Case) -> object:
        return evaluate(program, case, at=AT)["level"].recommended

    def traced(case: Case) -> object:
        return evaluate(program, case, at=AT).trace.document

    def written(case: Case) -> object:
        return evaluate(program, case, at=AT).trace.fingerprint

    found = medians(
        {
            "by hand, level only (H)": (lambda f: screening.by_hand(f, names), forms),
            "level, all answered": (level, whole),
            "level, a third open": (level, third),
            "with its trace read": (traced, whole),
            "trace as bytes, with digest": (written, whole),
            "of it: facts": (lambda case: facts(program, case, AT), whole),
        }
    )
    unit = found["by hand, level only (H)"]
    print(f"{len(program.steps)} steps, {FORMS} forms, median of {TURNS}, CPython:")
    for name, took in found.items():
        print(f"  {name:<30} {took:9.1f} us {took / unit:7.2f} H")


def where_it_pays() -> None:
    """Print from how many runs on generating takes less time than interpreting."""
    program = link(load_ruleset(screening.document()))
    leaves = facts(program, loaded(list(screening.forms(1)))[0], AT).worlds[0]
    began = time.perf_counter()
    judge = generated(program)
    made = (time.perf_counter() - began) * 1e6
    found = medians(
        {
            "interpreted": (lambda one: interpreted(program.steps, one), [leaves] * 50),
            "generated": (judge, [leaves] * 50),
        }
    )
    saved = found["interpreted"] - found["generated"]
    print("every step:")
    for name, took in found.items():
        print(f"  {name:<30} {took:9.1f} us")
    print(
        f"  generating takes {made / 1000:.1f} ms: it pays from run {made / saved:.0f}"
    )


def slopes() -> None:
    """Print how time grows with indicators: twice as many, twice as long."""
    print("indicators, all answered:")
    before = None
    for indicators in (12, 24, 48, 96, 192, 384):
        program = link(load_ruleset(screening.document(indicators)))
        cases = loaded(list(screening.forms(60, 0.0, indicators)))
        took = medians({"": (lambda case, p=program: evaluate(p, case, at=AT), cases)})
        grew = "" if before is None else f"{took[''] / before:7.2f} times as long"
        before = took[""]
        print(f"  {indicators:>6} {before:9.1f} us{grew}")


def main() -> int:
    """Print every table."""
    one_case()
    where_it_pays()
    slopes()
    return 0


if __name__ == "__main__":
    sys.exit(main())
