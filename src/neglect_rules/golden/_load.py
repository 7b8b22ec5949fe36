"""Test documents in: a worked case, what was agreed of it, and its twins."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
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
    """A twin: the same case with a few answers changed.

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
        places = (evolve(d, at=_inside(d.at)) for d in refused.diagnostics)
        raise CaseError(located(places, document, with_lines=False)) from None


def read_test(path: str | Path) -> Test:
    """Return the worked case in a file.

    Raises:
        CaseError: The file cannot be read (NR018), or as `load_test` says.
    """
    return load_test(file_bytes(path, CaseError), name=str(path))


def _inside(at: Pointer) -> Pointer:
    return Pointer(("case", *at.parts))


def _test(value: Mapping[str, Any]) -> Test:
    case = load_case({"format": 1, **value["case"]})
    return Test(
        name=value["name"],
        story=value.get("story", ""),
        at=dt.datetime.fromisoformat(value["at"]),
        versions=tuple(value.get("versions", ())),
        case=case,
        expected=_expected(value["expect"]),
        twins=tuple(_twin(case, twin) for twin in value.get("twins", ())),
    )


def _twin(case: Case, twin: Mapping[str, Any]) -> Change:
    return Change(
        story=twin.get("story", ""),
        case=_changed(case, twin["answers"]),
        expected=_expected(twin["expect"]),
    )


def _changed(case: Case, changed: Mapping[str, Any]) -> Case:
    """Return a case with some answers changed; `None` takes one out.

    The case has been checked, so only the changed answers are.
    """
    given = {id_: answer for id_, answer in changed.items() if answer is not None}
    fresh = load_case({"format": 1, "subject": {}, "answers": given}).document
    answers = {**case.document["answers"], **fresh["answers"]}
    kept = {
        id_: answer
        for id_, answer in answers.items()
        if id_ in given or id_ not in changed
    }
    return case_of({**case.document, "answers": kept})


def _expected(value: Mapping[str, Any]) -> Expected:
    lists = ("met", "not_met", "open", "sufficient", "tasks")
    return Expected(
        outcomes=value.get("outcomes", {}),
        report=value.get("report", {}),
        warnings={k: tuple(ids) for k, ids in value.get("warnings", {}).items()},
        review_by=(value["review_by"],) if "review_by" in value else (),
        **{name: tuple(value[name]) for name in lists if name in value},
    )
