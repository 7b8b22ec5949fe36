"""Linking: what does not hang together is refused, with code and place."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from neglect_rules.errors import RulesetError
from neglect_rules.linking import link, linked
from neglect_rules.loading import load_ruleset
from tests.builders import a_ruleset, a_threshold

HALF = Decimal("0.5")
RATE = {"label": "R", "scale": "care"}


def rated(rule: Any, **more: Any) -> dict[str, Any]:
    """Return the change that adds a rating with this rule."""
    return {"/ratings": {"R": {**RATE, "rule": rule, **more}}}


def when(condition: Any) -> dict[str, Any]:
    """Return the change that adds a threshold with this condition."""
    return {"/thresholds/-": a_threshold(condition)}


def refusals(changes: dict[str, Any]) -> list[tuple[str, str]]:
    """Return code and place of everything that linking refuses."""
    with pytest.raises(RulesetError) as caught:
        link(load_ruleset(a_ruleset(changes)))

    return [(each.code, str(each.at)) for each in caught.value.diagnostics]


MEANS = {"record": {"indicator": "A", "cause": ["means"]}}
TAKEN = {"from": "test.other", "indicator": "A", "highest": "severe"}
EVIDENCE = [
    (
        "cause-in-a-threshold",
        when(MEANS),
        [("NR212", "/thresholds/1/when/record/cause")],
    ),
    (
        "cause-in-a-named-condition",
        {"/conditions": {"poor": MEANS}},
        [("NR212", "/conditions/poor/record/cause")],
    ),
    (
        "cause-in-a-rating",
        rated({"grades": [{"when": MEANS, "give": "severe"}], "otherwise": "met"}),
        [("NR212", "/ratings/R/rule/grades/0/when/record/cause")],
    ),
    (
        "accepts-what-is-not-asked",
        {"/accepts": [{**TAKEN, "indicator": "Z"}]},
        [("NR201", "/accepts/0/indicator")],
    ),
    (
        "accepts-as-what-is-not-asked",
        {"/accepts": [{**TAKEN, "as": "Z"}]},
        [("NR201", "/accepts/0/as")],
    ),
    (
        "accepts-a-number",
        {"/accepts": [{**TAKEN, "as": "N"}]},
        [("NR209", "/accepts/0/as")],
    ),
    (
        "accepts-up-to-no-grade",
        {"/accepts": [{**TAKEN, "highest": "awful"}]},
        [("NR202", "/accepts/0/highest")],
    ),
    (
        "accepts-as-no-grade",
        {"/accepts": [{**TAKEN, "grades": {"some": "awful"}}]},
        [("NR202", "/accepts/0/grades/some")],
    ),
    (
        "accepts-twice",
        {"/accepts": [TAKEN, {**TAKEN, "as": "B"}]},
        [("NR203", "/accepts/1/indicator")],
    ),
    (
        "sustained-on-a-number",
        {"/indicators/N/believe": {"sustained": 2}},
        [("NR209", "/indicators/N/believe")],
    ),
    (
        "a-window-on-what-has-no-worse",
        {"/indicators/X/believe": {"worst_within": {"days": 7}}},
        [("NR209", "/indicators/X/believe")],
    ),
    (
        "defined-by-no-source",
        {"/definition": {"text": "Neglect.", "source": "nowhere"}},
        [("NR201", "/definition/source")],
    ),
]


@pytest.mark.parametrize(
    ("changes", "found"), [pytest.param(c, f, id=id_) for id_, c, f in EVIDENCE]
)
def test_evidence_that_cannot_be_taken_or_read(
    changes: dict[str, Any], found: list[tuple[str, str]]
) -> None:
    assert refusals(changes) == found


def test_a_task_may_ask_for_a_cause() -> None:
    task = {"id": "K1", "task": "Offer help.", "when": {"any": [MEANS]}}

    assert linked(load_ruleset(a_ruleset({"/tasks": [task]})))[1] == ()


def test_a_sound_ruleset_links_without_a_warning() -> None:
    assert linked(load_ruleset(a_ruleset()))[1] == ()


T = "/thresholds/1/when"
NAMES = [
    ("indicator", when({"indicator": "Z", "at_least": "met"}), f"{T}/indicator"),
    ("rating", when({"rating": "A", "at_least": "met"}), f"{T}/rating"),
    ("outcome", when({"outcome": "Z", "at_least": "low"}), f"{T}/outcome"),
    ("condition", when({"is": "Z"}), f"{T}/is"),
    ("measure", when({"measure": "Z", "at_least": 1}), f"{T}/measure"),
    (
        "measure-in-a-sum",
        when({"measure": {"sum": ["Z", {"points": "A"}]}, "at_least": 1}),
        f"{T}/measure/sum/0",
    ),
    ("measure-of-measure", {"/measures": {"M": "Z"}}, "/measures/M"),
    (
        "domain",
        when({"measure": {"score": "Z", "as": "raw"}, "at_least": 1}),
        f"{T}/measure/score",
    ),
    (
        "domain-in-a-total",
        when({"measure": {"total": ["Z"]}, "at_least": 1}),
        f"{T}/measure/total/0",
    ),
    ("domain-of-an-indicator", {"/indicators/A/domain": "Z"}, "/indicators/A/domain"),
    ("scale", {"/indicators/A/scale": "Z"}, "/indicators/A/scale"),
    ("source", {"/thresholds/0/source": "Z"}, "/thresholds/0/source"),
    ("kind", {"/indicators/A/subjects": ["carer"]}, "/indicators/A/subjects/0"),
    ("kind-in-a-test", when({"subject": ["carer"]}), f"{T}/subject/0"),
    (
        "tag",
        when({"some": {"from": {"tag": "Z"}, "graded": {"at_least": "met"}}}),
        f"{T}/some/from/tag",
    ),
    (
        "selected-domain",
        when({"some": {"from": {"domains": ["Z"]}, "graded": {"at_least": "met"}}}),
        f"{T}/some/from/domains/0",
    ),
    (
        "selected-indicator",
        when({"some": {"from": {"indicators": ["Z"]}, "graded": {"at_least": "met"}}}),
        f"{T}/some/from/indicators/0",
    ),
    (
        "record-coverage",
        when({"record": {"coverage": "Z", "below": HALF}}),
        f"{T}/record/coverage",
    ),
    ("reached-outcome", {"/thresholds/0/reach": {"Z": "low"}}, "/thresholds/0/reach/Z"),
    ("table-input", rated({"table": ["Z"], "rows": [], "hit": "unique"}), None),
    ("worst-of", rated({"worst_of": ["A", "Z"]}), "/ratings/R/rule/worst_of/1"),
]


@pytest.mark.parametrize(
    ("changes", "place"),
    [pytest.param(c, p, id=i) for i, c, p in NAMES if p is not None],
)
def test_a_name_that_stands_for_nothing_is_refused_where_it_is_used(
    changes: dict[str, Any], place: str
) -> None:
    assert refusals(changes) == [("NR201", place)]


def test_a_near_name_is_suggested() -> None:
    document = a_ruleset(when({"measure": {"score": "safty", "as": "raw"}, "above": 1}))

    with pytest.raises(RulesetError) as caught:
        link(load_ruleset(document))

    assert caught.value.diagnostics[0].hint == "did you mean `safety`?"


def test_a_name_of_another_kind_of_thing_is_said_to_be_one() -> None:
    with pytest.raises(RulesetError) as caught:
        link(load_ruleset(a_ruleset(when({"is": "safety"}))))

    assert caught.value.diagnostics[0].hint == "`safety` is the name of a domain"


def test_all_unknown_names_are_reported_not_just_the_first() -> None:
    both = {"any": [{"is": "Y"}, {"is": "Z"}]}

    assert refusals(when(both)) == [
        ("NR201", f"{T}/any/0/is"),
        ("NR201", f"{T}/any/1/is"),
    ]


BANDS = {
    "bands": [{"give": "met"}, {"from": 3, "give": "severe"}],
    "of": {"number": "N"},
}
GRADES = [
    (
        "not-on-the-scale",
        "NR202",
        when({"indicator": "A", "at_least": "Z"}),
        f"{T}/at_least",
    ),
    (
        "not-on-the-scale-in",
        "NR202",
        when({"indicator": "A", "in": ["met", "Z"]}),
        f"{T}/in/1",
    ),
    (
        "not-on-the-ladder",
        "NR202",
        when({"outcome": "level", "at_most": "Z"}),
        f"{T}/at_most",
    ),
    ("reach", "NR202", {"/thresholds/0/reach/level": "Z"}, "/thresholds/0/reach/level"),
    ("guard", "NR202", {"/guards/0/at_least/level": "Z"}, "/guards/0/at_least/level"),
    ("permits", "NR202", {"/indicators/A/permits": ["Z"]}, "/indicators/A/permits/0"),
    (
        "described",
        "NR202",
        {"/indicators/A/grades": {"Z": "z"}},
        "/indicators/A/grades/Z",
    ),
    (
        "critical",
        "NR202",
        {"/indicators/A/critical_at": "Z"},
        "/indicators/A/critical_at",
    ),
    (
        "evidence",
        "NR202",
        {"/indicators/A/evidence_required_at": "Z"},
        "/indicators/A/evidence_required_at",
    ),
    (
        "promise",
        "NR202",
        {
            "/promises": [
                {
                    "id": "P",
                    "whenever": {"subject": ["child"]},
                    "then": {"level": {"at_least": "Z"}},
                }
            ]
        },
        "/promises/0/then/level/at_least",
    ),
    (
        "empty-selection",
        "NR205",
        when({"some": {"from": {"indicators": ["B"]}, "graded": "critical"}}),
        f"{T}/some/from",
    ),
    (
        "no-common-grade",
        "NR206",
        when(
            {
                "some": {
                    "from": {"indicators": ["A", "S"]},
                    "graded": {"at_least": "weak"},
                }
            }
        ),
        f"{T}/some/graded",
    ),
    ("number-has-no-grade", "NR209", when({"indicator": "N", "at_least": "met"}), T),
    ("context-has-no-order", "NR209", when({"indicator": "X", "at_least": "yes"}), T),
    (
        "context-critical",
        "NR215",
        {"/indicators/X/critical_at": "yes"},
        "/indicators/X/critical_at",
    ),
    (
        "state-as-grade",
        "NR219",
        {"/scales/care/grades/0/id": "refused"},
        "/scales/care/grades/0/id",
    ),
    (
        "grade-twice",
        "NR203",
        {"/scales/yes_no/grades/1/id": "No"},
        "/scales/yes_no/grades/1/id",
    ),
]


@pytest.mark.parametrize(
    ("code", "changes", "place"), [pytest.param(c, x, p, id=i) for i, c, x, p in GRADES]
)
def test_a_grade_is_refused_where_its_scale_does_not_have_it(
    code: str, changes: dict[str, Any], place: str
) -> None:
    assert (code, place) in refusals(changes)


ITEMS = [
    (
        "one-name-for-two",
        "NR203",
        {"/ratings": {"A": {**RATE, "rule": {"worst_of": ["B"]}}}},
        "/ratings/A",
    ),
    (
        "only-capitals-differ",
        "NR203",
        {"/indicators/a": {"scale": "care", "label": "a"}},
        "/indicators/a",
    ),
    ("rule-id-twice", "NR203", {"/guards/0/id": "T1"}, "/guards/0/id"),
    ("domain-all", "NR203", {"/domains/all": {"label": "All"}}, "/domains/all"),
    (
        "number-permits",
        "NR209",
        {"/indicators/N/may_not_apply": True},
        "/indicators/N/may_not_apply",
    ),
    (
        "zero-fill-of-a-number",
        "NR209",
        {"/indicators/N/zero_fill": True},
        "/indicators/N/zero_fill",
    ),
    (
        "worst-of-context",
        "NR209",
        {"/indicators/X/disagree": "worst"},
        "/indicators/X/disagree",
    ),
    (
        "zero-fill-of-critical",
        "NR215",
        {"/indicators/A/zero_fill": True},
        "/indicators/A/zero_fill",
    ),
    (
        "number-holds-nothing",
        "NR213",
        {"/indicators/N/number/before": 0},
        "/indicators/N/number/before",
    ),
    (
        "ages-hold-nothing",
        "NR213",
        {"/indicators/A/ages": {"from": 5, "before": 5}},
        "/indicators/A/ages/before",
    ),
    (
        "never-in-force",
        "NR214",
        {"/effective/before": "2019-01-01"},
        "/effective/before",
    ),
    ("cap-below-floor", "NR214", {"/domains/safety/floor": 7}, "/domains/safety/cap"),
    (
        "share-above-one",
        "NR105",
        {"/open_answers/enough": {"core": 80}},
        "/open_answers/enough/core",
    ),
    (
        "nothing-is-core",
        "NR205",
        {
            "/open_answers/enough": {"core": HALF},
            **{f"/indicators/{i}/core": False for i in "ABC"},
        },
        "/open_answers/enough/core",
    ),
    (
        "concludes-nothing",
        "NR218",
        {"/outcomes": ..., "/thresholds": ..., "/guards": ...},
        "",
    ),
    (
        "translated-nothing",
        "NR201",
        {"/translations": {"cy": {"/nowhere": "x"}}},
        "/translations/cy/~1nowhere",
    ),
    (
        "translated-a-number",
        "NR201",
        {"/translations": {"cy": {"/format": "x"}}},
        "/translations/cy/~1format",
    ),
    (
        "modifier-without-limit",
        "NR217",
        {
            "/modifiers": [
                {
                    "id": "M",
                    "when": {"subject": ["child"]},
                    "raise": {"level": 1},
                    "up_to": {"other": "low"},
                    "because": "…",
                }
            ],
            "/outcomes/other": {"grades": ["low", "high"]},
        },
        "/modifiers/0/up_to",
    ),
    (
        "share-of-coverage",
        "NR105",
        when({"record": {"coverage": "all", "below": 2}}),
        f"{T}/record/below",
    ),
    (
        "more-than-there-are",
        "NR105",
        when({"at_least": 2, "of": [{"subject": ["child"]}]}),
        f"{T}/at_least",
    ),
]


@pytest.mark.parametrize(
    ("code", "changes", "place"), [pytest.param(c, x, p, id=i) for i, c, x, p in ITEMS]
)
def test_what_makes_no_sense_by_itself_is_refused(
    code: str, changes: dict[str, Any], place: str
) -> None:
    assert (code, place) in refusals(changes)


R = "/ratings/R/rule"
TABLE = {"table": ["A"], "rows": [{"when": [["met"]], "give": "met"}], "hit": "unique"}
ANY = {"when": ["any"], "give": "met"}
RULES = [
    (
        "first-band-has-an-edge",
        "NR208",
        {**BANDS, "bands": [{"from": 1, "give": "met"}]},
        f"{R}/bands/0",
    ),
    (
        "later-band-has-none",
        "NR208",
        {**BANDS, "bands": [{"give": "met"}, {"give": "severe"}]},
        f"{R}/bands/1",
    ),
    (
        "edges-fall",
        "NR208",
        {
            **BANDS,
            "bands": [
                {"give": "met"},
                {"from": 3, "give": "met"},
                {"above": 2, "give": "severe"},
            ],
        },
        f"{R}/bands/2",
    ),
    (
        "band-gives-what-is-not-there",
        "NR202",
        {**BANDS, "bands": [{"give": "Z"}]},
        f"{R}/bands/0/give",
    ),
    ("choose-misses-a-grade", "NR207", {"choose": "X", "by": {"no": "met"}}, f"{R}/by"),
    (
        "choose-knows-too-much",
        "NR202",
        {"choose": "X", "by": {"no": "met", "yes": "met", "Z": "met"}},
        f"{R}/by/Z",
    ),
    (
        "choose-gives-what-is-not-there",
        "NR202",
        {"choose": "X", "by": {"no": "Z", "yes": "met"}},
        f"{R}/by/no",
    ),
    (
        "choose-by-a-number",
        "NR209",
        {"choose": "N", "by": {"no": "met"}},
        f"{R}/choose",
    ),
    (
        "otherwise-what-is-not-there",
        "NR202",
        {"grades": [{"when": {"subject": ["child"]}, "give": "met"}], "otherwise": "Z"},
        f"{R}/otherwise",
    ),
    (
        "branch-gives-what-is-not-there",
        "NR202",
        {"grades": [{"when": {"subject": ["child"]}, "give": "Z"}], "otherwise": "met"},
        f"{R}/grades/0/give",
    ),
    ("table-has-a-gap", "NR207", TABLE, f"{R}/rows"),
    ("table-overlaps", "NR207", {**TABLE, "rows": [ANY, ANY]}, f"{R}/rows"),
    (
        "table-row-too-long",
        "NR207",
        {**TABLE, "rows": [{"when": ["any", "any"], "give": "met"}]},
        f"{R}/rows/0/when",
    ),
    (
        "table-row-of-another-scale",
        "NR202",
        {**TABLE, "rows": [ANY, {"when": [["Z"]], "give": "met"}]},
        f"{R}/rows/1/when/0/0",
    ),
    ("table-of-a-number", "NR209", {**TABLE, "table": ["N"]}, f"{R}/table/0"),
    (
        "table-gives-what-is-not-there",
        "NR202",
        {**TABLE, "rows": [{**ANY, "give": "Z"}]},
        f"{R}/rows/0/give",
    ),
    ("worst-of-two-scales", "NR206", {"worst_of": ["A", "S"]}, f"{R}/worst_of/1"),
    (
        "most-common-above-nothing",
        "NR202",
        {"most_common": ["A", "B"], "tie": "worse", "unless_above": "Z"},
        f"{R}/unless_above",
    ),
    ("points-of-a-number", "NR209", {**BANDS, "of": {"points": "N"}}, f"{R}/of/points"),
    ("number-of-a-grade", "NR209", {**BANDS, "of": {"number": "A"}}, f"{R}/of/number"),
    (
        "mean-of-a-number",
        "NR209",
        {**BANDS, "of": {"mean": ["A", "N"]}},
        f"{R}/of/mean/1",
    ),
    (
        "age-taken-away",
        "NR209",
        {**BANDS, "of": {"times": -1, "of": {"age": "months"}}},
        f"{R}/of",
    ),
]


@pytest.mark.parametrize(
    ("code", "rule", "place"), [pytest.param(c, x, p, id=i) for i, c, x, p in RULES]
)
def test_a_rule_that_cannot_be_judged_is_refused(
    code: str, rule: dict[str, Any], place: str
) -> None:
    assert (code, place) in refusals(rated(rule))


AGE, POINTS = {"age": "months"}, {"points": "A"}


@pytest.mark.parametrize(
    ("of", "refused"),
    [
        pytest.param({"max": [AGE, POINTS]}, True, id="the-greatest-has-no-limit"),
        pytest.param({"min": [AGE, POINTS]}, False, id="the-least-has-one"),
        pytest.param({"min": [AGE, AGE]}, True, id="the-least-of-two-without"),
        pytest.param({"sum": [AGE, POINTS]}, True, id="a-sum"),
        pytest.param({"max": [POINTS, POINTS]}, False, id="no-age"),
    ],
)
def test_what_has_no_upper_limit_cannot_be_taken_away(
    of: dict[str, Any], refused: bool
) -> None:
    measure = {"times": -1, "of": of}
    condition = {"measure": measure, "below": -3}

    document = a_ruleset(when(condition))
    try:
        link(load_ruleset(document))
        codes: set[str] = set()
    except RulesetError as error:
        codes = {each.code for each in error.diagnostics}

    assert ("NR209" in codes) is refused


def test_a_table_of_too_many_cells_is_refused() -> None:
    grades = [{"id": f"g{n}"} for n in range(16)]
    ids = ["I1", "I2", "I3", "I4"]
    wide = {"/scales/wide": {"kind": "concern", "grades": grades}}
    for id_ in ids:
        wide[f"/indicators/{id_}"] = {"scale": "wide", "label": id_}
    table = {"table": ids, "rows": [{**ANY, "when": ["any"] * 4}], "hit": "unique"}

    assert refusals({**wide, **rated(table)}) == [("NR207", f"{R}/table")]


def test_the_most_common_of_strengths_is_refused() -> None:
    rule = {"most_common": ["S"], "tie": "worse"}
    change = {"/ratings": {"R": {"label": "R", "scale": "strength", "rule": rule}}}

    assert refusals(change) == [("NR209", f"{R}/most_common")]


def test_a_mean_of_what_may_not_apply_is_refused() -> None:
    change = rated({**BANDS, "of": {"mean": ["A", "B"]}})

    assert refusals({**change, "/indicators/B/may_not_apply": True}) == [
        ("NR216", f"{R}/of/mean/1")
    ]


def test_an_outcome_that_starts_from_another_says_so_for_every_grade() -> None:
    start = {"outcome": "level", "map": {"low": "no", "Z": "no", "high": "Y"}}
    change = {"/outcomes/next": {"grades": ["no", "yes"], "from": start}}

    assert refusals(change) == [
        ("NR202", "/outcomes/next/from/map/Z"),
        ("NR202", "/outcomes/next/from/map/high"),
        ("NR207", "/outcomes/next/from/map"),
    ]


CIRCLES = [
    ("conditions", {"/conditions": {"C1": {"is": "C2"}, "C2": {"not": {"is": "C1"}}}}),
    ("measures", {"/measures": {"M1": "M2", "M2": {"sum": ["M1", {"points": "A"}]}}}),
    ("ratings", rated({"worst_of": ["A", "R"]})),
    ("skip-rule", {"/indicators/A/ask_if": {"indicator": "A", "at_least": "met"}}),
    (
        "skip-rule-by-score",
        {"/indicators/A/ask_if": {"measure": {"total": "all"}, "above": 1}},
    ),
    ("outcome", {"/thresholds/0/when": {"outcome": "level", "at_least": "middle"}}),
    (
        "coverage",
        {"/indicators/A/ask_if": {"record": {"coverage": "all", "below": HALF}}},
    ),
]


@pytest.mark.parametrize("changes", [pytest.param(c, id=i) for i, c in CIRCLES])
def test_things_that_read_each_other_in_a_circle_are_refused(
    changes: dict[str, Any],
) -> None:
    assert {code for code, _ in refusals(changes)} == {"NR204"}


def test_a_circle_is_named_all_the_way_round() -> None:
    changes = {"/conditions": {"C1": {"is": "C2"}, "C2": {"not": {"is": "C1"}}}}

    with pytest.raises(RulesetError) as caught:
        link(load_ruleset(a_ruleset(changes)))

    assert caught.value.diagnostics[0].message == (
        "these go in a circle: `C1` reads `C2` reads `C1`"
    )
