"""Levels as places on a ladder."""

from __future__ import annotations

from neglect_rules.program import Choice


def least(choice: Choice) -> int:
    """Return which grade of a ladder is the least that a choice holds, from nought."""
    return (choice & -choice).bit_length() - 2
