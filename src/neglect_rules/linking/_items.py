"""The steps of what a ruleset declares: grades, points, domains, coverage."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from functools import lru_cache

from neglect_rules.exact import Number, common_denominator, written
from neglect_rules.linking._build import Build, extreme, linear, test_number
from neglect_rules.linking._scope import (
    grade_ids,
    grades_critical,
    grades_meant,
    members,
    place_of,
    scale_of,
    scored_members,
    thing,
    things,
)
from neglect_rules.model import GradeTest, Scale, Selection
from neglect_rules.program import (
    Amount,
    Clamp,
    Compare,
    Count,
    DomainLink,
    Map,
    Member,
    Quorum,
)


def scale(build: Build, id_: str) -> Scale:
    """Return the scale of an indicator or rating that has one."""
    found = scale_of(build.ruleset, id_)
    assert found is not None  # noqa: S101 - the checks saw to it
    return found


def graded(build: Build, id_: str) -> tuple[int, tuple[str, ...]]:
    """Return the step of a thing's grade, with its scale's grades."""
    return build.values[id_], grade_ids(scale(build, id_))


def outcome(build: Build, id_: str) -> tuple[int, tuple[str, ...]]:
    """Return the step of an outcome's result, with its ladder."""
    return build.outcomes[id_], build.ruleset.outcomes[id_].grades


def number(build: Build, id_: str) -> int:
    """Return the leaf of a numeric indicator."""
    return build.values[id_]


def age(build: Build, of: str) -> int:
    """Return the leaf of an age."""
    everything = (-7900, None) if of == "gestation_weeks" else (-1800, None)
    leaf = Amount(at="/subjects", role=of, of=of, indicator="", per=1, open=everything)
    return build.add(leaf)


def points(build: Build, id_: str) -> int:
    """Return the step of a thing's grade points, before any weight (5.1)."""
    ruleset = build.ruleset
    spec = thing(ruleset, id_)
    assert spec is not None  # noqa: S101 - the checks saw to it
    its_scale = scale(build, id_)
    numbers = spec.not_applicable_points, *(g.points for g in its_scale.grades)
    table, per = _scaled(numbers)
    at = place_of(ruleset, id_)
    index = build.add(
        Map(
            at=at,
            role="points",
            of=(build.values[id_],),
            sizes=(len(numbers),),
            table=table,
            per=per,
        )
    )
    if spec.exception is None and its_scale.exception is not None:
        return build.may_exempt(index, f"/scales/{spec.scale}", its_scale.exception)
    return build.may_exempt(index, at, spec.exception)


@lru_cache(maxsize=256)
def _scaled(numbers: tuple[Number, ...]) -> tuple[tuple[int, ...], int]:
    """Return numbers as whole ones, and what these count; many things share a scale."""
    exact = [Fraction(each) for each in numbers]
    per = common_denominator(exact)
    return tuple(int(each * per) for each in exact), per


def contribution(build: Build, id_: str) -> int:
    """Return the step of a thing's points times its weight (5.2)."""
    spec = thing(build.ruleset, id_)
    index = points(build, id_)
    if spec is None or spec.weight == 1:
        return index
    place = place_of(build.ruleset, id_)
    return linear(build, place, "contribution", [(index, spec.weight)])


def domain(build: Build, id_: str) -> DomainLink:
    """Return the steps of a domain's score, raw, capped and weighted (5.3, 5.4)."""
    if id_ not in build.domains:
        build.domains[id_] = _domain(build, id_)
    return build.domains[id_]


def _domain(build: Build, id_: str) -> DomainLink:
    spec, at = build.ruleset.domains[id_], f"/domains/{id_}"
    limits: list[Number] = [n for n in (spec.cap, spec.floor) if n is not None]
    raw = _raw(build, id_, limits)
    per = build.per(raw)
    low, high = (
        None if limit is None else int(Fraction(limit) * per)
        for limit in (spec.floor, spec.cap)
    )
    capped = build.add(Clamp(at=at, role="capped", of=raw, low=low, high=high, per=per))
    weighted = linear(build, at, "weighted", [(capped, spec.weight)])
    return DomainLink(id=id_, at=at, raw=raw, capped=capped, weighted=weighted)


