"""What the weights of a ruleset mean, in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import pairwise
from typing import Any, Final

from neglect_rules.analysis import SignWeight, Weighing
from neglect_rules.exact import written
from neglect_rules.explain import Block, Bullet, Line, Page, Section, Table, plural
from neglect_rules.model import Indicator, Rating, Scale
from neglect_rules.program import Program

_COUNTS: Final = [
    "no",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
]
_BY_ITSELF: Final = (
    "With everything else at its best, one answer alone could bring, at some age:"
)


def page_of_weights(program: Program, found: Weighing) -> Page:
    """Return what the weights mean as a page of its own, signs by their ids."""
    ruleset = program.ruleset
    title = f"{ruleset.title} {ruleset.version}: what the weights mean"
    opening = Section(None, (Line(title, strong=True),))
    return Page((opening, *weights(program, found)))


def weights(
    program: Program, found: Weighing, *, labels: bool = False
) -> Iterator[Section]:
    """Yield what the weights mean: a table, the same in words, what one answer does.

    Args:
        program: The ruleset.
        found: What `analysis.weigh` worked out.
        labels: Name signs by their labels, with the ids as references.
    """
    names = {each.id: each.id for each in program.members}
    if labels:
        things: dict[str, Indicator | Rating] = {
            **program.ruleset.indicators,
            **program.ruleset.ratings,
        }
        names = {id_: f"{things[id_].label} [{id_}]" for id_ in names}
    mark = "; " if labels else ", "
    sections = [
        Section("What one sign adds", tuple(_tables(program, found, names))),
        Section("In words", tuple(_words(program, found))),
        Section("The points alone", tuple(_spreads(program, found))),
    ]
    if not found.signs:
        none = "No answer has points here: a level is reached by grades and counts."
        sections = [Section(None, (Line(none),))]
    sections.append(
        Section("One answer alone", tuple(_alone(program, found, names, mark)))
    )
    yield from (section for section in sections if section.blocks)


def _usual(found: Weighing, domain: str) -> SignWeight | None:
    """Return the sign that weighs as most of its domain do."""
    signs = [sign for sign in found.signs if sign.domain == domain]
    if not signs:
        return None
    counts = Counter((sign.scale, tuple(sign.adds.items())) for sign in signs)
    usual = counts.most_common(1)[0][0]
    return next(s for s in signs if (s.scale, tuple(s.adds.items())) == usual)


def _tables(
    program: Program, found: Weighing, names: Mapping[str, str]
) -> Iterator[Block]:
    """Yield one table for each scale: a row for each domain, then the exceptions."""
    most = {each.id: each.most for each in found.domains}
    for id_ in dict.fromkeys(sign.scale for sign in found.signs):
        scale = program.ruleset.scales[id_]
        head = ("", *(g.label or g.id for g in scale.grades if _counts(g)), "At most")
        rows: list[tuple[str, ...]] = []
        for domain, spec in program.ruleset.domains.items():
            usual = _usual(found, domain)
            if usual is not None and usual.scale == id_:
                last = most[domain]
                top = "no limit" if last is None else written(last)
                rows.append((spec.label, *_cells(usual, scale), top))
            rows.extend(
                (f"  {names[sign.id]} only", *_cells(sign, scale), "")
                for sign in found.signs
                if (sign.domain, sign.scale) == (domain, id_)
                and (usual is None or sign.adds != usual.adds)
            )
        yield Table(head, tuple(rows))


def _counts(grade: Any) -> bool:
    return bool(grade.points)


def _cells(sign: SignWeight, scale: Scale) -> list[str]:
    cells = [sign.adds.get(g.id) for g in scale.grades if _counts(g)]
    return ["" if adds is None else written(adds) for adds in cells]


def _words(program: Program, found: Weighing) -> Iterator[Block]:
    usual = [_usual(found, domain) for domain in program.ruleset.domains]
    signs = [sign for sign in usual if sign is not None]
    weights = {each.id: each.weight for each in found.domains}
    signs.sort(key=lambda sign: -weights[sign.domain])
    groups: dict[Fraction, list[SignWeight]] = {}
    for sign in signs:
        groups.setdefault(weights[sign.domain], []).append(sign)
    for same in groups.values():
        if len(same) > 1:
            named = _listed([_label(program, sign.domain) for sign in same])
            yield Bullet(f"{named} weigh the same.")
    firsts = [same[0] for same in groups.values()]
    for heavy, light in pairwise(firsts):
        yield from _exchange(program, heavy, light)
    if len(firsts) == 1:
        yield from _exchange(program, firsts[0], firsts[0])
    yield from _limits(program, found)


def _limits(program: Program, found: Weighing) -> Iterator[Bullet]:
    """Yield how much the most that a domain adds is; alike domains together."""
    alike: dict[str, list[str]] = {}
    for domain in found.domains:
        sign = _usual(found, domain.id)
        if sign is not None and domain.most is not None:
            worst = max(sign.adds.values())
            limit = _many(domain.most / worst, f"{_grade(program, sign, worst)} sign")
            alike.setdefault(limit, []).append(_label(program, domain.id))
    for limit, labels in alike.items():
        if len(labels) == len(found.domains) > 1:
            yield Bullet(f"No part adds more than {limit} in it would.")
        else:
            yield from (Bullet(f"{n} adds no more than {limit} would.") for n in labels)


def _exchange(program: Program, one: SignWeight, other: SignWeight) -> Iterator[Bullet]:
    """Yield what one worst sign counts for in least signs of another domain."""
    worst = max(one.adds.values())
    above = [adds for adds in other.adds.values() if adds > 0]
    if worst > 0 and above:
        least = min(above)
        where = _label(program, one.domain)
        there = _label(program, other.domain)
        count = _many(worst / least, f"{_grade(program, other, least)} sign")
        yield Bullet(
            f"One {_grade(program, one, worst)} sign in {where} counts as"
            f" {count} in {there}."
        )


def _grade(program: Program, sign: SignWeight, adds: Fraction) -> str:
    id_ = next(grade for grade, each in sign.adds.items() if each == adds)
    grades = program.ruleset.scales[sign.scale].grades
    label = next(grade.label or grade.id for grade in grades if grade.id == id_)
    return label[:1].lower() + label[1:]


def _label(program: Program, domain: str) -> str:
    return program.ruleset.domains[domain].label


def _many(count: Fraction, thing: str) -> str:
    whole = count.denominator == 1 and count < len(_COUNTS)
    told = _COUNTS[int(count)] if whole else written(count)
    return f"{told} {thing}" if count == 1 else f"{told} {thing}s"


def _spreads(program: Program, found: Weighing) -> Iterator[Block]:
    for spread in found.spread:
        name = _level(program, spread.outcome, spread.grade)
        by = f" [{', '.join(spread.rules)}]"
        if spread.least is None:
            yield Bullet(f"{name}: points cannot reach it, whatever is answered.{by}")
        elif spread.least > 1:
            parts = _many(Fraction(spread.least), "part")
            yield Bullet(f"{name}: points cannot reach it from fewer than {parts}.{by}")
        else:
            yield Bullet(f"{name}: points in a single part may reach it.{by}")


def _alone(
    program: Program, found: Weighing, names: Mapping[str, str], mark: str
) -> Iterator[Block]:
    if found.alone:
        yield Line(_BY_ITSELF)
    for alone in found.alone:
        name = _level(program, alone.outcome, alone.grade)
        count = plural(len(alone.indicators), "answer")
        told = mark.join(names[id_] for id_ in alone.indicators)
        yield Bullet(f"{name}: {count} ({told}).")


def _level(program: Program, outcome: str, grade: str) -> str:
    spec = program.ruleset.outcomes[outcome]
    label = spec.labels.get(grade, grade)
    return label if len(program.outcomes) == 1 else f"{label} ({spec.label or outcome})"


def _listed(words: Sequence[str]) -> str:
    return f"{', '.join(words[:-1])} and {words[-1]}"
