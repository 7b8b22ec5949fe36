"""Check that the decision in a capsule is what its ruleset and its answers give.

Run it with any Python from 3.8 on; it needs nothing else, not even its library:

    python3 -I neglect_check.py CAPSULE...

It knows the kinds of step and the meaning of an answer from `semantics-1`, and nothing
of neglect. It recomputes the whole trace and names the first place that differs, never
a value. It takes the Program for what the ruleset means: replay checks that.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import sys
from calendar import monthrange
from decimal import Decimal
from fractions import Fraction
from itertools import product
from typing import Any, Callable, Dict, Iterator

TRUE, FALSE, OPEN = "true", "false", "open"
LEAVES = ("answer", "amount", "recordfact")
STATES = ("not_asked", "not_known", "not_observed", "refused", "unable_to_score")
OF_RECORD = ("grade", "number", "state", "suspected", "source", "date", "by")
MOST_CELLS, MOST_AGES, TERM, LONGEST = 100_000, 2_500, 280, 25
FAULTS = (ArithmeticError, AttributeError, LookupError, TypeError, ValueError)
NEVER = dt.date.max


class Failure(Exception):  # noqa: N818 - the word that is printed
    """The capsule is not what it says it is, at a place in it."""

    def __init__(self, at: str, what: str) -> None:
        """Keep the place and the reason."""
        super().__init__(f"{at or '/'}: {what}")


# Reading: exact numbers, no key twice, one text for one meaning (RFC 8785).


def read(text: str) -> Any:
    """Return a JSON value, its numbers exact."""

    def number(written: str) -> Any:
        if len(written) > LONGEST or "e" in written.lower():
            raise ValueError
        return int(written) if written.lstrip("-").isdigit() else Decimal(written)

    def object_of(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        if len(dict(pairs)) < len(pairs):
            raise ValueError
        return dict(pairs)

    hooks: Dict[str, Any] = {"parse_float": number, "parse_int": number}
    hooks["parse_constant"] = Fraction  # refuses NaN and the like
    return json.loads(text, object_pairs_hook=object_of, **hooks)


def canonical(value: Any) -> str:
    """Return the RFC 8785 text of a JSON value."""
    if isinstance(value, dict):
        keys = sorted(value, key=lambda key: str(key).encode("utf-16-be"))
        return f"{{{','.join(f'{canonical(k)}:{canonical(value[k])}' for k in keys)}}}"
    if isinstance(value, list):
        return f"[{','.join(map(canonical, value))}]"
    if isinstance(value, (int, Decimal)) and not isinstance(value, bool):
        return written(Fraction(value))
    return json.dumps(value, ensure_ascii=False)


def fingerprint(value: Any) -> str:
    """Return the fingerprint of a JSON value, whatever its layout."""
    return f"sha256:{hashlib.sha256(canonical(value).encode('utf-8')).hexdigest()}"


def written(value: Fraction) -> str:
    """Return a number as decimal text, or as 7/3 where no decimal is exact."""
    rest = value.denominator
    for factor in (2, 5):
        while rest % factor == 0:
            rest //= factor
    if rest != 1:
        return f"{value.numerator}/{value.denominator}"
    places = next(n for n in range(10_000) if 10**n % value.denominator == 0)
    digits = str(abs(int(value * 10**places))).rjust(places + 1, "0")
    sign = "-" if value < 0 else ""
    return sign + (f"{digits[:-places]}.{digits[-places:]}" if places else digits)


def stands_at(document: Any, at: str) -> Any:
    """Return what stands at a JSON pointer."""
    for raw in at.split("/")[1:]:
        part = raw.replace("~1", "/").replace("~0", "~")
        document = document[int(part) if isinstance(document, list) else part]
    return document


def in_place(value: Any, parameters: Any) -> Any:
    """Return a part of a ruleset with each parameter's value where it is used."""
    if isinstance(value, dict) and set(value) == {"parameter"}:
        spec = parameters[value["parameter"]]
        return next(spec[key] for key in ("number", "grade", "ids") if key in spec)
    if isinstance(value, dict):
        return {key: in_place(child, parameters) for key, child in value.items()}
    if isinstance(value, list):
        return [in_place(child, parameters) for child in value]
    return value


# Dates and ages (clause 2).


