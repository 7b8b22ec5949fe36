"""Why a level is certain, as sections of a page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from neglect_rules.explain._amounts import quoted
from neglect_rules.explain._inputs import matters
from neglect_rules.explain._page import Block, Bullet, Line, Section
from neglect_rules.explain._reasons_firm import firm
from neglect_rules.explain._reasons_words import Reader, shortened
from neglect_rules.explain._result import is_lowest
from neglect_rules.explain._said import listed
from neglect_rules.explain._why import short_of
from neglect_rules.reasons import Close, Met, StillPossible, Why

_FEW = 6


def why_sections(
    reader: Reader,
    whys: Sequence[Why],
    possible: Sequence[StillPossible],
    closes: Sequence[Close],
) -> Iterator[Section]:
    """Yield why each level is certain, which rules are met, and how firm that is."""
    blocks: list[Block] = []
    for why, still in zip(whys, possible, strict=True):
        blocks += [Line("")] if blocks else []
        blocks.append(Line(reader.claimed(why.outcome), strong=True))
        blocks += _reason(reader, why, whys)
        blocks += _still(reader, still)
    blocks += _open(reader, possible)
    yield Section(reader.say("reasons.why.title"), tuple(blocks))
    yield from _met(reader, whys)
    yield from firm(reader, closes)
    yield from _found(reader, whys, possible)


def _reason(reader: Reader, why: Why, whys: Sequence[Why]) -> Iterator[Block]:
    if not why.answers:
        yield from _without_answers(reader, why.outcome)
        return
    first = next(each for each in whys if each.answers == why.answers)
    sure = len(reader.telling.outcomes[why.outcome]["possible"]) == 1
    key = "reasons.why.is" if sure else "reasons.why.at_least"
    level = reader.level(why.outcome, why.floor)
    count = len(why.answers)
    if first is not why:
        other = quoted(reader.telling.words.outcome(first.outcome))
        yield Line(reader.plural(f"{key}_same", count, level=level, other=other))
        return
    yield Line(reader.plural(key, count, level=level))
    for about in why.answers:
        yield Bullet(reader.answered(about))
        if count <= _FEW:
            yield from (Line(each, 1) for each in reader.details(about))
    told = "fewest" if why.fewest else "stopped"
    yield Line(reader.plural(f"reasons.why.{told}", count))


def _without_answers(reader: Reader, outcome: str) -> Iterator[Block]:
    """Yield why a level is certain that no answer is needed for."""
    telling = reader.telling
    if not is_lowest(telling, outcome):
        yield Bullet(reader.say("reasons.why.recorded"))
    elif reader.is_thin(outcome):
        first = next(each for each in reader.outcomes if reader.is_thin(each))
        again = "" if first == outcome else "_too"
        yield Bullet(reader.say(f"reasons.why.too_little{again}"))
        if not again:
            yield from (Line(each, 1) for each in short_of(telling))
    elif telling.outcomes[outcome]["status"] == "settled":
        yield Bullet(reader.say("reasons.why.nothing"))
    else:
        yield Bullet(reader.say("reasons.why.nothing_certain"))


def _still(reader: Reader, still: StillPossible) -> Iterator[Block]:
    """Yield what may still come out; of a lowest level nothing is said."""
    if len(still.possible) == 1:
        return
    lowest, *above = still.possible
    brought = [each.grade for each in still.reached]
    groups = {
        "least": brought[:1] if lowest in still.ruled_out else [],
        "can": [each for each in brought if each in above],
        "unknown": [each for each in still.unknown if each in above],
        "cannot": [each for each in still.ruled_out if each in above],
    }
    for key, grades in groups.items():
        told = [reader.level(still.outcome, grade) for grade in grades]
        if told:
            levels = listed(reader.telling.phrases, told, "or")
            yield Line(reader.say(f"reasons.still.{key}", levels=levels))


def _open(reader: Reader, possible: Sequence[StillPossible]) -> Iterator[Block]:
    """Yield which questions are open, where a level is not settled."""
    telling = reader.telling
    if all(telling.outcomes[o]["status"] == "settled" for o in reader.outcomes):
        return
    waiting = [
        reader.label(id_)
        for id_ in telling.leaves
        if telling.is_waiting(id_) and matters(telling, id_)
    ]
    yield Line("")
    if 0 < len(waiting) <= _FEW:
        yield Line(reader.say("reasons.why.open", labels="; ".join(waiting)))
    else:
        yield Line(reader.plural("reasons.why.open_many", len(waiting)))
    every = all(still.how == "exact" for still in possible)
    yield Line(reader.say("reasons.still.every" if every else "reasons.still.some"))


def _met(reader: Reader, whys: Sequence[Why]) -> Iterator[Section]:
    """Yield each rule that is met once, with what it gives on every ladder."""
    found: dict[str, list[tuple[Why, Met]]] = {}
    for why in whys:
        for rule in why.met:
            found.setdefault(rule.at, []).append((why, rule))
    blocks: list[Block] = []
    for several in sorted(found.values(), key=lambda each: -_rank(reader, each)):
        _, rule = several[0]
        levels = reader.gives((why.outcome, each.gives) for why, each in several)
        blocks.append(Bullet(reader.because(rule)))
        blocks.append(Line(reader.say(f"reasons.gives.{rule.kind}", levels=levels), 1))
        blocks += _meeting(reader, rule)
    if blocks:
        told = Line(reader.say("reasons.met.told"))
        yield Section(reader.say("reasons.met.title"), (told, *blocks))


def _rank(reader: Reader, several: Sequence[tuple[Why, Met]]) -> int:
    """Return how high a rule reaches, on the ladder where that is highest."""
    return max(
        reader.ruleset.outcomes[why.outcome].grades.index(rule.gives)
        for why, rule in several
    )


def _meeting(reader: Reader, rule: Met) -> Iterator[Block]:
    if reader.checks:
        yield Line(reader.say("reasons.place", place=rule.at), 1)
    if rule.answers:
        told = [reader.answered(about) for about in rule.answers]
        yield from shortened(reader, told, 1)
    else:
        yield Line(reader.say("reasons.met.no_answer"), 1)


def _found(
    reader: Reader, whys: Sequence[Why], possible: Sequence[StillPossible]
) -> Iterator[Section]:
    """Yield for those who check how each thing was found, and with how many steps."""
    if not reader.checks:
        return
    blocks: list[Block] = [Line(reader.say("reasons.found.told"))]
    for why, still in zip(whys, possible, strict=True):
        blocks.append(Bullet(reader.telling.words.outcome(why.outcome)))
        blocks += [
            Line(reader.plural("reasons.found.runs", why.runs), 1),
            Line(reader.say(f"reasons.found.why.{why.how}", steps=why.steps), 1),
            Line(reader.say(f"reasons.found.still.{still.how}", steps=still.steps), 1),
        ]
    yield Section(reader.say("reasons.found.title"), tuple(blocks))
