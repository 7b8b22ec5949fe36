"""The layout of documents: what moves, what stays, and that nothing else does."""

from __future__ import annotations

import datetime as dt
import json
import re
from pathlib import Path
from random import Random
from textwrap import indent
from typing import Any, Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from neglect_rules.editing import Beginning, first_draft, laid_out
from neglect_rules.linking import link
from neglect_rules.loading import load_ruleset, read_text
from neglect_rules.testing import make_case, make_ruleset
from tests.shipped import ROOT, RULESET

SHIPPED: Final = sorted((ROOT / "rulesets").glob("*/*/*/ruleset.json"))
SPACE: Final = re.compile(r'("(?:[^"\\]|\\.)*")|\s+')
SEEDS: Final = st.integers(min_value=0, max_value=2**32)


def _name(file: Path) -> str:
    return file.parent.relative_to(ROOT / "rulesets").as_posix()


def _laid(text: str) -> str:
    return laid_out(text, read_text(text, "text").value)


def _bare(text: str) -> str:
    """Return a text without the white space between its parts."""
    return SPACE.sub(lambda found: found[1] or "", text)


def _scattered(text: str, random: Random) -> str:
    """Return a JSON text with other white space between its parts."""
    parts = re.findall(r'"(?:[^"\\]|\\.)*"|[{}\[\],:]|[^\s,\]}]+', text)
    often = random.choice([0.02, 0.3, 0.9])
    spaces = ["", " ", "  ", "\n", "\n\n\n", "\r\n", "\t"]
    made = ""
    for part in parts:
        made += part
        if random.random() < often:
            made += random.choice(spaces)
    return made


@settings(max_examples=15)
@given(SEEDS)
def test_only_white_space_changes_and_what_is_laid_out_stays(seed: int) -> None:
    random = Random(seed)
    value: Any = make_ruleset(random)
    if random.random() < 0.5:
        value = make_case(random, value)
    text = _scattered(json.dumps(value, ensure_ascii=False, default=float), random)
    laid = _laid(text)

    assert _bare(laid) == _bare(text)
    assert _laid(laid) == laid


def _object(values: list[str]) -> str:
    entries = ",".join(f'"{n}":{value}' for n, value in enumerate(values))
    return f"{{{entries}}}"


@settings(max_examples=100)
@given(
    st.recursive(
        st.sampled_from(
            ["1.50", "-0", "true", '"a"', '"long, long: [words]"', '"\\""']
        ),
        lambda inner: st.one_of(
            st.lists(inner, max_size=4).map(lambda each: f"[{','.join(each)}]"),
            st.lists(inner, max_size=4).map(_object),
        ),
        max_leaves=25,
    ),
    SEEDS,
)
def test_any_sound_document_keeps_its_content_and_its_layout(
    text: str, seed: int
) -> None:
    scattered = _scattered(text, Random(seed))
    laid = _laid(scattered)

    assert _bare(laid) == text
    assert _laid(laid) == laid


def test_no_fingerprint_changes() -> None:
    beginning = Beginning(
        id="a.b", title="T", owner="O", area="a", starts=dt.date(2026, 1, 1)
    )
    text = first_draft(beginning)["0.1.0/ruleset.json"]
    before, after = link(load_ruleset(text)), link(load_ruleset(_laid(_bare(text))))

    assert after.fingerprint == before.fingerprint
    assert after.document_fingerprint == before.document_fingerprint


def _changed(text: str) -> int:
    """Return how many lines of a text the layout changes, all of them in place."""
    pairs = zip(text.splitlines(), _laid(text).splitlines(), strict=True)
    return sum(old != new for old, new in pairs)


@pytest.mark.parametrize("file", [pytest.param(f, id=_name(f)) for f in SHIPPED])
def test_a_shipped_ruleset_is_in_the_layout_but_for_rows_out_of_line(
    file: Path,
) -> None:
    out_of_line = {
        "example/neglect-screen/1.2.0": 3,
        "hull/assessment/1.0.0": 19,
        "hull/assessment/2.0.0": 20,
    }

    assert _changed(file.read_bytes().decode()) == out_of_line.get(_name(file), 0)


def _in_object(lines: str) -> str:
    return "{\n" + indent(lines, "  ") + "\n}\n"


