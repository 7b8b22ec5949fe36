"""What an iterator yields is worked out once, and no further than anybody asks."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from hypothesis import given
from hypothesis import strategies as st

from neglect_rules.analysis._held import Held


@given(st.lists(st.integers(), max_size=8), st.lists(st.integers(0, 9), max_size=6))
def test_each_is_worked_out_once_and_only_when_asked_for(
    whole: list[int], looks: list[int]
) -> None:
    worked: list[int] = []

    def one_by_one() -> Iterator[int]:
        for each in whole:
            worked.append(each)
            yield each

    held = Held(one_by_one())

    for look in looks:
        assert list(islice(held, look)) == whole[:look]

    assert worked == whole[: max(looks, default=0)]


def test_two_may_go_through_it_at_the_same_time() -> None:
    held = Held(iter("abc"))

    assert list(zip(held, held, strict=True)) == [("a", "a"), ("b", "b"), ("c", "c")]
