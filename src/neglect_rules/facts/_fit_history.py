"""Every reason why what a case says of the past does not fit; never with a value."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, TypeAlias

from neglect_rules.diagnostics import Diagnostic, nearest
from neglect_rules.model import Case, EarlierAssessment, Event, Record
from neglect_rules.pointer import Pointer

if TYPE_CHECKING:
    from neglect_rules.model import Ruleset

Answers: TypeAlias = Mapping[str, tuple[Record, ...]]


def wrong_history(
    ruleset: Ruleset, case: Case, answers: Answers, day: dt.date
) -> Iterator[Diagnostic]:
    """Yield NR601, NR611, NR614 and NR615 of events, carers and what came before.

    Args:
        ruleset: What is asked.
        case: What was recorded.
        answers: Its answers, but for those of which carers make no difference.
        day: The day on which it is looked at.
    """
    for kind, happened in case.events.items():
        at = Pointer(("events", kind))
        if kind not in ruleset.event_kinds:
            message = "this ruleset does not ask for this kind of event"
            yield Diagnostic("NR601", message, at, nearest(kind, ruleset.event_kinds))
        yield from _wrong_events(happened.records, at / "records", day)
    if case.earlier is not None:
        yield from _wrong_earlier(ruleset, case.earlier, day)
    yield from _wrong_carers(ruleset, case, answers)


def _wrong_events(
    records: tuple[Event, ...], at: Pointer, day: dt.date
) -> Iterator[Diagnostic]:
    known: dict[str, dt.date] = {}
    for n, event in enumerate(records):
        if event.date > day:
            yield Diagnostic("NR611", "`date` is after the moment", at / n)
        if event.id is not None and known.setdefault(event.id, event.date) != (
            event.date
        ):
            message = "this id stands above with another date"
            hint = "one event has one date; give another event another id"
            yield Diagnostic("NR614", message, at / n, hint)


def _wrong_earlier(
    ruleset: Ruleset, earlier: EarlierAssessment, day: dt.date
) -> Iterator[Diagnostic]:
    at = Pointer(("earlier",))
    if earlier.date > day:
        yield Diagnostic("NR611", "`date` is after the moment", at / "date")
    for name in earlier.measures:
        if name not in ruleset.measures:
            message = "this ruleset has no measure of this name"
            hint = nearest(name, ruleset.measures)
            yield Diagnostic("NR601", message, at / "measures" / name, hint)
    for n, id_ in enumerate(earlier.needs):
        if id_ not in ruleset.indicators:
            message = "this ruleset does not ask this"
            hint = nearest(id_, ruleset.indicators)
            yield Diagnostic("NR601", message, at / "needs" / n, hint)


def _wrong_carers(
    ruleset: Ruleset, case: Case, answers: Answers
) -> Iterator[Diagnostic]:
    for id_, records in answers.items():
        spec = ruleset.indicators.get(id_)
        each = case.carers if spec is not None and spec.per is not None else ()
        for n, record in enumerate(records):
            at = Pointer(("answers", id_))
            at = at / n if len(records) > 1 else at
            if record.about is None and each:
                message = "each carer is asked about here, so say of whom this is"
                yield Diagnostic("NR615", message, at, 'add "about"')
            elif record.about is not None and record.about not in each:
                message = "`about` names nobody who is asked about here"
                hint = 'list the carers under "carers"' if not case.carers else None
                yield Diagnostic("NR615", message, at, hint)
