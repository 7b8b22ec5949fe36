"""What is worked out one after another, once, and no further than anybody asks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Generic, TypeVar, final

from attrs import define, field

T = TypeVar("T")


@final
@define
class Held(Generic[T]):
    """What an iterator yields, for several who go through it.

    Attributes:
        source: Where it comes from.
    """

    source: Iterator[T] = field(repr=False)
    _found: list[T] = field(init=False, factory=list, repr=False)

    def __iter__(self) -> Iterator[T]:
        """Yield all of it, from the first."""
        place = 0
        while place < len(self._found) or self._has_more():
            yield self._found[place]
            place += 1

    def _has_more(self) -> bool:
        for each in self.source:
            self._found.append(each)
            return True
        return False