def months_on(day: dt.date, months: int) -> dt.date:
    """2.2: the same day of the month, or the last that the month has."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return dt.date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def completed(start: dt.date, day: dt.date) -> int:
    """2.2: the greatest number of months that have passed."""
    months = (day.year - start.year) * 12 + day.month - start.month
    return months if months_on(start, months) <= day else months - 1


def days_of(text: str) -> list[dt.date]:
    """2.4: every day that a date, a month or a year may be."""
    first = dt.date.fromisoformat(text + "0000-01-01"[len(text) :])
    until = {4: months_on(first, 12), 7: months_on(first, 1)}.get(len(text))
    count = (until - first).days if until else 1
    return [first + dt.timedelta(n) for n in range(count)]


def births(subject: Any, covered: Any, day: dt.date) -> list[dt.date] | None:
    """2.4, 2.5: every possible date of birth or due date; `None` without a limit."""
    kind, given = subject.get("kind", "child"), subject.get("age_months")
    if kind == "unborn":
        if "due" in subject:
            return days_of(subject["due"])
        term = [day + dt.timedelta(n) for n in range(-7 * 50, TERM + 1)]
        weeks = subject.get("gestation_weeks")
        return [d for d in term if (d >= day if weeks is None else weeks == week(d, day))]
    low, high = (covered or {}).get("from") or 0, (covered or {}).get("before")
    if kind != "child":
        low, high = 0, None
    if "born" in subject:
        found = [d for d in days_of(subject["born"]) if d <= day]
    elif given is not None or (kind == "child" and high is not None):
        span = given if isinstance(given, dict) else {"from": given, "to": given}
        last = high - 1 if given is None else span["to"]
        count = (day - months_on(day, -last - 2)).days
        found = [day - dt.timedelta(n) for n in range(count, -1, -1)]
        least = 0 if given is None else span["from"]
        found = [d for d in found if least <= completed(d, day) <= last]
    else:
        return None
    inside = range(max(low, 0), 10**6 if high is None else high)
    return [d for d in found if completed(d, day) in inside]


def week(due: dt.date, day: dt.date) -> int:
    """2.3: whole weeks of gestation."""
    return (TERM - (due - day).days) // 7


def ages(subject: Any, birth: dt.date, day: dt.date) -> dict[str, tuple[int, int]]:
    """2.3: how old a subject is with this date of birth, or due date if unborn."""
    months = completed(birth, day)
    dues = days_of(subject["due"]) if "due" in subject else [birth]
    if subject.get("kind") == "unborn":
        months, dues = min(-1, months), [birth]
        corrected = [months]
    else:
        corrected = [completed(max(birth, due), day) for due in (dues[0], dues[-1])]
    weeks = [week(due, day) for due in (dues[0], dues[-1])]
    return {
        "months": (months, months),
        "corrected_months": (min(corrected), max(corrected)),
        "gestation_weeks": (min(weeks), max(weeks)),
    }


# What a recorded answer stands for (clause 3).


def bits(number: Any) -> frozenset[int]:
    """Return the positions that a number's binary digits name; 0 is n/a."""
    return frozenset(n for n, digit in enumerate(f"{int(number):b}"[::-1]) if digit == "1")


def records_of(answer: Any) -> list[dict[str, Any]]:
    """Return the records of an answer, however it was written."""
    if isinstance(answer, str):
        is_state = answer in STATES or answer == "not_applicable"
        return [{"state": answer} if is_state else {"grade": answer}]
    if isinstance(answer, (list, dict)):
        return answer if isinstance(answer, list) else [answer]
    return [{"number": answer}]


def is_stale(record: Any, asked: Any, day: dt.date) -> bool:
    """3.3: whether a record's time is over."""
    after = asked.get("stale_after")
    if after is None or "date" not in record:
        return False
    start = dt.date.fromisoformat(record["date"])
    if after.get("months") is not None:
        return months_on(start, after["months"]) <= day
    return start + dt.timedelta(after["days"]) <= day


def given(records: Any) -> list[Any]:
    """Return the records that give a grade or a number."""
    return [r for r in records if "grade" in r or "number" in r]


def state_of(records: Any, asked: Any, day: dt.date) -> str:
    """3.7: the state of an answer."""
    if given(records):
        stale = all(is_stale(r, asked, day) for r in given(records))
        return "stale" if stale else "known"
    if records and all(r["state"] == "not_applicable" for r in records):
        return "not_applicable"
    if asked["zero_fill"]:
        return "zero_filled"
    return str(records[-1]["state"]) if records else "not_asked"


def worst(sets: list[frozenset[int]], highest: bool) -> frozenset[int]:  # noqa: FBT001
    """6.6: the worst of one choice from each set, n/a left out."""
    found = sets[0]
    for one in sets[1:]:
        pairs = product(found, one)
        if highest:
            found = frozenset(max(pair) for pair in pairs)
        else:
            found = frozenset(min(filter(None, pair), default=0) for pair in pairs)
    return found


