"""One byte string for one meaning, whichever of two ways writes it."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
import rfc8785
from hypothesis import example, given
from hypothesis import strategies as st

from neglect_rules.canonical import canonical_bytes, is_plain, plain

_texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=6)
_values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**53) + 1, 2**53 - 1)
    | st.decimals(-1000, 1000, places=3)
    | _texts,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(_texts, inner),
    max_leaves=12,
)


@given(_values)
@example({"\ue000": 1, "\U0001f600": 2})
@example({'\x7f\x00\x1f\b\t\n\f\r"\\/': '\x7f\x00\x1f\b\t\n\f\r"\\/'})
def test_the_quick_way_writes_what_the_library_writes(value: Any) -> None:
    assert canonical_bytes(value) == rfc8785.dumps(plain(value))


@pytest.mark.parametrize(
    "value",
    [Decimal(1), 1.0, 2**53, -(2**53), {"\U0001f600": 1}, {"a": [Decimal("0.5")]}],
)
def test_what_the_standard_library_writes_otherwise_is_not_plain(value: Any) -> None:
    assert not is_plain(value)


@pytest.mark.parametrize("value", [2**53, "\ud800", {"a": "\udfff"}, {1: 2}, {1}])
def test_what_is_not_json_of_the_standard_is_refused(value: Any) -> None:
    with pytest.raises(ValueError, match=r".*"):
        canonical_bytes(value)
