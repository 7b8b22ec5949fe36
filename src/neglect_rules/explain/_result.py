"""The top of the page: the banner and what is recommended, with how sure that is."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import Final

from neglect_rules.explain._amounts import quoted
from neglect_rules.explain._page import Line, Pairs, Section
from neglect_rules.explain._phrases import Phrases, english
from neglect_rules.explain._said import day, listed
from neglect_rules.explain._telling import Telling
from neglect_rules.model import Ruleset

_NOT_ADOPTED: Final = frozenset(
    {"draft", "illustrative", "consulted", "superseded", "withdrawn"}
)
_FEW: Final = 3


def banner(
    ruleset: Ruleset, phrases: Phrases | None = None, *, on: dt.date | None = None
) -> str | None:
    """Return how all that comes from a ruleset begins; of an adopted one, nothing."""
    return _banner(english() if phrases is None else phrases, ruleset.status_on(on))


def _banner(phrases: Phrases, status: str) -> str | None:
    return phrases.say(f"banner.{status}") if status in _NOT_ADOPTED else None


def top(telling: Telling) -> Iterator[Section]:
    """Yield the banner, if the ruleset is not adopted, and what is recommended."""
    banner = _banner(telling.phrases, telling.account.header["ruleset"]["status"])
    if banner:
        yield Section(None, (Line(banner, strong=True),))
    if not telling.outcomes:
        yield Section(None, (Line(telling.say("result.none"), strong=True),))
        return
    ask = [Line(""), Line(told, strong=True)] if (told := _critical(telling)) else []
    person = Line(telling.say("result.person"), strong=True)
    title = telling.say("result.title")
    yield Section(title, (_recommended(telling), *ask, Line(""), person))


def _recommended(telling: Telling) -> Pairs:
    rows = []
    for id_ in telling.outcomes:
        level, *notes = headline(telling, id_)
        rows.append((telling.words.outcome(id_), (level, *notes)))
    review = telling.account.review_by
    if review is not None:
        rows.append((telling.say("result.review"), (day(telling.phrases, review),)))
    return Pairs(tuple(rows))


def headline(telling: Telling, id_: str) -> tuple[str, ...]:
    """Return what is recommended on one ladder, then how sure that is."""
    result = telling.outcomes[id_]
    told = {
        "settled": _settled,
        "at_least": _at_least,
        "not_determinable": _not_determinable,
    }[result["status"]](telling, id_)
    rests = []
    if result["rests_on_suspicion"]:
        rests.append(telling.say("result.suspected"))
    if result["rests_on_judgement"]:
        rests.append(telling.say("result.judgement"))
    if result["rests_on_history"]:
        rests.append(_last_seen(telling, id_))
    return (*told, *rests)


def _last_seen(telling: Telling, id_: str) -> str:
    """Return what the latest observations alone give; a lowest level is not named."""
    seen = telling.outcomes[id_]["last_seen"]["floor"]
    if seen in _ladder(telling, id_)[:1]:
        return telling.say("result.earlier")
    level = quoted(telling.words.level(id_, seen))
    return telling.say("result.earlier_than", level=level)


def _settled(telling: Telling, id_: str) -> tuple[str, ...]:
    level = telling.words.level(id_, telling.outcomes[id_]["floor"])
    if any(telling.is_open(each) for each in telling.leaves):
        return level, telling.say("result.settled_any_way")
    return level, telling.say("result.settled")


def _at_least(telling: Telling, id_: str) -> tuple[str, ...]:
    result = telling.outcomes[id_]
    if len(result["possible"]) == 1:
        return _so_far(telling, id_), telling.say("result.filled")
    levels = possible(telling, id_)
    return _wished(telling, id_, telling.say("result.not_settled", levels=levels))


def _not_determinable(telling: Telling, id_: str) -> tuple[str, ...]:
    """Return what is known; never that a low level is likely (law 23)."""
    result = telling.outcomes[id_]
    levels = possible(telling, id_)
    if levels:
        note = telling.say("result.too_little", levels=levels)
    else:
        note = telling.say("result.too_little_higher")
    if not is_lowest(telling, id_) or result["recommended"] is not None:
        return _wished(telling, id_, note)
    return telling.say("result.not_known"), note


def _wished(telling: Telling, id_: str, note: str) -> tuple[str, ...]:
    """Return the level as the ruleset recommends it while answers are open."""
    result = telling.outcomes[id_]
    if result["recommended"] is None:
        return telling.say("result.left"), _least(telling, id_), note
    if telling.held(id_) != result["floor"]:
        return _not_yet_better(telling, id_)
    if result["recommended"] != result["floor"]:
        high = telling.words.level(id_, result["recommended"])
        return high, telling.say("result.highest"), _least(telling, id_), note
    return _so_far(telling, id_), note


def _not_yet_better(telling: Telling, id_: str) -> tuple[str, ...]:
    """Return the level that stands while an improvement is not shown."""
    result, words = telling.outcomes[id_], telling.words
    held, low = telling.held(id_), words.level(id_, result["floor"])
    told = [telling.say("result.if_improved", level=quoted(low))]
    above = result["possible"][result["possible"].index(held) + 1 :]
    if above:
        levels = _levels(telling, id_, above)
        told.append(telling.say("result.could_also_be", levels=levels))
    return words.level(id_, held), *told


def _so_far(telling: Telling, id_: str) -> str:
    """Return the level that is certain, as what there is until more is known."""
    level = telling.words.level(id_, telling.outcomes[id_]["floor"])
    lowest = is_lowest(telling, id_)
    return telling.say("result.so_far" if lowest else "result.at_least", level=level)


def _least(telling: Telling, id_: str) -> str:
    """Return what is certain; nothing where too little is known to say it."""
    result = telling.outcomes[id_]
    if is_lowest(telling, id_) and result["status"] == "not_determinable":
        return telling.say("result.need_not_shown")
    level = telling.words.level(id_, result["floor"])
    return telling.say("result.least", level=level)


def possible(telling: Telling, id_: str) -> str:
    """Return what an outcome could still be, above what is certain; maybe nothing."""
    return _levels(telling, id_, telling.outcomes[id_]["possible"][1:])


def _levels(telling: Telling, id_: str, grades: Sequence[str]) -> str:
    levels = [quoted(telling.words.level(id_, grade)) for grade in grades]
    return listed(telling.phrases, levels, "or")


def _ladder(telling: Telling, id_: str) -> Sequence[str]:
    ruleset = telling.words.ruleset
    return () if ruleset is None else ruleset.outcomes[id_].grades


def is_lowest(telling: Telling, id_: str) -> bool:
    """Return whether nothing above the lowest grade is certain.

    Without a ruleset the ladder is not known; what no rule reaches is taken for it.
    """
    result = telling.outcomes[id_]
    ladder = _ladder(telling, id_)
    if ladder:
        return bool(result["floor"] == ladder[0])
    reached = {rule.get("gives", {}).get(id_) for rule in telling.account.rules}
    return result["floor"] not in reached


def _critical(telling: Telling) -> str:
    """Return which critical questions are open, unless nothing hangs on them."""
    opened = telling.account.critical["open"]
    settled = all(len(r["possible"]) == 1 for r in telling.outcomes.values())
    if not opened or settled:
        return ""
    many = len(opened)
    if many > _FEW:
        return telling.say("result.critical_many", count=many)
    labels = "; ".join(telling.words.label(id_) for id_ in opened)
    return telling.phrases.plural("result.critical", many, labels=labels)
