"""Check that the decision in a capsule is what its ruleset and its answers give.

Run it with any Python from 3.8 on; it needs nothing else, not even its library:

    python3 -I neglect_check.py CAPSULE...

It knows the kinds of step and the meaning of an answer (`semantics-1`, whose clauses
are the numbers in this file) and nothing of neglect. It makes the whole trace again
and names the first place that differs, never a value. It takes the Program for what
the ruleset means; only a replay with the library checks that.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import sys
from calendar import monthrange
from decimal import Decimal, localcontext
from fractions import Fraction
from functools import reduce
from itertools import product
from pathlib import Path
from typing import Any, Callable, Iterator

TRUE, FALSE, OPEN = "true", "false", "open"
OF_RECORD = ("grade", "number", "state", "suspected", "source", "date", "by")
STATES = "not_asked not_known not_observed refused unable_to_score not_applicable"
MOST_CELLS, MOST_DEPTH, MOST_BYTES, MOST_DIGITS = 100_000, 1_000, 2**26, 25
TERM, NO_LIMIT = 280, float("inf")
FAULTS = (ArithmeticError, AttributeError, LookupError, TypeError, ValueError)


class Failure(Exception):  # noqa: N818 - the word that is printed
    """The capsule is not what it says it is: where, and why."""


def read(text: str) -> Any:
    """Return a JSON value: its numbers exact, no key twice."""

    def number(written: str) -> Any:
        if len(written) > MOST_DIGITS or not set(written) <= set("-.0123456789"):
            raise ValueError
        return Decimal(written) if "." in written else int(written)

    def group(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        if len(dict(pairs)) < len(pairs):
            raise ValueError
        return dict(pairs)

    words = ("parse_float", "parse_int", "parse_constant")
    return json.loads(text, object_pairs_hook=group, **dict.fromkeys(words, number))


def canonical(value: Any) -> str:
    """Return the RFC 8785 text of a JSON value."""
    if isinstance(value, dict):
        keys = sorted(value, key=lambda key: str(key).encode("utf-16-be"))
        return f"{{{','.join(f'{canonical(k)}:{canonical(value[k])}' for k in keys)}}}"
    if isinstance(value, list):
        return f"[{','.join(map(canonical, value))}]"
    if isinstance(value, (int, Decimal)) and not isinstance(value, bool):
        return plain(Fraction(value))
    return json.dumps(value, ensure_ascii=False)


def plain(value: Fraction) -> str:
    """Return a number as decimal text, or as 7/3 where no decimal is exact."""
    with localcontext() as context:
        context.prec = 300
        decimal = (Decimal(value.numerator) / value.denominator).normalize()
    return f"{decimal:f}" if Fraction(decimal) == value else str(value)


def months_on(day: dt.date, months: int) -> dt.date:
    """2.2: the same day of the month, or the last that the month has."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return dt.date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def completed(start: dt.date, day: dt.date) -> int:
    """2.2: the greatest number of months that have passed."""
    months = (day.year - start.year) * 12 + day.month - start.month
    return months if months_on(start, months) <= day else months - 1


def weeks(due: dt.date, day: dt.date) -> int:
    """2.3: whole weeks of gestation."""
    return (TERM - (due - day).days) // 7


def days(first: dt.date, count: int) -> list[dt.date]:
    """Return so many days."""
    return [first + dt.timedelta(n) for n in range(count)]


def days_of(text: str) -> list[dt.date]:
    """2.4: every day that a date, a month or a year may be."""
    first = dt.date.fromisoformat(text + "0000-01-01"[len(text) :])
    months = {4: 12, 7: 1}.get(len(text))
    return days(first, (months_on(first, months) - first).days if months else 1)


