"""What was recorded on which day, as rows of marks."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final, Literal, TypeAlias, final

from attrs import frozen

from neglect_rules.explain import Words, day, extent
from neglect_rules.model import Ruleset
from neglect_rules.trace import Account

Mark: TypeAlias = Literal["concern", "better", "event"]
_LEAST_DAYS: Final = 30
"""A line shorter than this would make neighbouring days look like years."""


@final
@frozen(kw_only=True)
class Sight:
    """One thing that was recorded on one day.

    Attributes:
        what: The label of the sign or event.
        on: The day.
        told: The day in words.
        recorded: The grade, number or state, in words; "" for an event.
        mark: How it is drawn.
        set_aside: A later answer stands instead.
        at: Where it stands on the line, as a share of it.
    """

    what: str
    on: dt.date
    told: str
    recorded: str
    mark: Mark
    set_aside: bool = False
    at: float = 0.0


@final
@frozen
class Timeline:
    """All that has a day.

    Attributes:
        sights: In the order of their days.
        rows: The labels of the rows, in the ruleset's order.
        begins: The first day of the line, in words.
        ends: The last, which is the day of the decision.
        ticks: Where each year or month begins, as a share of the line, with its name.
    """

    sights: tuple[Sight, ...]
    rows: tuple[str, ...]
    begins: str
    ends: str
    ticks: tuple[tuple[float, str], ...]


def timeline(words: Words, account: Account, ruleset: Ruleset) -> Timeline | None:
    """Return all that was recorded with a day; nothing if nothing was."""
    found = [*_answers(words, account, ruleset), *_events(words, account)]
    if not found:
        return None
    ends = dt.date.fromisoformat(account.header["day"])
    first = min(each.on for each in found)
    begins = min(first, ends - dt.timedelta(days=_LEAST_DAYS))
    length = max((ends - begins).days, 1)
    placed = [
        Sight(
            what=each.what,
            on=each.on,
            told=each.told,
            recorded=each.recorded,
            mark=each.mark,
            set_aside=each.set_aside,
            at=round(min(1.0, (each.on - begins).days / length), 4),
        )
        for each in found
    ]
    return Timeline(
        tuple(sorted(placed, key=lambda each: (each.on, each.what))),
        tuple(dict.fromkeys(each.what for each in found)),
        day(words.phrases, begins),
        day(words.phrases, ends),
        tuple(_ticks(begins, ends)),
    )


def _answers(words: Words, account: Account, ruleset: Ruleset) -> Iterator[Sight]:
    leaves = {leaf["indicator"]: leaf for leaf in account.leaves}
    for id_ in ruleset.indicators:
        for record in leaves.get(id_, {}).get("records", ()):
            if "date" in record:
                on = dt.date.fromisoformat(record["date"])
                yield Sight(
                    what=words.label(id_),
                    on=on,
                    told=day(words.phrases, on),
                    recorded=_recorded(words, id_, record),
                    mark=_mark(words, id_, record),
                    set_aside=bool(record.get("set_aside")),
                )


def _recorded(words: Words, id_: str, record: Mapping[str, Any]) -> str:
    if "grade" in record:
        return words.grade(id_, record["grade"])
    if "number" in record:
        return extent(words.phrases, [record["number"]] * 2)
    return words.say(f"state.{record['state']}") if "state" in record else ""


def _mark(words: Words, id_: str, record: Mapping[str, Any]) -> Mark:
    scale = words.scale(id_)
    if scale is None or scale.kind != "concern" or "grade" not in record:
        return "better"
    return "better" if record["grade"] == scale.grades[0].id else "concern"


def _events(words: Words, account: Account) -> Iterator[Sight]:
    """Yield each event that a measure of history counted or passed over, once."""
    seen: set[tuple[str, str]] = set()
    for part in account.history:
        if part["measure"] != "events":
            continue
        for name in (*part["counted"], *part.get("passed", ())):
            on = _date(name)
            if on is not None and (part["of"], name) not in seen:
                seen.add((part["of"], name))
                yield Sight(
                    what=words.event(part["of"]),
                    on=on,
                    told=day(words.phrases, on),
                    recorded="",
                    mark="event",
                )


def _date(name: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(name)
    except ValueError:
        return None


def _ticks(begins: dt.date, ends: dt.date) -> Iterator[tuple[float, str]]:
    """Yield a tick for each year that begins on the line; else for each month."""
    length = max((ends - begins).days, 1)
    firsts: Sequence[dt.date] = [
        dt.date(year, 1, 1) for year in range(begins.year + 1, ends.year + 1)
    ]
    name = "{0.year}"
    if len(firsts) < 2:  # noqa: PLR2004 - one tick tells no distance
        months = range(begins.year * 12 + begins.month, ends.year * 12 + ends.month)
        firsts = [dt.date(month // 12, month % 12 + 1, 1) for month in months]
        name = "{0:%m}/{0.year}"
    step = -(-len(firsts) // 8) or 1
    for first in firsts[::step]:
        yield round((first - begins).days / length, 4), name.format(first)