def _raw(build: Build, id_: str, limits: Sequence[Number]) -> int:
    spec, at = build.ruleset.domains[id_], f"/domains/{id_}"
    parts = [
        contribution(build, member) for member in scored_members(build.ruleset, id_)
    ]
    if spec.combine == "count":
        above = [
            build.add(Compare(at=at, role=f"~scores:{n}", of=part, at_least=1))
            for n, part in enumerate(parts)
        ]
        parts = [build.add(Count(at=at, role="~scoring", of=tuple(above)))]
    if spec.combine == "max" and parts:
        parts = [extreme(build, at, parts, greatest=True, role="~greatest")]
    return linear(build, at, "raw", [(part, 1) for part in parts], limits)


def total(build: Build) -> int:
    """Return the step of the sum of all weighted scores (5.4)."""
    terms = [(domain(build, id_).weighted, 1) for id_ in build.ruleset.domains]
    return linear(build, "", "total", terms)


def critical(build: Build, id_: str) -> int | None:
    """Return the step that says whether a thing is critical, if it can be (4.4)."""
    spec = thing(build.ruleset, id_)
    if spec is None or spec.critical_at is None:
        return None
    of, grades = graded(build, id_)
    among = grades_critical(spec, scale(build, id_).kind, grades)
    at = place_of(build.ruleset, id_)
    return build.add(Member(at=at, role="~critical", of=of, among=among))


def selection_tests(build: Build, selection: Selection) -> tuple[tuple[str, int], ...]:
    """Return each member of a selection with the step of its test."""
    tests = []
    for id_ in members(build.ruleset, selection):
        graded_test = selection.graded
        if isinstance(graded_test, GradeTest):
            index = _member_test(build, id_, graded_test)
        else:
            index = critical(build, id_) or 0
        tests.append((id_, index))
    return tuple(tests)


def _member_test(build: Build, id_: str, test: GradeTest) -> int:
    of, grades = graded(build, id_)
    among = grades_meant(test, grades)
    at = place_of(build.ruleset, id_)
    return build.add(Member(at=at, role=f"~in:{among}", of=of, among=among))


def by_domain(build: Build, tests: Sequence[tuple[str, int]]) -> dict[str, list[int]]:
    """Return the tests by the domain of their member; without one they are left out."""
    found: dict[str, list[int]] = {}
    for id_, index in tests:
        spec = thing(build.ruleset, id_)
        if spec is not None and spec.domain is not None:
            found.setdefault(spec.domain, []).append(index)
    return found


def answered_and_due(build: Build, id_: str) -> tuple[int, int]:
    """Return the steps that say whether a thing is answered, and whether due."""
    at = place_of(build.ruleset, id_)
    return build.known[f"{at}#~answered"], build.known[f"{at}#~due"]


def covers(build: Build, at: str, domain_id: str, share: Mapping[str, Number]) -> int:
    """Return the step that puts the share of a domain's answers to a test (4.6, 8.3).

    A share of answers is `answered - share x due`, compared with nought; the trace says
    what the author asked.
    """
    answered, due = coverage(build, domain_id)
    ((word, asked),) = share.items()
    left = linear(build, at, "~left", [(answered, 1), (due, -asked)])
    index = test_number(build, at, left, {word: 0})
    build.expected[index] = {"coverage": domain_id, word: written(Fraction(asked))}
    return index


def coverage(build: Build, domain_id: str) -> tuple[int, int]:
    """Return the steps that count what is answered and what is due (5.8)."""
    at = "/indicators" if domain_id == "all" else f"/domains/{domain_id}"
    meant = [
        (id_, spec)
        for id_, spec in things(build.ruleset)
        if domain_id in {spec.domain, "all"}
    ]
    core = [id_ for id_, spec in meant if spec.core]
    if not core:
        only = build.ruleset.indicators if domain_id == "all" else None
        core = [id_ for id_, _ in meant if only is None or id_ in only]
    pairs = [answered_and_due(build, id_) for id_ in core]
    both = [
        build.add(Quorum(at=at, role=f"~answered:{id_}", of=pair, need=2))
        for id_, pair in zip(core, pairs, strict=True)
    ]
    due = tuple(due for _, due in pairs)
    return (
        build.add(Count(at=at, role="answered", of=tuple(both))),
        build.add(Count(at=at, role="due", of=due)),
    )
