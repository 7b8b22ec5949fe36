"""How firm a level is: answers that are not firm, rules that are nearly met."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Final

from neglect_rules.explain._page import Block, Bullet, Line, Section
from neglect_rules.explain._reasons_words import (
    Reader,
    conditions,
    parts_of,
    told_part,
)
from neglect_rules.explain._said import listed
from neglect_rules.model import AnyOf, AtLeastOf, Condition, MeasureTest
from neglect_rules.reasons import Close, Hanging, Margin, Part, Topic

_SHARE: Final = 10
_TWO: Final = 2
Held = Mapping[str, Part]


def firm(reader: Reader, closes: Sequence[Close]) -> Iterator[Section]:
    """Yield what a level hangs on that is not firm, and what it is close to."""
    blocks: list[Block] = []
    for part in (
        _hanging(reader, closes),
        _nearly(reader, closes),
        _only_just(reader, closes),
    ):
        told = list(part)
        blocks += [Line("")] if blocks and told else []
        blocks += told
    if blocks:
        yield Section(reader.say("reasons.firm.title"), tuple(blocks))


def _hanging(reader: Reader, closes: Sequence[Close]) -> Iterator[Block]:
    """Yield each answer that is not firm once, with what would be without it."""
    found: dict[Topic, list[tuple[str, Hanging]]] = {}
    for close in closes:
        for each in close.hanging:
            found.setdefault(each.about, []).append((close.outcome, each))
    if found:
        yield Line(reader.say("reasons.firm.told"))
    for about, several in found.items():
        why = [reader.say(f"reasons.firm.{each}") for each in several[0][1].because]
        yield Bullet(reader.answered(about))
        reasons = listed(reader.telling.phrases, why)
        yield Line(reader.say("reasons.firm.because", reasons=reasons), 1)
        for outcome, each in several:
            yield Line(_without(reader, outcome, each.floor), 1)


def _without(reader: Reader, outcome: str, grade: str) -> str:
    """Return what would be without an answer; a lowest level is never named."""
    name = reader.telling.words.outcome(outcome)
    if grade == reader.ruleset.outcomes[outcome].grades[0]:
        return reader.say("reasons.firm.less", outcome=name)
    level = reader.level(outcome, grade)
    return reader.say("reasons.firm.without", outcome=name, level=level)


def _nearly(reader: Reader, closes: Sequence[Close]) -> Iterator[Block]:
    """Yield the rules for more that are missed by little."""

    def little(close: Close, rule: Margin) -> Sequence[Part]:
        more = reader.is_more(close.outcome, rule.gives, close.floor)
        missed = more and rule.verdict == "false" and rule.kind != "easing"
        return _near(reader, rule) if missed else ()

    yield from _picked(reader, "reasons.firm.nearly", closes, little)


def _only_just(reader: Reader, closes: Sequence[Close]) -> Iterator[Block]:
    """Yield the rules that bring a level and are met by little.

    It says what would lower a level, so it is for those who look after the rules.
    """

    def little(close: Close, rule: Margin) -> Sequence[Part]:
        brings = rule.verdict == "true" and rule.gives == close.floor
        return _tight(reader, rule) if brings else ()

    if reader.keeps_the_rules:
        yield from _picked(reader, "reasons.firm.only_just", closes, little)


def _picked(
    reader: Reader,
    key: str,
    closes: Sequence[Close],
    parts_of_rule: Callable[[Close, Margin], Sequence[Part]],
) -> Iterator[Block]:
    """Yield each rule that has parts to be told once, with all that it gives."""
    gives: dict[str, list[tuple[str, str]]] = {}
    rules: dict[str, tuple[Margin, Sequence[Part]]] = {}
    for close in closes:
        for rule in close.margins:
            if parts := parts_of_rule(close, rule):
                gives.setdefault(rule.at, []).append((close.outcome, rule.gives))
                rules[rule.at] = rule, parts
    if rules:
        yield Line(reader.say(key))
    for rule, parts in rules.values():
        known = conditions(reader, rule)
        levels = reader.gives(gives[rule.at])
        yield Bullet(reader.because(rule))
        yield Line(reader.say(f"reasons.gives.{rule.kind}", levels=levels), 1)
        yield from (Line(told_part(reader, known[each.at], each), 1) for each in parts)


def _near(reader: Reader, rule: Margin) -> Sequence[Part]:
    """Return the numbers by which alone a rule is missed, if all of them are small."""
    held = {part.at: part for part in rule.parts}
    known = conditions(reader, rule)
    at = f"{rule.at}/when"
    return _missing(reader, held, known[at], at) or ()


def _missing(
    reader: Reader, held: Held, condition: Condition, at: str
) -> list[Part] | None:
    """Return the parts that would have to move a little; `None` if that is not it."""
    if at in held:
        return _if_small(held[at], condition)
    found = [
        _missing(reader, held, part, place)
        for place, part in parts_of(reader, condition, at)
    ]
    can = sorted((each for each in found if each is not None), key=len)
    least = len(found)
    if isinstance(condition, AnyOf):
        least = 1
    elif isinstance(condition, AtLeastOf):
        least = condition.at_least
    if len(can) < least:
        return None
    return [part for several in can[:least] for part in several]


def _if_small(part: Part, condition: Condition) -> list[Part] | None:
    if part.verdict != "false":
        return []
    small = _is_small(part.certain_short, condition)
    return [part] if small else None


def _tight(reader: Reader, rule: Margin) -> Sequence[Part]:
    """Return the numbers by which a rule is only just met."""
    known = conditions(reader, rule)
    return [
        part
        for part in rule.parts
        if part.spare is not None and _is_small(part.spare + 1, known[part.at])
    ]


def _is_small(amount: Fraction | None, condition: Condition) -> bool:
    """Return whether a number is missed by little: one of two or more, or a tenth."""
    if amount is None or not isinstance(condition, MeasureTest):
        return False
    limit = condition.at_least if condition.at_least is not None else condition.above
    asked = abs(Fraction(str(limit or 0)))
    return amount * _TWO <= asked and amount <= max(Fraction(1), asked / _SHARE)
