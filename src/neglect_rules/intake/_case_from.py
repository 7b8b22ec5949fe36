"""A case from what a form or a database row holds, every wrong answer at once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

import attrs

from neglect_rules.diagnostics import Diagnostic, either, nearest
from neglect_rules.errors import CaseError
from neglect_rules.facts import misfits, wrong_records
from neglect_rules.intake._past import past_document, past_from
from neglect_rules.loading import date_range, from_values, subject_of
from neglect_rules.model import Case, Record, RulesetRef, State, Subject
from neglect_rules.pointer import Pointer
from neglect_rules.program import Program

SubjectLike = Subject | Mapping[str, Any]
"""A subject, or a mapping in the form of a case document's `subject`."""

_STATES = {state.value: state for state in State}
_CHOICES: Mapping[str, tuple[str, ...]] = {
    "source": ("seen", "child_said", "carer_said", "record", "third_party"),
    "frequency": ("once", "occasional", "frequent", "constant"),
    "cause": ("means", "skill", "will", "health"),
}
_FIELDS = tuple(each.name for each in attrs.fields(Record))


def case_from(  # noqa: PLR0913 - one argument for each part of a case
    program: Program,
    *,
    subject: SubjectLike,
    answers: Mapping[str, Any],
    at: dt.datetime | None = None,
    carers: Sequence[str] | None = None,
    events: Mapping[str, Any] | None = None,
    reviews: Sequence[Any] | None = None,
    earlier: Mapping[str, Any] | None = None,
) -> Case:
    """Return the case that plain values describe.

    Args:
        program: What was asked.
        subject: Whom it is about: a mapping with `kind`, `ref` and what is known of
            `born` (a date or text, perhaps only `"2019-05"`), `age_months`, `due` or
            `gestation_weeks`.
        answers: For each indicator a grade's id, a `State` or its name, a whole
            number or `Decimal`, a mapping in the form of a case document's record, or
            a list of those by several people. `None` and the empty text, which forms
            and databases give for a blank, mean that it was not asked.
        at: The moment of the decision, if it is known already: then dates and ages
            are checked too. `evaluate` checks them in any case.
        carers: Who cares for the child, where a question is asked of each carer.
        events: Dated events by kind, as a case document has them.
        reviews: The dates of reviews, past and planned.
        earlier: What the last assessment came to; `earlier_from` gives it.

    Raises:
        CaseError: With everything that is wrong, fit for a form's reply: each finding
            has a code, a place such as `/answers/SUP2`, and what is permitted; none
            repeats a value.
    """
    found: list[Diagnostic] = []
    whom = _subject(subject, found)
    records = {
        id_: tuple(_records(answer, Pointer(("answers", id_)), found))
        for id_, answer in answers.items()
    }
    for id_, held in records.items():
        if not any(each.at.is_within(Pointer(("answers", id_))) for each in found):
            found.extend(wrong_records(program, id_, held))
    past = Case(subject=whom, answers={})
    known = {"carers": carers, "events": events}
    try:
        past = past_from({**known, "reviews": reviews, "earlier": earlier})
    except CaseError as refused:
        found.extend(refused.diagnostics)
    _refuse(found)
    given_answers = {id_: several for id_, several in records.items() if several}
    case = case_of_records(program, whom, given_answers, at, past)
    if at is not None:
        _refuse(list(misfits(program, case, at)))
    return case


def _refuse(found: Sequence[Diagnostic]) -> None:
    if found:
        raise CaseError(tuple(found))


def case_of_records(
    program: Program,
    subject: Subject,
    answers: Mapping[str, tuple[Record, ...]],
    at: dt.datetime | None,
    past: Case | None = None,
) -> Case:
    """Return a case of a ruleset, with the document that it would be written as.

    What `past` says of carers, events and what came before is taken over.

    Raises:
        CaseError: A text or number is beyond what a case document may hold.
    """
    ruleset = RulesetRef(id=program.ruleset.id, version=program.ruleset.version)
    document = {
        "format": 1,
        "ruleset": {"id": ruleset.id, "version": ruleset.version},
        "subject": subject_document(subject),
        "answers": {id_: [_document(r) for r in held] for id_, held in answers.items()},
        **({} if past is None else past_document(past)),
    }
    # The same limits as for a document: size, digits, characters.
    checked = from_values(document, "<case>", CaseError).value
    return Case(
        subject=subject,
        answers=answers,
        carers=() if past is None else past.carers,
        events={} if past is None else past.events,
        reviews=() if past is None else past.reviews,
        earlier=None if past is None else past.earlier,
        ruleset=ruleset,
        at=at,
        document=checked,
    )


def subject_from(given: SubjectLike) -> Subject:
    """Return the subject that plain values describe.

    Raises:
        CaseError: It is not one, with every reason.
    """
    found: list[Diagnostic] = []
    subject = _subject(given, found)
    _refuse(found)
    return subject


def _subject(given: SubjectLike, found: list[Diagnostic]) -> Subject:
    if isinstance(given, Subject):
        return given
    at = Pointer(("subject",))
    known = ("kind", "ref", "born", "age_months", "due", "gestation_weeks")
    for key in given:
        if key not in known:
            message = f"an unknown key stands here, expected {either(known)}"
            found.append(Diagnostic("NR102", message, at))
    value = {
        key: given[key].isoformat() if isinstance(given[key], dt.date) else given[key]
        for key in known
        if not _is_blank(given.get(key))
    }
    found.extend(_wrong_subject(value, at))
    return Subject() if found else subject_of(value)


