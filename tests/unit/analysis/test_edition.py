"""What a local edition may change, and what is found where it changes more."""

from __future__ import annotations

import copy
from collections.abc import Callable
from random import Random
from typing import Any, Final, TypeAlias

import pytest
from attrs import evolve

from neglect_rules.analysis import Examined, edition, examine, is_edition
from neglect_rules.analysis._lint_edition import EDITION
from neglect_rules.canonical import fingerprint
from neglect_rules.diagnostics import Diagnostic
from neglect_rules.linking import link
from neglect_rules.loading import load_ruleset
from neglect_rules.model import RulesetMark
from tests.property.drawn import one_drawn
from tests.unit.analysis.sound import TODAY, a_sound_ruleset

_PARAMETER: Final = {
    "label": "How many days are too many",
    "number": 10,
    "because": "Most have answered by then.",
    "source": "guidance",
    "status": "adapted",
}
_SECOND: Final = {
    "id": "T2",
    "when": {"indicator": "ALONE", "at_least": "worrying"},
    "reach": {"level": "early_help"},
    "because": "A child who is left alone needs help.",
}
_HEADING: Final = "a local edition changes settings and words only, and this one "
_T1: Final = "threshold A child who misses meals needs help soon. (T1)"
_T2: Final = "threshold A child who is left alone needs help. (T2)"
_Change: TypeAlias = Callable[[Any], object]


def a_base() -> dict[str, Any]:
    """Return a ruleset with a setting and two thresholds."""
    document = a_sound_ruleset({"parameters": {"days": _PARAMETER}})
    document["thresholds"].append(copy.deepcopy(_SECOND))
    return document


def an_edition(change: _Change = lambda _: None, **named: str) -> dict[str, Any]:
    """Return a local edition with a change of its own."""
    base = a_base()
    mark = {
        "id": base["id"],
        "version": base["version"],
        "fingerprint": fingerprint(base),
        **named,
    }
    document = {**copy.deepcopy(base), "id": "test.north", "based_on": mark}
    change(document)
    return document


def _found(document: Any) -> list[Diagnostic]:
    examined = Examined(
        program=link(load_ruleset(document)), day=TODAY, base=load_ruleset(a_base())
    )
    return list(examine(examined, checks=EDITION))


def _set(*path: str | int, to: Any) -> _Change:
    def change(document: Any) -> None:
        *parts, last = path
        for part in parts:
            document = document[part]
        document[last] = to

    return change


MAY: dict[str, tuple[_Change, tuple[int, int]]] = {
    "nothing": (lambda _: None, (0, 0)),
    "a-setting": (_set("parameters", "days", "number", to=5), (1, 0)),
    "why-it-is-so": (_set("parameters", "days", "because", to="Ours do."), (0, 1)),
    "its-title": (_set("title", to="North's screen"), (0, 1)),
    "a-label": (_set("indicators", "FOOD", "label", to="Meals"), (0, 1)),
    "who-can-answer": (_set("indicators", "FOOD", "ask", to=["nursery"]), (0, 1)),
    "another-source": (_set("sources", "ours", to={"title": "Ours"}), (0, 1)),
    "who-answers-for-it": (_set("owner", to="North, policy team"), (0, 0)),
    "its-dates": (_set("effective", to={"from": "2026-01-01"}), (0, 0)),
    "its-area-and-version": (
        lambda d: d.update(area="north", version="3.0.0", status="draft"),
        (0, 0),
    ),
}


@pytest.mark.parametrize("case", MAY)
def test_what_an_edition_may_change(case: str) -> None:
    change, counts = MAY[case]
    ruleset, base = load_ruleset(an_edition(change)), load_ruleset(a_base())
    found = edition(base, ruleset)

    assert is_edition(ruleset, base)
    assert (len(found.settings), len(found.texts), found.beyond) == (*counts, ())


