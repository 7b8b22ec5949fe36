"""What changed from one ruleset to the next, and each change made alone."""

from __future__ import annotations

import copy
from collections import Counter
from decimal import Decimal
from functools import cache
from itertools import pairwise
from pathlib import Path
from random import Random
from typing import Any, Final

import pytest

from neglect_rules.analysis import Edit, applied, edits
from neglect_rules.analysis._edits_parts import SECTIONS
from neglect_rules.canonical import fingerprint
from neglect_rules.errors import RulesetError
from neglect_rules.linking import link
from neglect_rules.loading import load_ruleset, read_ruleset
from neglect_rules.model import Ruleset
from neglect_rules.program import program_document
from neglect_rules.testing import Document, make_ruleset, settle
from tests.builders import a_ruleset, a_threshold, put

RULESETS: Final = Path(__file__).parents[3] / "rulesets"
PAIRS: Final = [
    ("bcp/practitioner-toolkit", "1.0.0", "2.0.0"),
    ("example/neglect-screen", "1.1.0", "1.2.0"),
    ("hull/assessment", "1.0.0", "2.0.0"),
    ("hull/observation", "1.0.0", "2.0.0"),
]
DRAWN: Final = 10
TRIES: Final = 4
SECOND: Final = a_threshold({"indicator": "A", "at_least": "severe"}, id="T2")
THIRD: Final = a_threshold({"indicator": "B", "at_least": "severe"}, id="T3")


def found(old: Document, new: Document) -> tuple[Edit, ...]:
    return edits(load_ruleset(old), load_ruleset(new))


def one(changes: dict[str, Any], before: dict[str, Any] | None = None) -> Edit:
    """Return the one edit that changes to a small ruleset make."""
    old = a_ruleset(copy.deepcopy(before))
    new = copy.deepcopy(old)
    for place, value in changes.items():
        put(new, place, value)
    (edit,) = found(old, new)
    return edit


def listed(*rules: Document) -> Document:
    return a_ruleset({"/thresholds": list(rules)})


def told(each: Edit) -> tuple[Any, ...]:
    return each.kind, each.what, each.id, each.key, each.was, each.now


@cache
def shipped(path: str, *versions: str) -> tuple[Ruleset, Ruleset]:
    """Return two versions of a ruleset that ships."""
    one, other = (
        read_ruleset(RULESETS / path / version / "ruleset.json") for version in versions
    )
    return one, other


@cache
def drawn(seed: int) -> Document | None:
    document = make_ruleset(Random(seed))
    return settle(document, lambda each: link(load_ruleset(each)))


def drawn_all() -> list[Document]:
    settled = (drawn(seed) for seed in range(DRAWN))
    return [each for each in settled if each is not None]


def mixed(random: Random, one: Document, other: Document) -> Document:
    """Return a document whose parts are of two, in any order, some left out."""
    made = copy.deepcopy(one)
    made["parameters"] = {**other.get("parameters", {}), **one.get("parameters", {})}
    for section in SECTIONS:
        held, more = made.get(section), copy.deepcopy(other.get(section))
        if isinstance(held, dict) and isinstance(more, dict):
            picked = {
                **held,
                **{k: v for k, v in more.items() if random.random() < 0.5},
            }
            made[section] = picked
        elif isinstance(held, list) and section != "accepts":
            ids = {each["id"] for each in held}
            held += [each for each in more or [] if each["id"] not in ids]
            made[section] = random.sample(held, random.randint(0, len(held)))
    return made


def loaded(document: Document) -> Ruleset | None:
    try:
        return load_ruleset(document)
    except RulesetError:
        return None


@cache
def pairs() -> list[tuple[Ruleset, Ruleset]]:
    """Return pairs of drawn rulesets: strangers, and one with a mix of it."""
    random, documents = Random(1), drawn_all()
    made: list[tuple[Ruleset, Ruleset]] = []
    for old, new in pairwise(documents):
        for end in (new, mixed(random, old, new)):
            one, other = loaded(old), loaded(end)
            if one is not None and other is not None:
                made += [(one, other), (other, one)]
    return made


