"""What is drawn of a past: all of it occurs, and it stands on the edges of windows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from itertools import pairwise
from random import Random
from typing import Any

import pytest

from neglect_rules.testing import Document, Form, make_case, make_ruleset
from neglect_rules.testing._answers import records_of
from neglect_rules.testing._calendar import before
from neglect_rules.testing._history import SINCE
from neglect_rules.testing._past import TESTS
from neglect_rules.testing._plain import kind_of, objects_in, plain
from tests.unit.testing.schema_use import Use, used
from tests.unit.testing.test_cases import all_answers, all_cases, day_of

FORTY = range(40)
MORE = range(40, 80)
NEW: set[Use] = {
    ("document", "event_kinds"),
    ("document", "easings"),
    ("document", "reviews"),
    ("document", "near_review"),
    ("document", "households"),
    ("indicator", "per"),
    ("measure_events", "events"),
    ("measure_events", "within"),
    ("measure_sightings", "within"),
    ("measure_sightings", "dates"),
    ("measure_sightings", "people"),
    ("measure_sightings", "sources"),
    ("measure_unbroken", "unbroken"),
    ("measure_change", "change"),
    ("measure_earlier", "earlier"),
    ("measure_reviews", "reviews_without_improvement"),
    ("window", SINCE),
    ("seen", "at_least"),
    ("seen", "at_most"),
    ("seen", "in"),
}
OF_IMPROVEMENT = {"change", "sightings", "unbroken", "reviews_without_improvement"}
GROUPS = {"all", "any", "of", "not", "is", "sum", "max", "min", "times", *TESTS}


@cache
def forty() -> list[Document]:
    return [plain(make_ruleset(Random(seed))) for seed in FORTY]


def happened() -> Iterator[tuple[Form, Document, list[Document]]]:
    for form, case in all_cases():
        for each in case.get("events", {}).values():
            yield form, case, each["records"]


def followed() -> Iterator[tuple[Form, Document, str, list[Document]]]:
    for form, case, name, answer in all_answers():
        if name in form.past.followed:
            yield form, case, name, records_of(answer)


def test_each_construct_that_looks_back_is_in_two_of_forty_rulesets() -> None:
    counts = Counter(use for each in forty() for use in NEW & used("ruleset-1", each))

    assert {use for use in NEW if counts[use] < 2} == set()


@pytest.mark.parametrize("head", ["sightings", "unbroken"])
def test_one_indicator_is_followed_over_time_or_the_gravest_of_several(
    head: str,
) -> None:
    looked_at = [
        "indicator" if "indicator" in part[head] else part[head]["graded"]
        for document in (*forty(), *(plain(make_ruleset(Random(n))) for n in MORE))
        for part in objects_in(document)
        if isinstance(part.get(head), dict)
    ]

    assert any(each == "indicator" for each in looked_at)
    assert any(isinstance(each, dict) for each in looked_at)


def test_a_third_of_rulesets_do_not_look_back() -> None:
    plain_ones = [each for each in forty() if "event_kinds" not in each]

    assert len(plain_ones) >= len(FORTY) // 3


@pytest.mark.parametrize("head", ["change", "earlier"])
def test_what_is_compared_with_the_past_has_a_name(head: str) -> None:
    for document in forty():
        for part in objects_in(document.get("thresholds", [])):
            assert head not in part or part[head] in document["measures"]


def test_each_carer_is_asked_about_where_an_answer_has_a_worse() -> None:
    kinds = {
        kind_of(document, name)
        for document in forty()
        for name, item in document["indicators"].items()
        if "per" in item
    }

    assert kinds == {"concern", "strength"}


def test_an_easing_asks_for_improvement_and_for_nothing_else() -> None:
    heads = [set(_heads(d, e["when"])) for d in forty() for e in d.get("easings", ())]

    assert set().union(*heads) == OF_IMPROVEMENT
    assert max(len(each) for each in heads) > 1


def _heads(document: Document, node: Any) -> Iterator[str]:
    """Yield what a condition on improvement looks at, through every name."""
    if isinstance(node, str):
        node = document["measures"][node]
    if "is" in node:
        yield from _heads(document, document["conditions"][node["is"]])
    elif "measure" in node:
        yield from _heads(document, node["measure"])
    elif OF_IMPROVEMENT & node.keys():
        yield from OF_IMPROVEMENT & node.keys()
    else:
        assert node.keys() <= GROUPS
        inner = [node[key] for key in GROUPS - set(TESTS) - {"times"} if key in node]
        for part in inner:
            for each in part if isinstance(part, list) else [part]:
                yield from _heads(document, each)


def test_no_easing_could_be_brought_about_by_a_worse_answer_with_a_hole() -> None:
    for document in forty():
        for part in objects_in(document.get("easings", [])):
            if "in" in part and "indicator" in part:
                grades = _grades(document, part["indicator"])
                assert part["in"][0] == grades[0] or part["in"][-1] == grades[-1]
                assert len(part["in"]) < len(grades)


def _grades(document: Document, name: str) -> list[str]:
    scale = document["scales"][document["indicators"][name]["scale"]]
    return [grade["id"] for grade in scale["grades"]]


def test_events_stand_on_the_first_day_of_a_window_and_on_the_last_before() -> None:
    assert _beside_windows(
        (form.past.events[kind], case, each["records"])
        for form, case in all_cases()
        for kind, each in case.get("events", {}).items()
    ) >= {0, 1}


def test_records_stand_on_the_first_day_of_a_window_and_on_the_last_before() -> None:
    assert _beside_windows(
        (form.past.followed[name], case, records)
        for form, case, name, records in followed()
    ) >= {0, 1}


def _beside_windows(found: Iterator[Any]) -> set[int]:
    """Return how many days after the last day before a window something stands."""
    days = set()
    for spans, case, records in found:
        for span in spans:
            if span == SINCE and "earlier" not in case:
                continue
            edge = _edge(span, case)
            dates = [r["date"] for r in records if "date" in r]
            days |= {(date.fromisoformat(each) - edge).days for each in dates}
    return days


def _edge(span: Any, case: Document) -> date:
    if span == SINCE:
        return date.fromisoformat(case["earlier"]["date"])
    return before(day_of(case), span)


def test_windows_of_months_begin_on_days_that_not_every_month_has() -> None:
    days = [
        day_of(case).day
        for form, case in all_cases()
        if any(
            "months" in span for spans in form.past.events.values() for span in spans
        )
    ]

    assert days.count(31) > len(days) // 15


def test_something_happened_on_the_29th_of_february() -> None:
    dates = {
        each["date"]
        for records in [*(h[-1] for h in happened()), *(f[-1] for f in followed())]
        for each in records
        if "date" in each
    }

    assert any(each.endswith("-02-29") for each in dates)


def test_records_share_a_date_or_have_none_or_name_nobody() -> None:
    shared, undated, unnamed = 0, 0, 0
    for *_, records in followed():
        graded = [each for each in records if "grade" in each]
        dates = [each["date"] for each in graded if "date" in each]
        shared += len(dates) > len(set(dates))
        undated += len(graded) > len(dates) > 0
        unnamed += any("by" not in each for each in graded)

    assert min(shared, undated, unnamed) > 20


def test_one_event_is_recorded_by_several_and_never_on_two_dates() -> None:
    again = 0
    for *_, records in happened():
        dates: dict[str, set[str]] = {}
        for each in records:
            if "id" in each:
                dates.setdefault(each["id"], set()).add(each["date"])
        named = sum("id" in each for each in records)
        again += named > len(dates)

        assert all(len(each) == 1 for each in dates.values())
    assert again > 20


def test_an_entry_without_an_id_stands_on_the_date_of_one_with_an_id() -> None:
    both = 0
    for *_, records in happened():
        named = {each["date"] for each in records if "id" in each}
        both += any(each["date"] in named for each in records if "id" not in each)

    assert both > 20


def test_two_events_happen_on_one_date() -> None:
    def ids(records: list[Document]) -> set[tuple[str, str]]:
        return {(each["date"], each["id"]) for each in records if "id" in each}

    assert any(
        len(ids(records)) > len({day for day, _ in ids(records)})
        for *_, records in happened()
    )


def test_records_of_events_are_complete_not_complete_empty_and_not_there() -> None:
    kinds = [
        each for _, case in all_cases() for each in case.get("events", {}).values()
    ]
    missing = [
        kind
        for form, case in all_cases()
        for kind in form.past.events
        if kind not in case.get("events", {})
    ]

    assert {each.get("complete") for each in kinds} == {True, False, None}
    assert any(not each["records"] for each in kinds)
    assert missing


def test_nothing_has_happened_after_the_moment() -> None:
    for _, case in all_cases():
        day = day_of(case).isoformat()
        events = case.get("events", {}).values()
        earlier = case.get("earlier", {"date": day})

        assert earlier["date"] <= day
        assert all(r["date"] <= day for each in events for r in each["records"])


def test_reviews_were_are_today_and_are_to_come() -> None:
    cases = [case for _, case in all_cases() if "reviews" in case]
    days = {
        (date.fromisoformat(each) - day_of(case)).days
        for case in cases
        for each in case["reviews"]
    }

    assert {-1, 0, 1} <= days
    assert {0, 1, 2, 3, 4, 5} == {len(case["reviews"]) for case in cases}
    assert any(a > b for case in cases for a, b in pairwise(case["reviews"]))


def test_what_is_reviewed_is_seen_on_the_day_and_just_before_and_after() -> None:
    apart = {
        (date.fromisoformat(each["date"]) - date.fromisoformat(review)).days
        for form, case, name, records in followed()
        for each in records
        for review in case.get("reviews", ())
        if "date" in each and name in form.past.reviewed
    }

    assert {-1, 0, 1} <= apart


def test_the_assessment_before_gives_measures_as_numbers_and_ranges() -> None:
    told: Counter[str] = Counter()
    for form, case in all_cases():
        if "earlier" in case:
            measures = case["earlier"].get("measures", {})
            told.update(type(value).__name__ for value in measures.values())
            told["none"] += "measures" not in case["earlier"]
            told["needs"] += bool(case["earlier"].get("needs"))
        told["missing"] += form.past.compares and "earlier" not in case

    assert min(told[name] for name in ["int", "dict", "none", "needs", "missing"]) > 5


def test_what_was_known_in_part_is_from_the_least_to_the_greatest() -> None:
    for _, case in all_cases():
        for value in case.get("earlier", {}).get("measures", {}).values():
            assert not isinstance(value, dict) or value["from"] <= value["to"]


def test_records_say_of_which_carer_where_each_is_asked_about_and_only_there() -> None:
    spoken = set()
    for form, case, name, answer in all_answers():
        carers = case.get("carers", [])
        each = carers if "per" in form.document["indicators"][name] else []
        about = {record.get("about") for record in records_of(answer)}
        spoken.add((len(each), len(about - {None})))

        assert about <= set(each) if each else about == {None}
    assert {(0, 0), (1, 1), (2, 1), (2, 2), (3, 3)} <= spoken


def test_carers_are_named_and_not_named_where_each_is_asked_about() -> None:
    named = {
        len(case.get("carers", []))
        for form, case in all_cases()
        if any("per" in item for item in form.document["indicators"].values())
    }

    assert named == {0, 1, 2, 3}


def test_monotone_cases_know_all_that_is_counted_over_time() -> None:
    looked = 0
    for form, case in all_cases("monotone"):
        for name in form.past.followed:
            records = records_of(case["answers"][name])
            newest = max(each["date"] for each in records)
            looked += 1

            assert all({"grade", "by", "source"} <= each.keys() for each in records)
            assert newest == day_of(case).isoformat()
        for kind in form.past.events:
            assert case["events"][kind]["complete"]
        if form.past.compares:
            measures = case["earlier"]["measures"]
            assert measures.keys() == form.document["measures"].keys()
            assert not any(isinstance(value, dict) for value in measures.values())
    assert looked > 100


def test_an_improvement_is_seen_only_near_a_review_and_is_gone_after_it() -> None:
    found = 0
    for form, case in all_cases():
        near = form.past.near_review
        for review in map(date.fromisoformat, case.get("reviews", ())):
            if near is not None:
                edges = {before(review, near), review + timedelta(days=1)}
                found += any(
                    edges <= {date.fromisoformat(r["date"]) for r in records_of(answer)}
                    for answer in case["answers"].values()
                    if all("date" in each for each in records_of(answer))
                )

    assert found > 5


def test_a_ruleset_that_never_looks_back_is_given_few_pasts() -> None:
    case = [
        make_case(Random(seed), a_plain_ruleset(), shape="any") for seed in range(60)
    ]

    assert sum("earlier" in each for each in case) < 20
    assert not any("events" in each for each in case)


def a_plain_ruleset() -> Document:
    return next(each for each in forty() if "measures" not in each)
