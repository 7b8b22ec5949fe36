"""Numbers, shares, dates and ages as people say them, in the language of a page."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from fractions import Fraction
from typing import Final, Literal, TypeAlias

from neglect_rules.exact import written
from neglect_rules.explain._phrases import Phrases
from neglect_rules.program import OR_MORE

Range: TypeAlias = tuple[Fraction, Fraction | None]

_YEAR: Final = 12


def number(phrases: Phrases, value: Fraction | str | int) -> str:
    """Return a number as decimal text, rounded only where no decimal is exact.

    Examples:
        >>> from neglect_rules.explain._phrases import english
        >>> number(english(), "1.5"), number(english(), Fraction(7, 3))
        ('1.5', 'about 2.33')
    """
    exact = Fraction(value)
    text = written(exact)
    if "/" not in text:
        return text
    rounded = written(Fraction(round(exact * 100), 100))
    return phrases.say("amount.about", number=rounded)


def extent(phrases: Phrases, value: Range | Sequence[str | None]) -> str:
    """Return a number, or a range of numbers, in words.

    Examples:
        >>> from neglect_rules.explain._phrases import english
        >>> [extent(english(), each) for each in (["1", "1"], ["1", "4"], ["1", None])]
        ['1', '1 to 4', '1 or more']
        >>> extent(english(), ["-1000000000", "1000000004"])
        'not known'
        >>> extent(english(), ["-1000000000", "3"])
        '3 or less'
    """
    low, high = value
    least = number(phrases, low or 0)
    if low == high:
        return least
    no_least = Fraction(low or 0) <= -OR_MORE
    if high is None or Fraction(high) >= OR_MORE:
        return phrases.say(
            "amount.not_known" if no_least else "amount.or_more", low=least
        )
    most = number(phrases, high)
    return phrases.say(
        "amount.or_less" if no_least else "amount.to", low=least, high=most
    )


def share(phrases: Phrases, value: Fraction | str | int) -> str:
    """Return a share as a percentage."""
    return phrases.say("amount.share", number=number(phrases, Fraction(value) * 100))


def day(phrases: Phrases, value: str | dt.date) -> str:
    """Return a date as people write it.

    Examples:
        >>> from neglect_rules.explain._phrases import english
        >>> day(english(), "2026-05-08")
        '8 May 2026'
    """
    date = dt.date.fromisoformat(value) if isinstance(value, str) else value
    month = phrases.say(f"month.{date.month}")
    return phrases.say("date.day", day=date.day, month=month, year=date.year)


def moment(phrases: Phrases, value: str, zone: str) -> str:
    """Return a moment with the time zone in which it was given."""
    at = dt.datetime.fromisoformat(value)
    offset = value[-6:]
    named = zone if zone == offset else f"{zone}, {offset}"
    date = day(phrases, at.date())
    return phrases.say("date.moment", day=date, time=f"{at:%H:%M}", zone=named)


def age(phrases: Phrases, months: int) -> str:
    """Return an age in completed months as people say it.

    Examples:
        >>> from neglect_rules.explain._phrases import english
        >>> [age(english(), months) for months in (7, 24, 51, -1)]
        ['7 months', '2 years', '4 years 3 months', 'not yet born']
    """
    if months < 0:
        return phrases.say("age.unborn")
    years, rest = divmod(months, _YEAR)
    if years < 2:  # noqa: PLR2004 - a baby's age is said in months
        return phrases.plural("count.month", months)
    whole = phrases.plural("count.year", years)
    return f"{whole} {phrases.plural('count.month', rest)}" if rest else whole


def listed(
    phrases: Phrases, words: Sequence[str], last: Literal["and", "or"] = "and"
) -> str:
    """Return words as people list them.

    Examples:
        >>> from neglect_rules.explain._phrases import english
        >>> listed(english(), ["a", "b", "c"]), listed(english(), ["a", "b"], "or")
        ('a, b and c', 'a or b')
    """
    if len(words) < 2:  # noqa: PLR2004 - one word is not a list
        return "".join(words)
    return phrases.say(f"list.{last}", words=", ".join(words[:-1]), last=words[-1])
