"""A case as the fields of the form in which it can be tried."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from typing import Any, Final

from neglect_rules.canonical import plain
from neglect_rules.model import Case, State
from neglect_rules.studio._past import ALSO
from neglect_rules.studio._request import Request

_OF_CASE: Final = ("answer.", "number.", "date.", "source.", "by.", "events.", "whole.")
_SUBJECT: Final = ("kind", "born", "age_months", "due", "gestation_weeks")
_ALONE: Final = ("reviews", ALSO, *_SUBJECT)
_BESIDE: Final = frozenset({"date", "source", "by"})
_STATES: Final = frozenset(each.value for each in State)


def emptied(request: Request) -> dict[str, str]:
    """Return the fields of the case that lies open, each without what it held."""
    return {
        name: ""
        for name in request.fields
        if name in _ALONE or name.startswith(_OF_CASE)
    }


def fields_of(case: Case, at: dt.datetime) -> dict[str, str]:
    """Return a case as fields; what no field can hold stands whole in one of its own.

    The form decides at the time of day by the clock of whoever asks, on the case's day.
    """
    document: Mapping[str, Any] = plain(case.document)
    fields = {"day": at.date().isoformat()}
    also: dict[str, Any] = {}
    for name, value in document.get("subject", {}).items():
        if name in _SUBJECT:
            # Of an age there may be only two ends.
            fields |= (
                _left(also, "subject", name, value)
                if isinstance(value, dict)
                else {name: str(value)}
            )
    for id_, held in document.get("answers", {}).items():
        fields |= _answer(id_, held) or _left(also, "answers", id_, held)
    for id_, held in document.get("events", {}).items():
        fields |= _events(id_, held) or _left(also, "events", id_, held)
    if document.get("reviews"):
        fields["reviews"] = "\n".join(document["reviews"])
    also |= {key: document[key] for key in ("carers", "earlier") if document.get(key)}
    return {**fields, ALSO: json.dumps(also)} if also else fields


def _left(also: dict[str, Any], key: str, id_: str, held: Any) -> dict[str, str]:
    also.setdefault(key, {})[id_] = held
    return {}


def _answer(id_: str, held: Any) -> dict[str, str]:
    """Return an answer as fields; nothing where it has more to it than they hold."""
    one = held[0] if isinstance(held, list) and len(held) == 1 else held
    if not isinstance(one, dict):
        return {} if isinstance(one, list) else _short(id_, one)
    (kind, *more) = [key for key in one if key not in _BESIDE] or ("",)
    if more or kind not in {"grade", "number"}:
        alone = kind == "state" and not more and len(one) == 1
        return {f"answer.{id_}": f"state:{one['state']}"} if alone else {}
    first = {"grade": f"answer.{id_}", "number": f"number.{id_}"}[kind]
    value = f"grade:{one[kind]}" if kind == "grade" else str(one[kind])
    beside = {f"{key}.{id_}": str(one[key]) for key in _BESIDE & one.keys()}
    return {first: value, **beside}


def _short(id_: str, value: Any) -> dict[str, str]:
    if not isinstance(value, str):
        return {f"number.{id_}": str(value)}
    kind = "state" if value in _STATES else "grade"
    return {f"answer.{id_}": f"{kind}:{value}"}


def _events(id_: str, held: Any) -> dict[str, str]:
    records = held.get("records", [])
    if any(each.keys() != {"date"} for each in records):
        return {}
    dates = "\n".join(each["date"] for each in records)
    whole = "yes" if held.get("complete") else ""
    return {f"events.{id_}": dates, f"whole.{id_}": whole}
