"""Numbers, shares, dates and ages as people say them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from fractions import Fraction
from typing import Final, TypeAlias

from neglect_rules.exact import written
from neglect_rules.program import OR_MORE

Range: TypeAlias = tuple[Fraction, Fraction | None]

_MONTHS: Final = (
    "January", "February", "March", "April", "May", "June", "July", "August",
    "September", "October", "November", "December",
)  # fmt: skip
_YEAR: Final = 12


def is_nought(value: Range) -> bool:
    """Return whether a range is nought and nothing else."""
    return value[0] == 0 and value[1] == 0


def number(value: Fraction | str | int) -> str:
    """Return a number as decimal text, rounded only where no decimal is exact.

    Examples:
        >>> number("1.5"), number(Fraction(7, 3))
        ('1.5', 'about 2.33')
    """
    exact = Fraction(value)
    text = written(exact)
    if "/" not in text:
        return text
    return f"about {written(Fraction(round(exact * 100), 100))}"


def extent(value: Range | Sequence[str | None]) -> str:
    """Return a number, or a range of numbers, in words.

    Examples:
        >>> extent(["1", "1"]), extent(["1", "4"]), extent(["1", None])
        ('1', '1 to 4', '1 or more')
        >>> extent(["-1000000000", "1000000004"]), extent(["-1000000000", "3"])
        ('not known', '3 or less')
    """
    low, high = value
    if low == high:
        return number(low or 0)
    no_least = Fraction(low or 0) <= -OR_MORE
    if high is None or Fraction(high) >= OR_MORE:
        return "not known" if no_least else f"{number(low or 0)} or more"
    return (
        f"{number(high)} or less"
        if no_least
        else f"{number(low or 0)} to {number(high)}"
    )


def share(value: Fraction | str | int) -> str:
    """Return a share as a percentage."""
    return f"{number(Fraction(value) * 100)}%"


def day(value: str | dt.date) -> str:
    """Return a date as people write it.

    Examples:
        >>> day("2026-05-08")
        '8 May 2026'
    """
    date = dt.date.fromisoformat(value) if isinstance(value, str) else value
    return f"{date.day} {_MONTHS[date.month - 1]} {date.year}"


def moment(value: str, zone: str) -> str:
    """Return a moment with the time zone in which it was given."""
    at = dt.datetime.fromisoformat(value)
    offset = value[-6:]
    named = zone if zone == offset else f"{zone}, {offset}"
    return f"{day(at.date())} at {at:%H:%M} ({named})"


def age(months: int) -> str:
    """Return an age in completed months as people say it.

    Examples:
        >>> age(7), age(24), age(51), age(-1)
        ('7 months', '2 years', '4 years 3 months', 'not yet born')
    """
    if months < 0:
        return "not yet born"
    years, rest = divmod(months, _YEAR)
    if years < 2:  # noqa: PLR2004 - a baby's age is said in months
        return plural(months, "month")
    return plural(years, "year") + (f" {plural(rest, 'month')}" if rest else "")


def plural(count: int, word: str) -> str:
    """Return a count with its word.

    Examples:
        >>> plural(1, "question"), plural(2, "question")
        ('1 question', '2 questions')
    """
    return f"{count} {word}" if count == 1 else f"{count} {word}s"


def listed(words: Sequence[str], last: str = "and") -> str:
    """Return words as people list them.

    Examples:
        >>> listed(["a", "b", "c"]), listed(["a", "b"], "or")
        ('a, b and c', 'a or b')
    """
    if len(words) < 2:  # noqa: PLR2004 - one word is not a list
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"


def quoted(words: str) -> str:
    """Return an author's words in quotation marks."""
    return f'"{words}"'


def apart(words: str) -> str:
    """Return a label as it may stand in a list: quoted if it could be misread.

    Examples:
        >>> apart("Severe"), apart("Some, not steady")
        ('Severe', '"Some, not steady"')
    """
    return quoted(words) if any(mark in words for mark in ",;:") else words


def named(label: str, value: str) -> str:
    """Return a label with what it comes to.

    Examples:
        >>> named("Warmth", "Met"), named("Effort: carers act", "Met")
        ('Warmth: Met', 'Effort: carers act - Met')
        >>> named("Is help needed?", "Yes")
        'Is help needed? Yes'
    """
    if label.endswith("?"):
        return f"{label} {value}"
    mark = " -" if ":" in label or ":" in value else ":"
    return f"{label}{mark} {value}"


def sentence(words: str) -> str:
    """Return words with a capital first and a full stop last."""
    text = words[:1].upper() + words[1:]
    return text if text.endswith((".", "!", "?")) else f"{text}."
