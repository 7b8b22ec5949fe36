"""What came before: events and reviews from plain values, the last assessment."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from math import ceil, floor
from typing import Any

from neglect_rules.exact import as_number
from neglect_rules.loading import load_case
from neglect_rules.model import Case, Ruleset
from neglect_rules.trace import Trace

_PARTS = ("carers", "events", "reviews", "earlier")
_DECIMALS = 10**6
_MOST = 10**9


def past_from(given: Mapping[str, Any]) -> Case:
    """Return a case without answers that holds `carers`, `events` and what came before.

    Args:
        given: Those of the parts that are known, in the form of a case document; dates
            may be dates or text, and `None` is not known.

    Raises:
        CaseError: They do not have that form, with every reason and no value.
    """
    known = {key: _written(part) for key, part in given.items() if part is not None}
    return load_case({"format": 1, "subject": {}, "answers": {}, **known})


def past_carried(
    case: Case, old: Ruleset, new: Ruleset, to: Mapping[str, str]
) -> tuple[Case, list[tuple[str, str]]]:
    """Return carers, events and what came before as a newer ruleset takes them.

    Args:
        case: What was recorded under the older ruleset.
        old: The ruleset that asked.
        new: The ruleset that is to judge.
        to: For each indicator of the older the one of the newer that takes it in.

    Returns:
        A case without answers that holds them; and what is left out, each by its name
        with the reason.
    """
    past = past_document(case)
    if not any(spec.per is not None for spec in new.indicators.values()):
        past.pop("carers", None)
    left = [
        (kind, "this kind of event is not asked for")
        for kind in case.events
        if kind not in new.event_kinds
    ]
    events = {k: v for k, v in past.pop("events", {}).items() if k in new.event_kinds}
    if events:
        past["events"] = events
    earlier = past.pop("earlier", None)
    if earlier is not None:
        measures = earlier.get("measures", {})
        known = new.measures if old.id == new.id else {}
        gone = [name for name in measures if name not in known]
        left += [(name, "what it came to then cannot be compared") for name in gone]
        needs = earlier.get("needs", ())
        left += [
            (id_, "a need then, and not asked here") for id_ in needs if id_ not in to
        ]
        past["earlier"] = {
            **{key: earlier[key] for key in ("date", "review_by") if key in earlier},
            "measures": {k: v for k, v in measures.items() if k in known},
            "needs": list(dict.fromkeys(to[i] for i in needs if i in to)),
        }
    return past_from(past), left


def past_document(case: Case) -> dict[str, Any]:
    """Return what a case's document says of carers, events and what came before."""
    return {key: case.document[key] for key in _PARTS if key in case.document}


def _written(value: Any) -> Any:
    if isinstance(value, dt.date) and not isinstance(value, dt.datetime):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {key: _written(part) for key, part in value.items()}
    if isinstance(value, Sequence) and not isinstance(value, str | bytes):
        return [_written(part) for part in value]
    return value


def earlier_from(trace: Trace, ruleset: Ruleset) -> dict[str, Any]:
    """Return what a decision came to, as the next case has it under `earlier`.

    It holds the day, the last day for the next review, every named measure with a
    number or a range, and as needs the indicators on a concern scale that were recorded
    above their lowest grade. What has no upper limit, or lies beyond what a case may
    hold, is left out: then it is open.

    Args:
        trace: The reason of the decision on the last assessment.
        ruleset: The ruleset that it names.
    """
    measures = {name: _span(trace, f"/measures/{name}") for name in ruleset.measures}
    review_by = trace.document["review_by"]
    return {
        "date": trace.document["day"],
        "measures": {name: span for name, span in measures.items() if span is not None},
        "needs": list(_needs(trace, ruleset)),
        **({} if review_by is None else {"review_by": review_by}),
    }


def _span(trace: Trace, at: str) -> Any:
    """Return a measure as a number, or as a range that certainly holds it."""
    low, high = trace.value(at, "measure") if trace.has(at, "measure") else ("0", None)
    if high is None:
        return None
    first = Fraction(floor(Fraction(low or 0) * _DECIMALS), _DECIMALS)
    last = Fraction(ceil(Fraction(high) * _DECIMALS), _DECIMALS)
    if max(abs(first), abs(last)) > _MOST:
        return None
    if first == last:
        return as_number(first)
    return {"from": as_number(first), "to": as_number(last)}


def _needs(trace: Trace, ruleset: Ruleset) -> Iterator[str]:
    for leaf in trace.document["leaves"]:
        scale = ruleset.scales.get(ruleset.indicators[leaf["indicator"]].scale or "")
        if scale is None or scale.kind != "concern" or leaf["state"] not in _RECORDED:
            continue
        permits = ruleset.indicators[leaf["indicator"]].permits
        lowest = next(g.id for g in scale.grades if permits is None or g.id in permits)
        if lowest not in leaf["value"]:
            yield leaf["indicator"]


_RECORDED = ("known", "stale")
