"""Two versions of what a rule asks, or of how a rating is made, side by side."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeAlias, assert_never, final

from attrs import frozen

from neglect_rules.explain._amounts import named, sentence
from neglect_rules.explain._asked import asked
from neglect_rules.explain._page import Block, Bullet, Line
from neglect_rules.explain._said import listed, number
from neglect_rules.explain._tests import measured, members
from neglect_rules.explain._words import Words
from neglect_rules.model import (
    AllOf,
    AnyOf,
    AtLeastOf,
    Band,
    Bands,
    Choose,
    Condition,
    CountOf,
    Every,
    Grades,
    MeasureTest,
    MostCommon,
    NoneOf,
    Row,
    Rule,
    Some,
    Table,
    WorstOf,
)

Unit: TypeAlias = tuple[Block, ...]
"""A part of something that asks: it is the same in both versions, or it is not."""

_NA = "n/a"


@final
@frozen
class Sides:
    """The words of the old ruleset and those of the new one."""

    old: Words
    new: Words

    def say(self, key: str, **parts: object) -> str:
        """Return one of the library's own sentences."""
        return self.new.say(key, **parts)


def asks(words: Words, condition: Condition, level: int) -> Unit:
    """Return what a condition asks, with the names of signs that it picks out."""
    told: Unit = tuple(asked(words, condition, level, ids=False))
    labels = [words.label(id_) for id_ in _picked(words, condition)]
    if not labels:
        return told
    looked = words.say("rules.looked_at", signs="; ".join(labels))
    return (*told, Line(looked, level + 1))


def _picked(words: Words, condition: Condition) -> list[str]:
    """Return the signs that a condition looks at, where it names them one by one."""
    match condition:
        case Some(some=wanted) | Every(every=wanted) | NoneOf(none=wanted):
            pass
        case MeasureTest(measure=CountOf(count=wanted)):
            pass
        case _:
            return []
    chosen = wanted.from_.indicators is not None or wanted.from_.tag is not None
    return members(words, wanted) if chosen else []


def asked_apart(sides: Sides, was: Condition, now: Condition) -> Iterator[Block]:
    """Yield in what a condition differs: the parts that differ, else all of it."""
    old = [asks(sides.old, part, 1) for part in _parts(was)]
    new = [asks(sides.new, part, 1) for part in _parts(now)]
    if _joined(was) == _joined(now) and (old == new or set(old) & set(new)):
        yield from _apart(sides, _joined(now)[0], old, new)
    else:
        yield from _before_and_now(
            sides, [asks(sides.old, was, 1)], [asks(sides.new, now, 1)]
        )


def _apart(
    sides: Sides, how: str, old: Sequence[Unit], new: Sequence[Unit]
) -> Iterator[Block]:
    gone = [unit for unit in old if unit not in new]
    come = [unit for unit in new if unit not in old]
    for word, units in (("gone", gone), ("come", come)):
        if units:
            yield Line(sides.say(f"edits.{how}.{word}"), 1)
            yield from (block for unit in units for block in unit)
    if not gone and not come:
        yield Line(sides.say("edits.same"), 1)


def _before_and_now(
    sides: Sides, old: Sequence[Unit], new: Sequence[Unit]
) -> Iterator[Block]:
    for word, units in (("before", old), ("now", new)):
        yield Line(sides.say(f"edits.{word}"), 1)
        yield from (block for unit in units for block in unit)


def _parts(condition: Condition) -> Sequence[Condition]:
    match condition:
        case AllOf(all=parts) | AnyOf(any=parts) | AtLeastOf(of=parts):
            return parts
        case _:
            return (condition,)


def _joined(condition: Condition) -> tuple[str, int]:
    """Return how a condition joins its parts, and how many of them must hold."""
    match condition:
        case AllOf():
            return "all", 0
        case AnyOf():
            return "any", 0
        case AtLeastOf(at_least=least):
            return "several", least
        case _:
            return "one", 0


def made_apart(sides: Sides, id_: str, was: Rule, now: Rule) -> Iterator[Block]:
    """Yield in what the making of a rating differs."""
    old, new = made(sides.old, id_, was, 1), made(sides.new, id_, now, 1)
    if type(was) is type(now) and (old == new or set(old) & set(new)):
        yield from _apart(sides, "made", old, new)
    else:
        yield from _before_and_now(sides, old, new)


