"""The reference interpreter on history, worked out by hand from the clauses."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from tests.builders import NOON
from tests.unit.history_cases import BETTER, REVIEWS, SEVERE, graded, measured

LEAP_DAY = dt.datetime(2028, 2, 29, 12, 0, tzinfo=dt.UTC)


OR_MORE = 1_000_000


def on(*days: str) -> list[dict[str, str]]:
    return [{"date": day} for day in days]


ONE = {"date": "2026-04-02", "id": "E1"}
YEAR = {"months": 12}
SINCE = "since_last_assessment"


@pytest.mark.parametrize(
    ("records", "many"),
    [
        pytest.param([], 0, id="none"),
        pytest.param(on("2026-04-01", "2026-04-02"), 2, id="told-apart-by-date"),
        pytest.param(on("2026-04-02", "2026-04-02"), 1, id="one-date"),
        pytest.param([ONE, ONE], 1, id="one-id"),
        pytest.param([ONE, {**ONE, "id": "E2"}], 2, id="two-ids-on-one-date"),
        pytest.param([ONE, *on("2026-04-02")], 1, id="with-and-without-an-id"),
        pytest.param([ONE, *on("2026-04-03")], 2, id="without-an-id-on-another-date"),
    ],
)
def test_events_are_told_apart_by_id_or_else_by_date(records: Any, many: int) -> None:
    def counted(**more: Any) -> Any:
        return measured(
            {"events": "missed"}, events={"missed": {"records": records, **more}}
        )

    assert counted(complete=True) == [many, many]
    assert counted(complete=False) == [many, OR_MORE]
    assert counted() == [many, OR_MORE]


def test_a_kind_of_event_that_the_case_does_not_hold_is_nought_or_more() -> None:
    assert measured({"events": "missed"}) == [0, OR_MORE]


@pytest.mark.parametrize(
    ("within", "at", "day", "held"),
    [
        pytest.param(YEAR, LEAP_DAY, "2027-02-28", False, id="a-year-before-29-feb"),
        pytest.param(YEAR, LEAP_DAY, "2027-03-01", True, id="the-day-after-that"),
        pytest.param(YEAR, LEAP_DAY, "2028-02-29", True, id="the-day-itself"),
        pytest.param({"days": 30}, NOON, "2026-04-01", False, id="thirty-days-ago"),
        pytest.param({"days": 30}, NOON, "2026-04-02", True, id="twenty-nine"),
        pytest.param(SINCE, NOON, "2026-02-01", False, id="on-the-last-assessment"),
        pytest.param(SINCE, NOON, "2026-02-02", True, id="after-it"),
        pytest.param(None, NOON, "1990-01-01", True, id="no-window"),
    ],
)
def test_a_window_holds_the_dates_after_its_beginning(
    within: Any, at: dt.datetime, day: str, held: bool
) -> None:
    measure = {"events": "missed", **({"within": within} if within else {})}
    events = {"missed": {"complete": True, "records": on(day)}}
    earlier = {"date": "2026-02-01"}

    found = measured(measure, at=at, events=events, earlier=earlier)

    assert found == [held, held]


def test_without_an_earlier_assessment_it_is_open_what_came_since() -> None:
    measure = {"events": "missed", "within": SINCE}
    records = on("2026-04-01", "2026-04-02")

    def counted(*, complete: bool) -> Any:
        return measured(
            measure, events={"missed": {"complete": complete, "records": records}}
        )

    assert counted(complete=True) == [0, 2]
    assert counted(complete=False) == [0, OR_MORE]


@pytest.mark.parametrize(
    ("distinct", "within", "records", "extent"),
    [
        pytest.param("dates", None, graded("met 2026-04-01"), [0, 0], id="not-met"),
        pytest.param(
            "dates", None, [{"state": "refused"}], [0, OR_MORE], id="no-grade"
        ),
        pytest.param(
            "dates",
            None,
            graded("severe 2026-04-01", "established 2026-04-01", "severe 2026-03-01"),
            [2, 2],
            id="each-date-once",
        ),
        pytest.param(
            "dates",
            None,
            graded("severe 2026-04-01", "severe"),
            [1, 2],
            id="one-without-a-date",
        ),
        pytest.param(
            "people",
            None,
            graded("severe 2026-04-01 HV", "severe 2026-03-01 HV", "severe 2026-03-02"),
            [1, 2],
            id="somebody-unnamed-may-be-one-more",
        ),
        pytest.param(
            "people",
            None,
            [{"grade": "severe", "by": "HV"}],
            [1, 1],
            id="without-a-window-no-date-is-needed",
        ),
        pytest.param(
            "people",
            YEAR,
            [{"grade": "severe", "by": "HV"}],
            [0, 1],
            id="in-a-window-it-is",
        ),
        pytest.param(
            "people",
            YEAR,
            graded("severe 2025-05-01 HV", "severe 2025-05-02 GP", "severe 2024-01-01"),
            [1, 1],
            id="what-is-before-the-window-is-not-counted-even-unnamed",
        ),
        pytest.param(
            "people",
            SINCE,
            graded("severe 2025-05-01 HV", "severe 2025-05-02 GP", "met 2026-01-01"),
            [0, 2],
            id="a-window-that-is-open",
        ),
        pytest.param(
            "sources",
            None,
            [
                {"grade": "severe", "source": "seen"},
                {"grade": "established", "source": "record"},
                {"grade": "severe"},
                {"grade": "met", "source": "child_said"},
            ],
            [2, 3],
            id="sources",
        ),
    ],
)
def test_sightings_are_told_apart_and_what_cannot_be_may_be_one_more(
    distinct: str, within: Any, records: Any, extent: Any
) -> None:
    measure = {"sightings": SEVERE, "distinct": distinct}
    measure |= {"within": within} if within else {}

    assert measured(measure, answers={"A": records}) == extent


def test_sightings_count_records_that_were_set_aside_and_suspected_ones() -> None:
    changes = {"/indicators/A/believe": "latest"}
    records = graded("severe 2026-03-01", "met 2026-04-01")
    records.append({"grade": "severe", "date": "2026-02-01", "suspected": True})
    measure = {"sightings": SEVERE, "distinct": "dates"}

    assert measured(measure, changes, answers={"A": records}) == [2, 2]


RELIABLE = {"indicator": "S", "at_least": "reliable"}


@pytest.mark.parametrize(
    ("test", "records", "extent"),
    [
        pytest.param(BETTER, [], [0, OR_MORE], id="never-graded"),
        pytest.param(BETTER, graded("met"), [0, 0], id="without-a-date"),
        pytest.param(BETTER, graded("met 2026-04-01"), [0, 0], id="one-date"),
        pytest.param(
            BETTER,
            graded("severe 2026-01-01", "met 2026-04-01", "emerging 2026-03-01"),
            [31, 31],
            id="from-the-first-to-the-last",
        ),
        pytest.param(
            BETTER,
            graded("met 2026-03-01", "severe 2026-04-01"),
            [0, 0],
            id="the-latest-does-not-meet-it",
        ),
        pytest.param(
            BETTER,
            graded("met 2026-02-01", "met 2026-03-01", "severe 2026-03-01")
            + graded("met 2026-03-05", "met 2026-03-10"),
            [5, 5],
            id="on-one-date-the-worst-counts",
        ),
        pytest.param(
            SEVERE,
            graded("established 2026-03-01", "severe 2026-04-01"),
            [31, 61],
            id="what-is-bad-may-have-gone-on",
        ),
        pytest.param(
            {"indicator": "A", "in": ["established"]},
            graded("established 2026-03-01", "established 2026-04-01"),
            [31, 31],
            id="the-gravest-is-not-among-them",
        ),
        pytest.param(
            RELIABLE,
            graded("reliable 2026-03-01", "reliable 2026-03-31")
            + graded("weak 2026-02-01", "reliable 2026-02-01"),
            [30, 30],
            id="the-worst-of-a-strength-is-the-lowest",
        ),
        pytest.param(
            {"indicator": "S", "at_most": "weak"},
            graded("weak 2026-03-01", "weak 2026-04-01"),
            [31, 61],
            id="the-gravest-of-a-strength-is-the-lowest",
        ),
    ],
)
def test_unbroken_counts_the_days_that_every_observation_met_the_test(
    test: Any, records: Any, extent: Any
) -> None:
    answers = {test["indicator"]: records} if records else {}

    assert measured({"unbroken": test, "in": "days"}, answers=answers) == extent


SUM = {"/measures": {"all_told": {"points": "A"}}}
FAR = 1_000_000_000


@pytest.mark.parametrize(
    ("earlier", "then", "change"),
    [
        pytest.param(None, [-FAR, FAR], [1 - FAR, 1 + FAR], id="no-assessment"),
        pytest.param({}, [-FAR, FAR], [1 - FAR, 1 + FAR], id="not-said"),
        pytest.param({"measures": {"all_told": 4}}, [4, 4], [-3, -3], id="said"),
        pytest.param(
            {"measures": {"all_told": {"from": 2, "to": 4}}},
            [2, 4],
            [-3, -1],
            id="said-in-part",
        ),
    ],
)
def test_change_is_the_measure_less_its_earlier_value(
    earlier: Any, then: Any, change: Any
) -> None:
    more = {} if earlier is None else {"earlier": {"date": "2026-01-01", **earlier}}
    answers = {"A": "emerging"}

    assert measured({"earlier": "all_told"}, SUM, answers=answers, **more) == then
    assert measured({"change": "all_told"}, SUM, answers=answers, **more) == change


@pytest.mark.parametrize(
    ("records", "extent"),
    [
        pytest.param([], [0, 2], id="never-graded"),
        pytest.param(
            graded("established 2026-01-01", "established 2026-02-01")
            + graded("severe 2026-03-01"),
            [2, 2],
            id="no-better-twice",
        ),
        pytest.param(
            graded("severe 2026-01-01", "established 2026-02-01")
            + graded("established 2026-03-01"),
            [1, 1],
            id="better-and-then-no-better",
        ),
        pytest.param(
            graded("severe 2026-01-01", "severe 2026-02-01", "met 2026-03-01"),
            [0, 0],
            id="better-at-the-latest",
        ),
        pytest.param(
            graded("severe 2026-01-01", "severe 2026-02-01"),
            [1, 2],
            id="not-graded-since-may-be-one-more-and-ends-nothing",
        ),
        pytest.param(
            graded("severe 2026-02-01", "severe 2026-03-01"),
            [1, 2],
            id="no-grade-at-the-first",
        ),
        pytest.param(
            graded("met 2026-01-01", "met 2026-02-01", "severe 2026-03-01"),
            [0, 0],
            id="it-was-at-its-lowest",
        ),
        pytest.param(
            graded("met 2026-01-01"),
            [0, 0],
            id="never-above-its-lowest",
        ),
        pytest.param(
            graded("met 2026-01-01", "severe"),
            [0, 2],
            id="above-its-lowest-on-a-day-that-nobody-knows",
        ),
        pytest.param(
            graded("severe 2025-12-01", "met 2026-01-01"),
            [0, 2],
            id="at-its-lowest-and-not-graded-since",
        ),
        pytest.param(
            graded("severe 2026-01-01", "met 2026-02-01", "severe 2026-02-01")
            + graded("severe 2026-03-10"),
            [2, 2],
            id="of-one-date-the-worst-and-the-day-of-the-review-counts",
        ),
    ],
)
def test_reviews_without_improvement_are_counted_from_the_latest(
    records: Any, extent: Any
) -> None:
    answers = {"A": records} if records else {}
    measure = {"reviews_without_improvement": "A"}

    assert measured(measure, answers=answers, reviews=REVIEWS) == extent
