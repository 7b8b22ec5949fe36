"""Check that the decision in a capsule is what its ruleset and its answers give.

Any Python from 3.8 on runs it, alone: `python3 -I neglect_check.py CAPSULE...`

It knows the kinds of step and what answers stand for (the numbers below are clauses of
`semantics-1`), and nothing of neglect. It makes the whole trace again and names the
first place that differs, never a value. It takes the Program for what the ruleset
means: only a replay with the library checks that.
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
from typing import Any, Iterator

TRUE, FALSE, OPEN, NO_LIMIT = "true", "false", "open", float("inf")
STATES = "not_asked not_known not_observed refused unable_to_score not_applicable"
OF_RECORD = "grade number state suspected source date by".split()
ASKED = "indicator rating outcome state source at_least above at_most below in".split()
MOST_CELLS, MOST_DEPTH, MOST_BYTES, MOST_DIGITS = 100_000, 1_000, 2**26, 25
FAULTS = (ArithmeticError, AttributeError, LookupError, TypeError, ValueError)


class Failure(Exception):  # noqa: N818 - the word that is printed
    """The capsule is not what it says it is: where, and why."""


def plain(number: Any) -> str:
    """Return a number as decimal text, or as 7/3 where no decimal is exact."""
    value = Fraction(number)
    with localcontext() as context:
        context.prec = 300
        decimal = (Decimal(value.numerator) / value.denominator).normalize()
    return f"{decimal:f}" if Fraction(decimal) == value else str(value)


def canonical(value: Any) -> str:
    """Return the RFC 8785 text of a JSON value, so that layout changes nothing."""
    if isinstance(value, dict):
        keys = sorted(value, key=lambda key: str(key).encode("utf-16-be"))
        return f"{{{','.join(f'{canonical(k)}:{canonical(value[k])}' for k in keys)}}}"
    if isinstance(value, list):
        return f"[{','.join(map(canonical, value))}]"
    if isinstance(value, (int, Decimal)) and not isinstance(value, bool):
        return plain(value)
    return json.dumps(value, ensure_ascii=False)


def fingerprint(value: Any) -> str:
    """Return the fingerprint of a JSON value."""
    return f"sha256:{hashlib.sha256(canonical(value).encode()).hexdigest()}"


def months_on(day: dt.date, months: int) -> dt.date:
    """2.2: the same day of the month, or the last that the month has."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return dt.date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def bits(number: Any) -> frozenset[int]:
    """Return the positions on a scale that a number's binary digits name; 0 is n/a."""
    return frozenset(n for n, bit in enumerate(f"{int(number):b}"[::-1]) if bit == "1")


def verdict(certain: object, possible: object) -> str:
    """1.1: true, open or false."""
    return TRUE if certain else OPEN if possible else FALSE


def united(values: list[Any]) -> Any:
    """2.6: the narrowest value that holds all."""
    if isinstance(values[0], str):
        return values[0] if len(set(values)) == 1 else OPEN
    if isinstance(values[0], frozenset):
        return frozenset().union(*values)
    return min(low for low, _ in values), max(high for _, high in values)


def worst(one: Any, other: Any, highest: bool) -> Any:  # noqa: FBT001
    """6.6: the worst of one choice from each set; n/a, which is 0, is left out."""
    if highest:
        return frozenset(map(max, product(one, other)))
    return frozenset(min(x or y, y or x) for x, y in product(one, other))


class Known:
    """Clause 3: what the records of one indicator stand for on a day."""

    def __init__(self, step: Any, asked: Any, records: Any, day: dt.date) -> None:
        self.step, self.asked, self.records = step, asked, records
        self.given = [record for record in records if "state" not in record]
        self.stale = [self.is_stale(record, day) for record in self.given]
        states = [record["state"] for record in records if "state" in record]
        self.state = ["not_asked", *states][-1]
        if set(states) != {"not_applicable"} and asked["zero_fill"]:
            self.state = "zero_filled"
        if self.given:
            self.state = "stale" if all(self.stale) else "known"
        elif set(states) != {"not_applicable"} ...