def stands_for(step: Any, asked: Any, records: Any, day: dt.date) -> Any:
    """3.2 to 3.6: the grades, or the least and greatest number, of an answer."""
    state, found = state_of(records, asked, day), given(records)
    stale = [is_stale(record, asked, day) for record in found]
    if step["kind"] == "amount":
        numbers = [Fraction(record["number"]) * int(step["per"]) for record in found]
        whole = not numbers or any(stale)
        return tuple(map(int, step["open"] if whole else (min(numbers), max(numbers))))
    if not found:
        if state == "not_applicable" and asked["may_not_apply"]:
            return frozenset({0})
        return bits(step["lowest" if state == "zero_filled" else "open"])
    kind, permitted, sets = asked["kind"], bits(step["open"]) - {0}, []
    for record, old in zip(found, stale):  # noqa: B905 - Python 3.8
        here = step["grades"].index(record["grade"]) + 1
        worse = {"concern": range(here, 99), "strength": range(here + 1)}
        sets.append(permitted & set(worse.get(kind, range(99)) if old else {here}))
    if kind == "context" or asked.get("disagree") == "open":
        return frozenset().union(*sets)
    return worst(sets, kind == "concern")


def fact(step: Any, asked: Any, lowest: Any, records: Any, state: str) -> str:
    """3.7, 4.5: a fact about how something is known."""
    found, among = given(records), set(step["among"])
    states = {r.get("state", "recorded") for r in records} or {"not_asked"}
    states |= {"suspected" for r in records if r.get("suspected")}
    sources = {r.get("source") for r in found}
    if step["fact"] == "source" and not sources & among and None in sources:
        return OPEN
    holds = {
        "answered": state == "known",
        "due": not (asked["may_not_apply"] and state == "not_applicable"),
        "recorded": bool(found),
        "above_lowest": any(r.get("grade") != lowest for r in found),
        "state": bool(states & among),
        "source": bool(sources & among),
    }
    return TRUE if holds[step["fact"]] else FALSE


# The kinds of step (clauses 4 to 7): each takes the step and the values that it reads.


def quorum(truths: list[str], need: int) -> str:
    """4.1: do so many hold."""
    certain = truths.count(TRUE)
    if certain >= need:
        return TRUE
    return OPEN if certain + truths.count(OPEN) >= need else FALSE


def mapped(step: Any, inputs: Any) -> Any:
    """5.1, 6.4: whatever a combination gives."""
    cells, wide = {0}, 1
    for size, choice in zip(step["sizes"], inputs):  # noqa: B905
        cells = {cell * size + position for cell in cells for position in choice}
        wide *= len(choice)
        if wide > MOST_CELLS:
            raise ValueError
    found = [int(step["table"][cell]) for cell in cells]
    return frozenset(found) if "grades" in step else (min(found), max(found))


def banded(step: Any, extent: Any) -> Any:
    """6.1: every band that the extent meets."""
    low, high = extent
    edges = [None, *map(int, step["edges"]), None]
    return frozenset(
        give
        for give, start, end in zip(step["give"], edges, edges[1:])  # noqa: B905
        if (end is None or low < end)
        and (start is None or high is None or high >= start)
    )


def summed(step: Any, inputs: Any) -> Any:
    """5.4, 5.5: both ends; a weight below nought swaps them."""
    low = high = int(step["constant"])
    limited = True
    for (least, most), raw in zip(inputs, step["weights"]):  # noqa: B905
        weight = int(raw)
        if most is None:
            if weight < 0:
                raise ValueError
            limited, most = False, least
        low += min(least * weight, most * weight)
        high += max(least * weight, most * weight)
    return low, high if limited else None


def clamped(step: Any, extent: Any) -> Any:
    """5.4: not below the floor and not above the cap."""
    ends = list(extent)
    for word, nearer in (("low", max), ("high", min)):
        if word in step:
            limit = int(step[word])
            without = limit if word == "high" else None
            ends = [without if end is None else nearer(end, limit) for end in ends]
    return tuple(ends)


def extreme(step: Any, inputs: Any) -> Any:
    """5.3, 5.5, 6.6: the greatest or the least."""
    if "grades" in step:
        return worst(inputs, step["greatest"])
    lows, highs = ([each[end] for each in inputs] for end in (0, 1))
    known = [high for high in highs if high is not None]
    if step["greatest"]:
        return max(lows), max(known) if len(known) == len(highs) else None
    return min(lows), min(known, default=None)


def compared(step: Any, extent: Any) -> str:
    """4.3: is it so much or more."""
    edge = int(step["at_least"])
    if extent[0] >= edge:
        return TRUE
    return FALSE if extent[1] is not None and extent[1] < edge else OPEN


def among(step: Any, choice: Any) -> str:
    """4.2: is it one of those named; n/a never is."""
    inside = [position for position in choice if position and position in bits(step["among"])]
    return FALSE if not inside else TRUE if len(inside) == len(choice) else OPEN


def reached(step: Any, truths: Any) -> Any:
    """7.1: the highest certain level, and every open one above it."""
    levels = list(zip(truths, step["levels"]))  # noqa: B905
    certain = max([step["base"], *(level for truth, level in levels if truth == TRUE)])
    above = {level for truth, level in levels if truth == OPEN and level > certain}
    return frozenset({certain} | above)
