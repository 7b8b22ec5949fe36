"""What to know before relying on a result: each warning in words, then the footer."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

from neglect_rules.explain._amounts import day, listed, moment, quoted, sentence
from neglect_rules.explain._page import Block, Bullet, Line, Pairs, Section
from neglect_rules.explain._telling import Telling

Warned = Mapping[str, Any]
_SHORT: Final = 12


def care(telling: Telling) -> Iterator[Section]:
    """Yield what a reader must know before trusting the result."""
    blocks: list[Block] = []
    for kind, tell in _TELL.items():
        for warning in telling.account.warnings:
            if warning["kind"] == kind:
                blocks += tell(telling, warning)
    if blocks:
        yield Section("Before you rely on this", tuple(blocks))


def _suspected(telling: Telling, warning: Warned) -> Iterator[Block]:
    yield Bullet("Unconfirmed. These are suspected, not confirmed:")
    yield from _titles(telling, warning)
    for id_, result in telling.outcomes.items():
        if result["rests_on_suspicion"]:
            yield Line(_without(telling, id_), 1)


def _without(telling: Telling, id_: str) -> str:
    """Return what confirmed answers alone give; a low level is never named."""
    result, words = telling.outcomes[id_], telling.words
    confirmed = result["confirmed"]["floor"]
    ladder = words.ruleset.outcomes[id_].grades if words.ruleset else ()
    start = f"{quoted(words.outcome(id_))} rests on them"
    if confirmed in ladder[:1]:
        return f"{start}: what is confirmed would not alone bring it there."
    level = words.level(id_, confirmed)
    return f"{start}: what is confirmed alone gives at least {quoted(level)}."


def _titles(telling: Telling, warning: Warned) -> Iterator[Block]:
    for id_ in warning["about"]:
        yield Bullet(telling.titled(id_), 1)


def _stale(telling: Telling, warning: Warned) -> Iterator[Block]:
    yield Bullet("Out of date. Each counts as it was recorded or worse:")
    yield from _evidenced(telling, warning)


def _evidenced(telling: Telling, warning: Warned) -> Iterator[Block]:
    for id_ in warning["about"]:
        told = [sentence(telling.titled(id_)), *telling.evidence(id_)]
        yield Bullet(" ".join(told), 1)


def _zero_filled(telling: Telling, warning: Warned) -> Iterator[Block]:
    yield Bullet(
        "Nobody answered these. The ruleset counts them at their lowest grade:"
    )
    yield from _titles(telling, warning)


def _raters_differ(telling: Telling, warning: Warned) -> Iterator[Block]:
    for id_ in warning["about"]:
        label = telling.words.label(id_)
        kept = "both stay possible" if telling.is_open(id_) else "the worse one counts"
        yield Bullet(f"People differ on {quoted(label)}; {kept}:")
        for told in telling.evidence(id_):
            yield Bullet(told, 1)


def _not_counted(telling: Telling, warning: Warned) -> Iterator[Block]:
    yield Bullet("Recorded, but not counted, as it is not asked of this child:")
    for id_ in warning["about"]:
        yield Bullet(f"{telling.words.label(id_)}: {listed(telling.given(id_))}", 1)


def _promise_broken(telling: Telling, warning: Warned) -> Iterator[Block]:
    ruleset = telling.words.ruleset
    owner = (ruleset.owner if ruleset else None) or "its owner"
    for id_ in warning["about"]:
        rule = next(
            rule
            for rule in telling.account.rules
            if rule["id"] == id_ and rule["kind"] == "promise"
        )
        reason = telling.words.at(rule["at"], "because")
        said = f": {quoted(reason)} [{id_}]" if reason else f" [{id_}]"
        yield Bullet(f"The ruleset does not keep its own promise{said}. Tell {owner}.")


def _law_not_claimed(telling: Telling, warning: Warned) -> Iterator[Block]:
    names = [quoted(telling.words.outcome(id_)) for id_ in warning["about"]]
    reason = telling.words.at(warning["at"], "because")
    said = f" Its author says why: {reason}" if reason else ""
    yield Bullet(f"{_LAWS.get(warning['law'], _A_LAW)} {listed(names)}.{said}")


_A_LAW: Final = "One of the usual safeguards is set aside for"
_LAWS: Final = {5: "A worse answer can lower"}


def _rests_on_judgement(telling: Telling, warning: Warned) -> Iterator[Block]:
    names = [quoted(telling.words.outcome(id_)) for id_ in warning["about"]]
    verb = "rests" if len(names) == 1 else "rest"
    yield Bullet(f"{listed(names)} {verb} on what a person judged:")
    for id_, leaf in telling.leaves.items():
        judged = leaf.get("judgement") and leaf["state"] in {"known", "stale"}
        if judged and telling.applies(id_):
            yield Bullet(telling.titled(id_), 1)


def _rests_on_history(telling: Telling, warning: Warned) -> Iterator[Block]:
    names = [quoted(telling.words.outcome(id_)) for id_ in warning["about"]]
    verb = "rests" if len(names) == 1 else "rest"
    yield Bullet(f"{listed(names)} {verb} on observations that are not the latest:")
    for id_ in telling.leaves:
        if telling.has_milder_latest(id_):
            told = [sentence(telling.titled(id_)), *telling.evidence(id_)]
            yield Bullet(" ".join(told), 1)


def _improved_near_review(telling: Telling, warning: Warned) -> Iterator[Block]:
    yield Bullet("Better only shortly before a review, and not at other times:")
    yield from _evidenced(telling, warning)


def _not_looked_at_again(telling: Telling, warning: Warned) -> Iterator[Block]:
    yield Bullet("Needs at the last assessment that nobody has looked at again since:")
    yield from _titles(telling, warning)


def _review_overdue(_: Telling, warning: Warned) -> Iterator[Block]:
    yield Bullet(
        f"A review was due by {day(warning['about'][0])}. None was held by then."
    )


_TELL: Final[Mapping[str, Callable[[Telling, Warned], Iterator[Block]]]] = {
    "promise_broken": _promise_broken,
    "suspected": _suspected,
    "rests_on_judgement": _rests_on_judgement,
    "rests_on_history": _rests_on_history,
    "improved_near_review": _improved_near_review,
    "need_not_looked_at_again": _not_looked_at_again,
    "review_overdue": _review_overdue,
    "raters_differ": _raters_differ,
    "stale": _stale,
    "zero_filled": _zero_filled,
    "not_counted": _not_counted,
    "law_not_claimed": _law_not_claimed,
}


def footer(telling: Telling) -> Iterator[Section]:
    """Yield what was judged by what, and the marks by which to check it."""
    header = telling.account.header
    named = header["ruleset"]
    title = telling.words.at("", "title")
    told = f"{title} ({named['id']})" if title else named["id"]
    rows = [
        ("Ruleset", (f"{told}, version {named['version']}, {named['status']}",)),
        ("As at", (moment(header["moment"], header["zone"]),)),
        ("Range", (_bounds(telling),)),
        ("Check marks", (_marks(telling),)),
    ]
    age = telling.age()
    if age is not None:
        rows.insert(2, ("Age", (age,)))
    yield Section("About this recommendation", (Pairs(tuple(rows)),))


def _bounds(telling: Telling) -> str:
    results = telling.outcomes.values()
    if not results:
        return "No level is recommended."
    if all(len(result["possible"]) == 1 for result in results):
        return "One level is possible for each."
    if all(result["bounds"] == "exact" for result in results):
        return "Exact: each end can come about."
    return "Safe: nothing outside it can come about. It may be wider than need be."


def _marks(telling: Telling) -> str:
    header = telling.account.header
    marks = {
        "ruleset": header["ruleset"]["fingerprint"],
        "case": header["case"],
        "trace": telling.account.trace.fingerprint,
    }
    return ", ".join(f"{k} {v.partition(':')[2][:_SHORT]}" for k, v in marks.items())


def words_note(telling: Telling) -> Iterator[Section]:
    """Yield where the words are not all that they could be."""
    if telling.words.ruleset is None:
        told = (
            "Shown without the ruleset: only ids. The ruleset has labels and reasons."
        )
        yield Section(None, (Line(told),))
    if telling.words.language is not None:
        told = (
            "Only the ruleset's own words are translated, and only where it has them."
        )
        yield Section(None, (Line(f"{told} ({telling.words.language})"),))