def all_made(old: Ruleset, new: Ruleset) -> Any:
    document: Any = old.document
    for edit in edits(old, new):
        document = applied(document, edit, new.document)
    return document


def test_all_edits_made_one_after_another_give_the_new_ruleset() -> None:
    assert len(pairs()) > DRAWN
    for old, new in pairs():
        made = all_made(old, new)

        assert fingerprint(made) == fingerprint(new.document)


def test_every_edit_is_found_once() -> None:
    for old, new in pairs():
        names = [(e.kind, e.what, e.at_old, e.at_new, e.key) for e in edits(old, new)]

        assert len(names) == len(set(names))


def test_equal_rulesets_have_no_edits_whatever_the_order_of_their_keys() -> None:
    for document in drawn_all():
        turned = dict(reversed(document.items()))

        assert found(document, turned) == ()


@pytest.mark.parametrize("path", PAIRS, ids=[path for path, _, _ in PAIRS])
@pytest.mark.parametrize("back", [False, True], ids=["forth", "back"])
def test_the_edits_of_what_ships_lead_from_one_version_to_the_other(
    path: tuple[str, str, str], *, back: bool
) -> None:
    old, new = shipped(*path)[::-1] if back else shipped(*path)

    assert fingerprint(all_made(old, new)) == fingerprint(new.document)


def test_an_edit_is_made_without_touching_the_old_document() -> None:
    old, new = a_ruleset(), a_ruleset({"/domains/safety/weight": 2})
    (edit,) = found(old, new)
    applied(old, edit, new)

    assert old == a_ruleset()


def changed_at_random(random: Random, document: Document, other: Document) -> Document:
    """Return a document with one key of one part left out, or taken from another."""
    made = copy.deepcopy(document)
    section = random.choice([each for each in SECTIONS if made.get(each)])
    held, more = made[section], other.get(section) or made[section]
    part = random.choice([*held.values()] if isinstance(held, dict) else held)
    donor = random.choice([*more.values()] if isinstance(more, dict) else more)
    if isinstance(part, dict) and isinstance(donor, dict):
        key = random.choice(
            [each for each in {**donor, **part} if each != "id"] or [""]
        )
        part.pop(key, None)
        part.update({key: donor[key]} if key in donor else {})
    return made


def linked(document: Document) -> str | None:
    try:
        return fingerprint(program_document(link(load_ruleset(document))))
    except RulesetError:
        return None


def test_words_only_means_that_the_fingerprint_without_words_stays() -> None:
    random, documents = Random(2), drawn_all()
    idle, tried = Counter[bool](), Counter[bool]()
    for old, other in pairwise(documents):
        before = linked(old)
        for _ in range(TRIES):
            new = changed_at_random(random, old, other)
            listed = found(old, new) if loaded(new) else ()
            after = linked(new) if len(listed) == 1 else None
            if after is not None:
                (edit,) = listed
                idle[edit.words_only] += before == after

                assert before == after or not edit.words_only, told(edit)
                tried[edit.words_only] += 1

    assert idle[True] >= TRIES
    assert idle[False] < tried[False] / 2


def test_a_weight_that_was_not_written_is_changed_from_what_held() -> None:
    edit = one({"/domains/health/weight": 2})

    assert told(edit) == ("changed", "domain", "health", "weight", None, 2)
    assert (str(edit.at_old), str(edit.at_new)) == ("/domains/health",) * 2
    assert (edit.label_old, edit.label_new) == ("Health", "Health")
    assert not edit.words_only


def test_a_value_written_out_that_held_anyway_is_words_only() -> None:
    assert one({"/domains/health/weight": 1}).words_only


def test_a_number_that_is_now_a_parameter_of_that_value_is_words_only() -> None:
    edit = one(
        {"/thresholds/0/when/at_least": {"parameter": "several"}},
        {"/parameters": {"several": {"label": "Several", "number": 3}}},
    )

    assert (edit.key, edit.words_only) == ("when", True)


