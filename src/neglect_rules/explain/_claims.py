"""What is claimed of one ladder, in a sentence each: the level, how sure, why."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final, Literal, TypeAlias

from neglect_rules.explain._amounts import named, quoted
from neglect_rules.explain._audience import People, standing_of
from neglect_rules.explain._page import Section
from neglect_rules.explain._result import is_lowest, top
from neglect_rules.explain._telling import Telling
from neglect_rules.explain._why import follows, met
from neglect_rules.people import Decided

Sure: TypeAlias = Literal[
    "settled",
    "not_settled",
    "at_least",
    "so_far",
    "person_at_least",
    "person",
    "unknown",
]
Rule: TypeAlias = Mapping[str, Any]
_FLAGS: Final = ("suspicion", "judgement", "history")


def level_of(telling: Telling, id_: str) -> tuple[Sure, str]:
    """Return how sure a level is, and its label; "" where none may be named.

    Where too little was answered nothing is said of a low level.
    """
    result = telling.outcomes[id_]
    status, recommended = result["status"], result["recommended"]
    low, floor = is_lowest(telling, id_), telling.words.level(id_, result["floor"])
    counted_as_well = status == "at_least" and len(result["possible"]) == 1
    if status == "settled":
        return "settled", floor
    if recommended is None and low and status == "not_determinable":
        return "unknown", ""
    if recommended is None and not counted_as_well:
        return ("person", "") if low else ("person_at_least", floor)
    if recommended not in {None, result["floor"]}:
        return "not_settled", telling.words.level(id_, recommended)
    return ("so_far" if low else "at_least"), floor


def claimed(telling: Telling, id_: str, form: Literal["line", "note"]) -> str:
    """Return what is recommended on a ladder and how sure that is, in a sentence."""
    sure, level = level_of(telling, id_)
    told = telling.say(f"{form}.{sure}", level=quoted(level))
    return named(telling.words.outcome(id_), told)


def flags(telling: Telling, id_: str) -> Iterator[str]:
    """Yield what a level rests on that a reader must not overlook."""
    for flag in _FLAGS:
        if telling.outcomes[id_][f"rests_on_{flag}"]:
            yield telling.say(f"line.{flag}")


def said(telling: Telling, id_: str, people: People | None) -> Iterator[str]:
    """Yield which level a person decided, or which stands above the recommended one."""
    held = standing_of(people).get(id_) if people is not None else None
    if isinstance(people, Decided):
        level = telling.words.level(id_, people.levels[id_])
        yield telling.say("line.decided", level=quoted(level))
    elif held is not None and held.grade != held.computed:
        level = telling.words.level(id_, held.grade)
        yield telling.say("line.stands", level=quoted(level))


def status(telling: Telling) -> Iterator[str]:
    """Yield in a few words that a ruleset is not for use, unless it is adopted."""
    found = telling.account.header["ruleset"]["status"]
    if found != "adopted":
        yield telling.say(f"line.status.{found}")


def opening(telling: Telling) -> Iterator[Section]:
    """Yield how all that comes from a ruleset begins that nobody has adopted."""
    if telling.account.header["ruleset"]["status"] != "adopted":
        yield next(top(telling))


def chief(telling: Telling, id_: str) -> Rule | None:
    """Return the first of the rules that brought a ladder to its level, if any did."""
    decisive, _ = met(telling, id_)
    return decisive[0] if decisive else None


def reason(telling: Telling, id_: str, *, shows_ids: bool = False) -> str:
    """Return the chief reason for a level, or why there is none."""
    rule = chief(telling, id_)
    if rule is not None:
        return _because(telling, rule, shows_ids=shows_ids)
    if follows(telling, id_):
        return _follows_from(telling, id_)
    sure, _ = level_of(telling, id_)
    if sure == "settled":
        return telling.say("line.nothing")
    thin = telling.outcomes[id_]["status"] == "not_determinable"
    return telling.say("line.too_little" if thin else "line.nothing_certain")


def _because(telling: Telling, rule: Rule, *, shows_ids: bool) -> str:
    words = telling.words.at(rule["at"], "because")
    if words is None:
        return telling.say(f"line.met.{rule['kind']}", id=rule["id"])
    return f"{words} [{rule['id']}]" if shows_ids else words


def _follows_from(telling: Telling, id_: str) -> str:
    ruleset = telling.words.ruleset
    start = ruleset.outcomes[id_].from_ if ruleset else None
    if start is None:
        return telling.say("line.follows_earlier")
    return telling.say(
        "line.follows", outcome=quoted(telling.words.outcome(start.outcome))
    )
