"""Cases that a change of a ruleset moves, each as a short story."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Final, cast, final

from attrs import frozen

from neglect_rules.analysis import Change, Direction, Mover
from neglect_rules.explain._amounts import named, quoted, sentence
from neglect_rules.explain._page import Block, Bullet, Line, Section
from neglect_rules.explain._phrases import Phrases
from neglect_rules.explain._said import age, number
from neglect_rules.explain._words import Words, words
from neglect_rules.model import Ruleset, Subject

ORDER: Final[tuple[Direction, ...]] = ("up", "down", "other")
_ANSWERS: Final = 12


@final
@frozen
class Tale:
    """A change with the words in which it is told."""

    change: Change
    old: Words
    new: Words

    def say(self, key: str, **parts: object) -> str:
        """Return one of the library's own sentences."""
        return self.new.say(key, **parts)

    @property
    def phrases(self) -> Phrases:
        """Return the library's own sentences."""
        return self.new.phrases


def tale(change: Change, phrases: Phrases | None = None) -> Tale:
    """Return a change with the words of both its rulesets."""
    old, new = change.old.ruleset, change.new.ruleset
    return Tale(change, words(old, None, phrases), words(new, None, phrases))


def levels_of(told: Tale, outcome: str, was: str, now: str) -> tuple[str, str]:
    """Return the old level and the new one, each in its own ruleset's words."""
    return quoted(told.old.level(outcome, was)), quoted(told.new.level(outcome, now))


def examples(told: Tale) -> Section:
    """Return the nearest cases; one that moves on several ladders is told once."""
    found: list[tuple[Mover, list[str]]] = []
    for outcome in told.change.moves.outcomes:
        for way in ORDER:
            mover = outcome.movers.get(way)
            if mover is None:
                continue
            line = _moved_from(told, outcome.outcome, way, mover)
            like = [lines for each, lines in found if each.filling == mover.filling]
            if like:
                like[0].append(line)
            else:
                found.append((mover, [line]))
    blocks: list[Block] = []
    for mover, lines in found:
        blocks += [Line("")] if blocks else []
        blocks += [Line(line, strong=True) for line in lines]
        blocks += _story(told, mover)
    many = "_many" if len(found) > 1 else ""
    return Section(told.say(f"moves.near.title{many}"), tuple(blocks))


def _moved_from(told: Tale, outcome: str, way: Direction, mover: Mover) -> str:
    was, now = levels_of(told, outcome, mover.was, mover.now)
    label = told.new.outcome(outcome)
    return sentence(told.say(f"moves.near.{way}", outcome=label, was=was, now=now))


def _story(told: Tale, mover: Mover) -> Iterator[Block]:
    """Yield a case as a short story: who it is about, and what is not at its best."""
    known = told.change.moves.known
    yield Line(told.say(f"moves.near.{'told' if known == 'proved' else 'found'}"))
    filling = dict(mover.filling)
    recorded = {*mover.old.answers, *mover.new.answers}
    subject = filling.pop(("subject", ""))
    answers = [
        answer
        for (about, id_), way in filling.items()
        if about == "events" or id_ in recorded
        for answer in _answer(told, about, id_, way)
    ]
    yield Line(_who(told, cast("Subject", subject)))
    yield from (Bullet(answer) for answer in answers[:_ANSWERS])
    if len(answers) > _ANSWERS:
        rest = len(answers) - _ANSWERS
        yield Bullet(told.phrases.plural("moves.near.more", rest))
    yield Line(told.say(f"moves.near.{'best' if answers else 'all_best'}"))


def _who(told: Tale, subject: Subject) -> str:
    if subject.kind == "unborn":
        return told.say("moves.near.unborn", weeks=subject.gestation_weeks)
    if subject.age_months is None:
        return told.say("moves.near.household")
    months = subject.age_months.first
    if subject.kind == "child" and months == 0:
        return told.say("moves.near.newborn")
    return told.say(f"moves.near.{subject.kind}", age=age(told.phrases, months))


def _answer(told: Tale, about: str, id_: str, way: object) -> Iterator[str]:
    """Yield an answer that is not at its best, with its label."""
    side, ruleset = _asking(told, id_)
    if about == "events":
        if way != 0:
            times = told.phrases.plural("moves.near.times", int(str(way)))
            yield named(side.event(id_), times)
    elif way == "not_applicable":
        yield named(side.label(id_), told.say("moves.near.na"))
    elif isinstance(way, Fraction):
        # A number is said always, for none is known to be the best.
        spec = ruleset.indicators[id_].number
        unit = "" if spec is None else spec.unit
        yield named(side.label(id_), f"{number(told.phrases, way)} {unit}")
    elif way != _best(ruleset, id_):
        yield named(side.label(id_), side.grade(id_, str(way)))


def _asking(told: Tale, id_: str) -> tuple[Words, Ruleset]:
    """Return the ruleset that asks about something with its words, sooner the new."""
    old, new = told.change.old.ruleset, told.change.new.ruleset
    if id_ in new.indicators or id_ in new.event_kinds:
        return told.new, new
    return told.old, old


def _best(ruleset: Ruleset, id_: str) -> str:
    """Return the best grade that may be given; the first where none is better."""
    spec = ruleset.indicators[id_]
    scale = ruleset.scales[spec.scale or ""]
    grades = [grade.id for grade in scale.grades]
    allowed = [id_ for id_ in grades if spec.permits is None or id_ in spec.permits]
    return allowed[-1] if scale.kind == "strength" else allowed[0]