def _is_blank(value: Any) -> bool:
    return value is None or (isinstance(value, str) and not value)


def _wrong_subject(value: Mapping[str, Any], at: Pointer) -> Iterator[Diagnostic]:
    for key in ("kind", "ref"):
        if key in value and not isinstance(value[key], str):
            yield Diagnostic("NR103", "expected a text", at / key)
    for key in ("born", "due"):
        try:
            if key in value:
                date_range(value[key])
        except (ValueError, AttributeError, TypeError):
            message = "expected a date such as 2019-05-03, or 2019-05, or 2019"
            yield Diagnostic("NR104", message, at / key)
    for key in ("age_months", "gestation_weeks"):
        if key in value and not _is_age(value[key]):
            yield Diagnostic("NR103", "expected a whole number", at / key)


def _is_age(value: Any) -> bool:
    if isinstance(value, Mapping):
        ends = value.keys() == {"from", "to"} and all(map(_is_age, value.values()))
        return ends and bool(value["from"] <= value["to"])
    return type(value) is int and value >= 0


def subject_document(subject: Subject) -> dict[str, Any]:
    """Return a subject as a case document has it."""
    whole: dict[str, Any] = {"kind": subject.kind}
    if subject.ref is not None:
        whole["ref"] = subject.ref
    for key in ("born", "due"):
        span = getattr(subject, key)
        if span is not None:
            whole[key] = _written(span.first, span.last)
    if subject.age_months is not None:
        months = subject.age_months
        whole["age_months"] = {"from": months.first, "to": months.last}
    if subject.gestation_weeks is not None:
        whole["gestation_weeks"] = subject.gestation_weeks
    return whole


def _written(first: dt.date, last: dt.date) -> str:
    if first == last:
        return first.isoformat()
    same_month = (first.year, first.month) == (last.year, last.month)
    return first.isoformat()[:7] if same_month else f"{first.year:04d}"


def _records(answer: Any, at: Pointer, found: list[Diagnostic]) -> Iterator[Record]:
    if isinstance(answer, list | tuple):
        for n, each in enumerate(answer):
            yield from _records(each, at / n, found)
    elif isinstance(answer, Mapping):
        yield from _from_mapping(answer, at, found)
    elif isinstance(answer, State):
        yield Record(state=answer)
    elif isinstance(answer, str) and answer:
        state = _STATES.get(answer)
        yield Record(grade=answer) if state is None else Record(state=state)
    elif type(answer) is int or isinstance(answer, Decimal):
        yield Record(number=answer)
    elif not _is_blank(answer):
        message = "expected a grade's id, a state, or a whole or decimal number"
        hint = "true, false and floating-point numbers are never taken for an answer"
        found.append(Diagnostic("NR603", message, at, hint))


def _from_mapping(
    answer: Mapping[str, Any], at: Pointer, found: list[Diagnostic]
) -> Iterator[Record]:
    given = {key: value for key, value in answer.items() if not _is_blank(value)}
    before = len(found)
    for key in given:
        if key not in _FIELDS:
            message = f"an unknown key stands here, expected {either(_FIELDS)}"
            found.append(Diagnostic("NR102", message, at, nearest(str(key), _FIELDS)))
    heads = [key for key in ("grade", "number", "state") if key in given]
    if len(heads) != 1:
        message = "one of `grade`, `number` or `state` is needed here"
        found.append(Diagnostic("NR106", message, at))
    values = {k: _field(k, v, at / k, found) for k, v in given.items() if k in _FIELDS}
    if len(found) == before:
        yield Record(**values)


def _field(key: str, value: Any, at: Pointer, found: list[Diagnostic]) -> Any:
    """Return one part of a record, or note what it should be."""
    if key in _CHOICES:
        permitted = _CHOICES[key]
        taken, expected = value if value in permitted else None, either(permitted)
        expected = f"one of {expected}"
    else:
        take, expected = _PARTS[key]
        taken = take(value)
    if taken is None:
        found.append(Diagnostic("NR103", f"expected {expected}", at))
    return taken


def _date(value: Any) -> dt.date | None:
    if isinstance(value, dt.datetime):
        return None
    if isinstance(value, dt.date):
        return value
    try:
        return dt.date.fromisoformat(value)
    except (ValueError, TypeError):
        return None


def _number(value: Any) -> int | Decimal | None:
    return value if type(value) is int or isinstance(value, Decimal) else None


def _text(value: Any) -> str | None:
    return value if isinstance(value, str) else None


_DATE = (_date, "a date such as 2026-03-02")
_TEXT = (_text, "a text")
_PARTS: Mapping[str, tuple[Callable[[Any], Any], str]] = {
    "grade": _TEXT,
    "by": _TEXT,
    "about": _TEXT,
    "note": _TEXT,
    "date": _DATE,
    "first_seen": _DATE,
    "last_seen": _DATE,
    "number": (_number, "a whole or decimal number"),
    "state": (lambda v: _STATES.get(str(v)), f"one of {either(_STATES)}"),
    "suspected": (lambda v: v if isinstance(v, bool) else None, "true or false"),
    "duration_days": (lambda v: v if _is_age(v) else None, "a whole number"),
}
"""For each part of a record how it is taken, `None` if it is not, and its words."""


def _document(record: Record) -> dict[str, Any]:
    whole = attrs.asdict(record)
    found = {
        key: value
        for key, value in whole.items()
        if value is not None and value is not False
    }
    for key, value in found.items():
        if isinstance(value, dt.date):
            found[key] = value.isoformat()
    if record.state is not None:
        found["state"] = record.state.value
    return found
