"""A household's decision in words."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Final, Literal, final

from attrs import field, frozen

from neglect_rules.canonical import fingerprint
from neglect_rules.explain._amounts import day, listed, moment, named, quoted, sentence
from neglect_rules.explain._care import words_note
from neglect_rules.explain._markdown import markdown_of
from neglect_rules.explain._page import Block, Bullet, Line, Page, Pairs, Section
from neglect_rules.explain._result import NOT_KNOWN, banner, headline
from neglect_rules.explain._telling import Telling
from neglect_rules.explain._text import text_of
from neglect_rules.explain._words import Words, words
from neglect_rules.households import (
    ChildDecision,
    HouseholdDecision,
    HouseholdOutcome,
    HouseholdTask,
)
from neglect_rules.trace import account

_SHORT: Final = 12
_KINDS: Final = ("guard", "threshold", "modifier")
_FILLED: Final = (
    "Not settled: a question was not answered and counted as if all were well."
)
_HIGHEST: Final = "While answers are open this ruleset recommends the highest possible."


def explain_household(
    decision: HouseholdDecision,
    *,
    form: Literal["text", "markdown"] = "text",
    language: str | None = None,
) -> str:
    """Return a household's decision in plain English, fit to be read aloud.

    It says what is recommended and because of which child, then what came out for each
    child, who is not assessed, whom to look at again and by when. All the reasons for
    one child are in `explain(child.decision)`.

    Args:
        decision: The decision.
        form: `text`, 80 columns wide, or `markdown`.
        language: A language the ruleset has translations for; its own, if not said.

    Raises:
        UnsupportedError: The ruleset has no words in that language.
    """
    page = page_of_household(decision, language)
    return markdown_of(page) if form == "markdown" else text_of(page)


def page_of_household(decision: HouseholdDecision, language: str | None = None) -> Page:
    """Return all that is said of a household's decision."""
    whole = _Whole(decision, words(decision.program.ruleset, language))
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

    def telling(self, child: ChildDecision) -> Telling | None:
        """Return what is told of one child; nothing of one who is not assessed."""
        if child.decision is None:
            return None
        trace = child.decision.trace
        return Telling(trace, account(trace), self.words)


def _opening(whole: _Whole) -> Iterator[Section]:
    """Yield the banner of a ruleset that is not adopted, and a note on its words."""
    told = banner(whole.decision.program.ruleset)
    if told:
        yield Section(None, (Line(told, strong=True),))
    tellings = map(whole.telling, whole.decision.children)
    first = next((each for each in tellings if each is not None), None)
    if first is not None:
        yield from words_note(first)


def _top(whole: _Whole) -> Iterator[Section]:
    outcomes = whole.decision.outcomes
    if not outcomes:
        told = (
            "This ruleset recommends no level. It gives results for a person to weigh."
        )
        yield Section(None, (Line(told, strong=True),))
        return
    rows = tuple(
        (whole.words.outcome(id_), tuple(_result(whole, each)))
        for id_, each in outcomes.items()
    )
    person = Line("This is a recommendation. A named person decides.", strong=True)
    title = "Recommended level for the household"
    yield Section(title, (Pairs(rows), Line(""), person))


def _result(whole: _Whole, result: HouseholdOutcome) -> Iterator[str]:
    """Yield what is recommended and because of whom, then how sure that is."""
    low = whole.words.level(result.id, result.floor)
    who = _because_of(_those(whole, result))
    if result.status == "settled":
        yield f"{low}{who}"
        yield "Settled: nothing that is open could change it."
        return
    is_low = result.floor == result.grades[0]
    least = f"At least: {low}{_because_of(result.worst)}"
    if is_low and result.status == "not_determinable":
        least = "What was recorded does not show how much is needed"
    if result.recommended is None:
        yield NOT_KNOWN if is_low else "Left to a person while answers are open"
        yield from () if is_low else (f"{least}.",)
    elif result.recommended == result.floor:
        yield f"{'So far' if is_low else 'At least'}: {low}{who}"
    else:
        yield f"{whole.words.level(result.id, result.recommended)}{who}"
        yield from (_HIGHEST, f"{least}.")
    yield _note(whole, result)


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


def _because_of(refs: Sequence[str]) -> str:
    return f", because of {_children(refs)}" if refs else ""


def _children(refs: Sequence[str], last: str = "and") -> str:
    return f"{'child' if len(refs) == 1 else 'children'} {listed(refs, last)}"


