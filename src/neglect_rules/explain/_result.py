"""The top of the page: the banner and what is recommended, with how sure that is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from neglect_rules.explain._amounts import day, listed, plural, quoted
from neglect_rules.explain._page import Line, Pairs, Section
from neglect_rules.explain._telling import Telling
from neglect_rules.model import Ruleset

_BANNERS: Final[Mapping[str, str]] = {
    "draft": "Draft. Not finished and not agreed by anyone."
    " Not for use with a real child.",
    "illustrative": "Illustrative. Not issued or checked by any safeguarding"
    " partnership. Not for use with a real child.",
    "consulted": "Out for consultation. No safeguarding partnership has adopted it yet."
    " Not for use with a real child.",
    "superseded": "Superseded. A newer version has taken its place."
    " Use that one for a child today.",
    "withdrawn": "Withdrawn. Its owner has taken it back. Not for use with a real child.",
}
NOT_KNOWN: Final = "Cannot be determined from what was recorded"
_FEW: Final = 3


def banner(ruleset: Ruleset) -> str | None:
    """Return how all that comes from a ruleset begins; of an adopted one, nothing."""
    return _BANNERS.get(ruleset.status)


def top(telling: Telling) -> Iterator[Section]:
    """Yield the banner, if the ruleset is not adopted, and what is recommended."""
    banner = _BANNERS.get(telling.account.header["ruleset"]["status"])
    if banner:
        yield Section(None, (Line(banner, strong=True),))
    if not telling.outcomes:
        told = (
            "This ruleset recommends no level. It gives results for a person to weigh."
        )
        yield Section(None, (Line(told, strong=True),))
        return
    ask = [Line(""), Line(told, strong=True)] if (told := _critical(telling)) else []
    person = Line("This is a recommendation. A named person decides.", strong=True)
    yield Section("Recommended level", (_recommended(telling), *ask, Line(""), person))


def _recommended(telling: Telling) -> Pairs:
    rows = []
    for id_ in telling.outcomes:
        level, *notes = headline(telling, id_)
        rows.append((telling.words.outcome(id_), (level, *notes)))
    review = telling.account.review_by
    if review is not None:
        rows.append(("Review by", (day(review),)))
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
        rests.append("It rests on what is only suspected. See below.")
    if result["rests_on_judgement"]:
        rests.append("It rests on a person's judgement. See below.")
    if result["rests_on_history"]:
        rests.append(f"{_last_seen(telling, id_)} See below.")
    return (*told, *rests)


def _last_seen(telling: Telling, id_: str) -> str:
    """Return what the latest observations alone give; a lowest level is not named."""
    seen = telling.outcomes[id_]["last_seen"]["floor"]
    if seen in _ladder(telling, id_)[:1]:
        return "It rests on earlier observations: not on what was seen last alone."
    level = quoted(telling.words.level(id_, seen))
    return f"It rests on earlier observations: what was seen last alone gives {level}."


def _settled(telling: Telling, id_: str) -> tuple[str, ...]:
    level = telling.words.level(id_, telling.outcomes[id_]["floor"])
    if any(telling.is_open(each) for each in telling.leaves):
        return level, "Settled: every way of answering what is open gives it."
    return level, "Settled: nothing that could change it is open."


def _at_least(telling: Telling, id_: str) -> tuple[str, ...]:
    result = telling.outcomes[id_]
    low = telling.words.level(id_, result["floor"])
    if len(result["possible"]) == 1:
        note = (
            "Not settled: a question was not answered and counted as if all were well."
        )
        return f"{_so_far(telling, id_)}: {low}", note
    note = f"Not settled: {could_be(telling, id_)}"
    return _wished(telling, id_, note)


def _not_determinable(telling: Telling, id_: str) -> tuple[str, ...]:
    """Return what is known; never that a low level is likely (law 23)."""
    result = telling.outcomes[id_]
    note = f"Too little was answered: {could_be(telling, id_)}"
    if not is_lowest(telling, id_) or result["recommended"] is not None:
        return _wished(telling, id_, note)
    return NOT_KNOWN, note


def _wished(telling: Telling, id_: str, note: str) -> tuple[str, ...]:
    """Return the level as the ruleset recommends it while answers are open."""
    result, words = telling.outcomes[id_], telling.words
    low = words.level(id_, result["floor"])
    if result["recommended"] is None:
        return "Left to a person while answers are open", _least(telling, id_), note
    if telling.held(id_) != result["floor"]:
        return _not_yet_better(telling, id_)
    if result["recommended"] != result["floor"]:
        high = words.level(id_, result["recommended"])
        why = "While answers are open this ruleset recommends the highest possible."
        return high, why, _least(telling, id_), note
    return f"{_so_far(telling, id_)}: {low}", note


def _not_yet_better(telling: Telling, id_: str) -> tuple[str, ...]:
    """Return the level that stands while an improvement is not shown."""
    result, words = telling.outcomes[id_], telling.words
    held, low = telling.held(id_), words.level(id_, result["floor"])
    told = [f"Not settled: if an improvement is shown it could be {quoted(low)}."]
    above = result["possible"][result["possible"].index(held) + 1 :]
    if above:
        more = listed([quoted(words.level(id_, grade)) for grade in above], "or")
        told.append(f"It could also be {more}.")
    return words.level(id_, held), *told


def _so_far(telling: Telling, id_: str) -> str:
    return "So far" if is_lowest(telling, id_) else "At least"


def _least(telling: Telling, id_: str) -> str:
    """Return what is certain; nothing where too little is known to say it."""
    result = telling.outcomes[id_]
    if is_lowest(telling, id_) and result["status"] == "not_determinable":
        return "What was recorded does not show how much is needed."
    return f"At least: {telling.words.level(id_, result['floor'])}."


def could_be(telling: Telling, id_: str) -> str:
    """Return what an outcome could still be, above what is certain."""
    result = telling.outcomes[id_]
    if len(result["possible"]) == 1:
        return "it may be higher than what was recorded shows."
    grades = result["possible"][1:]
    told = listed([quoted(telling.words.level(id_, g)) for g in grades], "or")
    return f"it could be {told}."


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
    told = f"{plural(len(opened), 'critical question')} open. Ask first"
    labels = [telling.words.label(id_) for id_ in opened]
    return f"{told}: {'; '.join(labels)}." if len(labels) <= _FEW else f"{told}."
