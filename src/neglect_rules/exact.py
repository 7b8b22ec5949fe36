"""Exact numbers: decimals as people write them, fractions where a mean needs one."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction
from math import lcm
from typing import TypeAlias

Number: TypeAlias = int | Decimal
"""A number as a document holds it: whole, or a decimal of at most six places."""


def written(value: Fraction) -> str:
    """Return `value` as plain decimal text, or as `7/3` where no decimal is exact.

    Examples:
        >>> written(Fraction(3, 2)), written(Fraction(-4)), written(Fraction(7, 3))
        ('1.5', '-4', '7/3')
    """
    places, rest = 0, value.denominator
    while rest % 10 in {0, 2, 4, 5, 6, 8} and rest != 1:
        divisor = 10 if rest % 10 == 0 else (2 if rest % 2 == 0 else 5)
        rest //= divisor
        places += 1
    if rest != 1:
        return f"{value.numerator}/{value.denominator}"
    if not places:
        return str(value.numerator)
    scaled = abs(value.numerator) * 10**places // value.denominator
    whole, part = divmod(scaled, 10**places)
    sign = "-" if value < 0 else ""
    return f"{sign}{whole}.{part:0{places}d}".rstrip("0")


def as_number(value: Fraction) -> Number:
    """Return `value` as a document would hold it.

    Raises:
        ValueError: No decimal is exact.

    Examples:
        >>> as_number(Fraction(3)), as_number(Fraction(3, 2))
        (3, Decimal('1.5'))
    """
    text = written(value)
    if "/" in text:
        raise ValueError(text)
    return Decimal(text) if "." in text else int(text)


def common_denominator(values: Iterable[Fraction]) -> int:
    """Return the least whole number by which all `values` become whole."""
    return lcm(*(value.denominator for value in values))
