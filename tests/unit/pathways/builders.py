"""A directory for tests: everything irrelevant defaulted, a row says what varies."""

from __future__ import annotations

import datetime as dt
from typing import Any, Final
from zoneinfo import ZoneInfo

from neglect_rules.pathways import Directory, Outcomes, Result, Route, load_directory

LONDON: Final = ZoneInfo("Europe/London")
WEEKDAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday")
EMERGENCY: Final[dict[str, Any]] = {
    "id": "emergency",
    "label": "Police",
    "purposes": ["emergency"],
    "audience": "both",
    "numbers": ["999"],
    "hours": "always",
    "source": "made-up",
    "status": "proposed",
}
OFFICE: Final = {day: [{"from": "09:00", "before": "17:00"}] for day in WEEKDAYS}
NIGHT: Final = {
    **{
        day: [
            {"from": "00:00", "before": "09:00"},
            {"from": "17:00", "before": "24:00"},
        ]
        for day in WEEKDAYS
    },
    "saturday": [{"from": "00:00", "before": "24:00"}],
    "sunday": [{"from": "00:00", "before": "24:00"}],
}


def a_contact(id_: str = "office", **changes: Any) -> dict[str, Any]:
    """Return a contact: an office that takes referrals and gives advice."""
    contact = {
        "id": id_,
        "label": id_.capitalize(),
        "purposes": ["refer", "advice"],
        "audience": "both",
        "numbers": ["01632 960001"],
        "hours": OFFICE,
        "bank_holidays": "closed",
        "source": "made-up",
        "status": "proposed",
        **changes,
    }
    return {key: value for key, value in contact.items() if value is not None}


def a_night(**changes: Any) -> dict[str, Any]:
    """Return a contact that is there whenever the office is not."""
    kept = {
        "purposes": ["urgent"],
        "numbers": ["01632 960002"],
        "hours": NIGHT,
        "bank_holidays": "all_day",
    }
    return a_contact("night", **{**kept, **changes})


def a_document(*contacts: dict[str, Any], **changes: Any) -> dict[str, Any]:
    """Return a directory's document with these contacts and 999."""
    listed = list(contacts) if contacts else [a_contact(), a_night()]
    document = {
        "format": 1,
        "id": "made.up",
        "version": "1.0.0",
        "area": "made-up",
        "title": "A made-up area",
        "status": "adopted",
        "effective": {"from": "2016-01-01"},
        "zone": "Europe/London",
        "division": "england-and-wales",
        "verified_on": "2026-04-01",
        "stale_after": {"months": 12},
        "sources": {"made-up": {"title": "Made up for a test"}},
        "contacts": [*listed, EMERGENCY],
        "needs": {
            "first_of": [
                a_rule("emergency", "emergency"),
                a_rule("specialist", "safeguarding"),
                a_rule("targeted", "advice"),
                a_rule("universal", "none"),
            ],
            "otherwise": "advice",
            "look_for": {
                "emergency": ["emergency"],
                "safeguarding": ["emergency"],
                "advice": ["emergency"],
                "support": ["emergency"],
                "none": ["emergency"],
                **_looked_for(listed),
            },
        },
        **changes,
    }
    return {key: value for key, value in document.items() if value is not None}


def a_rule(grade: str, need: str, **when: str) -> dict[str, Any]:
    """Return a rule for one grade of the outcome `level`."""
    return {"when": {**when, "outcome": "level", "grades": [grade]}, "need": need}


def _looked_for(contacts: list[dict[str, Any]]) -> dict[str, list[str]]:
    served = {purpose for contact in contacts for purpose in contact["purposes"]}
    wanted = {
        "emergency": ["refer", "urgent"],
        "safeguarding": ["refer", "urgent"],
        "advice": ["advice"],
        "support": ["support", "advice"],
        "none": ["advice"],
    }
    kept = {need: [p for p in ps if p in served] for need, ps in wanted.items()}
    return {need: purposes for need, purposes in kept.items() if purposes}


def a_directory(*contacts: dict[str, Any], **changes: Any) -> Directory:
    """Return a directory with these contacts and 999."""
    return load_directory(a_document(*contacts, **changes))


def a_result(
    recommended: str | None, *possible: str, determinable: bool = True
) -> Outcomes:
    """Return a decision with one outcome, `level`."""
    held = possible or (recommended or "universal",)
    result = Result(
        possible=held, recommended=recommended, is_determinable=determinable
    )
    return Outcomes("made.up", {"level": result})


def london(text: str, fold: int = 0) -> dt.datetime:
    """Return a moment in London."""
    return dt.datetime.fromisoformat(text).replace(tzinfo=LONDON, fold=fold)


def ids(route: Route) -> list[str]:
    """Return whom a route lists, in its order."""
    return [entry.contact.id for entry in route.entries]


def kinds(route: Route) -> set[str]:
    """Return what is odd about a route."""
    return {notice.kind for notice in route.notices}
