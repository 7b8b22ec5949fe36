"""Small changes to a ruleset, each of which some worked case should notice."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Final, TypeAlias

from neglect_rules.golden._edited import parts_in
from neglect_rules.golden._mutated_grades import other_grades
from neglect_rules.golden._mutated_numbers import other_numbers
from neglect_rules.golden._mutated_shape import other_shapes
from neglect_rules.golden._mutation import Mutation
from neglect_rules.model import Ruleset
from neglect_rules.pointer import Pointer

_Mutating: TypeAlias = Callable[[Ruleset, Pointer, Any], Iterator[Mutation]]

_KINDS: Final[tuple[_Mutating, ...]] = (other_numbers, other_grades, other_shapes)
_UNTOUCHED: Final = frozenset(
    {
        "accepts",
        "effective",
        "event_kinds",
        "households",
        "near_review",
        "parameters",
        "promises",
        "report",
        "sources",
        "subjects",
        "translations",
    }
)
"""Folders in which nothing decides; a parameter is changed where it is used."""


def mutations(ruleset: Ruleset) -> tuple[Mutation, ...]:
    """Return every small change to what a ruleset decides, in document order.

    Each changes one number, one side of an edge, one grade or one condition, or leaves
    out one rule. Some of them would be refused, and some mean the same.
    """
    return tuple(
        mutation
        for at, node in parts_in(ruleset)
        if at.parts[0] not in _UNTOUCHED and not _is_of_words(at)
        for kind in _KINDS
        for mutation in kind(ruleset, at, node)
    )


def _is_of_words(at: Pointer) -> bool:
    """Return whether a place is in the descriptions of an indicator's grades."""
    return at.parts[0] == "indicators" and at.parts[2:3] == ("grades",)