def births(subject: Any, covered: Any, day: dt.date) -> Any:
    """2.4, 2.5: every possible date of birth or due date; `None` without a limit."""
    kind, low, high = subject.get("kind", "child"), 0, None
    if kind == "unborn" and "due" in subject:
        return days_of(subject["due"])
    if kind == "unborn":
        term, age = days(day - dt.timedelta(TERM), 2 * TERM + 1), subject.get("gestation_weeks")
        return [d for d in term if (d >= day if age is None else weeks(d, day) == age)]
    if kind == "child" and covered is not None:
        low, high = max(0, covered["from"] or 0), covered["before"]
    ends = [low, NO_LIMIT if high is None else high - 1]
    span = subject.get("age_months")
    if span is not None and "born" not in subject:
        given = (span["from"], span["to"]) if isinstance(span, dict) else (span, span)
        ends = [max(low, given[0]), min(ends[1], given[1])]
    if kind == "household" or ("born" not in subject and ends[1] == NO_LIMIT):
        return None
    first = day if "born" in subject else months_on(day, -int(ends[1]) - 2)
    found = days_of(subject["born"]) if "born" in subject else days(first, (day - first).days + 1)
    return [d for d in found if d <= day and ends[0] <= completed(d, day) <= ends[1]]


def ages_on(subject: Any, birth: dt.date, day: dt.date) -> dict[str, Any]:
    """2.3: how old a subject is with this date of birth, or due date if unborn."""
    months, corrected, dues = completed(birth, day), [completed(birth, day)], [birth]
    if subject.get("kind") == "unborn":
        months = corrected[0] = min(-1, months)
    elif "due" in subject:
        dues = days_of(subject["due"])[::-1]
        corrected = [completed(max(birth, due), day) for due in dues]
    return {
        "months": (months, months),
        "corrected_months": (corrected[0], corrected[-1]),
        "gestation_weeks": (weeks(dues[0], day), weeks(dues[-1], day)),
    }


def bits(number: Any) -> frozenset[int]:
    """Return the positions on a scale that a number's binary digits name; 0 is n/a."""
    return frozenset(n for n, bit in enumerate(f"{int(number):b}"[::-1]) if bit == "1")


def records_of(answer: Any) -> list[Any]:
    """Return the records of an answer, however it was written."""
    if isinstance(answer, str):
        return [{"state" if answer in STATES.split() else "grade": answer}]
    if isinstance(answer, (list, dict)):
        return answer if isinstance(answer, list) else [answer]
    return [{"number": answer}]


def given(records: Any) -> list[Any]:
    """Return the records that give a grade or a number."""
    return [record for record in records if "state" not in record]


def is_stale(record: Any, asked: Any, day: dt.date) -> bool:
    """3.3: whether a record's time is over."""
    after = asked.get("stale_after")
    if after is None or "date" not in record:
        return False
    start, months = dt.date.fromisoformat(record["date"]), after["months"]
    end = start + dt.timedelta(after["days"]) if months is None else months_on(start, months)
    return end <= day


def state_of(records: Any, asked: Any, day: dt.date) -> str:
    """3.7: the state of an answer."""
    if given(records):
        stale = all(is_stale(record, asked, day) for record in given(records))
        return "stale" if stale else "known"
    if records and all(record["state"] == "not_applicable" for record in records):
        return "not_applicable"
    if asked["zero_fill"]:
        return "zero_filled"
    return str(records[-1]["state"]) if records else "not_asked"


def stands_for(step: Any, asked: Any, records: Any, day: dt.date) -> Any:
    """3.2 to 3.6: the grades, or the least and greatest number, of an answer."""
    state, found = state_of(records, asked, day), given(records)
    stale = [is_stale(record, asked, day) for record in found]
    if step["kind"] == "amount":
        numbers = [Fraction(record["number"]) * int(step["per"]) for record in found]
        ends = step["open"] if any(stale) or not found else (min(numbers), max(numbers))
        return tuple(map(int, ends))
    if not found:
        if state == "not_applicable" and asked["may_not_apply"]:
            return bits(1)
        return bits(step["lowest" if state == "zero_filled" else "open"])
    kind, permitted, sets = asked["kind"], bits(step["open"]) - {0}, []
    for record, old in zip(found, stale):
        at = step["grades"].index(record["grade"]) + 1
        worse = {"concern": range(at, 99), "strength": range(at + 1)}
        sets.append(permitted & set(worse.get(kind, range(99)) if old else [at]))
    if kind == "context" or asked.get("disagree") == "open":
        return frozenset().union(*sets)
    return worst(sets, kind == "concern")


