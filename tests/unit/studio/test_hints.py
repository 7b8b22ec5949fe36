"""What the editor offers at a place of a text, what it says of what stands there."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.analysis import MANY
from benchmarks.analysis import written as a_ruleset_of
from neglect_rules.catalogue import shipped
from neglect_rules.linking._check_names import _known
from neglect_rules.linking._uses import uses
from neglect_rules.linking._walk import walk
from neglect_rules.loading import against_schema, schema
from neglect_rules.locations import Place, scan
from neglect_rules.pointer import Pointer
from neglect_rules.studio._hints import Hints, offered, told
from neglect_rules.studio._ids import _KINDS
from neglect_rules.studio._ladders import _WHOSE, _WHOSE_KEYS
from neglect_rules.studio._loose import Stand, read_loosely
from tests.shipped import the_program
from tests.unit.studio.asking import TEXT, asked

TEXTS: Final = tuple(each.file.read_text("utf-8") for each in shipped())
DOCUMENT: Final = json.loads(TEXT)
BEGUN: Final = '"thresholds": ['
"""After this a threshold is being written."""


def writing(written: str, text: str = TEXT) -> Hints:
    """Return what is offered after what was written in place of a first threshold."""
    before, _, after = text.partition(BEGUN)
    begun = f"{before}{BEGUN}\n    {written}"
    return offered(f"{begun}\n{after}", len(begun))


def labels(hints: Hints) -> list[str]:
    return [each.label for each in hints.options]


def meant(hints: Hints, text: str) -> str:
    return text[hints.start : hints.end]


# A text that is being written


def test_the_keys_of_an_object_that_is_begun_are_offered() -> None:
    found = labels(writing('{"id": "X", "'))

    assert found == ["label", "when", "reach", "because", "source", "status"]


def test_what_kind_of_condition_it_is_decides_which_keys_follow() -> None:
    assert labels(writing('{"when": {"indicator": "SUP1", "')) == [
        *("at_least", "at_most", "in", "exception")
    ]


def test_the_grades_are_those_of_the_indicator_that_was_named() -> None:
    of_sign = labels(writing('{"when": {"indicator": "SUP1", "at_least": "'))
    of_need = labels(writing('{"when": {"indicator": "CTX2", "in": ["'))

    assert of_sign == [each["id"] for each in DOCUMENT["scales"]["care"]["grades"]]
    assert of_need == [each["id"] for each in DOCUMENT["scales"]["learning"]["grades"]]


def test_of_a_scale_that_orders_nothing_no_grade_is_the_least() -> None:
    assert labels(writing('{"when": {"indicator": "CTX2", "at_least": "')) == []


def test_where_brackets_stay_open_what_follows_is_still_read() -> None:
    hints = writing('{"reach": {"')

    assert labels(hints) == list(DOCUMENT["outcomes"])
    assert labels(writing('{"reach": {"level": "')) == list(
        DOCUMENT["outcomes"]["level"]["grades"]
    )


@pytest.mark.parametrize(
    "open_", ['"NEW": {', '"NEW": {"grades": {', '"NEW": {"ask": [']
)
def test_a_bracket_left_open_in_an_entry_does_not_swallow_the_rest(open_: str) -> None:
    text = TEXT.replace('"indicators": {', f'"indicators": {{\n    {open_}', 1)
    at = text.index('"reach": {"level"') + 12

    assert labels(offered(text, at)) == list(DOCUMENT["outcomes"])
    assert told(text, at).head == "level: Level of need"

    at = text.index('"indicator": "', text.index('"thresholds"')) + 14

    assert {"SUP1", "SUP2", "NUT1"} <= {*labels(offered(text, at))}


def test_a_closing_bracket_further_out_closes_what_stands_further_in() -> None:
    text = """{
  "outcomes": {
    "level": {
      "grades": ["low", "high"]
  },
  "thresholds": [{"reach": {"level": \""""

    assert labels(offered(text, len(text))) == ["low", "high"]
    assert labels(offered(text, len(text) - 10)) == ["level"]


def test_after_a_missing_comma_the_next_key_is_offered() -> None:
    assert "when" in labels(writing('{"id": "X" "'))


def test_a_key_brings_its_colon_unless_it_has_one() -> None:
    [new] = [x for x in writing('{"').options if x.label == "when"]
    at = TEXT.index('"domain":') + 3
    [old] = [x for x in offered(TEXT, at).options if x.label == "domain"]

    assert (new.insert, old.insert) == ('"when": ', '"domain"')


def test_a_choice_comes_with_what_it_means() -> None:
    hints = offered(TEXT, TEXT.index('"illustrative"') + 1)

    assert meant(hints, TEXT) == '"illustrative"'
    assert next((x.insert, x.said) for x in hints.options) == (
        *('"draft"', "Still being written. Nobody has agreed it."),
    )


def test_in_words_of_the_author_nothing_is_offered() -> None:
    assert offered(TEXT, TEXT.index("Neglect screen") + 3).options == ()


RULE: Final = '{"scales": {"care": {"grades": [{"id": "met"}, {"id": "severe"}]}}, \
"indicators": {"A": {"scale": "care"}, "B": {"number": {}}}, '


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        pytest.param(
            '"ratings": {"A2": {"scale": "care", "rule": {"grades": [], "otherwise": "',
            ["n/a", "met", "severe"],
            id="a-word-beside-grades",
        ),
        pytest.param(
            '"ratings": {"C": {"rule": {"table": ["B", "A"], "rows": [{"when": [["x"], ["',
            ["n/a", "met", "severe"],
            id="the-grades-of-a-column",
        ),
        pytest.param(
            '"ratings": {"C": {"rule": {"table": ["B", "A"], "rows": [{"when": ["',
            ["any"],
            id="a-column-as-a-whole",
        ),
        pytest.param(
            '"accepts": [{"from": "x", "indicator": "Z", "as": "A", "highest": "',
            ["met", "severe"],
            id="the-grades-of-an-answer-taken-in",
        ),
        pytest.param(
            '"accepts": [{"as": "A", "grades": {"some": ',
            ["null", "met", "severe"],
            id="nothing-may-be-taken-in",
        ),
        pytest.param(
            '"accepts": [{"as": "A", "indicator": "', [], id="a-name-of-another-ruleset"
        ),
        pytest.param('"accepts": [{"indicator": "', ["A"], id="a-name-of-this-one"),
        pytest.param(
            '"indicators": {"A": {"core": ', ["true", "false"], id="yes-or-no"
        ),
        pytest.param('"measures": {"m": {"number": "', ["B"], id="only-numbers"),
        pytest.param(
            '"thresholds": [{"when": {"indicator": "Q", "in": ["',
            [],
            id="a-question-that-nobody-declared",
        ),
        pytest.param(
            '"measures": {"m": {"count": {"from": {"tag": "t"}, "graded": {"in": ["',
            [],
            id="a-selection-that-picks-nothing",
        ),
        pytest.param('"thresholds": [{"id": "T"}}], "status": "', 6, id="brackets"),
        pytest.param('"domains": {"\\x": {"combine": "', 3, id="a-wrong-escape"),
        pytest.param('"domains": {"\\u0041": {"combine": "', 3, id="an-escape"),
    ],
)
def test_what_is_offered(written: str, expected: list[str] | int) -> None:
    text = RULE + written
    found = labels(offered(text, len(text)))

    assert found == expected if isinstance(expected, list) else len(found) == expected


# What stands there


@pytest.mark.parametrize(
    ("at", "head", "said"),
    [
        pytest.param('"status": ', "status", "How far the ruleset", id="a-key"),
        pytest.param('"illustrative"', "illustrative", "An example.", id="a-choice"),
        pytest.param('"SUP2"', "SUP2: Left alone", "An indicator of", id="an-entry"),
        pytest.param('"care"', "care: How far a need", "A scale", id="an-id"),
        pytest.param("1,", "format", "The number of the file", id="a-number"),
        pytest.param('"Neglect screen"', "", "", id="words"),
        pytest.param("\n", "", "", id="nothing"),
    ],
)
def test_what_stands_there_is_said(at: str, head: str, said: str) -> None:
    hints = told(TEXT, TEXT.index(at) + (0 if at == "\n" else 1))

    assert hints.head.startswith(head)
    assert hints.said.startswith(said)
    assert bool(hints.head) == bool(head)


def test_an_id_is_said_with_the_line_in_which_it_is_declared() -> None:
    hints = told(TEXT, TEXT.index('"indicator": "SUP2"') + 16)
    line = TEXT[: TEXT.index('"SUP2": {')].count("\n") + 1

    assert hints.said == f"An indicator, in line {line}."


# Laws


def _short() -> str:
    """Return the example with few entries in each section: much can be tried on it."""
    few: dict[str, Any] = {}
    for key, value in DOCUMENT.items():
        if isinstance(value, dict) and key in _MANY:
            few[key] = dict([*value.items()][:2])
        else:
            few[key] = value[:2] if isinstance(value, list) else value
    return json.dumps(few, indent=1)


_MANY: Final = ("indicators", "sources", "domains", "measures", "conditions", "ratings")
SHORT: Final = _short()


@given(st.data())
def test_nothing_raises_whatever_is_cut_out_of_a_text(data: st.DataObject) -> None:
    first = data.draw(st.integers(0, len(SHORT)))
    length = data.draw(st.one_of(st.integers(0, 20), st.just(len(SHORT))))
    offset = data.draw(st.one_of(st.just(first), st.integers(0, len(SHORT))))
    broken = SHORT[:first] + SHORT[first + length :]

    for hints in (offered(broken, offset), told(broken, offset)):
        assert 0 <= hints.start <= hints.end
        assert hints.start <= offset


@pytest.mark.parametrize("text", TEXTS, ids=[f"{x.id}@{x.version}" for x in shipped()])
def test_nothing_raises_anywhere_in_a_text_that_ships(text: str) -> None:
    cut = len(text) * 2 // 3
    broken = text[:cut] + text[cut + 1 :]
    for offset in range(0, len(text), 911):
        offered(broken, offset)
        told(broken, offset)


_PIECES: Final = st.sampled_from(
    [
        *('"thresholds"', '"indicators"', '"SUP1"', '"scale"', '"when"', '"in"'),
        *('"accepts"', '"as"', '"rule"', '"table"', '"rows"', '"from"', '"tag"'),
        *("{", "}", "[", "]", ",", ":", "\n", "  ", "1", "null", "true", '"', "\\"),
        *('"outcomes"', '"grades"', '"labels"', '"measures"', '"care"', "\u201c"),
    ]
)


@given(st.lists(_PIECES, max_size=40), st.integers(0, 60))
def test_nothing_raises_whatever_is_written(pieces: list[str], at: int) -> None:
    text = "".join(pieces)

    offered(text, at)
    told(text, at)


def test_nothing_raises_where_everything_is_of_another_kind() -> None:
    odd = json.dumps({key: [[{}], None, "x", 1] for key in DOCUMENT}, indent=1)
    for at in range(len(odd)):
        offered(odd, at)
        told(odd, at)


def test_a_text_that_never_ends_opening_is_read_all_the_same() -> None:
    deep = '{"a": [' * 5_000

    assert offered(deep, 10_000).options == ()
    assert offered(f"{deep}]}}", len(deep) + 1).options == ()


@pytest.mark.parametrize("text", TEXTS, ids=[f"{x.id}@{x.version}" for x in shipped()])
def test_of_a_sound_text_it_is_what_json_reads(text: str) -> None:
    assert read_loosely(text).value == json.loads(text)


def places(text: str, document: Any) -> dict[Pointer, Place]:
    """Return where each value of a ruleset stands that holds no others."""
    wanted = [at for at, _ in _leaves(document, Pointer())]
    found = scan(text, wanted).places
    return {at: found[at] for at in wanted}


def _leaves(value: Any, at: Pointer) -> Iterator[tuple[Pointer, Any]]:
    if isinstance(value, dict | list):
        pairs = value.items() if isinstance(value, dict) else enumerate(value)
        for key, held in pairs:
            yield from _leaves(held, at / key)
    else:
        yield at, value


@cache
def used() -> Mapping[Pointer, str]:
    """Return where the example uses a name, with what it is the name of."""
    ruleset = the_program().ruleset
    return {
        at: what
        for place, node in walk(ruleset, Pointer())
        for what, _, at in uses(node, place)
    }


def test_where_linking_looks_for_a_name_just_those_it_knows_are_offered() -> None:
    known = _known(the_program().ruleset)
    numbers = {id_ for id_, x in DOCUMENT["indicators"].items() if "number" in x}
    found = places(TEXT, DOCUMENT)
    looked_at = 0
    for at, what in used().items():
        if at not in found:
            continue
        looked_at += 1
        holder = Pointer(at.parts[:-1]).resolve(DOCUMENT)
        is_key = at.parts[-1] in DOCUMENT["outcomes"]
        start, _ = (found[at].key if is_key else None) or found[at].value
        others = {*holder} - {at.parts[-1]} if is_key else set()
        expected = {*known[what]} - others

        # What a number is refused is refused by another check.
        assert set(labels(offered(TEXT, start + 1))) in (
            *(expected, expected - numbers, expected & numbers),
        ), at
    assert looked_at > 150


def test_where_a_grade_stands_it_is_among_those_that_are_offered() -> None:
    looked_at = 0
    for text in TEXTS[1::3]:
        document = json.loads(text)
        for at, place in places(text, document).items():
            written = json.loads(text[slice(*place.value)])
            if isinstance(written, str) and at.parts[-1] in _ASKS:
                looked_at += 1

                assert written in labels(offered(text, place.value[0] + 1)), at
    assert looked_at > 200


_ASKS: Final = frozenset(
    {"at_least", "at_most", "critical_at", "give", "level", "pathway", "otherwise"}
)


def test_every_choice_that_is_offered_is_accepted() -> None:
    tried = set()
    for at, place in places(TEXT, DOCUMENT).items():
        kind = (at.parts[0], at.parts[-1])
        if at.parts[-1] not in _CHOICES or kind in tried:
            continue
        tried.add(kind)
        start, end = place.value
        hints = offered(TEXT, start + 1)

        assert (hints.start, hints.end) == (start, end)
        assert hints.options or kind == ("open_answers", "core")  # It is a number.
        for each in hints.options:
            changed = json.loads(f"{TEXT[:start]}{each.insert}{TEXT[end:]}")
            found = against_schema(changed, "ruleset", shows=True)
            # A scale on which nothing is worse needs a reason besides.
            missing = "/scales" if each.label == "context" else "nothing"

            assert [x for x in found if not str(x.at).startswith(missing)] == []
    assert len(tried) > 8


_CHOICES: Final = frozenset(
    {
        *("format", "status", "kind", "combine", "as", "distinct", "hit", "core"),
        *("recommend", "believe", "per", "disagree", "judgement", "tie", "graded"),
    }
)


def test_every_key_that_is_offered_is_one_that_the_schema_knows() -> None:
    names = {each["id"] for s in DOCUMENT["scales"].values() for each in s["grades"]}
    names |= {*DOCUMENT["outcomes"]}
    names |= {each for o in DOCUMENT["outcomes"].values() for each in o["grades"]}
    keys = {key for part in _parts(schema("ruleset")) for key in part["properties"]}
    for start in range(0, len(TEXT), 97):
        if read_loosely(TEXT).place(start).stand is Stand.KEY:
            assert set(labels(offered(TEXT, start))) <= keys | names


def _parts(part: Any) -> Iterator[Mapping[str, Any]]:
    if isinstance(part, dict):
        if isinstance(part.get("properties"), dict):
            yield part
        for each in part.values():
            yield from _parts(each)
    elif isinstance(part, list):
        for each in part:
            yield from _parts(each)


def test_every_place_of_the_language_that_is_listed_is_in_the_schema() -> None:
    owners = {*schema("ruleset")["$defs"]} | {
        f"{kind} parameter" for kind in ("number", "grade", "grades_in", "ids")
    }

    assert {spot[0] for spot in (*_KINDS, *_WHOSE, *_WHOSE_KEYS)} <= owners


def test_a_text_of_200_indicators_is_answered_while_one_types() -> None:
    text = json.dumps(a_ruleset_of(12, MANY), indent=2)
    broken = text.replace('"scale": "care"', '"scale": "care', 1)
    began = time.perf_counter()
    offered(broken, len(broken) // 2)
    took = time.perf_counter() - began

    assert took < 0.5  # Under 0.03 where nothing else runs.


# Asked by the page


def test_the_page_is_told_of_the_place_and_nothing_else() -> None:
    at = str(TEXT.index('"illustrative"') + 1)
    response = asked("check", "offer", ruleset=TEXT, hint_at=at)

    assert response.hints is not None
    assert len(response.hints.options) == 6
    assert (response.html, response.said, response.fields) == ("", "", {})


@pytest.mark.parametrize("at", ["", "-1", "x", "1e5", "9" * 40, "\u0663"])
def test_a_place_that_is_none_has_no_hints(at: str) -> None:
    assert asked("check", "tell", ruleset=TEXT, hint_at=at).hints is None
