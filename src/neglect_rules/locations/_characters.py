"""Which characters a text may hold, written out or by a backslash."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from neglect_rules.locations._slips import Found, SlipKind

CONTROL: Final = r"\x00-\x1f\x7f-\x9f"
DIRECTION: Final = r"\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
# RFC 7493, 2.1: no surrogates and no noncharacters.
NO_CHARACTER: Final = r"\ud800-\udfff\ufdd0-\ufdef" + "".join(
    rf"\U{plane:04x}fffe\U{plane:04x}ffff" for plane in range(17)
)
REFUSED: Final = CONTROL + DIRECTION + NO_CHARACTER
"""The inside of a character class: all that may not stand in a text as it is."""

_ESCAPE_OF_REFUSED: Final = (
    r"\\(?:[bfr]|u(?:00[01789]|061[cC]|20[026]|[dD][89a-fA-F]|[fF][dD][dDeE]|[fF]{3}))"
)
_REFUSED = re.compile(f"[{REFUSED}]")
_MAY_BE_REFUSED = re.compile(
    rf"[\x7f-\x9f{DIRECTION}{NO_CHARACTER}]|{_ESCAPE_OF_REFUSED}"
)
_CONTROL = re.compile(f"[{CONTROL}]")
_DIRECTION = re.compile(f"[{DIRECTION}]")
_SUSPECT = re.compile(
    rf'(?:[^\\{REFUSED}]++|\\["\\/nt])*+(?:'
    r"\\u(?P<high>[dD][89abAB][0-9a-fA-F]{2})\\u(?P<low>[dD][c-fC-F][0-9a-fA-F]{2})"
    r"|\\u(?P<one>[0-9a-fA-F]{4})|(?P<short>\\[bfr])|(?P<wrong>\\[^\r\n]?)"
    rf"|(?P<raw>[{REFUSED}])|\Z)"
)
# INVARIANT: `_SUSPECT` matches wherever it is tried, or looking for it would take
# quadratic time.
_MOST_LOOKED_AT: Final = 100


def may_hold_refused(text: str) -> bool:
    """Return whether any refused character may stand in a JSON text, written or not.

    Quick, and on the safe side: a backslash that is itself written with a backslash
    can make it say yes where a closer look finds nothing.
    """
    return _MAY_BE_REFUSED.search(text) is not None


def refused_in(value: str) -> SlipKind | None:
    """Return what is wrong with the first refused character of `value`, if any is.

    A tab and a line feed are permitted here: a JSON text writes them by a backslash.
    """
    for found in _REFUSED.finditer(value):
        if found[0] not in "\t\n":
            return _kind_of(found[0])
    return None


def content_slips(text: str, start: int, end: int) -> Iterator[Found]:
    """Yield the first slip of each kind among the characters of a quoted text.

    Line breaks are passed over; whoever found the end of the text has seen them.
    """
    seen: set[SlipKind] = set()
    bad = 0
    for suspect in _SUSPECT.finditer(text, start, end):
        kind = _judged(suspect)
        bad += kind is not None
        if kind and kind not in seen:
            seen.add(kind)
            yield Found(kind, _start_of(suspect), suspect.end())
        if bad == _MOST_LOOKED_AT:
            return


def _start_of(suspect: re.Match[str]) -> int:
    """Return where the character itself begins, after all the sound ones."""
    if suspect.lastgroup == "low":
        return suspect.start("high") - 2
    group = str(suspect.lastgroup)
    return suspect.start(group) - (2 if group == "one" else 0)


def _judged(suspect: re.Match[str]) -> SlipKind | None:
    """Return what is wrong with one written character, if anything."""
    match suspect.lastgroup:
        case "wrong":
            return SlipKind.BACKSLASH
        case "raw":
            raw = suspect["raw"]
            if raw in "\r\n":
                return None
            return SlipKind.TAB if raw == "\t" else _kind_of(raw)
        case "short":
            return SlipKind.CONTROL
        case "one":
            character = chr(int(suspect["one"], 16))
            return None if character in "\t\n" else _kind_if_refused(character)
        case "low":
            # RFC 8259, 7: two halves written one after the other are one character.
            high, low = int(suspect["high"], 16), int(suspect["low"], 16)
            return _kind_if_refused(chr(0x10000 + (high - 0xD800 << 10) + low - 0xDC00))
        case _:
            return None


def _kind_if_refused(character: str) -> SlipKind | None:
    return _kind_of(character) if _REFUSED.match(character) else None


def _kind_of(refused: str) -> SlipKind:
    if _CONTROL.match(refused):
        return SlipKind.CONTROL
    if _DIRECTION.match(refused):
        return SlipKind.DIRECTION
    return SlipKind.NO_CHARACTER