def worst(sets: Any, highest: bool) -> Any:  # noqa: FBT001 - what it is about
    """6.6: the worst of one choice from each set; n/a is left out."""
    if highest:
        return reduce(lambda a, b: frozenset(map(max, product(a, b))), sets)
    return reduce(
        lambda a, b: frozenset(min(x or y, y or x) for x, y in product(a, b)), sets
    )


def quorum(truths: Any, need: int) -> str:
    """4.1: do so many hold."""
    certain, possible = truths.count(TRUE), len(truths) - truths.count(FALSE)
    return TRUE if certain >= need else OPEN if possible >= need else FALSE


def mapped(step: Any, choices: Any) -> Any:
    """5.1, 6.4: whatever a combination gives."""
    cells = [0]
    for size, choice in zip(step["sizes"], choices):
        cells = [cell * size + position for cell in cells for position in choice]
        if len(cells) > MOST_CELLS:
            raise ValueError
    found = [int(step["table"][cell]) for cell in cells]
    return frozenset(found) if "grades" in step else (min(found), max(found))


def summed(step: Any, extents: Any) -> Any:
    """5.4, 5.5: both ends; a weight below nought swaps them."""
    low = high = int(step["constant"])
    for extent, weight in zip(extents, map(int, step["weights"])):
        ends = [end if end == NO_LIMIT and weight >= 0 else end * weight for end in extent]
        low, high = low + min(ends), high + max(ends)
    return low, high


def reached(base: int, pairs: Any) -> Any:
    """7.1, 7.3: the highest certain level, and every open one above it."""
    certain = max([base, *(level for truth, level in pairs if truth == TRUE)])
    return {certain, *(g for truth, g in pairs if truth == OPEN and g > certain)}


def shifted(step: Any, read: Any) -> Any:
    """7.3: from each grade."""
    found = set()
    for grade in read[0]:
        moves = zip(read[1:], step["by"], step["limit"], step["start"])
        pairs = [(t, min(grade + by, end)) for t, by, end, at in moves if grade >= at]
        found |= reached(grade, pairs)
    return frozenset(found)


def banded(step: Any, low: Any, high: Any) -> Any:
    """6.1: every band that the extent meets."""
    edges = [-NO_LIMIT, *map(int, step["edges"]), NO_LIMIT]
    bands = zip(step["give"], edges, edges[1:])
    return frozenset(give for give, start, end in bands if start <= high and low < end)


KINDS: dict[str, Callable[[Any, Any], Any]] = {
    "map": mapped,
    "band": lambda step, read: banded(step, *read[0]),
    "select": lambda _, read: frozenset().union(  # 6.2; the chooser comes last
        *(read[p - 1] or () for p in read[-1] if p), read[-1] & {0}
    ),
    "sum": summed,
    "clamp": lambda step, read: tuple(  # 5.4
        min(max(end, int(step.get("low", end))) if end != NO_LIMIT else end, int(step["high"]) if "high" in step else end) for end in read[0]
    ),
    "extreme": lambda step, read: (  # 5.3, 5.5, 6.6
        worst(read, step["greatest"])
        if "grades" in step
        else tuple(map(max if step["greatest"] else min, zip(*read)))
    ),
    "count": lambda _, read: (read.count(TRUE), len(read) - read.count(FALSE)),  # 5.7
    "compare": lambda step, read: quorum(  # 4.3: true at both ends, at one, at none
        [TRUE if end >= int(step["at_least"]) else FALSE for end in read[0]], 2
    ),
    "quorum": lambda step, read: quorum(read, step["need"]),
    "not": lambda _, read: {TRUE: FALSE, FALSE: TRUE, OPEN: OPEN}[read[0]],
    "reach": lambda step, read: frozenset(
        reached(step["base"], list(zip(read, step["levels"])))
    ),
    "shift": shifted,
}
