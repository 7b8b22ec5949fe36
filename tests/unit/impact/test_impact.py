"""Cases that are there, judged by the ruleset before and after a change."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from itertools import count, islice
from weakref import WeakSet

import pytest

from neglect_rules.impact import (
    Compared,
    Direction,
    Moved,
    Recorded,
    SetAside,
    by_group,
    compare,
    impact_of,
)
from tests.builders import NOON, a_case, a_program

OLD = a_program()
STRICTER = a_program({"/thresholds/0/when/at_least": 100})
A_SIGN = {"A": "emerging", "B": "emerging", "C": "met", "S": "weak"}
ASIDE = SetAside(ref="f:1", ruleset=None, diagnostics=(), place="f, line 1")


def recorded(ref: str = "r1", at: dt.datetime = NOON, **answers: str) -> Recorded:
    return Recorded(ref, a_case({**A_SIGN, **answers}), at)


def a_move(
    ref: str, direction: Direction, above: int = 0, steps: int = 1, outcome: str = "o"
) -> Compared:
    """Return a case that moves on one ladder."""
    move = Moved(
        outcome=outcome,
        was="a",
        now="b",
        direction=direction,
        above=above,
        steps=steps,
    )
    return Compared(ref=ref, levels={outcome: ("a", "b")}, moved=(move,))


def test_a_case_that_reaches_more_is_told_with_the_rule_that_makes_it() -> None:
    (case,) = impact_of(compare(STRICTER, OLD, [recorded()])).moved
    (move,) = case.moved

    assert (case.ref, move.outcome, move.direction) == ("r1", "level", "up")
    assert (move.was, move.now, move.above, move.steps) == ("low", "middle", 1, 1)
    assert (move.now_met, move.no_longer_met, move.changed) == (("T1",), (), ())


def test_a_case_that_reaches_less_is_told_with_the_rule_that_is_no_longer_met() -> None:
    (case,) = impact_of(compare(OLD, STRICTER, [recorded()])).moved
    (move,) = case.moved

    assert (move.direction, move.now_met, move.no_longer_met) == ("down", (), ("T1",))
    assert (move.above, move.steps) == (1, 1)


def test_a_rule_that_is_met_as_before_and_gives_more_is_named() -> None:
    higher = a_program({"/thresholds/0/reach/level": "high"})
    (case,) = impact_of(compare(OLD, higher, [recorded()])).moved
    (move,) = case.moved

    assert (move.now_met, move.no_longer_met, move.changed) == ((), (), ("T1",))
    assert (move.was, move.now, move.above, move.steps) == ("middle", "high", 0, 1)


def test_those_that_go_up_come_first_and_of_these_the_gravest() -> None:
    cases = [
        a_move("down", "down"),
        a_move("up a little", "up", above=1),
        a_move("elsewhere", "other"),
        a_move("up to the top", "up", above=0, steps=1),
        a_move("far up to the top", "up", above=0, steps=2),
        a_move("up to the top too", "up", above=0, steps=1),
    ]

    assert [each.ref for each in impact_of(cases).moved] == [
        "far up to the top",
        "up to the top",
        "up to the top too",
        "up a little",
        "elsewhere",
        "down",
    ]


@pytest.mark.parametrize("most", [0, 1, 3, 40])
def test_the_first_few_are_those_that_would_come_first_of_all(most: int) -> None:
    ways: tuple[Direction, ...] = ("down", "up", "other")
    cases = [
        a_move(str(n), ways[n % 3], above=n * 7 % 5, steps=n * 3 % 4) for n in range(60)
    ]
    found: list[Compared | SetAside] = [*cases, *[ASIDE] * 50]
    every, few = impact_of(found), impact_of(found, most=most)

    assert few.moved == every.moved[:most]
    assert few.set_aside == every.set_aside[:most]
    assert (few.moved_count, few.set_aside_count) == (60, 50)
    assert few.outcomes == every.outcomes


def test_with_a_limit_no_more_cases_are_held_however_many_come() -> None:
    held: WeakSet[Compared | SetAside] = WeakSet()
    most_held = 0

    def coming() -> Iterator[Compared | SetAside]:
        nonlocal most_held
        for number in range(200):
            aside = SetAside(ref=f"x{number}", ruleset=None, diagnostics=())
            case = a_move(f"r{number}", "up")
            held.update([case, aside])
            yield case
            yield aside
            del case, aside
            most_held = max(most_held, len(held))

    impact_of(coming(), most=5)

    assert most_held < 20


def test_a_case_is_counted_once_whatever_it_does() -> None:
    (up,) = a_move("x", "up", outcome="p").moved
    (down,) = a_move("x", "down", outcome="q").moved
    both = Compared(
        ref="x", levels={"p": ("a", "b"), "q": ("a", "b")}, moved=(up, down)
    )
    cases = [both, a_move("u", "up"), a_move("d", "down"), a_move("o", "other")]
    stays = Compared(ref="s", levels={"o": ("a", "a")}, moved=())
    found = impact_of([*cases, stays, ASIDE])

    assert dict(found.ways) == {"up": 1, "down": 1, "both": 1, "other": 1}
    assert (found.judged, found.moved_count, found.set_aside_count) == (5, 4, 1)


def test_every_case_is_counted_from_level_to_level() -> None:
    cases = [recorded("a"), recorded("b", A="met", B="met"), recorded("c")]
    whole = impact_of(compare(STRICTER, OLD, cases))

    assert whole.judged == 3
    assert whole.outcomes[0].table == {("low", "middle"): 2, ("low", "low"): 1}
    assert whole.outcomes[0].directions == {("low", "middle"): "up"}


def test_a_case_with_an_open_answer_that_could_bring_more_is_counted() -> None:
    answers = {"A": "met", "B": "met", "C": "met"}
    whole = Recorded("whole", a_case(answers), NOON)
    open_ = Recorded("open", a_case({"A": "met"}), NOON)

    assert [
        each.is_open
        for each in compare(OLD, OLD, [recorded(), whole, open_])
        if isinstance(each, Compared)
    ] == [False, False, True]
    assert impact_of(compare(OLD, OLD, [whole, open_])).open == 1


def test_a_level_that_only_one_has_is_elsewhere() -> None:
    other = a_program(
        {
            "/outcomes/level/grades": ["low", "mid", "high"],
            "/thresholds/0/reach/level": "mid",
        }
    )
    (case,) = impact_of(compare(OLD, other, [recorded()])).moved
    (move,) = case.moved

    assert (move.was, move.now, move.direction) == ("middle", "mid", "other")
    assert (move.above, move.steps) == (1, 0)


@pytest.mark.parametrize("turned", [False, True])
def test_a_case_that_does_not_fit_is_set_aside_and_says_of_which(turned: bool) -> None:
    without = a_program({"/indicators/S": ..., "/scales/strength": ...})
    pair = (without, OLD) if turned else (OLD, without)
    (aside,) = compare(*pair, [recorded()])

    assert isinstance(aside, SetAside)
    assert aside.ruleset == ("old" if turned else "new")
    assert [each.code for each in aside.diagnostics] == ["NR601"]
    assert impact_of([aside]).set_aside == (aside,)


def test_what_could_not_be_read_is_passed_on_in_its_place() -> None:
    found = list(compare(OLD, OLD, [ASIDE, recorded()]))

    assert found[0] is ASIDE
    assert isinstance(found[1], Compared)


def test_cases_are_judged_as_they_come_so_that_there_may_be_any_number() -> None:
    def endless() -> Iterator[Recorded]:
        for number in count():
            yield recorded(f"r{number}")

    found = islice(compare(STRICTER, OLD, endless()), 3)

    assert [each.ref for each in found] == ["r0", "r1", "r2"]


def test_a_ruleset_is_asked_about_a_day_before_it_was_in_force() -> None:
    later = a_program({"/effective/from": "2026-06-01"})

    assert impact_of(compare(OLD, later, [recorded()])).judged == 1


def test_it_is_written_as_plain_values_without_an_answer() -> None:
    found = [*compare(STRICTER, OLD, [recorded()]), ASIDE]
    told = impact_of(found, groups={"r1": "north"}).to_dict()

    assert told["moved"] == [
        {
            "ref": "r1",
            "moves": [
                {
                    "outcome": "level",
                    "was": "low",
                    "now": "middle",
                    "direction": "up",
                    "now_met": ["T1"],
                    "no_longer_met": [],
                    "changed": [],
                }
            ],
        }
    ]
    assert told["set_aside"] == [
        {"ref": "f:1", "place": "f, line 1", "ruleset": None, "codes": []}
    ]
    assert told["groups"] == []
    assert "emerging" not in str(told)


def test_groups_are_counted_on_the_way_as_they_are_afterwards() -> None:
    cases = [recorded(f"a{n}") for n in range(6)]
    cases += [recorded(f"b{n}", A="met", B="met") for n in range(7)]
    groups = {case.ref: case.ref[0] for case in cases if case.ref != "b6"}
    found = list(compare(STRICTER, OLD, cases))
    rows = impact_of(found, groups=groups).groups

    assert rows == by_group(found, groups)
    # The one case without a group takes the smallest group with it.
    assert [(row.group, row.cases) for row in rows] == [
        ("a", None),
        ("b", 6),
        ("", None),
    ]
