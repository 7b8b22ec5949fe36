"""Values changed in a text: only they move, whatever stands around them."""

from __future__ import annotations

import json
from typing import Any, Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from neglect_rules.editing import Edit, edited
from neglect_rules.pointer import Pointer

AT: Final = Pointer(("o",))
LINES: Final = '{\n  "o": {\n    "a": 1,\n    "b": 2,\n    "c": 3\n  }\n}'


def _edit(key: str, written: str | None, *after: str) -> Edit:
    return Edit(holder=AT, key=key, written=written, after=after)


def _edited(text: str, *edits: Edit) -> str:
    return edited(text, json.loads(text), edits)


@pytest.mark.parametrize(
    ("before", "edit", "after"),
    [
        pytest.param(
            '{"o": {"a": 1.50 , "b": 2}}', _edit("a", "7"), '{"o": {"a": 7 , "b": 2}}',
            id="a-value-is-replaced-where-it-stands",
        ),
        pytest.param(
            '{"o": {"a": 1, "b": 2}}', _edit("n", "7", "a"),
            '{"o": {"a": 1, "n": 7, "b": 2}}',
            id="a-new-one-comes-after-the-one-it-belongs-to",
        ),
        pytest.param(
            LINES, _edit("n", "7", "a", "b", "x"),
            LINES.replace('"b": 2,', '"b": 2,\n    "n": 7,'),
            id="a-new-one-among-lines-has-its-own-line",
        ),
        pytest.param(
            LINES, _edit("n", "7"), LINES.replace('"c": 3', '"c": 3,\n    "n": 7'),
            id="a-new-one-that-belongs-nowhere-comes-last",
        ),
        pytest.param('{"o": { }}', _edit("n", "7"), '{"o": {"n": 7}}', id="into-nothing"),
        pytest.param(
            LINES, _edit("a", None), LINES.replace('"a": 1,\n    ', ""),
            id="the-first-is-taken-out",
        ),
        pytest.param(
            LINES, _edit("c", None), LINES.replace(',\n    "c": 3', ""),
            id="the-last-is-taken-out",
        ),
        pytest.param('{"o": {"a": 1}}', _edit("a", None), '{"o": {}}', id="the-only-one"),
    ],
)  # fmt: skip
def test_an_edit(before: str, edit: Edit, after: str) -> None:
    assert _edited(before, edit) == after


KEYS: Final = st.sampled_from("abcdef")
OBJECTS: Final = st.dictionaries(KEYS, st.integers(0, 9))


@settings(max_examples=50)
@given(
    OBJECTS,
    OBJECTS,
    st.dictionaries(KEYS, st.none() | st.integers(10, 99)),
    st.sampled_from([None, 2]),
)
def test_many_edits_at_once_give_what_they_say(
    one: dict[str, int],
    two: dict[str, int],
    changed: dict[str, int | None],
    indent: int | None,
) -> None:
    value: Any = {"o": one, "p": [two]}
    edits = [
        Edit(
            holder=holder,
            key=key,
            written=None if new is None else str(new),
            after=("c", "a"),
        )
        for holder in (AT, Pointer(("p", "0")))
        for key, new in changed.items()
        if new is not None or key in holder.resolve(value)
    ]
    found = edited(json.dumps(value, indent=indent), value, edits)
    expected = [
        {k: v for k, v in {**old, **changed}.items() if v is not None}
        for old in (one, two)
    ]

    assert json.loads(found) == {"o": expected[0], "p": [expected[1]]}