BEYOND: dict[str, tuple[_Change, str, str]] = {
    "a-rule": (
        _set("thresholds", 0, "when", "at_least", to="severe"),
        "/thresholds/0/when",
        f"changes `when` of {_T1}",
    ),
    "a-level": (
        _set("thresholds", 0, "reach", to={"level": "urgent"}),
        "/thresholds/0/reach/level",
        f"changes `reach/level` of {_T1}",
    ),
    "a-rule-taken-out": (
        lambda d: d["thresholds"].pop(1),
        "/thresholds/1",
        f"takes out {_T2}",
    ),
    "a-rule-more": (
        lambda d: d["thresholds"].insert(0, {**_SECOND, "id": "T3"}),
        "/thresholds/0",
        "adds threshold A child who is left alone needs help. (T3)",
    ),
    "the-order-of-rules": (
        lambda d: d["thresholds"].reverse(),
        "/thresholds/1",
        f"moves {_T1}",
    ),
    "an-id": (
        _set("thresholds", 1, "id", to="T9"),
        "/thresholds/1",
        "gives threshold A child who is left alone needs help. (T9) another id",
    ),
    "points": (
        lambda d: d["scales"]["care"]["grades"][1].update(points=2),
        "/scales/care/grades/1/points",
        "changes `points` of grade Worrying (worrying)",
    ),
    "a-setting-more": (
        _set("parameters", "weeks", to={**_PARAMETER, "label": "Weeks"}),
        "/parameters/weeks",
        "adds parameter Weeks (weeks)",
    ),
    "a-condition": (
        _set("conditions", to={"hungry": {"indicator": "FOOD", "at_least": "severe"}}),
        "/conditions/hungry",
        "adds condition Hungry (hungry)",
    ),
    "whom-it-covers": (
        _set("subjects", to={"kinds": ["child"], "age_months": {"before": 200}}),
        "/subjects/age_months",
        "changes `age_months` of subjects Subjects (subjects)",
    ),
    "when-an-improvement-is-odd": (
        _set("near_review", to={"days": 14}),
        "/near_review",
        "changes `near_review` of document Neglect screen (test.north)",
    ),
}


@pytest.mark.parametrize("case", BEYOND)
def test_what_an_edition_may_not_change(case: str) -> None:
    change, place, said = BEYOND[case]
    (found, *others) = _found(an_edition(change))

    assert (found.code, str(found.at), others) == ("NR366", place, [])
    assert found.message == _HEADING + said


def test_a_condition_that_is_changed_as_a_whole_has_its_own_place() -> None:
    base, other = a_base(), an_edition()
    for document, grade in ((base, "severe"), (other, "worrying")):
        named = {"hungry": {"indicator": "FOOD", "at_least": grade}}
        _set("conditions", to=named)(document)
    other["based_on"]["fingerprint"] = fingerprint(base)
    examined = Examined(
        program=link(load_ruleset(other)), day=TODAY, base=load_ruleset(base)
    )
    (found,) = examine(examined, checks=EDITION)

    assert str(found.at) == "/conditions/hungry"
    assert found.message == f"{_HEADING}changes condition Hungry (hungry)"


OTHERS: dict[str, tuple[dict[str, Any], str]] = {
    "it-names-none": ({"based_on": None}, ""),
    "another-id": ({"id": "test.other"}, "/based_on"),
    "another-version": ({"version": "0.9.0"}, "/based_on"),
    "another-text": ({"fingerprint": f"sha256:{'0' * 64}"}, "/based_on/fingerprint"),
}


@pytest.mark.parametrize("case", OTHERS)
def test_an_edition_of_another_ruleset_is_told_so_and_nothing_more(case: str) -> None:
    named, place = OTHERS[case]
    if "based_on" in named:
        document = an_edition()
        del document["based_on"]
    else:
        document = an_edition(_set("thresholds", 0, "id", to="T9"), **named)

    assert [(d.code, str(d.at)) for d in _found(document)] == [("NR367", place)]


def test_what_an_edition_may_change_gives_no_finding() -> None:
    assert _found(an_edition(_set("parameters", "days", "number", to=5))) == []


def test_what_is_held_against_nothing_gives_no_finding() -> None:
    examined = Examined(program=link(load_ruleset(an_edition())), day=TODAY)

    assert examine(examined, checks=EDITION) == ()


@pytest.mark.parametrize("seed", range(3))
def test_a_drawn_ruleset_with_other_words_is_an_edition_and_no_more(seed: int) -> None:
    base = one_drawn(seed, Random(seed)).program.ruleset
    document = copy.deepcopy(dict(base.document))
    document |= {"title": "Ours", "id": "drawn.north"}
    for indicator in document["indicators"].values():
        indicator["label"] = f"{indicator['label']} here"
    mark = RulesetMark(
        id=base.id, version=base.version, fingerprint=fingerprint(base.document)
    )
    ruleset = evolve(load_ruleset(document), based_on=mark)
    found = edition(base, ruleset)

    assert is_edition(ruleset, base)
    assert (found.settings, found.beyond) == ((), ())
    assert len(found.texts) == 1 + len(document["indicators"])