LONG: Final = '"' + "x" * 70 + '"'
WIDE: Final = f'{{"a": 1, "b": {LONG}, "c": "and some more words that go on"}}'


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param("{}", "{}\n", id="nothing-in-it"),
        pytest.param("[ {\n} ]", "[\n  {}\n]\n", id="nothing-in-what-is-in-it"),
        pytest.param("5", "5\n", id="a-number-alone"),
        pytest.param(
            _in_object('"a": {\n  "b": 1\n}'),
            _in_object('"a": {"b": 1}'),
            id="a-short-object-comes-together",
        ),
        pytest.param(
            _in_object(f'"a": {{\n  "b": {LONG}\n}},\n"c": [1, 2]'),
            _in_object(f'"a": {{\n  "b": {LONG}\n}},\n"c": [1, 2]'),
            id="a-longer-one-that-the-author-broke-stays-broken",
        ),
        pytest.param(
            _in_object(f'"a": {WIDE},\n"c": [1, 2]'),
            _in_object(f'"a": {WIDE},\n"c": [1, 2]'),
            id="a-row-that-the-author-wrote-stays-a-row",
        ),
        pytest.param(
            _in_object(f'"x": 1, "a": {WIDE},\n"c": [1, 2], "d": {{}}'),
            _in_object(
                '"x": 1,\n"a": {\n  "a": 1,\n'
                f'  "b": {LONG},\n  "c": "and some more words that go on"\n}},\n'
                '"c": [1, 2],\n"d": {}'
            ),
            id="what-is-too-wide-and-no-row-is-broken",
        ),
        pytest.param(
            _in_object('"a": [\n  "one", "two",\n  "three"\n],\n"b": ' + LONG),
            _in_object('"a": ["one", "two", "three"],\n"b": ' + LONG),
            id="short-words-come-together",
        ),
        pytest.param(
            _in_object(f'"a": [\n  "one",  "two",\n  {LONG}, "three"\n],\n"b": [1]'),
            _in_object(f'"a": [\n  "one",  "two",\n  {LONG}, "three"\n],\n"b": [1]').replace(",  ", ", "),
            id="words-that-share-a-line-go-on-sharing-it",
        ),
        pytest.param(
            _in_object('"a": 1,\n\n\n\n"b": {"c": 1}'),
            _in_object('"a": 1,\n\n"b": {"c": 1}'),
            id="one-empty-line-is-kept",
        ),
    ],
)  # fmt: skip
def test_a_layout(before: str, after: str) -> None:
    assert _laid(before) == after


def test_a_text_that_comes_out_all_broken_is_as_if_a_program_had_made_it() -> None:
    text = _in_object(f'"x": 1, "a": {WIDE},\n"b": {{\n  "c": {LONG}\n}}')
    laid = _laid(text)

    assert _laid(laid) == laid
    assert f'  "b": {{"c": {LONG}}}\n' in laid


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param(
            '"a":   {"p": 1},\n"bcd":  {"p": 2},\n"ef":  {"p": 3}',
            '"a":   {"p": 1},\n"bcd": {"p": 2},\n"ef":  {"p": 3}',
            id="a-row-out-of-line-takes-its-column-along",
        ),
        pytest.param(
            '"a":   {"p": 1},\n"bcd":  {"p": 2},\n"ef":  {"p": 3},\n"ghi": {"p": 4}',
            '"a":   {"p": 1},\n"bcd": {"p": 2},\n"ef":  {"p": 3},\n"ghi": {"p": 4}',
            id="who-gave-a-column-its-place-belongs-to-it",
        ),
        pytest.param(
            '"a": {"p": 1},\n"bcde":  {"p": 22},\n"efghi": {"p": 333}',
            '"a": {"p": 1},\n"bcde":  {"p": 22},\n"efghi": {"p": 333}',
            id="a-shorter-row-without-room-is-no-part-of-a-table",
        ),
        pytest.param(
            '"a":  [1],\n"bc": [1],\n"d":    [1],\n"efgh": [1]',
            '"a":  [1],\n"bc": [1],\n"d":    [1],\n"efgh": [1]',
            id="two-tables-may-follow-each-other",
        ),
        pytest.param(
            '"a":  [1],\n"bc": [1],\n\n"d":   [1],\n"efgh":   [1],\n"ij":   [1]',
            '"a":  [1],\n"bc": [1],\n\n"d":    [1],\n"efgh": [1],\n"ij":   [1]',
            id="an-empty-line-ends-a-table",
        ),
        pytest.param(
            '"r": [\n  {"a": "x",          "c": 1},\n'
            '  {"a": "xy", "b": 1, "c": 9},\n  {"a": "z",           "c": 2}\n]',
            '"r": [\n  {"a": "x",          "c": 1},\n'
            '  {"a": "xy", "b": 1, "c": 9},\n  {"a": "z",          "c": 2}\n]',
            id="a-column-goes-by-its-key",
        ),
        pytest.param(
            '"r": [\n  {"a": 1,   "b": 22},\n  {"b": 1,  "a": 22},\n  {"a": 3, "b": 4}\n]',
            '"r": [\n  {"a": 1,   "b": 22},\n  {"b": 1, "a": 22},\n  {"a": 3, "b": 4}\n]',
            id="keys-in-another-order-are-no-columns",
        ),
    ],
)  # fmt: skip
def test_columns(before: str, after: str) -> None:
    assert _laid(_in_object(before)) == _in_object(after)


def test_empty_lines_stand_around_the_long_parts_of_a_ruleset() -> None:
    value = json.loads(RULESET.read_text("utf-8"))
    lines = _laid(json.dumps(value, ensure_ascii=False)).splitlines()
    opened = [n for n, line in enumerate(lines) if re.fullmatch(r'  ".*": [{\[]', line)]

    assert {lines[n - 1] for n in opened} == {""}
