"""Indicators and ratings to steps: the leaf, whether it applies, what it is worth."""

from __future__ import annotations

from fractions import Fraction

from neglect_rules.exact import common_denominator
from neglect_rules.linking import _items as items
from neglect_rules.linking._build import Build
from neglect_rules.linking._conditions import condition
from neglect_rules.linking._ratings import Ladder, gated, rule
from neglect_rules.linking._scope import grade_ids, is_scored
from neglect_rules.model import Indicator, NumberRange
from neglect_rules.pointer import Pointer
from neglect_rules.program import (
    NOT_APPLICABLE,
    Amount,
    Answer,
    Compare,
    MemberLink,
    Not,
    Quorum,
    RecordFact,
    cone,
    indicators_read,
)


def indicator(build: Build, id_: str) -> None:
    """Make the steps of one indicator (3.1 to 3.9)."""
    spec, at = build.ruleset.indicators[id_], f"/indicators/{id_}"
    _fact(build, id_, "answered")
    due = _fact(build, id_, "due")
    build.needed[id_] = (due,)
    if spec.number is not None:
        build.values[id_] = _amount(build, id_, spec.number)
        build.add(Quorum(at=at, role="~due", of=(due,), need=1))
        return
    grades = grade_ids(items.scale(build, id_))
    answer = build.add(_answer(id_, spec, grades))
    counts = _counts(build, id_, spec)
    needed = (due,) if counts is None else (due, counts)
    build.add(Quorum(at=at, role="~due", of=needed, need=len(needed)))
    if counts is None:
        build.values[id_] = answer
    else:
        value = gated(build, at, "grade", counts, answer, grades)
        build.values[id_] = build.may_exempt(value, at, spec.exception)


def _fact(build: Build, id_: str, fact: str) -> int:
    role = "~answered" if fact == "answered" else f"~{fact} if it counts"
    at = f"/indicators/{id_}"
    return build.add(RecordFact(at=at, role=role, indicator=id_, fact=fact))


def _answer(id_: str, spec: Indicator, grades: tuple[str, ...]) -> Answer:
    permitted = sum(
        1 << n + 1
        for n, grade in enumerate(grades)
        if spec.permits is None or grade in spec.permits
    )
    every = permitted | (NOT_APPLICABLE if spec.may_not_apply else 0)
    lowest = permitted & -permitted
    return Answer(
        at=f"/indicators/{id_}",
        role="answer",
        indicator=id_,
        grades=grades,
        open=every,
        lowest=lowest if spec.zero_fill else every,
    )


def _amount(build: Build, id_: str, spec: NumberRange) -> int:
    start, step = Fraction(spec.from_), Fraction(spec.step)
    per = common_denominator([start, step])
    count = -((start - Fraction(spec.before)) // step) - 1
    everything = (int(start * per), int((start + count * step) * per))
    leaf = Amount(
        at=f"/indicators/{id_}",
        role="answer",
        of="number",
        indicator=id_,
        per=per,
        open=everything,
    )
    return build.add(leaf)


def _counts(build: Build, id_: str, spec: Indicator) -> int | None:
    """Return the step that says whether an answer counts, if that is a question."""
    fixed = _fits(build, id_, spec)
    if not fixed and spec.ask_if is None:
        return None
    at = f"/indicators/{id_}"
    needed = list(fixed)
    build.needed[id_] = (*build.needed[id_], *fixed)
    if spec.ask_if is not None:
        asked = condition(build, spec.ask_if, Pointer(("indicators", id_, "ask_if")))
        recorded = RecordFact(at=at, role="~recorded", indicator=id_, fact="recorded")
        either = (build.add(recorded), asked)
        needed.append(build.add(Quorum(at=at, role="~asked", of=either, need=1)))
        build.needed[id_] = (*build.needed[id_], needed[-1])
    if not fixed:
        return needed[0]
    above = RecordFact(at=at, role="~above", indicator=id_, fact="above_lowest")
    fit = Quorum(at=at, role="~fits", of=tuple(needed), need=len(needed))
    either = (build.add(above), build.add(fit))
    return build.add(Quorum(at=at, role="~counts", of=either, need=1))


def _fits(build: Build, id_: str, spec: Indicator) -> list[int]:
    """Return the steps that hold while an indicator is meant for the subject."""
    at, found = f"/indicators/{id_}", []
    if spec.subjects is not None:
        place, kinds = f"{at}/subjects", spec.subjects
        fact = RecordFact(
            at=place, role="~kind", indicator="", fact="subject", among=kinds
        )
        found.append(build.add(fact))
    if spec.ages is not None and spec.ages.from_ is not None:
        of, edge = items.age(build, "months"), spec.ages.from_
        step = Compare(at=f"{at}/ages", role="~from", of=of, at_least=edge)
        found.append(build.add(step))
    if spec.ages is not None and spec.ages.before is not None:
        of, edge = items.age(build, "months"), spec.ages.before
        step = Compare(at=f"{at}/ages", role="~past", of=of, at_least=edge)
        within = Not(at=f"{at}/ages", role="~before", of=build.add(step))
        found.append(build.add(within))
    return found


def rating(build: Build, id_: str) -> None:
    """Make the steps of one rating."""
    spec = build.ruleset.ratings[id_]
    scale = items.scale(build, id_)
    ladder = Ladder(grade_ids(scale), greatest=scale.kind != "strength")
    at = Pointer(("ratings", id_))
    index = rule(build, spec.rule, at / "rule", ladder)
    build.values[id_] = build.may_exempt(index, str(at), spec.exception)
    reads = [
        id_
        for i in sorted(cone(build.steps, [index]))
        for id_ in indicators_read(build.steps[i])
    ]
    known = tuple(_answered_or_not_due(build, read) for read in dict.fromkeys(reads))
    need = max(1, len(known))
    build.add(Quorum(at=str(at), role="~answered", of=known, need=need))
    build.add(Quorum(at=str(at), role="~due", of=(), need=0))


def _answered_or_not_due(build: Build, id_: str) -> int:
    answered, due = items.answered_and_due(build, id_)
    at = f"/indicators/{id_}"
    spared = build.add(Not(at=at, role="~not due", of=due))
    either = (answered, spared)
    return build.add(Quorum(at=at, role="~done", of=either, need=1))


def member_link(build: Build, id_: str) -> MemberLink:
    """Return what counts of an indicator or rating, with its steps."""
    rated = id_ in build.ruleset.ratings
    spec = build.ruleset.ratings[id_] if rated else build.ruleset.indicators[id_]
    answered, due = items.answered_and_due(build, id_)
    scored = is_scored(build.ruleset, spec)
    return MemberLink(
        id=id_,
        at=f"/{'ratings' if rated else 'indicators'}/{id_}",
        rating=rated,
        domain=spec.domain,
        core=spec.core,
        value=build.values[id_],
        points=items.points(build, id_) if scored else None,
        contribution=items.contribution(build, id_) if scored else None,
        critical=items.critical(build, id_),
        answered=answered,
        due=due,
    )