def _note(whole: _Whole, result: HouseholdOutcome) -> str:
    if len(result.possible) == 1:
        return _FILLED
    levels = [quoted(whole.words.level(result.id, g)) for g in result.possible[1:]]
    could_be = f"it could be {listed(levels, 'or')}."
    if any(child.decision is None for child in whole.decision.children):
        return f"Not every child was assessed: {could_be}"
    if result.status == "not_determinable":
        return f"Too little was answered: {could_be}"
    return f"Not settled: {could_be}"


def _each_child(whole: _Whole) -> Iterator[Section]:
    blocks: list[Block] = []
    for child in whole.decision.children:
        telling = whole.telling(child)
        if telling is not None:
            blocks += _child(child, telling)
    if blocks:
        told = "All the reasons for a child are in that child's own explanation."
        yield Section("Each child", (*blocks, Line(""), Line(told)))


def _child(child: ChildDecision, telling: Telling) -> Iterator[Block]:
    age = telling.age()
    levels = [
        sentence(named(telling.words.outcome(id_), headline(telling, id_)[0]))
        for id_ in telling.outcomes
    ]
    who = f"Child {child.ref}{f', {age}' if age else ''}."
    yield Bullet(" ".join([who, *levels]))
    for told in (_reason(telling), _critical(telling), _open(telling)):
        if told:
            yield Line(told, 1)
    if child.not_put:
        labels = [telling.words.label(id_) for id_ in child.not_put]
        yield Line(
            f"Recorded for all, not asked of this child: {'; '.join(labels)}.", 1
        )


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
    labels = [telling.words.label(id_) for id_ in telling.account.critical["met"]]
    return f"Critical: {'; '.join(labels)}." if labels else None


def _open(telling: Telling) -> str | None:
    """Return how sure the first level is, where it is not settled or suspected only."""
    for id_, result in telling.outcomes.items():
        if result["status"] != "settled":
            return headline(telling, id_)[1]
        if result["rests_on_suspicion"]:
            return "It rests on what is only suspected."
    return None


def _not_assessed(whole: _Whole) -> Iterator[Section]:
    for task in _tasks(whole, "assess_child"):
        whom = "this child" if len(task.certain) == 1 else "these children"
        told = f"Nobody has assessed {whom} yet, so every level is possible for them."
        refs = [Bullet(f"Child {ref}") for ref in task.certain]
        yield Section("To assess", (*refs, Line(""), Line(told)))


def _look_again(whole: _Whole) -> Iterator[Section]:
    rule = whole.decision.program.ruleset.households
    for task in _tasks(whole, "look_again"):
        reached = rule.rescreen_at if rule else {}
        levels = [quoted(whole.words.level(*each)) for each in reached.items()]
        when = (
            f"When one child reaches {listed(levels, 'or')}, look at all others again."
        )
        why = whole.words.at("/households", "because") or ""
        yield Section(
            "To look at again",
            (Line(f"{when} {why}".strip()), Line(""), *_again(task)),
        )


def _again(task: HouseholdTask) -> Iterator[Block]:
    for ref in task.certain:
        others = [each for each in task.reached_by if each != ref]
        yield Bullet(f"Child {ref}, because of {_children(others)}")
    for ref in task.possible:
        both = (*task.reached_by, *task.perhaps_reached_by)
        others = [each for each in both if each != ref]
        told = f"{_children(others, 'or')} may reach it"
        yield Bullet(f"Child {ref}, perhaps: {told}")


def _tasks(whole: _Whole, id_: str) -> Iterator[HouseholdTask]:
    return (task for task in whole.decision.tasks if task.id == id_)


def _review(whole: _Whole) -> Iterator[Section]:
    by = whole.decision.review_by
    if by is not None:
        yield Section("Review", (Line(f"By {day(by)} at the latest."),))


def _footer(whole: _Whole) -> Iterator[Section]:
    decision = whole.decision
    ruleset, at = decision.program.ruleset, decision.at.isoformat(timespec="seconds")
    title = whole.words.at("", "title")
    told = f"{title} ({ruleset.id})" if title else ruleset.id
    marks = {
        "ruleset": decision.program.document_fingerprint,
        "household": fingerprint(decision.household.document),
    }
    shown = ", ".join(f"{k} {v.partition(':')[2][:_SHORT]}" for k, v in marks.items())
    zone = str(getattr(decision.at.tzinfo, "key", None) or at[-6:])
    rows = (
        ("Ruleset", (f"{told}, version {ruleset.version}, {ruleset.status}",)),
        ("As at", (moment(at, zone),)),
        ("Check marks", (shown,)),
    )
    yield Section("About this recommendation", (Pairs(rows),))


_ORDER: Final[tuple[Callable[[_Whole], Iterator[Section]], ...]] = (
    _opening,
    _top,
    _each_child,
    _not_assessed,
    _look_again,
    _review,
    _footer,
)
