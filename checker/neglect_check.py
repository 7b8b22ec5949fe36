"""Check that the decision in a capsule is what its ruleset and its answers give.

Run it with any Python from 3.8 on; it needs nothing else, not even its library:

    python3 -I neglect_check.py CAPSULE...

It knows the kinds of step and the meaning of an answer (`semantics-1`, whose clauses
are the numbers in this file) and nothing of neglect. It makes the whole trace again
and names the first place that differs, never a value. It takes the Program for what
the ruleset means: only a replay with the library checks that.
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

TRUE, FALSE, OPEN, NO_LIMIT = "true", "false", "open", float("inf")
OF_RECORD = ("grade", "number", "state", "suspected", "source", "date", "by")
STATES = "not_asked not_known not_observed refused unable_to_score not_applicable"
MOST_CELLS, MOST_DEPTH, MOST_BYTES, MOST_DIGITS = 100_000, 1_000, 2**26, 25
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

    hooks: Any = dict.fromkeys(("parse_float", "parse_int", "parse_constant"), number)
    return json.loads(text, object_pairs_hook=group, **hooks)


def canonical(value: Any) -> str:
    """Return the RFC 8785 text of a JSON value."""
    if isinstance(value, dict):
        keys = sorted(value, key=lambda key: str(key).encode("utf-16-be"))
        return f"{{{','.join(f'{canonical(k)}:{canonical(value[k])}' for k in keys)}}}"
    if isinstance(value, list):
        return f"[{','.join(map(canonical, value))}]"
    if isinstance(value, (int, Decimal)) and not isinstance(value, bool):
        return plain(value)
    return json.dumps(value, ensure_ascii=False)


def fingerprint(value: Any) -> str:
    """Return the fingerprint of a JSON value, whatever its layout."""
    return f"sha256:{hashlib.sha256(canonical(value).encode()).hexdigest()}"


def plain(number: Any) -> str:
    """Return a number as decimal text, or as 7/3 where no decimal is exact."""
    value = Fraction(number)
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


def months_of(subject: Any, covered: Any, day: dt.date) -> tuple[Any, Any]:
    """2.3 to 2.5: the least and the greatest age in months, of anyone but the unborn."""
    low, high, born, span = 0, NO_LIMIT, subject.get("born"), subject.get("age_months")
    kind = subject.get("kind", "child")
    if kind == "household":
        return low, high
    if born is not None:
        first = dt.date.fromisoformat(born + "0000-01-01"[len(born) :])
        part = {4: 12, 7: 1}.get(len(born))
        last = months_on(first, part) - dt.timedelta(1) if part else first
        low, high = completed(min(last, day), day), completed(first, day)
    elif span is not None:
        low, high = (
            (span["from"], span["to"]) if isinstance(span, dict) else (span, span)
        )
    if kind == "child" and covered and (covered["before"] or high != NO_LIMIT):
        low = max(low, covered["from"] or 0)
        high = min(high, (covered["before"] or NO_LIMIT) - 1)
    return low, high


def bits(number: Any) -> frozenset[int]:
    """Return the positions on a scale that a number's binary digits name; 0 is n/a."""
    return frozenset(n for n, bit in enumerate(f"{int(number):b}"[::-1]) if bit == "1")


def verdict(certain: object, possible: object) -> str:
    """1.1: true, open or false."""
    return TRUE if certain else OPEN if possible else FALSE


class Known:
    """Clause 3: what the records of one indicator stand for on a day."""

    def __init__(self, step: Any, asked: Any, records: Any, day: dt.date) -> None:
        self.step, self.asked, self.records, self.day = step, asked, records, day
        self.given = [record for record in records if "state" not in record]
        self.stale = list(map(self.is_stale, self.given))
        self.sure = [record for record in records if not record.get("suspected")]
        self.state = self.state_of([r["state"] for r in records if "state" in r])

    def is_stale(self, record: Any) -> bool:
        """3.3: whether a record's time is over."""
        after = self.asked.get("stale_after")
        if after is None or "date" not in record:
            return False
        start, months = dt.date.fromisoformat(record["date"]), after["months"]
        if months is None:
            return start + dt.timedelta(after["days"]) <= self.day
        return months_on(start, months) <= self.day

    def state_of(self, states: list[str]) -> str:
        """3.7: the state of the answer."""
        if self.given:
            return "stale" if all(self.stale) else "known"
        if set(states) == {"not_applicable"}:
            return "not_applicable"
        if self.asked["zero_fill"]:
            return "zero_filled"
        return states[-1] if states else "not_asked"

    def value(self) -> Any:
        """3.2 to 3.6: the grades, or the least and greatest number."""
        step, spared = self.step, self.asked["may_not_apply"]
        if step["kind"] == "amount":
            found = [Fraction(r["number"]) * int(step["per"]) for r in self.given]
            known = found and not any(self.stale)
            return tuple(map(int, (min(found), max(found)) if known else step["open"]))
        if not self.given:
            if self.state == "not_applicable" and spared:
                return bits(1)
            return bits(step["lowest" if self.state == "zero_filled" else "open"])
        kind, permitted, sets = self.asked["kind"], bits(step["open"]) - {0}, []
        for record, old in zip(self.given, self.stale):
            at = step["grades"].index(record["grade"]) + 1
            worse = {"concern": range(at, 99), "strength": range(at + 1)}
            sets.append(permitted & set(worse.get(kind, range(99)) if old else [at]))
        if kind == "context" or self.asked.get("disagree") == "open":
            return frozenset().union(*sets)
        return worst(sets, kind == "concern")

    def fact(self, fact: str, among: Any) -> str:
        """3.7, 4.5: a fact about how it is known."""
        states = {r.get("state", "recorded") for r in self.records} or {"not_asked"}
        states |= {"suspected" for r in self.records if r.get("suspected")}
        sources = {record.get("source") for record in self.given}
        grades, permitted = self.step.get("grades", [""]), bits(self.step["open"]) - {0}
        holds = {
            "answered": self.state == "known",
            "due": not (self.asked["may_not_apply"] and self.state == "not_applicable"),
            "recorded": self.given,
            "state": states & set(among),
            "source": sources & set(among),
            "above_lowest": {r.get("grade") for r in self.given}
            - {grades[min(permitted) - 1]},
        }[fact]
        return verdict(holds, holds or (fact == "source" and None in sources))


