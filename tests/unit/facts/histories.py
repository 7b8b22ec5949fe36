"""Small cases with a history: what one measure comes to, and what it looked at."""

from __future__ import annotations

import datetime as dt
import pickle
from collections.abc import Mapping
from functools import cache
from typing import Any

from neglect_rules.evaluation import Decision, evaluate
from neglect_rules.program import Program
from tests.builders import NOON, a_case, a_program

KIND = {"/event_kinds": {"missed": {"label": "Missed appointment"}}}
SEVERE = {"indicator": "A", "at_least": "established"}
BETTER = {"indicator": "A", "at_most": "emerging"}
YEAR = {"months": 12}
SINCE = "since_last_assessment"
OR_MORE = "1000000"
ANY = ("0", OR_MORE)
REVIEWED = "reviews_without_improvement"


def linked(changes: Mapping[str, Any] | None = None) -> Program:
    """Return a small ruleset with these changes; the same ones are linked once."""
    return _linked(pickle.dumps(changes))


@cache
def _linked(changes: bytes) -> Program:
    return a_program(pickle.loads(changes))


def measuring(
    measure: Any,
    changes: Mapping[str, Any] | None = None,
    answers: Mapping[str, Any] | None = None,
    at: dt.datetime = NOON,
    subject: Mapping[str, Any] | None = None,
    **more: Any,
) -> Decision:
    """Return a decision of a small ruleset that reports one measure."""
    report = {"/report": [{"id": "it", "label": "It", "measure": measure}]}
    program = linked({**KIND, **report, **(changes or {})})
    return evaluate(program, a_case(answers, subject, **more), at=at)


def measured(measure: Any, *args: Any, **more: Any) -> tuple[str, str]:
    """Return what a measure comes to: the least and the most of it, as text."""
    (item,) = measuring(measure, *args, **more).account.report
    low, high = item["value"]
    return low, high


def looked_at(measure: Any, *args: Any, **more: Any) -> dict[str, Any]:
    """Return what the trace says that a measure looked at."""
    (part,) = measuring(measure, *args, **more).account.history
    return dict(part)


def graded(*records: str) -> list[dict[str, Any]]:
    """Return records, each written `grade date by source`, the last ones left out."""
    keys = ("grade", "date", "by", "source")
    return [dict(zip(keys, each.split(), strict=False)) for each in records]


def on(*days: str) -> list[dict[str, str]]:
    """Return events on these days."""
    return [{"date": day} for day in days]
