"""A decision as a paragraph for a case note, in plain prose."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, TypeAlias

from neglect_rules.explain._amounts import named, quoted
from neglect_rules.explain._audience import People, View, standing_of
from neglect_rules.explain._claims import (
    Sure,
    chief,
    claimed,
    flags,
    level_of,
    reason,
)
from neglect_rules.explain._grounds import grounds
from neglect_rules.explain._inputs import inputs, matters
from neglect_rules.explain._page import Line, Section, Table
from neglect_rules.explain._people import who
from neglect_rules.explain._points import is_strength
from neglect_rules.explain._reports import reports
from neglect_rules.explain._said import day
from neglect_rules.explain._telling import Telling
from neglect_rules.explain._why import condition_of
from neglect_rules.people import Decided

Sentence: TypeAlias = tuple[int, str]
"""A sentence, and how soon it is left out of a note that is too long: 0 is never."""
_MOST: Final = 150
_FEW: Final = 3


def paragraph(telling: Telling, view: View) -> Iterator[Section]:
    """Yield the case note: level, grounds, what is open, review, who decides."""
    parts = (_made, _levels, _rests, _open, _strengths, _results)
    told = [each for part in parts for each in part(telling)]
    told += [*_people(telling, view.people), *_end(telling, view.people)]
    text = " ".join(_shortened(told))
    yield Section(telling.say("note.title"), (Line(text),))


def _shortened(told: Sequence[Sentence]) -> list[str]:
    """Return the sentences without those that can be spared, while it is too long."""
    kept = list(told)
    while sum(len(text.split()) for _, text in kept) > _MOST:
        spared = max(rank for rank, _ in kept)
        if spared == 0:
            break
        last = max(n for n, (rank, _) in enumerate(kept) if rank == spared)
        del kept[last]
    return [text for _, text in kept]


def _made(telling: Telling) -> Iterator[Sentence]:
    header = telling.account.header
    subject = telling.say(f"note.subject.{header['subject']['kind']}")
    age = telling.age()
    if age is not None:
        subject = telling.say("note.aged", subject=subject, age=age)
    ruleset = telling.words.at("", "title") or header["ruleset"]["id"]
    yield (
        0,
        telling.say(
            "note.made",
            day=day(telling.phrases, header["day"]),
            subject=subject,
            ruleset=quoted(ruleset),
            version=header["ruleset"]["version"],
        ),
    )


def _levels(telling: Telling) -> Iterator[Sentence]:
    """Yield each level with how sure it is, and the chief reason for the first."""
    if not telling.outcomes:
        yield 0, telling.say("line.no_level")
        return
    first, *others = telling.outcomes
    yield 0, claimed(telling, first, "note")
    yield from ((0, flag) for flag in flags(telling, first))
    yield 2, telling.say("note.because", reason=reason(telling, first))
    sure, _ = level_of(telling, first)
    yield from ((6, _also(telling, id_, sure)) for id_ in others)


def _also(telling: Telling, id_: str, first: Sure) -> str:
    """Return a further level; briefly if it is settled, or unknown as the first is."""
    sure, level = level_of(telling, id_)
    name = telling.words.outcome(id_)
    if sure == "settled":
        return named(name, telling.say("note.also_settled", level=quoted(level)))
    if sure == first == "unknown":
        return named(name, telling.say("note.also_unknown"))
    return claimed(telling, id_, "note")


def _rests(telling: Telling) -> Iterator[Sentence]:
    """Yield the answers that met the chief rule."""
    first = next(iter(telling.outcomes), None)
    rule = None if first is None else chief(telling, first)
    condition = None if rule is None else condition_of(telling, rule)
    if rule is None or condition is None:
        return
    found = grounds(telling, condition, f"{rule['at']}/when")
    ids = list(dict.fromkeys(id_ for ground in found for id_ in ground.answers))
    told = _answers(telling, ids)
    if len(ids) > _FEW:
        more = len(ids) - _FEW
        yield 3, telling.say("note.rests_more", answers=told, count=more)
    elif ids:
        yield 3, telling.say("note.rests", answers=told)


def _open(telling: Telling) -> Iterator[Sentence]:
    """Yield what is open, and which critical questions come first."""
    results = telling.outcomes.values()
    waiting = [
        i for i in telling.leaves if telling.is_waiting(i) and matters(telling, i)
    ]
    if not results:
        yield 0, telling.phrases.plural("note.waiting", len(waiting))
    elif all(result["status"] == "settled" for result in results):
        yield 0, telling.say("note.open.nothing")
    else:
        yield 0, _count(telling, len(waiting))
        critical = set(_critical(telling))
        first = [id_ for id_ in waiting if id_ in critical]
        labels = "; ".join(telling.words.label(id_) for id_ in first[:_FEW])
        if first:
            yield 1, telling.say("note.ask_first", questions=labels)


def _critical(telling: Telling) -> Iterator[str]:
    """Yield the critical questions that are open, and what open ratings read."""
    for id_ in telling.account.critical["open"]:
        yield from [id_] if id_ in telling.leaves else inputs(telling, id_)


def _count(telling: Telling, waiting: int) -> str:
    if waiting == 0:
        return telling.say("note.open.past")
    return telling.phrases.plural("note.open", waiting)


def _answers(telling: Telling, ids: Sequence[str]) -> str:
    """Return the first of some answers with their labels."""
    told = [(telling.words.label(id_), telling.value(id_)) for id_ in ids[:_FEW]]
    return "; ".join(telling.say("note.answer", label=k, value=v) for k, v in told)


def _strengths(telling: Telling) -> Iterator[Sentence]:
    found = [id_ for id_ in telling.leaves if is_strength(telling, id_)]
    if found:
        yield 4, telling.say("note.strengths", strengths=_answers(telling, found))


def _results(telling: Telling) -> Iterator[Sentence]:
    """Yield what is reported, where no level is recommended."""
    if telling.outcomes:
        return
    rows = [
        ": ".join(row)
        for section in reports(telling)
        for block in section.blocks
        if isinstance(block, Table)
        for row in block.rows
    ]
    yield 5, telling.say("note.results", results="; ".join(rows))


def _people(telling: Telling, people: People | None) -> Iterator[Sentence]:
    """Yield what was decided, else which level stands above the recommended one."""
    for id_, held in standing_of(people).items() if people is not None else ():
        outcome = quoted(telling.words.outcome(id_))
        if isinstance(people, Decided):
            is_other = people.levels[id_] != held.computed
            is_first = id_ == next(iter(telling.outcomes))
            told = _decided(telling, id_, people, outcome)
            yield (0 if is_other or is_first else 5), told
        elif held.grade != held.computed:
            level = quoted(telling.words.level(id_, held.grade))
            yield 0, telling.say("note.stands", outcome=outcome, level=level)


def _decided(telling: Telling, id_: str, decided: Decided, outcome: str) -> str:
    return telling.say(
        "note.decided",
        who=who(decided.person),
        level=quoted(telling.words.level(id_, decided.levels[id_])),
        outcome=outcome,
        day=day(telling.phrases, decided.at.date()),
    )


def _end(telling: Telling, people: People | None) -> Iterator[Sentence]:
    review = telling.account.review_by
    if review is None:
        yield 0, telling.say("note.no_review")
    else:
        yield 0, telling.say("note.review", day=day(telling.phrases, review))
    is_decided = isinstance(people, Decided)
    yield 0, telling.say("note.person_decided" if is_decided else "note.named_person")
    yield 7, telling.say("note.more")