def worst(sets: Any, highest: bool) -> Any:  # noqa: FBT001 - what it is about
    """6.6: the worst of one choice from each set; n/a, which is 0, is left out."""

    def of_two(one: Any, other: Any) -> Any:
        pairs = product(one, other)
        least = (min(x or y, y or x) for x, y in pairs)
        return frozenset(map(max, pairs) if highest else least)

    return reduce(of_two, sets)


def mapped(step: Any, read: Any) -> Any:
    """5.1, 6.4: whatever a combination gives."""
    cells = [0]
    for size, choice in zip(step["sizes"], read):
        cells = [cell * size + position for cell in cells for position in choice]
        if len(cells) > MOST_CELLS:
            raise ValueError
    found = [int(step["table"][cell]) for cell in cells]
    return frozenset(found) if "grades" in step else (min(found), max(found))


def banded(step: Any, read: Any) -> Any:
    """6.1: every band that the extent meets."""
    edges, (low, high) = [-NO_LIMIT, *map(int, step["edges"]), NO_LIMIT], read[0]
    bands = zip(step["give"], edges, edges[1:])
    return frozenset(give for give, at, end in bands if at <= high and low < end)


def summed(step: Any, read: Any) -> Any:
    """5.4, 5.5: both ends; a weight below nought swaps them."""
    low = high = int(step["constant"])
    for extent, weight in zip(read, map(int, step["weights"])):
        ends = [e * weight if weight or e != NO_LIMIT else e for e in extent]
        low, high = low + min(ends), high + max(ends)
    return low, high


def reached(base: int, pairs: Any) -> set[int]:
    """7.1: the highest certain grade, and every open one above it."""
    certain = max([base, *(grade for truth, grade in pairs if truth == TRUE)])
    return {certain} | {g for truth, g in pairs if truth == OPEN and g > certain}


def shifted(step: Any, read: Any) -> Any:
    """7.3: the same from each grade that is raised."""
    found = set()
    for grade in read[0]:
        moves = zip(read[1:], step["by"], step["limit"], step["start"])
        pairs = [(t, min(grade + by, end)) for t, by, end, at in moves if grade >= at]
        found |= reached(grade, pairs)
    return frozenset(found)


KINDS: dict[str, Callable[[Any, Any], Any]] = {
    "map": mapped,
    "band": banded,
    "select": lambda _, read: frozenset(
        read[-1] & {0}
    ).union(  # 6.2; the chooser is last
        *(read[n - 1] or () for n in read[-1] if n)
    ),
    "sum": summed,
    "clamp": lambda step, read: tuple(  # 5.4
        min(max(end, int(step.get("low", -(2**99)))), int(step.get("high", 2**99)))
        for end in read[0]
    ),
    "extreme": lambda step, read: (  # 5.3, 5.5, 6.6
        worst(read, step["greatest"])
        if "grades" in step
        else tuple(map(max if step["greatest"] else min, zip(*read)))
    ),
    "count": lambda _, read: (read.count(TRUE), len(read) - read.count(FALSE)),  # 5.7
    "compare": lambda step, read: verdict(  # 4.3
        *(end >= int(step["at_least"]) for end in read[0])
    ),
    "member": lambda step, read: verdict(  # 4.2
        read[0] <= bits(step["among"]), read[0] & bits(step["among"])
    ),
    "quorum": lambda step, read: verdict(  # 4.1
        read.count(TRUE) >= step["need"], len(read) - read.count(FALSE) >= step["need"]
    ),
    "not": lambda _, read: {TRUE: FALSE, FALSE: TRUE, OPEN: OPEN}[read[0]],
    "reach": lambda step, read: frozenset(  # 7.1
        reached(step["base"], list(zip(read, step["levels"])))
    ),
    "shift": shifted,
}
