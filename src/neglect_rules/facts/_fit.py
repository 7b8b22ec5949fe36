"""Reasons why a subject or a record does not fit a Program; never with a value."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from fractions import Fraction
from typing import TYPE_CHECKING

from neglect_rules.diagnostics import Diagnostic, either, nearest
from neglect_rules.errors import CaseError
from neglect_rules.facts._ages import possible_births, worlds
from neglect_rules.model import Case, Record, State, Subject
from neglect_rules.pointer import Pointer
from neglect_rules.program import Program

if TYPE_CHECKING:
    from neglect_rules.model import Indicator, NumberRange, Ruleset

_EVIDENCE = ("source", "by", "date")


def wrong_ruleset(ruleset: Ruleset, case: Case, day: dt.date) -> Iterator[Diagnostic]:
    wanted = case.ruleset
    if wanted is not None and wanted.id != ruleset.id:
        message = f"the case was recorded for another ruleset than `{ruleset.id}`"
        yield Diagnostic("NR610", message, Pointer(("ruleset", "id")))
    elif wanted is not None and wanted.version not in {None, ruleset.version}:
        message = f"the case was recorded for another version than {ruleset.version}"
        yield Diagnostic("NR610", message, Pointer(("ruleset", "version")))
    window = ruleset.effective
    if day < window.from_ or (window.before is not None and day >= window.before):
        until = "" if window.before is None else f" and before {window.before}"
        yield Diagnostic(
            "NR605",
            f"`{ruleset.id}` {ruleset.version} is not in force at the moment",
            Pointer(("at",)),
            f"it is in force from {window.from_}{until}",
        )


def wrong_subject(
    program: Program, subject: Subject, day: dt.date
) -> Iterator[Diagnostic]:
    at = Pointer(("subject",))
    kinds = program.ruleset.subjects.kinds
    if subject.kind not in kinds:
        message = f"this ruleset is for {either(kinds)}"
        yield Diagnostic("NR604", message, at / "kind")
        return
    if subject.kind == "unborn" and (subject.born or subject.age_months):
        message = "an unborn subject has no age yet, expected `due`"
        yield Diagnostic("NR604", message, at)
        return
    if subject.born is not None and subject.born.first > day:
        message = "the date of birth is after the moment"
        yield Diagnostic("NR611", message, at / "born")
        return
    covered = program.ruleset.subjects.age_months
    try:
        possible_births(subject, covered, day)
    except ValueError:
        limits = covered and (covered.from_, covered.before)
        low, high = limits or (None, None)
        hint = f"it covers ages from {low or 0} months"
        hint += "" if high is None else f" and before {high} months"
        message = "the subject's age is outside what this ruleset covers"
        yield Diagnostic("NR604", message, at, hint)


def ages_of(
    program: Program, subject: Subject, at: dt.datetime | None
) -> tuple[int, int | None]:
    """Return the range of months that a subject's age may have.

    Without a moment, what is given in months stands and a date of birth says nothing.

    Raises:
        CaseError: The subject is not one that the ruleset covers.
    """
    if at is None:
        months = subject.age_months
        if subject.kind == "unborn":
            return -12, -1
        return (0, None) if months is None else (months.first, months.last)
    found = tuple(wrong_subject(program, subject, at.date()))
    if found:
        raise CaseError(found)
    sets = worlds(program, subject, at.date())
    lasts = [ages["months"][1] for ages in sets]
    known = [last for last in lasts if last is not None]
    first = min(ages["months"][0] for ages in sets)
    return first, max(known) if len(known) == len(lasts) else None


def wrong_records(
    program: Program, id_: str, records: tuple[Record, ...]
) -> Iterator[Diagnostic]:
    """Yield what is wrong with the records of one indicator at any moment."""
    at = Pointer(("answers", id_))
    spec = program.ruleset.indicators.get(id_)
    if spec is None:
        rated = id_ in program.ruleset.ratings
        hint = nearest(id_, program.ruleset.indicators)
        message = "this ruleset does not ask this"
        message = "this is worked out from other answers" if rated else message
        yield Diagnostic("NR601", message, at, hint)
        return
    for record, place in _placed(records, at):
        yield from _wrong_record(program, spec, record, place)


def _placed(
    records: tuple[Record, ...], at: Pointer
) -> Iterator[tuple[Record, Pointer]]:
    for n, record in enumerate(records):
        yield record, at / n if len(records) > 1 else at


def wrong_today(
    program: Program, case: Case, id_: str, records: tuple[Record, ...], day: dt.date
) -> Iterator[Diagnostic]:
    """Yield what is wrong with the records of one indicator on a day."""
    spec = program.ruleset.indicators.get(id_)
    for record, place in _placed(records, Pointer(("answers", id_))):
        for word in ("date", "first_seen", "last_seen"):
            written = getattr(record, word)
            if written is not None and written > day:
                yield Diagnostic("NR611", f"`{word}` is after the moment", place)
        if spec is not None and record.grade in permitted(program, spec):
            yield from _outside(program, case, spec, record, place, day)


def _wrong_record(
    program: Program, spec: Indicator, record: Record, at: Pointer
) -> Iterator[Diagnostic]:
    if record.state is State.NOT_APPLICABLE and not _may_be_spared(spec):
        yield Diagnostic("NR609", "this question always applies", at)
    if record.state is not None and record.suspected:
        yield Diagnostic("NR603", "only a grade can be suspected", at)
    if record.state is None and spec.number is not None:
        yield from _wrong_number(spec.number, record, at)
    elif record.state is None:
        yield from _wrong_grade(program, spec, record, at)


def _may_be_spared(spec: Indicator) -> bool:
    return bool(spec.may_not_apply or spec.ask_if or spec.ages or spec.subjects)


def _wrong_number(
    spec: NumberRange, record: Record, at: Pointer
) -> Iterator[Diagnostic]:
    if record.number is None:
        yield Diagnostic("NR603", f"expected a number ({spec.unit})", at)
        return
    number, start = Fraction(record.number), Fraction(spec.from_)
    steps = (number - start) / Fraction(spec.step)
    if not (start <= number < Fraction(spec.before) and steps.denominator == 1):
        message = (
            f"expected a number from {spec.from_} and below {spec.before},"
            f" in steps of {spec.step} ({spec.unit})"
        )
        yield Diagnostic("NR602", message, at)


def permitted(program: Program, spec: Indicator) -> tuple[str, ...]:
    """Return the grades that may be recorded for an indicator, low to high."""
    if spec.scale is None:
        return ()
    grades = (grade.id for grade in program.ruleset.scales[spec.scale].grades)
    return tuple(g for g in grades if spec.permits is None or g in spec.permits)


def _wrong_grade(
    program: Program, spec: Indicator, record: Record, at: Pointer
) -> Iterator[Diagnostic]:
    grades = permitted(program, spec)
    if record.grade is None:
        yield Diagnostic("NR603", f"expected one of {either(grades)}", at)
    elif record.grade not in grades:
        hint = "or say why there is no grade, for example `not_known`"
        yield Diagnostic("NR602", f"expected one of {either(grades)}", at, hint)
    elif spec.evidence_required_at is not None:
        grave = _is_from(program, spec, record.grade)
        missing = [word for word in _EVIDENCE if getattr(record, word) is None]
        if grave and missing:
            message = f"from this grade on an answer needs {either(missing)}"
            hint = "say how it is known, who says so, and on which date it was so"
            yield Diagnostic("NR607", message.replace(" or ", " and "), at, hint)


def _is_from(program: Program, spec: Indicator, grade: str) -> bool:
    """Return whether a grade is at or beyond where evidence is required."""
    scale = program.ruleset.scales[spec.scale or ""]
    grades = [each.id for each in scale.grades]
    here, there = grades.index(grade), grades.index(spec.evidence_required_at or "")
    return here <= there if scale.kind == "strength" else here >= there


def _outside(
    program: Program,
    case: Case,
    spec: Indicator,
    record: Record,
    at: Pointer,
    day: dt.date,
) -> Iterator[Diagnostic]:
    """Yield NR608 for a grade above the lowest where the question does not apply."""
    if record.grade == permitted(program, spec)[0]:
        return
    if spec.subjects is not None and case.subject.kind not in spec.subjects:
        message = f"this is asked of {either(spec.subjects)} only"
        yield Diagnostic("NR608", message, at)
    elif spec.ages is not None and not _may_be_in_band(program, case, spec, day):
        low, high = spec.ages.from_, spec.ages.before
        words = [] if low is None else [f"from {low} months"]
        words += [] if high is None else [f"before {high} months"]
        yield Diagnostic("NR608", f"this is asked {' and '.join(words)} only", at)


def _may_be_in_band(
    program: Program, case: Case, spec: Indicator, day: dt.date
) -> bool:
    try:
        sets = worlds(program, case.subject, day)
    except ValueError:
        return True  # said already, of the subject
    band = spec.ages
    low = -10_000 if band is None or band.from_ is None else band.from_
    high = 10_000 if band is None or band.before is None else band.before
    return any(
        first < high and (last is None or last >= low)
        for first, last in (ages["months"] for ages in sets)
    )
