"""A household's decision in words."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Final, Literal, final

from attrs import field, frozen

from neglect_rules.canonical import fingerprint
from neglect_rules.explain._amounts import named, quoted, sentence
from neglect_rules.explain._care import ruleset_row, short, words_note
from neglect_rules.explain._markdown import markdown_of
from neglect_rules.explain._page import Block, Bullet, Line, Page, Pairs, Section
from neglect_rules.explain._phrases import Phrases
from neglect_rules.explain._result import banner, headline
from neglect_rules.explain._said import day, listed, moment
from neglect_rules.explain._telling import Telling
from neglect_rules.explain._text import text_of
from neglect_rules.explain._words import Words, words
from neglect_rules.households import (
    ChildDecision,
    HouseholdDecision,
    HouseholdOutcome,
    HouseholdTask,
)
from neglect_rules.program import ruleset_named
from neglect_rules.trace import account

_KINDS: Final = ("guard", "threshold", "modifier")


def explain_household(
    decision: HouseholdDecision,
    *,
    form: Literal["text", "markdown"] = "text",
    language: str | None = None,
    phrases: Phrases | None = None,
) -> str:
    """Return a household's decision in plain English, fit to be read aloud.

    It says what is recommended and because of which child, then what came out for each
    child, who is not assessed, whom to look at again and by when. All the reasons for
    one child are in `explain(child.decision)`.

    Args:
        decision: The decision.
        form: `text`, 80 columns wide, or `markdown`.
        language: A language the ruleset has translations for; its own, if not said.
        phrases: The library's own sentences; in English, if not said.

    Raises:
        UnsupportedError: The ruleset has no words in that language.
    """
    page = page_of_household(decision, language, phrases)
    return markdown_of(page) if form == "markdown" else text_of(page)


def page_of_household(
    decision: HouseholdDecision,
    language: str | None = None,
    phrases: Phrases | None = None,
) -> Page:
    """Return all that is said of a household's decision."""
    whole = _Whole(decision, words(decision.program.ruleset, language, phrases))
    return Page(tuple(section for part in _ORDER for section in part(whole)))


@final
@frozen
class _Whole:
    """A household's decision beside the words to tell it.

    Attributes:
        decision: The decision.
        words: Where labels come from.
    """

    decision: HouseholdDecision
    words: Words = field(repr=False)

    def say(self, key: str, **parts: object) -> str:
        """Return one of the library's own sentences."""
        return self.words.say(key, **parts)

    def telling(self, child: ChildDecision) -> Telling | None:
        """Return what is told of one child; nothing of one who is not assessed."""
        if child.decision is None:
            return None
        trace = child.decision.trace
        return Telling(trace, account(trace), self.words)


def _opening(whole: _Whole) -> Iterator[Section]:
    """Yield the banner of a ruleset that is not adopted, and a note on its words."""
    decision = whole.decision
    on = decision.at.date()
    told = banner(decision.program.ruleset, whole.words.phrases, on=on)
    if told:
        yield Section(None, (Line(told, strong=True),))
    tellings = map(whole.telling, decision.children)
    first = next((each for each in tellings if each is not None), None)
    if first is not None:
        yield from words_note(first)


def _top(whole: _Whole) -> Iterator[Section]:
    outcomes = whole.decision.outcomes
    if not outcomes:
        yield Section(None, (Line(whole.say("result.none"), strong=True),))
        return
    rows = tuple(
        (whole.words.outcome(id_), tuple(_result(whole, each)))
        for id_, each in outcomes.items()
    )
    person = Line(whole.say("result.person"), strong=True)
    yield Section(whole.say("household.title"), (Pairs(rows), Line(""), person))


def _result(whole: _Whole, result: HouseholdOutcome) -> Iterator[str]:
    """Yield what is recommended and because of whom, then how sure that is."""
    low = whole.words.level(result.id, result.floor)
    who = _those(whole, result)
    lowest = result.floor == result.grades[0]
    if result.status == "settled":
        yield _because_of(whole, low, who)
        yield whole.say("household.settled")
        return
    if result.recommended is None:
        yield whole.say("result.not_known" if lowest else "result.left")
        yield from () if lowest else (_least(whole, result),)
    elif result.recommended == result.floor:
        key = "result.so_far" if lowest else "result.at_least"
        yield whole.say(key, level=_because_of(whole, low, who))
    else:
        high = whole.words.level(result.id, result.recommended)
        yield _because_of(whole, high, who)
        yield from (whole.say("result.highest"), _least(whole, result))
    yield _note(whole, result)


def _least(whole: _Whole, result: HouseholdOutcome) -> str:
    """Return what is certain, unless too little is known to say a low level."""
    if result.floor == result.grades[0] and result.status == "not_determinable":
        return whole.say("result.need_not_shown")
    low = whole.words.level(result.id, result.floor)
    return whole.say("result.least", level=_because_of(whole, low, result.worst))


def _those(whole: _Whole, result: HouseholdOutcome) -> Sequence[str]:
    """Return the children for whom the household's level is recommended."""
    if result.recommended in {None, result.floor}:
        return result.worst
    decided = [(each.ref, each.decision) for each in whole.decision.children]
    return [
        ref
        for ref, decision in decided
        if decision is not None
        and decision[result.id].recommended == result.recommended
    ]


def _because_of(whole: _Whole, level: str, refs: Sequence[str]) -> str:
    if not refs:
        return level
    whom = _children(whole, refs)
    return whole.say("household.because_of", level=level, children=whom)


def _children(
    whole: _Whole, refs: Sequence[str], last: Literal["and", "or"] = "and"
) -> str:
    phrases = whole.words.phrases
    told = listed(phrases, refs, last)
    return phrases.plural("household.children", len(refs), refs=told)


