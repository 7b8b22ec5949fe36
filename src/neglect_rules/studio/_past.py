"""What a case holds beside its answers, as the fields of a form hold it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any, Final, final

from attrs import field, frozen

from neglect_rules.program import Program
from neglect_rules.studio._request import Request

ALSO: Final = "also"
"""The field with what the form has no field for, as it came with a case."""

_LINE: Final = re.compile(r"[\n,;]")


@final
@frozen(kw_only=True)
class Past:
    """What happened before, by a form.

    Attributes:
        events: Dated events by kind, as a case document has them.
        reviews: The dates of reviews.
        answers: Answers that have more to them than a field can hold.
        rest: Carers and the last assessment.
        subject: What is known of the subject in part.
    """

    events: Mapping[str, Any] = field(repr=False)
    reviews: list[str] = field(repr=False)
    answers: Mapping[str, Any] = field(repr=False)
    rest: Mapping[str, Any] = field(repr=False)
    subject: Mapping[str, Any] = field(repr=False)


def past_in(program: Program, request: Request) -> Past:
    """Return what the fields of a form say of what happened before."""
    also = also_in(request)
    events = dict(also.get("events", {}))
    for kind in program.ruleset.event_kinds:
        dates = dates_in(request.text(f"events.{kind}"))
        is_whole = request.text(f"whole.{kind}") == "yes"
        if dates or is_whole:
            records = [{"date": date} for date in dates]
            events[kind] = {"complete": is_whole, "records": records}
    return Past(
        events=events,
        reviews=dates_in(request.text("reviews")),
        answers=also.get("answers", {}),
        rest={key: also[key] for key in ("carers", "earlier") if key in also},
        subject=also.get("subject", {}),
    )


def also_in(request: Request) -> Mapping[str, Any]:
    """Return what came with a case and has no field; nothing if that is no object."""
    try:
        value = json.loads(request.text(ALSO) or "{}")
    except ValueError:
        return {}
    return value if isinstance(value, dict) else {}


def dates_in(text: str) -> list[str]:
    """Return the dates of a field that holds one on each line."""
    return [part.strip() for part in _LINE.split(text) if part.strip()]


def told_also(program: Program, request: Request) -> list[str]:
    """Return what a case has that the form has no field for, a sentence each."""
    return list(_told(program, also_in(request)))


def _told(program: Program, also: Mapping[str, Any]) -> Iterator[str]:
    ruleset = program.ruleset
    for id_, held in also.get("answers", {}).items():
        label = ruleset.indicators[id_].label if id_ in ruleset.indicators else id_
        count = len(held) if isinstance(held, list) else 1
        records = "one record" if count == 1 else f"{count} records"
        yield f"{label}: {records} with more to say than this form can show."
    for id_ in also.get("events", {}):
        kinds = ruleset.event_kinds
        yield f"{kinds[id_].label if id_ in kinds else id_}: as it came with the case."
    if also.get("subject"):
        yield "An age that is known in part."
    if also.get("carers"):
        yield f"Carers: {', '.join(map(str, also['carers']))}."
    if also.get("earlier"):
        yield "What the last assessment came to."