@pytest.mark.parametrize(
    ("place", "value"),
    [
        pytest.param("/indicators/A/label", "Another", id="label"),
        pytest.param("/indicators/A/help", "Look.", id="help"),
        pytest.param("/indicators/A/grades", {"met": "Well."}, id="meaning"),
        pytest.param("/indicators/N/number/unit", "hours", id="unit"),
        pytest.param("/thresholds/0/because", "Other.", id="reason"),
        pytest.param("/outcomes/level/labels", {"low": "L"}, id="level"),
        pytest.param("/version", "2.0.0", id="version"),
        pytest.param("/definition", {"text": "T", "source": "s"}, id="definition"),
        pytest.param("/sources", {"s": {"title": "S"}}, id="source"),
        pytest.param("/easings", [], id="empty-section"),
        pytest.param("/translations", {"cy": {"/title": "B"}}, id="translation"),
    ],
)
def test_words_are_words_only(place: str, value: Any) -> None:
    assert one({place: value}).words_only


@pytest.mark.parametrize(
    ("place", "value"),
    [
        pytest.param("/near_review", {"days": 3}, id="near-review"),
        pytest.param("/effective/from", "2021-01-01", id="in-force"),
        pytest.param("/scales/care/grades/3/points", 5, id="points"),
        pytest.param("/outcomes/level/grades", ["low", "high", "middle"], id="ladder"),
        pytest.param(
            "/households", {"rescreen_at": {"level": "high"}, "because": "…"}, id="home"
        ),
    ],
)
def test_what_decides_is_not_words_only(place: str, value: Any) -> None:
    assert not one({place: value}).words_only


def test_what_is_in_both_is_compared_by_its_id_and_not_by_its_place() -> None:
    old, new = listed(SECOND), listed(THIRD, SECOND)
    (edit,) = found(old, new)

    assert (edit.kind, edit.id, edit.at_old, str(edit.at_new)) == (
        "added",
        "T3",
        None,
        "/thresholds/0",
    )
    assert edit.now == THIRD


def test_what_was_taken_out_stands_where_it_stood() -> None:
    first = a_threshold({"indicator": "C", "at_least": "severe"}, id="T1")
    old = listed(first, SECOND, THIRD)
    new = listed({**first, "because": "1"}, {**THIRD, "because": "3"})

    assert [(e.kind, e.id) for e in found(old, new)] == [
        ("changed", "T1"),
        ("removed", "T2"),
        ("changed", "T3"),
    ]


def test_the_fewest_are_said_to_have_moved_and_a_rule_moved_is_words_only() -> None:
    rules = [{**SECOND, "id": f"T{n}", "because": str(n)} for n in range(5)]
    (edit,) = found(listed(*rules), listed(*rules[1:], rules[0]))

    assert (edit.kind, edit.id, edit.words_only) == ("moved", "T0", True)


def test_what_moved_stays_as_it_was_until_it_is_changed_as_well() -> None:
    first = {**SECOND, "id": "T1", "because": "First."}
    old = listed(first, SECOND, THIRD)
    new = listed({**THIRD, "because": "More."}, first, SECOND)
    moved, changed = found(old, new)
    made = applied(old, moved, new)

    assert (moved.kind, changed.kind) == ("moved", "changed")
    assert made["thresholds"] == [THIRD, first, SECOND]
    assert applied(made, changed, new) == new


def test_the_reason_for_an_exception_is_words_and_the_exception_is_not() -> None:
    excused = {"/guards/0/exception": {"law": 5, "because": "It is meant."}}

    assert one({"/guards/0/exception/because": "Truly."}, excused).words_only
    assert not one(excused).words_only


