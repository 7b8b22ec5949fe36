"""Just enough of the calendar to put dates on and beside an edge (2.1 to 2.5)."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from random import Random
from typing import Any

from neglect_rules.testing._draft import chance, pick

TERM = timedelta(days=280)
_SHORTEST = 28
_OFFSETS = ["Z", "+01:00", "-09:30", "+14:00"]


def make_moment(random: Random, ends: int = 30) -> datetime:
    """Return a moment with a time zone, often at the end of a day, month or year.

    Args:
        random: Where every choice comes from.
        ends: How often in a hundred it is the first or last day of its month.
    """
    year = pick(random, [2026, 2024, 2025, 2028])
    month = random.randint(1, 12)
    last = monthrange(year, month)[1]
    day = pick(random, [1, last]) if chance(random, ends) else random.randint(1, last)
    clock = pick(random, ["12:00", "00:00:00", "23:59:59"])
    offset = pick(random, _OFFSETS)
    return datetime.fromisoformat(f"{year}-{month:02}-{day:02}T{clock}{offset}")


def plus_months(day: date, months: int) -> date:
    """Return the same day that many months on, or that month's last (2.2)."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if day.day <= _SHORTEST:
        return date(year, month + 1, day.day)
    last = monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))


def completed_months(birth: date, day: date) -> int:
    """Return the age in completed months; before birth it is below nought (2.2)."""
    months = (day.year - birth.year) * 12 + day.month - birth.month
    return months if plus_months(birth, months) <= day else months - 1


def after(day: date, duration: Mapping[str, int]) -> date:
    """Return the day on which something of this day goes stale (3.3)."""
    if "months" in duration:
        return plus_months(day, duration["months"])
    return day + timedelta(days=duration["days"])


def is_stale(record: Mapping[str, Any], item: Mapping[str, Any], day: date) -> bool:
    """Return whether a record of an indicator is past its time (3.3)."""
    if "date" not in record or "stale_after" not in item:
        return False
    return after(date.fromisoformat(record["date"]), item["stale_after"]) <= day


def before(day: date, duration: Mapping[str, int]) -> date:
    """Return the last day before a window that looks back from this one (3.4)."""
    if "months" in duration:
        return plus_months(day, -duration["months"])
    return day - timedelta(days=duration["days"])


def standing(
    records: Sequence[Mapping[str, Any]], item: Mapping[str, Any], day: date
) -> list[Any]:
    """Return the records with grades or numbers that stand (3.4)."""
    believe = item.get("believe")
    if believe is None:
        return list(records)
    dates = sorted({r["date"] for r in records if "date" in r}, reverse=True)
    if believe == "latest":
        kept = dates[:1]
    elif "sustained" in believe:
        kept = dates[: believe["sustained"]]
    else:
        start = before(day, believe["worst_within"]).isoformat()
        kept = [each for each in dates if each > start or each == dates[0]]
    return [r for r in records if r.get("date") in {None, *kept}]


def last_stale(day: date, duration: Mapping[str, int]) -> date:
    """Return the latest day on which something is stale by `day`."""
    guess = before(day, duration)
    while after(guess + timedelta(days=1), duration) <= day:
        guess += timedelta(days=1)
    return guess


def part_date(text: str) -> tuple[date, date]:
    """Return the first and last day that a date, perhaps in part, may be (2.4)."""
    first = date.fromisoformat(f"{text}-01-01"[:10])
    parts = text.count("-")
    if parts == 0:
        return first, date(first.year, 12, 31)
    if parts == 1:
        return first, date(
            first.year, first.month, monthrange(*first.timetuple()[:2])[1]
        )
    return first, first
