"""What several choices come to together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from neglect_rules.program._steps import NOT_APPLICABLE, Choice


def united(choices: Iterable[Choice]) -> Choice:
    """Return everything that is held by one of them."""
    union = 0
    for choice in choices:
        union |= choice
    return union


def extreme_choice(choices: Sequence[Choice], *, greatest: bool) -> Choice:
    """6.6: the highest or lowest; n/a is left out unless nothing else is there.

    Exact: a grade is held when one choice from each input gives it. For the highest
    that is every grade held anywhere that is not below the highest of the least
    grades (n/a being the least of all); for the lowest it is the mirror image.
    """
    union = united(choices)
    if greatest:
        bar = max(choice & -choice for choice in choices)
        return union & -bar
    grades = [choice for choice in choices if not choice & NOT_APPLICABLE]
    if not grades:
        return union
    bar = min(1 << choice.bit_length() - 1 for choice in grades)
    return union & (2 * bar - 1) & ~NOT_APPLICABLE
