"""Cases from text, from Python values, from a file; no value in any message."""

from __future__ import annotations

import datetime as dt
from calendar import monthrange
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from neglect_rules.diagnostics import Diagnostic
from neglect_rules.errors import CaseError
from neglect_rules.loading._document import Document
from neglect_rules.loading._files import file_bytes
from neglect_rules.loading._schema import against_schema
from neglect_rules.loading._structure import structured
from neglect_rules.loading._text import read_text
from neglect_rules.loading._values import from_values
from neglect_rules.model import (
    Case,
    DateRange,
    EarlierAssessment,
    Happened,
    MonthRange,
    Record,
    RulesetRef,
    State,
    Subject,
)
from neglect_rules.placing import located
from neglect_rules.pointer import Pointer

if TYPE_CHECKING:
    from pathlib import Path

MOST_ANSWERS = 5000


def load_case(source: str | bytes | Mapping[str, Any], *, name: str = "<case>") -> Case:
    """Return the case that a JSON text, or its value as Python dicts, describes.

    Whether it fits a ruleset is not looked at here; `evaluate` does.

    Args:
        source: The text, or what `json.loads` would give for it.
        name: What diagnostics call it.

    Raises:
        CaseError: With every finding, each with its place and none with a value.
    """
    if isinstance(source, str | bytes):
        document = read_text(source, name, CaseError)
    else:
        document = from_values(source, name, CaseError)
    value = document.value
    _refuse(tuple(_too_many(value)), document)
    _refuse(against_schema(value, "case", shows=False), document)
    _refuse(tuple(_impossible_dates(value)), document)
    return case_of(value)


def read_case(path: str | Path) -> Case:
    """Return the case in a file.

    Raises:
        CaseError: The file cannot be read (NR018), or as `load_case` says.
    """
    return load_case(file_bytes(path, CaseError), name=str(path))


def case_of(value: Mapping[str, Any]) -> Case:
    """Return the case that a schema-valid JSON value describes."""
    at = value.get("at")
    ruleset = value.get("ruleset")
    answers = {id_: _records(answer) for id_, answer in value["answers"].items()}
    return Case(
        subject=subject_of(value["subject"]),
        answers=answers,
        **_history(value),
        ruleset=None if ruleset is None else RulesetRef(**ruleset),
        at=None if at is None else dt.datetime.fromisoformat(at),
        note=value.get("note"),
        document=value,
    )


def _history(value: Mapping[str, Any]) -> dict[str, Any]:
    """Return carers, events, reviews and the earlier assessment, where given."""
    events = value.get("events", {}).items()
    earlier = value.get("earlier")
    return {
        "carers": tuple(value.get("carers", ())),
        "events": {kind: structured(each, Happened) for kind, each in events},
        "reviews": tuple(map(dt.date.fromisoformat, value.get("reviews", ()))),
        "earlier": None if earlier is None else structured(earlier, EarlierAssessment),
    }


def subject_of(value: Mapping[str, Any]) -> Subject:
    """Return the subject that a schema-valid JSON value describes."""
    born, due = (value.get(key) for key in ("born", "due"))
    return Subject(
        kind=value.get("kind", "child"),
        ref=value.get("ref"),
        born=None if born is None else date_range(born),
        age_months=_months(value.get("age_months")),
        due=None if due is None else date_range(due),
        gestation_weeks=value.get("gestation_weeks"),
    )


def date_range(written: str) -> DateRange:
    """Return the days that a date, a month or a year may mean.

    Raises:
        ValueError: There is no such day, month or year.
    """
    parts = [int(part) for part in written.split("-")]
    match parts:
        case [year]:
            return DateRange(dt.date(year, 1, 1), dt.date(year, 12, 31))
        case [year, month]:
            first = dt.date(year, month, 1)
            last = first.replace(day=monthrange(year, month)[1])
            return DateRange(first, last)
        case _:
            day = dt.date.fromisoformat(written)
            return DateRange(day, day)


def _months(value: int | Mapping[str, int] | None) -> MonthRange | None:
    if value is None or isinstance(value, int):
        return None if value is None else MonthRange(value, value)
    return MonthRange(value["from"], value["to"])


def _records(answer: Any) -> tuple[Record, ...]:
    if isinstance(answer, list):
        return tuple(structured(record, Record) for record in answer)
    if isinstance(answer, Mapping):
        return (structured(answer, Record),)
    if isinstance(answer, str):
        states = {state.value: state for state in State}
        if answer in states:
            return (Record(state=states[answer]),)
        return (Record(grade=answer),)
    return (Record(number=answer),)


def _too_many(value: Any) -> Iterator[Diagnostic]:
    """Yield NR613 before anything looks at the answers one by one."""
    answers = value.get("answers") if isinstance(value, Mapping) else None
    if isinstance(answers, Mapping) and len(answers) > MOST_ANSWERS:
        message = f"more than {MOST_ANSWERS:,} answers"
        yield Diagnostic("NR613", message, Pointer(("answers",)))


def _impossible_dates(value: Mapping[str, Any]) -> Iterator[Diagnostic]:
    subject = value["subject"]
    for key in ("born", "due"):
        if key in subject:
            try:
                date_range(subject[key])
            except ValueError:
                at = Pointer(("subject", key))
                yield Diagnostic("NR104", "there is no such date", at)
    months = subject.get("age_months")
    yield from _turned(months, Pointer(("subject", "age_months")))
    for name, then in value.get("earlier", {}).get("measures", {}).items():
        yield from _turned(then, Pointer(("earlier", "measures", name)))
    if "at" in value:
        try:
            dt.datetime.fromisoformat(value["at"])
        except ValueError:
            yield Diagnostic("NR104", "there is no such moment", Pointer(("at",)))


def _turned(span: Any, at: Pointer) -> Iterator[Diagnostic]:
    """Yield NR105 for a range whose end lies before its beginning."""
    if isinstance(span, Mapping) and span["from"] > span["to"]:
        yield Diagnostic("NR105", "`to` is below `from`", at / "to")


def _refuse(found: tuple[Diagnostic, ...], document: Document) -> None:
    if found:
        raise CaseError(located(found, document, with_lines=False))