def test_a_grade_that_moved_is_more_than_words() -> None:
    document = a_ruleset()
    grades = document["scales"]["yes_no"]["grades"]
    put(document, "/scales/yes_no/grades", grades[::-1])
    (edit,) = found(a_ruleset(), document)

    assert (edit.kind, edit.what, edit.words_only) == ("moved", "grade", False)


def test_what_is_alike_but_for_its_id_is_renamed() -> None:
    (edit,) = found(listed(SECOND), listed({**SECOND, "id": "T7"}))

    assert told(edit) == ("renamed", "threshold", "T7", None, "T2", "T7")


def test_a_number_that_is_another_by_name_can_be_renamed_as_well() -> None:
    before = {"/measures": {"one": {"total": "all"}, "also": "one"}}
    edit = one({"/measures/also": ..., "/measures/too": "one"}, before)

    assert told(edit) == ("renamed", "measure", "too", None, "also", "too")


def test_two_alike_are_renamed_one_each() -> None:
    old = listed(SECOND, {**SECOND, "id": "T3"})
    new = listed({**SECOND, "id": "T7"}, {**SECOND, "id": "T8"})

    assert [(e.was, e.now) for e in found(old, new)] == [("T2", "T7"), ("T3", "T8")]


def test_what_is_taken_in_from_elsewhere_is_named_by_where_and_what() -> None:
    taken = {"from": "other.rules", "indicator": "Q", "as": "A", "highest": "severe"}
    edit = one({"/accepts": [taken, taken]}, {"/accepts": [taken]})

    assert (edit.id, edit.label_new, edit.words_only) == (
        "other.rules:Q+",
        "A",
        False,
    )


def test_a_parameter_says_which_rules_use_it_through_conditions_and_measures() -> None:
    before: dict[str, Any] = {
        "/parameters": {"several": {"label": "Several", "number": 3}},
        "/measures": {
            "all_points": {"sum": ["points_now"]},
            "points_now": {"total": "all"},
        },
        "/conditions": {
            "many": {"measure": "all_points", "at_least": {"parameter": "several"}}
        },
        "/thresholds": [SECOND, a_threshold({"is": "many"}), SECOND | {"id": "T8"}],
    }
    edit = one({"/parameters/several/number": 4}, before)
    measure = one({"/measures/points_now": {"points": "A"}}, before)

    assert [str(at) for at in edit.used_by] == ["/thresholds/1"]
    assert measure.used_by == edit.used_by
    assert not edit.words_only


def test_a_parameter_that_nothing_uses_decides_nothing() -> None:
    before = {"/parameters": {"several": {"label": "Several", "number": 3}}}
    edit = one({"/parameters/several/number": 4}, before)

    assert (edit.used_by, edit.words_only) == ((), True)


def test_a_part_of_which_there_is_one_can_come_and_go() -> None:
    here = {"rescreen_at": {"level": {"parameter": "p"}}, "because": "…"}
    named = {"/parameters": {"p": {"label": "P", "grade": "high"}}}
    old, new = a_ruleset(named), a_ruleset({**named, "/households": here})
    (come,), (gone,) = found(old, new), found(new, old)
    turned = one({"/parameters/p/grade": "low"}, {**named, "/households": here})

    assert (come.kind, gone.kind) == ("added", "removed")
    assert applied(old, come, new) == new
    assert applied(new, gone, old) == old
    assert [str(at) for at in turned.used_by] == ["/households"]


def test_a_change_inside_a_level_or_a_meaning_names_both_keys() -> None:
    edit = one({"/thresholds/0/reach/level": "high"})

    assert (edit.key, edit.was, edit.now) == ("reach/level", "middle", "high")


def test_a_rule_without_a_label_is_called_by_the_first_sentence_of_its_reason() -> None:
    before = {"/thresholds/0/because": "It adds up. It is much."}

    assert one({"/thresholds/0/reach/level": "high"}, before).label_new == "It adds up."


def test_a_decimal_that_is_the_same_number_is_no_edit() -> None:
    assert found(a_ruleset(), a_ruleset({"/domains/safety/cap": Decimal("6.0")})) == ()
