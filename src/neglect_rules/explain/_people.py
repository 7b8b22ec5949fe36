"""What people said of a decision, beside what was computed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from neglect_rules.explain._amounts import named, quoted
from neglect_rules.explain._audience import View, standing_of
from neglect_rules.explain._page import Block, Bullet, Line, Section
from neglect_rules.explain._said import day
from neglect_rules.explain._telling import Telling
from neglect_rules.people import Decided, Dissent, Override, Person, Standing


def who(person: Person) -> str:
    """Return who somebody is, as a sentence begins; never a name or a reference."""
    return person.role[:1].upper() + person.role[1:]


def people(telling: Telling, view: View) -> Iterator[Section]:
    """Yield what was raised and disputed on each ladder, and what was decided."""
    if view.people is None:
        return
    blocks: list[Block] = []
    for id_, held in standing_of(view.people).items():
        if held.overrides or held.dissents:
            blocks += _ladder(telling, id_, held, view)
    if isinstance(view.people, Decided):
        blocks += _decision(telling, view.people, view)
    blocks = blocks or [Line(telling.say("people.nothing"))]
    yield Section(telling.say("people.title"), tuple(blocks))


def _ladder(telling: Telling, id_: str, held: Standing, view: View) -> Iterator[Block]:
    yield Line(telling.words.outcome(id_), strong=True)
    yield Bullet(_level(telling, "people.recommended", id_, held.computed), 1)
    for override in held.overrides:
        key = "people.raised"
        yield Bullet(_level(telling, key, id_, override.to, override.at), 1)
        yield from _why(telling, override, view)
    for dissent in held.dissents:
        key = "people.dissents"
        yield Bullet(_level(telling, key, id_, dissent.says, dissent.at), 1)
        yield from _why(telling, dissent, view)
    stands = "people.stood" if isinstance(view.people, Decided) else "people.stands"
    yield Bullet(_level(telling, stands, id_, held.grade), 1)


def _decision(telling: Telling, decided: Decided, view: View) -> Iterator[Block]:
    on = day(telling.phrases, decided.at.date())
    yield Line(telling.say("people.decided", day=on), strong=True)
    for id_, grade in decided.levels.items():
        level = quoted(telling.words.level(id_, grade))
        yield Bullet(named(telling.words.outcome(id_), level), 1)
    yield from _by(telling, decided.person, view)
    if decided.reason is not None:
        yield Line(telling.say("people.reason", reason=decided.reason), 2)


def _level(
    telling: Telling, key: str, id_: str, grade: str, at: datetime | None = None
) -> str:
    level = quoted(telling.words.level(id_, grade))
    return telling.say(
        key, level=level, day="" if at is None else day(telling.phrases, at.date())
    )


def _why(telling: Telling, said: Override | Dissent, view: View) -> Iterator[Line]:
    yield from _by(telling, said.person, view)
    yield Line(telling.say("people.reason", reason=said.reason), 2)
    if isinstance(said, Override) and said.until is not None:
        yield Line(
            telling.say("people.until", day=day(telling.phrases, said.until.date())), 2
        )


def _by(telling: Telling, person: Person, view: View) -> Iterator[Line]:
    """Yield who and by what right; an auditor is also told the reference."""
    by = {"role": person.role, "agency": person.agency}
    key = "people.by" if person.agency is None else "people.by_agency"
    yield Line(telling.say(key, **by), 2)
    told = telling.say("people.authority", authority=person.authority)
    yield Line(told, 2)
    if view.audience == "auditor":
        yield Line(telling.say("people.ref", ref=person.ref), 2)
