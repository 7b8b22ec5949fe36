"""Ratings to steps."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import product
from math import ceil, floor
from typing import assert_never, final

from attrs import frozen

from neglect_rules.linking import _items as items
from neglect_rules.linking._build import Build, linear
from neglect_rules.linking._conditions import condition
from neglect_rules.linking._measures import measure
from neglect_rules.model import (
    Band,
    Bands,
    Choose,
    Give,
    Grades,
    GradeWhen,
    MostCommon,
    Rule,
    Table,
    WorstOf,
)
from neglect_rules.pointer import Pointer
from neglect_rules.program import Band as BandStep
from neglect_rules.program import (
    Compare,
    Count,
    Extreme,
    Map,
    Member,
    Quorum,
    Reach,
    Select,
)

NA = "n/a"
_GATE = ("no", "yes")


@final
@frozen
class Ladder:
    """The scale that a rule gives its grades on.

    Attributes:
        grades: Low to high.
        greatest: Whether the worst is the highest.
    """

    grades: tuple[str, ...]
    greatest: bool

    def position(self, grade: str) -> int:
        """Return the position of a grade; of `n/a` it is nought."""
        return 0 if grade == NA else self.grades.index(grade) + 1


def rule(build: Build, node: Rule, at: Pointer, ladder: Ladder) -> int:
    """Return the step that holds the grade a rule makes."""
    match node:
        case Bands():
            return _bands(build, node, at, ladder)
        case Choose():
            return _choose(build, node, at, ladder)
        case Grades():
            return _grades(build, node, at, ladder)
        case Table():
            return _table(build, node, at, ladder)
        case WorstOf(worst_of=ids):
            of = [build.values[id_] for id_ in ids]
            return _worst(build, str(at), "rule", of, ladder)
        case MostCommon():
            return _most_common(build, node, str(at), ladder)
        case _ as never:
            assert_never(never)


def _given(build: Build, node: Give, at: Pointer, ladder: Ladder) -> int:
    if isinstance(node, str):
        return _constant(build, str(at), node, ladder)
    return rule(build, node, at, ladder)


def _constant(build: Build, at: str, grade: str, ladder: Ladder) -> int:
    base, grades = ladder.position(grade), ladder.grades
    step = Reach(at=at, role="~give", of=(), levels=(), base=base, grades=grades)
    return build.add(step)


def _worst(build: Build, at: str, role: str, of: Sequence[int], ladder: Ladder) -> int:
    step = Extreme(
        at=at,
        role=role,
        of=tuple(of),
        greatest=ladder.greatest,
        grades=ladder.grades,
    )
    return build.add(step)


def _bands(build: Build, node: Bands, at: Pointer, ladder: Ladder) -> int:
    of = measure(build, node.of, at / "of")
    per = build.per(of)
    step = BandStep(
        at=str(at),
        role="rule",
        of=of,
        edges=tuple(edge(band, per) for band in node.bands[1:]),
        give=tuple(ladder.position(band.give) for band in node.bands),
        grades=ladder.grades,
    )
    return build.add(step)


def edge(band: Band, per: int) -> int:
    """Return the least integer that falls in a band with an edge."""
    if band.from_ is not None:
        return ceil(Fraction(band.from_) * per)
    return floor(Fraction(band.above or 0) * per) + 1


def _choose(build: Build, node: Choose, at: Pointer, ladder: Ladder) -> int:
    chooser, grades = items.graded(build, node.choose)
    of = tuple(
        _given(build, node.by[grade], at / "by" / grade, ladder)
        if grade in node.by
        else None
        for grade in grades
    )
    step = Select(at=str(at), role="rule", chooser=chooser, of=of, grades=ladder.grades)
    return build.add(step)


def _grades(build: Build, node: Grades, at: Pointer, ladder: Ladder) -> int:
    branches = [
        _branch(build, branch, at / "grades" / n, ladder)
        for n, branch in enumerate(node.grades)
    ]
    if node.otherwise == NA:
        return _worst(build, str(at), "rule", branches, ladder)
    worst = _worst(build, str(at), "~worst", branches, ladder)
    otherwise = ladder.position(node.otherwise)
    size = len(ladder.grades) + 1
    step = Map(
        at=str(at),
        role="rule",
        of=(worst,),
        sizes=(size,),
        table=(otherwise, *range(1, size)),
        grades=ladder.grades,
    )
    return build.add(step)


def _branch(build: Build, node: GradeWhen, at: Pointer, ladder: Ladder) -> int:
    holds = condition(build, node.when, at / "when")
    give = _given(build, node.give, at / "give", ladder)
    return gated(build, str(at), "branch", holds, give, ladder.grades)


def gated(
    build: Build, at: str, role: str, holds: int, of: int, grades: tuple[str, ...]
) -> int:
    """Return the step of a choice while a verdict holds, n/a while it does not."""
    gate = build.add(
        Reach(at=at, role="~holds", of=(holds,), levels=(2,), base=1, grades=_GATE)
    )
    size = len(grades) + 1
    # Three rows: n/a (which the gate never is), no, yes.
    table = (*(0,) * size, *(0,) * size, *range(size))
    step = Map(
        at=at, role=role, of=(gate, of), sizes=(3, size), table=table, grades=grades
    )
    return build.add(step)


def _table(build: Build, node: Table, at: Pointer, ladder: Ladder) -> int:
    inputs = [items.graded(build, id_) for id_ in node.table]
    axes = [(NA, *grades) for _, grades in inputs]
    cells = tuple(ladder.position(given(node, cell, ladder)) for cell in product(*axes))
    step = Map(
        at=str(at),
        role="rule",
        of=tuple(index for index, _ in inputs),
        sizes=tuple(len(axis) for axis in axes),
        table=cells,
        grades=ladder.grades,
    )
    return build.add(step)


def given(node: Table, cell: Sequence[str], ladder: Ladder) -> str:
    """Return what a combination gives; without a row, n/a (6.4)."""
    fitting = [row.give for row in node.rows if fits(row.when, cell)]
    return max(fitting, key=ladder.position, default=NA)


def fits(when: Sequence[Sequence[str] | str], cell: Sequence[str]) -> bool:
    """Return whether a row names a combination; `"any"` does not name n/a."""
    return all(
        grade != NA if wanted == "any" else grade in wanted
        for wanted, grade in zip(when, cell, strict=True)
    )


def _most_common(build: Build, node: MostCommon, at: str, ladder: Ladder) -> int:
    """6.7: counts of each grade, which of them carry, and whatever is beyond."""
    of = [build.values[id_] for id_ in node.most_common]
    last = len(ladder.grades)
    top = last if node.unless_above is None else ladder.position(node.unless_above)
    carried = _carried(build, at, _counts(build, at, of, top, last), top)
    mode = build.add(
        Reach(
            at=at,
            role="~mode",
            of=carried,
            levels=tuple(range(2, top + 1)),
            base=1,
            grades=ladder.grades,
        )
    )
    mode = _unless_all_na(build, at, mode, of, ladder)
    beyond = _beyond(build, at, of, top, ladder)
    return _worst(build, at, "rule", [mode, *beyond], ladder)


def _counts(
    build: Build, at: str, of: Sequence[int], top: int, last: int
) -> dict[int, int]:
    """Return the step that counts the members at each position up to `top`."""
    counts = {}
    for position in range(1, top + 1):
        among = 1 << position
        if position == top:
            among = sum(1 << p for p in range(top, last + 1))
        held = tuple(
            build.add(Member(at=at, role=f"~at:{position}:{n}", of=i, among=among))
            for n, i in enumerate(of)
        )
        counts[position] = build.add(Count(at=at, role=f"~count:{position}", of=held))
    return counts


def _carried(
    build: Build, at: str, counts: dict[int, int], top: int
) -> tuple[int, ...]:
    carried = []
    for k in range(2, top + 1):
        parts = [build.add(Compare(at=at, role=f"~held:{k}", of=counts[k], at_least=1))]
        for j in range(1, top + 1):
            if j == k:
                continue
            lead = linear(
                build, at, f"~lead:{k}:{j}", [(counts[k], 1), (counts[j], -1)]
            )
            need = 0 if j < k else 1
            ahead = Compare(at=at, role=f"~ahead:{k}:{j}", of=lead, at_least=need)
            parts.append(build.add(ahead))
        whole = Quorum(at=at, role=f"~carried:{k}", of=tuple(parts), need=len(parts))
        carried.append(build.add(whole))
    return tuple(carried)


def _unless_all_na(
    build: Build, at: str, mode: int, of: Sequence[int], ladder: Ladder
) -> int:
    grades = sum(1 << p for p in range(1, len(ladder.grades) + 1))
    present = tuple(
        build.add(Member(at=at, role=f"~present:{n}", of=i, among=grades))
        for n, i in enumerate(of)
    )
    some = build.add(Quorum(at=at, role="~any present", of=present, need=1))
    return gated(build, at, "~mode of those", some, mode, ladder.grades)


def _beyond(
    build: Build, at: str, of: Sequence[int], top: int, ladder: Ladder
) -> list[int]:
    size = len(ladder.grades) + 1
    if top == size - 1:
        return []
    table = tuple(p if p > top else 0 for p in range(size))
    return [
        build.add(
            Map(
                at=at,
                role=f"~beyond:{n}",
                of=(index,),
                sizes=(size,),
                table=table,
                grades=ladder.grades,
            )
        )
        for n, index in enumerate(of)
    ]
