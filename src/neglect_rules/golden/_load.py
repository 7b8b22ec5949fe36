"""Test documents in: a worked case, what was agreed of it, its twins, its rows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, final

from attrs import evolve, field, frozen

from neglect_rules.errors import CaseError
from neglect_rules.loading import (
    against_schema,
    case_of,
    file_bytes,
    load_case,
    located,
    read_text,
)
from neglect_rules.model import Case
from neglect_rules.pointer import Pointer


@final
@frozen(kw_only=True)
class Expected:
    """What was agreed of a case; only what is written is compared.

    Attributes:
        outcomes: For each outcome its floor, ceiling, recommended grade or status.
        met: Thresholds, modifiers, easings and guards that are met.
        sufficient: Answers that alone give the floors, and none can be spared.
        tasks: The tasks that are certain, in any order.
        report: For each report item a grade, or from and to as text.
        warnings: For each kind of warning the ids it is about.
        review_by: The last day for the next review, or `None`, in a tuple of one.
    """

    outcomes: Mapping[str, Mapping[str, str | None]] = field(hash=False, factory=dict)
    met: tuple[str, ...] | None = None
    not_met: tuple[str, ...] | None = None
    open: tuple[str, ...] | None = None
    sufficient: tuple[str, ...] | None = None
    tasks: tuple[str, ...] | None = None
    report: Mapping[str, Any] = field(hash=False, factory=dict)
    warnings: Mapping[str, tuple[str, ...]] = field(hash=False, factory=dict)
    review_by: tuple[str | None, ...] = ()


@final
@frozen(kw_only=True)
class Change:
    """A twin or a row of a table: the same case with a few answers changed.

    Attributes:
        story: What differs, in a sentence.
        case: The whole changed case.
    """

    story: str
    case: Case = field(repr=False)
    expected: Expected


@final
@frozen(kw_only=True)
class Test:
    """A worked case.

    Attributes:
        versions: The ruleset's versions that it is agreed for; empty for all.
        twins: The same case one answer away.
        rows: A table of such changes, with what is recommended of each.
    """

    # pytest would collect a class of this name.
    __test__ = False

    name: str
    story: str
    at: dt.datetime
    versions: tuple[str, ...]
    case: Case = field(repr=False)
    expected: Expected
    twins: tuple[Change, ...]
    rows: tuple[Change, ...] = ()


@final
@frozen(kw_only=True)
class Part:
    """One case of a worked case: itself, a twin or a row.

    Attributes:
        where: `case`, `twin 2`, `row 3`.
        at: Where in the document what was agreed of it stands.
        held: Where in the document its answers stand.
    """

    where: str
    story: str
    case: Case = field(repr=False)
    expected: Expected
    at: Pointer
    held: Pointer


def parts_of(test: Test) -> tuple[Part, ...]:
    """Return a worked case with its twins and its rows, in the order of the text."""
    itself = Part(
        where="case",
        story=test.story,
        case=test.case,
        expected=test.expected,
        at=Pointer(("expect",)),
        held=Pointer(("case",)),
    )
    twins = _parts("twin", Pointer(("twins",)), "expect", test.twins)
    rows = _parts("row", Pointer(("rows",)), "then", test.rows)
    return (itself, *twins, *rows)


def _parts(
    word: str, at: Pointer, key: str, changes: tuple[Change, ...]
) -> Iterator[Part]:
    for number, each in enumerate(changes):
        yield Part(
            where=f"{word} {number + 1}",
            story=each.story,
            case=each.case,
            expected=each.expected,
            at=at / number / key,
            held=at / number,
        )


def load_test(source: str | bytes, *, name: str = "<test>") -> Test:
    """Return the worked case that a JSON text describes.

    A worked case speaks of a child, so its diagnostics hold no values.

    Raises:
        CaseError: With every finding, each with its place.
    """
    document = read_text(source, name, CaseError)
    value = document.value
    found = against_schema(value, "test", shows=False)
    if found:
        raise CaseError(located(found, document, with_lines=False))
    try:
        return _test(value)
    except CaseError as refused:
        raise CaseError(
            located(refused.diagnostics, document, with_lines=False)
        ) from None


def read_test(path: str | Path) -> Test:
    """Return the worked case in a file.

    Raises:
        CaseError: The file cannot be read (NR018), or as `load_test` says.
    """
    return load_test(file_bytes(path, CaseError), name=str(path))


def _test(value: Mapping[str, Any]) -> Test:
    with inside(Pointer(("case",))):
        case = load_case({"format": 1, **value["case"]})
    return Test(
        name=value["name"],
        story=value.get("story", ""),
        at=dt.datetime.fromisoformat(value["at"]),
        versions=tuple(value.get("versions", ())),
        case=case,
        expected=_expected(value.get("expect", {})),
        twins=tuple(_changes(case, value, "twins")),
        rows=tuple(_changes(case, value, "rows")),
    )


@contextmanager
def inside(at: Pointer) -> Iterator[None]:
    """Say of each fault that a case has where in the document it is."""
    try:
        yield
    except CaseError as refused:
        found = refused.diagnostics
        placed = (evolve(d, at=Pointer((*at.parts, *d.at.parts))) for d in found)
        raise CaseError(tuple(placed)) from None


def _changes(case: Case, value: Mapping[str, Any], key: str) -> Iterator[Change]:
    for number, each in enumerate(value.get(key, ())):
        with inside(Pointer((key, str(number)))):
            changed = _changed(case, each)
        agreed = each.get("expect") or {"outcomes": _recommended(each.get("then", {}))}
        yield Change(
            story=each.get("story", ""), case=changed, expected=_expected(agreed)
        )


def _recommended(then: Mapping[str, str | None]) -> dict[str, Any]:
    return {id_: {"recommended": grade} for id_, grade in then.items()}


def _changed(case: Case, change: Mapping[str, Any]) -> Case:
    """Return a case with some answers changed; `None` takes one out.

    The case has been checked, so only what is changed is.
    """
    changed = change.get("answers", {})
    given = {id_: answer for id_, answer in changed.items() if answer is not None}
    subject = change.get("subject", {})
    fresh = load_case({"format": 1, "subject": subject, "answers": given}).document
    answers = {**case.document["answers"], **fresh["answers"]}
    kept = {
        id_: answer
        for id_, answer in answers.items()
        if id_ in given or id_ not in changed
    }
    about = fresh["subject"] if "subject" in change else case.document["subject"]
    return case_of({**case.document, "subject": about, "answers": kept})


def _expected(value: Mapping[str, Any]) -> Expected:
    lists = ("met", "not_met", "open", "sufficient", "tasks")
    return Expected(
        outcomes=value.get("outcomes", {}),
        report=value.get("report", {}),
        warnings={k: tuple(ids) for k, ids in value.get("warnings", {}).items()},
        review_by=(value["review_by"],) if "review_by" in value else (),
        **{name: tuple(value[name]) for name in lists if name in value},
    )
