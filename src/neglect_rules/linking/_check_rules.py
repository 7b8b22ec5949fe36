"""Which bands, tables or measures of a ruleset cannot be judged."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import pairwise, product
from math import prod
from typing import Any, assert_never

from neglect_rules.diagnostics import Diagnostic
from neglect_rules.linking._check_grades import off_ladder
from neglect_rules.linking._check_items import share
from neglect_rules.linking._ratings import NA, fits
from neglect_rules.linking._scope import grade_ids, scale_of, thing
from neglect_rules.linking._walk import Parts, walk
from neglect_rules.model import (
    AtLeastOf,
    Band,
    Bands,
    Choose,
    CoverageRecord,
    FromOutcome,
    Grades,
    GradeWhen,
    Indicator,
    Mean,
    MostCommon,
    NumberOf,
    Points,
    Rating,
    Row,
    Ruleset,
    Table,
    WorstOf,
)
from neglect_rules.pointer import Pointer

_CELLS = 4096


def senseless_rules(ruleset: Ruleset, parts: Parts) -> Iterator[Diagnostic]:
    """Yield NR105, NR202, NR206 to NR209 and NR216."""
    for id_, rating in ruleset.ratings.items():
        yield from _rating(ruleset, rating, Pointer(("ratings", id_)))
    for at, node in parts:
        match node:
            case NumberOf() | Points() | Mean():
                yield from _measure(ruleset, node, at)
            case CoverageRecord(below=below):
                yield from share(below, at / "below")
            case AtLeastOf() if node.at_least > len(node.of):
                yield Diagnostic(
                    code="NR105",
                    message=f"at least {node.at_least} are asked of {len(node.of)}",
                    at=at / "at_least",
                )
    for id_, outcome in ruleset.outcomes.items():
        if outcome.from_ is not None:
            at = Pointer(("outcomes", id_, "from"))
            yield from _from(ruleset, outcome.from_, outcome.grades, at)


def _measure(
    ruleset: Ruleset, node: NumberOf | Points | Mean, at: Pointer
) -> Iterator[Diagnostic]:
    match node:
        case NumberOf(number=id_):
            if ruleset.indicators[id_].number is None:
                yield Diagnostic(
                    code="NR209",
                    message=f"`{id_}` has grades, not a number",
                    at=at / "number",
                    hint=f'write {{"points": "{id_}"}} for its points',
                )
        case Points(points=id_):
            yield from _has_grades(ruleset, id_, at / "points")
        case Mean(mean=ids):
            for n, id_ in enumerate(ids):
                yield from _has_grades(ruleset, id_, at / "mean" / n)
                yield from _always_there(ruleset, id_, at / "mean" / n)
        case _ as never:
            assert_never(never)


def _has_grades(ruleset: Ruleset, id_: str, at: Pointer) -> Iterator[Diagnostic]:
    if scale_of(ruleset, id_) is None:
        yield Diagnostic(
            code="NR209",
            message=f"`{id_}` is a number, which has no grades",
            at=at,
            hint=f'write {{"number": "{id_}"}} for the number itself',
        )


def _always_there(ruleset: Ruleset, id_: str, at: Pointer) -> Iterator[Diagnostic]:
    spec = thing(ruleset, id_)
    missing = isinstance(spec, Indicator) and (
        spec.may_not_apply or spec.ages or spec.subjects or spec.ask_if
    )
    if missing or isinstance(spec, Rating):
        yield Diagnostic(
            code="NR216",
            message=f"`{id_}` may not apply, so no mean can be taken of it",
            at=at,
            hint="add the points and compare the sum",
        )


def _rating(ruleset: Ruleset, rating: Rating, at: Pointer) -> Iterator[Diagnostic]:
    grades = grade_ids(ruleset.scales[rating.scale])
    whose = at.parts[-1]
    for place, node in walk(rating.rule, at / "rule"):
        yield from _rule(ruleset, rating, node, place)
        for grade, where in _grades_given(node, place):
            yield from off_ladder(grade, grades, where, whose)


def _rule(
    ruleset: Ruleset, rating: Rating, node: Any, at: Pointer
) -> Iterator[Diagnostic]:
    match node:
        case Bands():
            yield from _bands(node, at)
        case Choose():
            yield from _choose(ruleset, node, at)
        case Table():
            yield from _table(ruleset, node, at)
        case WorstOf(worst_of=ids):
            yield from _same_scale(ruleset, ids, rating, at / "worst_of")
        case MostCommon():
            yield from _most_common(ruleset, node, rating, at)
        case _:
            pass


def _grades_given(node: Any, at: Pointer) -> Iterator[tuple[str, Pointer]]:
    """Return every grade that a rule itself gives, with its place."""
    gives: list[tuple[Any, Pointer]] = []
    if isinstance(node, Band | Row | GradeWhen):
        gives = [(node.give, at / "give")]
    elif isinstance(node, Choose):
        gives = [(give, at / "by" / grade) for grade, give in node.by.items()]
    elif isinstance(node, Grades) and node.otherwise != NA:
        gives = [(node.otherwise, at / "otherwise")]
    return ((give, place) for give, place in gives if isinstance(give, str))


def _bands(node: Bands, at: Pointer) -> Iterator[Diagnostic]:
    first = node.bands[0]
    if first.from_ is not None or first.above is not None:
        yield Diagnostic(
            code="NR208",
            message="the first band begins where the numbers do, so it has no edge",
            at=at / "bands" / 0,
            hint="take its edge out, or put a band before it",
        )
    for n, band in enumerate(node.bands[1:], start=1):
        if band.from_ is None and band.above is None:
            yield Diagnostic(
                code="NR208",
                message="this band does not say where it begins",
                at=at / "bands" / n,
                hint='add "from" or "above"',
            )
    edges = [_edge(band) for band in node.bands[1:]]
    for n, (one, other) in enumerate(pairwise(edges), start=2):
        if one >= other:
            yield Diagnostic(
                code="NR208",
                message="this band begins no later than the one before it",
                at=at / "bands" / n,
                hint="list bands from low to high",
            )


def _edge(band: Band) -> tuple[Fraction, bool]:
    """Return where a band begins: `above` is just after `from` of the same number."""
    if band.above is not None:
        return Fraction(band.above), True
    return Fraction(band.from_ or 0), False


def _choose(ruleset: Ruleset, node: Choose, at: Pointer) -> Iterator[Diagnostic]:
    yield from _has_grades(ruleset, node.choose, at / "choose")
    scale = scale_of(ruleset, node.choose)
    grades = () if scale is None else grade_ids(scale)
    for grade in node.by:
        yield from off_ladder(grade, grades, at / "by" / grade, node.choose)
    spec = thing(ruleset, node.choose)
    permits = spec.permits if isinstance(spec, Indicator) else None
    missing = [grade for grade in permits or grades if grade not in node.by]
    if missing:
        yield Diagnostic(
            code="NR207",
            message=f"nothing is said for `{missing[0]}` of `{node.choose}`",
            at=at / "by",
            hint=f'add "{missing[0]}"',
        )


def _table(ruleset: Ruleset, node: Table, at: Pointer) -> Iterator[Diagnostic]:
    scales = [scale_of(ruleset, id_) for id_ in node.table]
    for n, (id_, scale) in enumerate(zip(node.table, scales, strict=True)):
        if scale is None:
            yield from _has_grades(ruleset, id_, at / "table" / n)
    axes = [grade_ids(scale) for scale in scales if scale is not None]
    if len(axes) < len(scales):
        return
    size = prod(len(axis) + 1 for axis in axes)
    if size > _CELLS:
        yield Diagnostic(
            code="NR207",
            message=f"the table has {size} cells; {_CELLS} are the most",
            at=at / "table",
        )
        return
    wrong = list(_rows(node, axes, at))
    yield from wrong or _cells(node, axes, at)


def _rows(
    node: Table, axes: Sequence[Sequence[str]], at: Pointer
) -> Iterator[Diagnostic]:
    for n, row in enumerate(node.rows):
        place = at / "rows" / n / "when"
        if len(row.when) != len(axes):
            yield Diagnostic(
                code="NR207",
                message=f"this row speaks of {len(row.when)} inputs; the table has"
                f" {len(axes)}",
                at=place,
            )
            continue
        for m, (wanted, axis) in enumerate(zip(row.when, axes, strict=True)):
            for k, grade in enumerate(() if wanted == "any" else wanted):
                ladder = (*axis, NA)
                yield from off_ladder(grade, ladder, place / m / k, node.table[m])


def _cells(
    node: Table, axes: Sequence[Sequence[str]], at: Pointer
) -> Iterator[Diagnostic]:
    for cell in product(*axes):
        count = sum(fits(row.when, cell) for row in node.rows)
        if count == 0 or (count > 1 and node.hit == "unique"):
            words = ", ".join(
                f"`{id_}` `{grade}`"
                for id_, grade in zip(node.table, cell, strict=True)
            )
            what = "no row fits" if count == 0 else "more than one row fits"
            yield Diagnostic(
                code="NR207", message=f"{what} when {words}", at=at / "rows"
            )
            return


def _same_scale(
    ruleset: Ruleset, ids: Sequence[str], rating: Rating, at: Pointer
) -> Iterator[Diagnostic]:
    for n, id_ in enumerate(ids):
        spec = thing(ruleset, id_)
        if spec is not None and spec.scale != rating.scale:
            yield Diagnostic(
                code="NR206",
                message=f"`{id_}` is not on the scale `{rating.scale}` of the rating",
                at=at / n,
                hint="make a rating of it on that scale first",
            )


def _most_common(
    ruleset: Ruleset, node: MostCommon, rating: Rating, at: Pointer
) -> Iterator[Diagnostic]:
    yield from _same_scale(ruleset, node.most_common, rating, at / "most_common")
    scale = ruleset.scales[rating.scale]
    if scale.kind != "concern":
        yield Diagnostic(
            code="NR209",
            message="the most common grade is taken on concern scales only",
            at=at / "most_common",
        )
    if node.unless_above is not None:
        place = at / "unless_above"
        yield from off_ladder(node.unless_above, grade_ids(scale), place, at.parts[1])


def _from(
    ruleset: Ruleset, node: FromOutcome, grades: Sequence[str], at: Pointer
) -> Iterator[Diagnostic]:
    earlier = ruleset.outcomes[node.outcome].grades
    for grade, to in node.map.items():
        yield from off_ladder(grade, earlier, at / "map" / grade, node.outcome)
        yield from off_ladder(to, grades, at / "map" / grade, at.parts[1])
    missing = [grade for grade in earlier if grade not in node.map]
    if missing:
        yield Diagnostic(
            code="NR207",
            message=f"nothing is said for `{missing[0]}` of `{node.outcome}`",
            at=at / "map",
        )