def made(words: Words, id_: str, rule: Rule, level: int) -> list[Unit]:
    """Return how a rating is made, one part after another."""
    match rule:
        case Bands(bands=bands, of=measure):
            of = words.say("edits.made.of", measure=measured(words, measure))
            edges = (_band(words, id_, bands, n) for n in range(len(bands)))
            return [
                (Line(sentence(of), level),),
                *((Bullet(edge, level),) for edge in edges),
            ]
        case Choose():
            return _chosen(words, id_, rule, level)
        case Grades():
            return _by_condition(words, id_, rule, level)
        case Table(table=inputs, rows=rows):
            return [(Bullet(_row(words, id_, inputs, row), level),) for row in rows]
        case WorstOf() | MostCommon():
            return _of_several(words, id_, rule, level)
        case _ as never:
            assert_never(never)


def _of_several(
    words: Words, id_: str, rule: WorstOf | MostCommon, level: int
) -> list[Unit]:
    if isinstance(rule, WorstOf):
        head, ids = words.say("edits.made.worst"), rule.worst_of
    elif rule.unless_above is None:
        head, ids = words.say("edits.made.most_common"), rule.most_common
    else:
        grade = words.grade(id_, rule.unless_above)
        head = words.say("edits.made.most_common_unless", grade=grade)
        ids = rule.most_common
    bullets = (Bullet(words.label(each), level) for each in ids)
    return [(Line(head, level),), *((bullet,) for bullet in bullets)]


def _grade(words: Words, id_: str, grade: str) -> str:
    return words.say("edits.made.na") if grade == _NA else words.grade(id_, grade)


def _band(words: Words, id_: str, bands: Sequence[Band], index: int) -> str:
    """Return one band: its grade, and from or up to which number it is given."""
    band = bands[index]
    key, edge = "at_least", band.from_
    if edge is None:
        key, edge = "above", band.above
    if edge is None and index + 1 < len(bands):
        above = bands[index + 1]
        key, edge = "below", above.from_
        if edge is None:
            key, edge = "at_most", above.above
    label = _grade(words, id_, band.give)
    if edge is None:
        return label
    limit = words.say(f"limit.{key}", number=number(words.phrases, str(edge)))
    return named(label, limit)


def _chosen(words: Words, id_: str, rule: Choose, level: int) -> list[Unit]:
    units: list[Unit] = []
    for grade, give in rule.by.items():
        told = named(words.label(rule.choose), _grade(words, rule.choose, grade))
        if isinstance(give, str):
            gives = _grade(words, id_, give)
            line = words.say("edits.made.gives", inputs=told, grade=gives)
            units.append((Bullet(line, level),))
        else:
            inner = made(words, id_, give, level + 1)
            below = (block for unit in inner for block in unit)
            units.append((Bullet(f"{told}:", level), *below))
    return units


def _by_condition(words: Words, id_: str, rule: Grades, level: int) -> list[Unit]:
    units: list[Unit] = []
    for each in rule.grades:
        below = asks(words, each.when, level + 1)
        if isinstance(each.give, str):
            grade = _grade(words, id_, each.give)
            head = words.say("edits.made.if", grade=grade)
            units.append((Bullet(head, level), *below))
        else:
            inner = made(words, id_, each.give, level + 1)
            told = (block for unit in inner for block in unit)
            head = words.say("edits.made.so")
            units.append((Bullet(head, level), *below, *told))
    last = words.say("edits.made.else", grade=_grade(words, id_, rule.otherwise))
    return [*units, (Bullet(last, level),)]


def _row(words: Words, id_: str, inputs: Sequence[str], row: Row) -> str:
    told = [
        named(words.label(each), _allowed(words, each, allowed))
        for each, allowed in zip(inputs, row.when, strict=True)
    ]
    grade = _grade(words, id_, row.give)
    return words.say("edits.made.gives", inputs="; ".join(told), grade=grade)


def _allowed(words: Words, id_: str, allowed: tuple[str, ...] | str) -> str:
    if isinstance(allowed, str):
        return words.say("edits.made.any")
    grades = [_grade(words, id_, grade) for grade in allowed]
    return listed(words.phrases, grades, "or")