def _note(whole: _Whole, result: HouseholdOutcome) -> str:
    if len(result.possible) == 1:
        return whole.say("result.filled")
    grades = [quoted(whole.words.level(result.id, g)) for g in result.possible[1:]]
    levels = listed(whole.words.phrases, grades, "or")
    if any(child.decision is None for child in whole.decision.children):
        return whole.say("household.not_every_child", levels=levels)
    if result.status == "not_determinable":
        return whole.say("result.too_little", levels=levels)
    return whole.say("result.not_settled", levels=levels)


def _each_child(whole: _Whole) -> Iterator[Section]:
    blocks: list[Block] = []
    for child in whole.decision.children:
        telling = whole.telling(child)
        if telling is not None:
            blocks += _child(child, telling)
    if blocks:
        told = Line(whole.say("household.reasons"))
        yield Section(whole.say("household.each_child"), (*blocks, Line(""), told))


def _child(child: ChildDecision, telling: Telling) -> Iterator[Block]:
    age = telling.age()
    levels = [
        sentence(named(telling.words.outcome(id_), headline(telling, id_)[0]))
        for id_ in telling.outcomes
    ]
    aged = telling.say("household.child_aged", ref=child.ref, age=age)
    who = aged if age else telling.say("household.child", ref=child.ref)
    yield Bullet(" ".join([sentence(who), *levels]))
    for told in (_reason(telling), _critical(telling), _open(telling)):
        if told:
            yield Line(told, 1)
    if child.not_put:
        labels = "; ".join(telling.words.label(id_) for id_ in child.not_put)
        yield Line(telling.say("household.not_asked", labels=labels), 1)


def _reason(telling: Telling) -> str | None:
    """Return the author's reason for the first level that some rule gives for sure."""
    for id_, result in telling.outcomes.items():
        for rule in _met(telling, id_, result["floor"]):
            because = telling.words.at(rule["at"], "because")
            return f"{because} [{rule['id']}]" if because else None
    return None


def _met(telling: Telling, id_: str, floor: str) -> Iterator[Mapping[str, Any]]:
    for kind in _KINDS:
        for rule in telling.account.rules:
            gives = rule.get("gives", {}).get(id_)
            if (rule["kind"], rule["value"], gives) == (kind, "true", floor):
                yield rule


def _critical(telling: Telling) -> str | None:
    met = telling.account.critical["met"]
    labels = "; ".join(telling.words.label(id_) for id_ in met)
    return telling.say("household.critical", labels=labels) if met else None


def _open(telling: Telling) -> str | None:
    """Return how sure the first level is, where it is not settled or suspected only."""
    for id_, result in telling.outcomes.items():
        if result["status"] != "settled":
            return headline(telling, id_)[1]
        if result["rests_on_suspicion"]:
            return telling.say("household.suspected")
    return None


def _not_assessed(whole: _Whole) -> Iterator[Section]:
    for task in _tasks(whole, "assess_child"):
        many = len(task.certain)
        told = whole.words.phrases.plural("household.not_assessed", many)
        refs = [Bullet(whole.say("household.child", ref=ref)) for ref in task.certain]
        yield Section(whole.say("household.to_assess"), (*refs, Line(""), Line(told)))


def _look_again(whole: _Whole) -> Iterator[Section]:
    rule = whole.decision.program.ruleset.households
    for task in _tasks(whole, "look_again"):
        reached = rule.rescreen_at if rule else {}
        grades = [quoted(whole.words.level(*each)) for each in reached.items()]
        levels = listed(whole.words.phrases, grades, "or")
        when = whole.say("household.when_reached", levels=levels)
        why = whole.words.at("/households", "because") or ""
        told = Line(f"{when} {why}".strip())
        title = whole.say("household.to_look_at_again")
        yield Section(title, (told, Line(""), *_again(whole, task)))


def _again(whole: _Whole, task: HouseholdTask) -> Iterator[Block]:
    for ref in task.certain:
        others = [each for each in task.reached_by if each != ref]
        because = _children(whole, others)
        yield Bullet(whole.say("household.again", ref=ref, because_of=because))
    for ref in task.possible:
        both = (*task.reached_by, *task.perhaps_reached_by)
        others = [each for each in both if each != ref]
        perhaps = _children(whole, others, "or")
        yield Bullet(whole.say("household.perhaps", ref=ref, children=perhaps))


def _tasks(whole: _Whole, id_: str) -> Iterator[HouseholdTask]:
    return (task for task in whole.decision.tasks if task.id == id_)


def _review(whole: _Whole) -> Iterator[Section]:
    by = whole.decision.review_by
    if by is not None:
        told = whole.say("household.review_by", day=day(whole.words.phrases, by))
        yield Section(whole.say("household.review"), (Line(told),))


def _footer(whole: _Whole) -> Iterator[Section]:
    decision, phrases = whole.decision, whole.words.phrases
    at = decision.at.isoformat(timespec="seconds")
    judged = ruleset_named(decision.program, decision.at.date())
    household = fingerprint(decision.household.document)
    marks = (
        whole.say(
            "about.mark.ruleset", mark=short(decision.program.document_fingerprint)
        ),
        whole.say("about.mark.household", mark=short(household)),
    )
    zone = str(getattr(decision.at.tzinfo, "key", None) or at[-6:])
    rows = (
        ruleset_row(whole.words, judged),
        (whole.say("about.as_at"), (moment(phrases, at, zone),)),
        (whole.say("about.marks"), (", ".join(marks),)),
    )
    yield Section(whole.say("about.title"), (Pairs(rows),))


_ORDER: Final[tuple[Callable[[_Whole], Iterator[Section]], ...]] = (
    _opening,
    _top,
    _each_child,
    _not_assessed,
    _look_again,
    _review,
    _footer,
)
