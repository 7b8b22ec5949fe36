"""Why a level is not higher: each rule for more, what it lacks, what would meet it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, TypeAlias

from neglect_rules.explain._amounts import named
from neglect_rules.explain._page import Block, Bullet, Line, Section
from neglect_rules.explain._reasons_words import (
    Reader,
    conditions,
    shortened,
    told_part,
)
from neglect_rules.reasons import Change, Counterfactual, NotMet, Part

_MOST: Final = 6
Several: TypeAlias = Sequence[tuple[str, NotMet]]
"""One rule with each ladder on which it would give more."""


def not_sections(
    reader: Reader,
    missing: Sequence[Sequence[NotMet]],
    changes: Sequence[Sequence[Counterfactual]],
) -> Iterator[Section]:
    """Yield the rules for more, then what would change each level."""
    top: list[Block] = [
        Line(reader.claimed(outcome), strong=True) for outcome in reader.outcomes
    ]
    found: dict[str, list[tuple[str, NotMet]]] = {}
    for outcome, rules in zip(reader.outcomes, missing, strict=True):
        for rule in rules:
            found.setdefault(rule.at, []).append((outcome, rule))
    if not found:
        top.append(Line(reader.say("reasons.not.none")))
    yield Section(reader.say("reasons.not.title"), tuple(top))
    yield from _rules(reader, list(found.values()))
    yield from _changes(reader, [each for several in changes for each in several])
    yield from _found(reader, missing, changes)


def _rules(reader: Reader, found: Sequence[Several]) -> Iterator[Section]:
    """Yield the rules for more: those first that the fewest answers would meet."""
    can = [each for each in found if not _is_out_of_reach(each)]
    can.sort(key=_how_many)
    most = len(can) if reader.keeps_the_rules else _MOST
    blocks: list[Block] = [Line(reader.say("reasons.not.told"))]
    for several in can[:most]:
        blocks += [Line(""), *_rule(reader, several)]
    if can:
        yield Section(reader.say("reasons.not.rules"), tuple(blocks))
    blocks = [block for each in can[most:] for block in _briefly(reader, each)]
    if blocks:
        yield Section(reader.say("reasons.not.further"), tuple(blocks))
    rest = [reader.because(each[0][1]) for each in found if _is_out_of_reach(each)]
    if rest:
        told = Line(reader.say("reasons.not.out_of_reach"))
        bullets = (Bullet(each) for each in rest)
        yield Section(reader.say("reasons.not.others"), (told, *bullets))


def _is_out_of_reach(several: Several) -> bool:
    needs = several[0][1].needs
    return needs.changes is None and needs.how == "exact"


def _how_many(several: Several) -> tuple[bool, int]:
    """Return how many changes would meet a rule; what none would meet comes last."""
    changes = several[0][1].needs.changes
    return changes is None, len(changes or ())


def _rule(reader: Reader, several: Several) -> Iterator[Block]:
    rule = several[0][1]
    yield Bullet(reader.because(rule))
    told = _would_give(reader, several)
    yield Line(f"{told} {reader.say(f'reasons.not.{rule.verdict}')}", 1)
    if reader.checks:
        yield Line(reader.say("reasons.place", place=rule.at), 1)
    yield from _parts(reader, rule, "failed", rule.failed)
    yield from _parts(reader, rule, "open_parts", rule.open)
    yield from needs(reader, "reasons.needs", rule.needs)


def _briefly(reader: Reader, several: Several) -> Iterator[Block]:
    """Yield a rule that takes more, with how many answers it would take."""
    rule = several[0][1]
    changes = rule.needs.changes
    yield Bullet(reader.because(rule))
    takes = (
        reader.say("reasons.needs.none_search")
        if changes is None
        else reader.plural("reasons.not.takes", len(changes))
    )
    yield Line(f"{_would_give(reader, several)} {takes}", 1)


def _would_give(reader: Reader, several: Several) -> str:
    levels = reader.gives((outcome, each.gives) for outcome, each in several)
    kind = several[0][1].kind
    return reader.say(f"reasons.would_give.{kind}", levels=levels)


def _parts(
    reader: Reader, rule: NotMet, key: str, parts: Sequence[Part]
) -> Iterator[Block]:
    if not parts:
        return
    known = conditions(reader, rule)
    told = [told_part(reader, known[part.at], part) for part in parts]
    yield Line(reader.say(f"reasons.not.{key}"), 1)
    yield from shortened(reader, told, 1)


def needs(reader: Reader, key: str, found: Counterfactual) -> Iterator[Block]:
    """Yield the fewest answers that would bring something about, if any would."""
    if found.changes is None:
        yield Line(reader.say(f"{key}.none_{found.how}"), 1)
        return
    yield Line(reader.plural(key, len(found.changes)), 1)
    yield from shortened(reader, [changed(reader, each) for each in found.changes], 1)
    if found.how == "search":
        yield Line(reader.say("reasons.needs.stopped"), 1)


def changed(reader: Reader, change: Change) -> str:
    """Return an answer that would be another: "Warmth: Severe (now: Met)"."""
    about = change.about
    now = reader.value(about, change.now)
    was = reader.telling.value(about.id)
    told = reader.say("reasons.change", now=now, was=was)
    return named(reader.label(about.id), told)


def _changes(reader: Reader, found: Sequence[Counterfactual]) -> Iterator[Section]:
    """Yield the fewest answers for each other level; one set of them only once."""
    groups: dict[object, list[Counterfactual]] = {}
    for each in found:
        groups.setdefault((each.direction, each.changes, each.how), []).append(each)
    blocks: list[Block] = []
    for several in groups.values():
        blocks += [Line("")] if blocks else []
        levels = reader.gives((each.outcome, each.grade) for each in several)
        way = several[0].direction
        blocks.append(Bullet(reader.say(f"reasons.change.{way}", levels=levels)))
        blocks += needs(reader, "reasons.change", several[0])
    if blocks:
        told = (Line(reader.say("reasons.change.told")), Line(""))
        yield Section(reader.say("reasons.change.title"), (*told, *blocks))


def _found(
    reader: Reader,
    missing: Sequence[Sequence[NotMet]],
    changes: Sequence[Sequence[Counterfactual]],
) -> Iterator[Section]:
    """Yield for those who check how exact this is, and with how many steps."""
    if not reader.checks:
        return
    blocks: list[Block] = [Line(reader.say("reasons.found.told"))]
    for outcome, rules, others in zip(reader.outcomes, missing, changes, strict=True):
        blocks.append(Bullet(reader.telling.words.outcome(outcome)))
        for key, several in (("rules", [r.needs for r in rules]), ("change", others)):
            exact = sum(each.how == "exact" for each in several)
            steps = max((each.steps for each in several), default=0)
            told = {"exact": exact, "count": len(several), "steps": steps}
            blocks.append(Line(reader.say(f"reasons.found.{key}", **told), 1))
    yield Section(reader.say("reasons.found.title"), tuple(blocks))
