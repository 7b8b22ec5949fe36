"""Numbers as people write them, and which of these JSON has.

Read here are whole numbers and decimals without exponent, of at most 15 digits in
all (zeros in front not counted) and at most 6 decimals.
"""

from __future__ import annotations

import re
from typing import Final

from neglect_rules.locations._slips import SlipKind

MOST_DIGITS: Final = 15
MOST_DECIMALS: Final = 6

_DASHES = "\u2010-\u2014\u2212\ufe63\uff0d"
_SPACES = "\x20\xa0\u2009\u202f"
_SIGN = rf"[-+{_DASHES}]?\x20?"
_RUN = re.compile(
    r"\d{1,4}([-/.])\d{1,2}\1\d{1,4}(?:[T\x20]\d\d:[0-9:.+Z-]*)?(?!\w)"
    rf"|{_SIGN}\d{{1,3}}(?:[{_SPACES}]\d{{3}})+(?!\d)(?:\.\d+)?%?"
    rf"|{_SIGN}\.?\d(?:[\w.%+-]|/(?=\d)|['\u2019](?=\d{{3}}))*+"
    r"|[-+]?(?:nan|inf(?:inity)?)\b",
    re.IGNORECASE,
)
_PLAIN = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.([0-9]+))?")
_ODD: Final = tuple(
    (re.compile(pattern, re.IGNORECASE), kind)
    for pattern, kind in (
        (r"[-+]?[ni].*", SlipKind.NOT_FINITE),
        (r"\d{1,4}([-/.])\d{1,2}\1\d.*", SlipKind.DATE_UNQUOTED),
        (r".*%", SlipKind.PERCENT),
        (rf"[{_DASHES}].*", SlipKind.DASH),
        (r"\+.*", SlipKind.PLUS),
        (r".*[^\D0-9].*", SlipKind.OTHER_DIGITS),
        (rf"-?\d+(?:[{_SPACES}_'\u2019]\d+)+(?:\.\d+)?", SlipKind.GROUPED),
        (r"-?\d*\.?\d*e[-+]?\d+", SlipKind.EXPONENT),
        (r"-?0\d+(?:\.\d+)?", SlipKind.LEADING_ZERO),
        (r"-?\.\d+", SlipKind.DIGIT_FIRST),
        (r"-?\d+\.", SlipKind.DIGIT_LAST),
        (r".*", SlipKind.NUMBER_ODD),
    )
)


def number_end(text: str, start: int) -> int | None:
    """Return where what looks like a number ends, or `None` if nothing does."""
    run = _RUN.match(text, start)
    return run.end() if run else None


def number_slip(written: str) -> SlipKind | None:
    """Return what keeps `written` from being a number that is read here, if anything.

    Examples:
        >>> number_slip("-1.5") is None, number_slip(".5").name
        (True, 'DIGIT_FIRST')
    """
    plain = _PLAIN.fullmatch(written)
    if not plain:
        return next(kind for pattern, kind in _ODD if pattern.fullmatch(written))
    if len(plain[1] or "") > MOST_DECIMALS:
        return SlipKind.NUMBER_FINE
    digits = written.lstrip("-0.").replace(".", "")
    return SlipKind.NUMBER_LONG if len(digits) > MOST_DIGITS else None
