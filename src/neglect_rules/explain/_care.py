"""What to know before relying on a result: each warning in words, then the footer."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

from neglect_rules.explain._adopted import adoption_lines
from neglect_rules.explain._amounts import quoted, sentence
from neglect_rules.explain._page import Block, Bullet, Line, Pairs, Section
from neglect_rules.explain._said import day, listed, moment
from neglect_rules.explain._telling import Telling
from neglect_rules.explain._words import Words

Warned = Mapping[str, Any]
_WORSE: Final = 5  # the law that a worse answer never lowers a level
_SHORT: Final = 12


def care(telling: Telling) -> Iterator[Section]:
    """Yield what a reader must know before trusting the result."""
    blocks: list[Block] = []
    for kind, tell in _TELL.items():
        for warning in telling.account.warnings:
            if warning["kind"] == kind:
                blocks += tell(telling, warning)
    if blocks:
        yield Section(telling.say("care.title"), tuple(blocks))


def _suspected(telling: Telling, warning: Warned) -> Iterator[Block]:
    yield Bullet(telling.say("care.suspected"))
    yield from _titles(telling, warning)
    for id_, result in telling.outcomes.items():
        if result["rests_on_suspicion"]:
            yield Line(_without(telling, id_), 1)


def _without(telling: Telling, id_: str) -> str:
    """Return what confirmed answers alone give; a low level is never named."""
    result, words = telling.outcomes[id_], telling.words
    confirmed = result["confirmed"]["floor"]
    ladder = words.ruleset.outcomes[id_].grades if words.ruleset else ()
    outcome, level = quoted(words.outcome(id_)), quoted(words.level(id_, confirmed))
    if confirmed in ladder[:1]:
        return telling.say("care.confirmed_less", outcome=outcome)
    return telling.say("care.confirmed_gives", outcome=outcome, level=level)


def _titles(telling: Telling, warning: Warned) -> Iterator[Block]:
    for id_ in warning["about"]:
        yield Bullet(telling.titled(id_), 1)


def _stale(telling: Telling, warning: Warned) -> Iterator[Block]:
    yield Bullet(telling.say("care.stale"))
    yield from _evidenced(telling, warning)


def _evidenced(telling: Telling, warning: Warned) -> Iterator[Block]:
    for id_ in warning["about"]:
        told = [sentence(telling.titled(id_)), *telling.evidence(id_)]
        yield Bullet(" ".join(told), 1)


def _zero_filled(telling: Telling, warning: Warned) -> Iterator[Block]:
    yield Bullet(telling.say("care.zero_filled"))
    yield from _titles(telling, warning)


def _raters_differ(telling: Telling, warning: Warned) -> Iterator[Block]:
    for id_ in warning["about"]:
        label = quoted(telling.words.label(id_))
        key = "care.differ_open" if telling.is_open(id_) else "care.differ_worst"
        yield Bullet(telling.say(key, label=label))
        for told in telling.evidence(id_):
            yield Bullet(told, 1)


def _not_counted(telling: Telling, warning: Warned) -> Iterator[Block]:
    yield Bullet(telling.say("care.not_counted"))
    for id_ in warning["about"]:
        given = listed(telling.phrases, telling.given(id_))
        yield Bullet(f"{telling.words.label(id_)}: {given}", 1)


def _promise_broken(telling: Telling, warning: Warned) -> Iterator[Block]:
    ruleset = telling.words.ruleset
    owner = (ruleset.owner if ruleset else None) or telling.say("care.its_owner")
    for id_ in warning["about"]:
        rule = next(
            rule
            for rule in telling.account.rules
            if rule["id"] == id_ and rule["kind"] == "promise"
        )
        reason = telling.words.at(rule["at"], "because")
        parts = {"reason": quoted(reason or ""), "id": id_, "owner": owner}
        key = "care.promise_because" if reason else "care.promise"
        yield Bullet(telling.say(key, **parts))


def _law_not_claimed(telling: Telling, warning: Warned) -> Iterator[Block]:
    outcomes = listed(telling.phrases, _outcomes(telling, warning))
    key = "care.worse_is_lower" if warning["law"] == _WORSE else "care.safeguard"
    told = telling.say(key, outcomes=outcomes)
    reason = telling.words.at(warning["at"], "because")
    said = f" {telling.say('care.its_author', reason=reason)}" if reason else ""
    yield Bullet(f"{told}{said}")


def _outcomes(telling: Telling, warning: Warned) -> list[str]:
    return [quoted(telling.words.outcome(id_)) for id_ in warning["about"]]


def _rest_on(telling: Telling, warning: Warned, key: str) -> str:
    names = _outcomes(telling, warning)
    outcomes = listed(telling.phrases, names)
    return telling.phrases.plural(key, len(names), outcomes=outcomes)


def _rests_on_judgement(telling: Telling, warning: Warned) -> Iterator[Block]:
    yield Bullet(_rest_on(telling, warning, "care.judgement"))
    for id_, leaf in telling.leaves.items():
        judged = leaf.get("judgement") and leaf["state"] in {"known", "stale"}
        if judged and telling.applies(id_):
            yield Bullet(telling.titled(id_), 1)


def _rests_on_history(telling: Telling, warning: Warned) -> Iterator[Block]:
    yield Bullet(_rest_on(telling, warning, "care.history"))
    for id_ in telling.leaves:
        if telling.has_milder_latest(id_):
            told = [sentence(telling.titled(id_)), *telling.evidence(id_)]
            yield Bullet(" ".join(told), 1)


def _improved_near_review(telling: Telling, warning: Warned) -> Iterator[Block]:
    yield Bullet(telling.say("care.near_review"))
    yield from _evidenced(telling, warning)


def _not_looked_at_again(telling: Telling, warning: Warned) -> Iterator[Block]:
    yield Bullet(telling.say("care.not_looked_at"))
    yield from _titles(telling, warning)


def _review_overdue(telling: Telling, warning: Warned) -> Iterator[Block]:
    due = day(telling.phrases, warning["about"][0])
    yield Bullet(telling.say("care.review_overdue", day=due))


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
    header, age = telling.account.header, telling.age()
    told = ruleset_row(telling.words, header["ruleset"])
    at = moment(telling.phrases, header["moment"], header["zone"])
    rows = [
        told,
        (telling.say("about.as_at"), (at,)),
        *([(telling.say("about.age"), (age,))] if age is not None else []),
        (telling.say("about.range"), (_bounds(telling),)),
        (telling.say("about.marks"), (_marks(telling),)),
    ]
    yield Section(telling.say("about.title"), (Pairs(tuple(rows)),))


def ruleset_row(words: Words, named: Mapping[str, Any]) -> tuple[str, tuple[str, ...]]:
    """Return which ruleset judged and who took it into use, as a row of the footer."""
    title, id_ = words.at("", "title"), named["id"]
    whole = f"{title} ({id_})" if title else id_
    told = words.say(
        "about.version",
        ruleset=whole,
        version=named["version"],
        status=words.say(f"status.{named['status']}"),
    )
    return words.say("about.ruleset"), (told, *adoption_lines(words, named))


def _bounds(telling: Telling) -> str:
    results = telling.outcomes.values()
    if not results:
        return telling.say("about.range.none")
    if all(len(result["possible"]) == 1 for result in results):
        return telling.say("about.range.one")
    if all(result["bounds"] == "exact" for result in results):
        return telling.say("about.range.exact")
    return telling.say("about.range.safe")


def _marks(telling: Telling) -> str:
    header = telling.account.header
    marks = (
        telling.say("about.mark.ruleset", mark=short(header["ruleset"]["fingerprint"])),
        telling.say("about.mark.case", mark=short(header["case"])),
        telling.say("about.mark.trace", mark=short(telling.account.trace.fingerprint)),
    )
    return ", ".join(marks)


def short(fingerprint: str) -> str:
    """Return as much of a fingerprint as people compare."""
    return fingerprint.partition(":")[2][:_SHORT]


def words_note(telling: Telling) -> Iterator[Section]:
    """Yield where the words are not all that they could be."""
    if telling.words.ruleset is None:
        yield Section(None, (Line(telling.say("about.no_ruleset")),))
    language = telling.words.language
    if language not in {None, telling.phrases.language}:
        told = telling.say("about.own_words", language=language)
        yield Section(None, (Line(told),))
