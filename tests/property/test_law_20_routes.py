"""Law 20: never nobody."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from random import Random
from typing import Any, Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from neglect_rules.pathways import DirectoryError, _hours, _route, load_directory, route
from neglect_rules.pathways._wall import instant
from tests.property.drawn import one_drawn, seeds
from tests.property.laws import routes
from tests.property.laws.routes import Asked, askings, changes, documents
from tests.unit.pathways.builders import EMERGENCY, a_contact, a_document

pytestmark = pytest.mark.property


@given(askings())
@settings(max_examples=60)
def test_a_route_is_never_empty_and_999_is_always_on_it(asked: Asked) -> None:
    routes.never_nobody(asked)
    routes.nobody_twice(asked)


@given(askings())
@settings(max_examples=40)
def test_hours_are_read_off_the_wall(asked: Asked) -> None:
    routes.hours_are_read_off_the_wall(asked)
    routes.times_are_around_the_moment(asked)


_SPOILED: Final[Mapping[str, dict[str, Any]]] = {
    "no-purpose": {"purposes": ["urgent"]},
    "no-number": {"numbers": []},
    "not-always": {"hours": "unknown"},
    "not-for-all": {"audience": "public"},
    "not-for-ever": {"effective": {"from": "2016-01-01"}},
}


@given(documents(), st.sampled_from(sorted(_SPOILED)))
@settings(max_examples=20)
def test_a_directory_without_an_emergency_contact_is_refused(
    document: dict[str, Any], how: str
) -> None:
    kept = [
        each
        for each in document["contacts"]
        if each["hours"] != "always" and each is not EMERGENCY
    ]
    contacts = [*kept, {**EMERGENCY, **_SPOILED[how]}]

    with pytest.raises(DirectoryError) as caught:
        load_directory({**document, "contacts": contacts})

    assert "NR107" in {each.code for each in caught.value.diagnostics}


def test_a_decision_drawn_for_other_laws_has_a_route() -> None:
    for number in seeds(5):
        drawn = one_drawn(number, Random(number))
        routes.a_decision_has_a_route(drawn, Random(number))


def test_the_law_fails_where_only_those_who_are_open_are_listed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    at = dt.datetime(2026, 5, 6, 2, tzinfo=dt.UTC)
    asked = Asked(document=a_document(), about="advice", at=at, audience="public")
    routes.never_nobody(asked)

    monkeypatch.setattr(_route, "_entries", routes.only_those_open)

    with pytest.raises(AssertionError):
        routes.never_nobody(asked)


def _by_the_offset_at_midnight(right: Callable[..., Any]) -> Callable[..., Any]:
    """Return a wrong version that adds hours to midnight, whatever clocks do."""

    def added(day: dt.date, minutes: int, zone: Any, *, closing: bool) -> Any:
        midnight = right(day, 0, zone, closing=closing)
        return midnight + dt.timedelta(minutes=minutes)

    return added


def test_the_wall_is_not_read_where_hours_are_added_to_midnight(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    hours = {"sunday": [{"from": "09:00", "before": "17:00"}]}
    document = a_document(a_contact(hours=hours, bank_holidays="as_usual"))
    # Half past nine on the wall, on the day on which the clock has gone on an hour.
    at = changes("Europe/London")[0] + dt.timedelta(hours=7, minutes=30)
    asked = Asked(document=document, about="advice", at=at, audience="public")
    routes.hours_are_read_off_the_wall(asked)

    monkeypatch.setattr(_hours, "instant", _by_the_offset_at_midnight(instant))

    with pytest.raises(AssertionError):
        routes.hours_are_read_off_the_wall(asked)


def test_clocks_in_london_change_twice_a_year() -> None:
    found = changes("Europe/London")

    assert len(found) == 40
    assert found[0] == dt.datetime(2016, 3, 27, 1, tzinfo=dt.UTC)
    assert route("advice", load_directory(a_document()), at=found[0]).entries
