"""From text to a JSON value: nothing is guessed, and every slip is said at once.

The standard library reads; what it refuses is scanned again for all the reasons.
"""

from __future__ import annotations

import json
import re
from decimal import Decimal
from itertools import accumulate, tee
from typing import Any, Final, NoReturn

from attrs import evolve

from neglect_rules import locations
from neglect_rules.diagnostics import Diagnostic
from neglect_rules.errors import DocumentError, RulesetError
from neglect_rules.loading._bytes import text_from, without_words
from neglect_rules.loading._document import MOST_DEPTH, MOST_VALUES, Document
from neglect_rules.loading._values import from_values
from neglect_rules.placing import span_at
from neglect_rules.pointer import Pointer

__all__ = ["Document", "from_values", "read_text"]

_STRUCTURE = re.compile(r'"[^"\\\r\n]*+(?:\\[^\r\n][^"\\\r\n]*+)*+"?|[\[\]{}]')
_BRACKETS: Final = b"[]{}"
_NO_BRACKETS: Final = bytes(set(range(256)) - set(_BRACKETS))
_STEP: Final = {b: 1 if b in b"[{" else -1 for b in _BRACKETS}


def read_text(
    data: bytes | str, name: str, error: type[DocumentError] = RulesetError
) -> Document:
    """Return the document that `data` writes.

    Args:
        data: The bytes of a file, or text.
        name: What diagnostics call it.
        error: What to raise. Only `RulesetError` carries the author's words and lines;
            all others may concern a case, of which nothing is repeated.

    Raises:
        DocumentError: Of the type `error`, with at most 20 diagnostics. A document
            that is too large, too deep or not UTF-8 is refused for that alone.
    """
    shows_words = error is RulesetError
    text = text_from(data)
    if isinstance(text, Diagnostic):
        refused = text if shows_words else without_words(text)
        raise error((evolve(refused, file=name),))
    if outside := _outside_limits(text):
        raise error((evolve(outside, file=name),))
    value, is_sound = _loaded(text)
    if not is_sound or locations.may_hold_refused(text):
        # Only a slip needs its words, so that only a slip loads them.
        from neglect_rules.loading._slips import diagnosed  # noqa: PLC0415

        slips = locations.scan(text).slips
        if slips or not is_sound:
            kind = locations.SlipKind.UNEXPECTED
            found = slips or (locations.Slip(kind, 0, 1, Pointer()),)
            raise error(diagnosed(found, text, name=name, shows_words=shows_words))
    return Document(value=value, text=text, name=name)


def _outside_limits(text: str) -> Diagnostic | None:
    """Return what is wrong with the number or nesting of values, if anything.

    INVARIANT: up to the first place where `json` would stop, brackets are counted as
    `json` counts them, so that it can never nest deeper than is found here.
    """
    bare = locations.outside_texts(text)
    brackets = bare.encode("utf-8", "replace").translate(None, _NO_BRACKETS)
    nearest = brackets[: 2 * MOST_VALUES]
    if any(depth > MOST_DEPTH for depth in accumulate(map(_STEP.__getitem__, nearest))):
        at = _too_deep(text)
        return Diagnostic(
            "NR004",
            f"brackets stand more than {MOST_DEPTH} deep inside each other",
            hint="name the inner parts and refer to them",
            span=span_at(text, at, at + 1),
        )
    if bare.count(",") + bare.count("[") + bare.count("{") >= MOST_VALUES:
        return Diagnostic(
            "NR003",
            f"the document holds more than {MOST_VALUES:,} values",
            hint="split it, or leave out what is not needed",
        )
    return None


def _too_deep(text: str) -> int:
    """Return the offset of the first bracket that stands too deep."""
    brackets = (p for p in _STRUCTURE.finditer(text) if ord(p[0][0]) in _STEP)
    first, second = tee(brackets)
    depths = accumulate(_STEP[ord(piece[0])] for piece in first)
    return next(
        p.start() for p, d in zip(second, depths, strict=False) if d > MOST_DEPTH
    )


def _loaded(text: str) -> tuple[Any, bool]:
    """Return the value of `text`, and whether `json` and our hooks accept it."""
    try:
        value = json.loads(
            text,
            object_pairs_hook=_object,
            parse_int=_whole,
            parse_float=_decimal,
            parse_constant=_refuse,
        )
    except ValueError:
        return None, False
    return value, True


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    return made if len(made) == len(pairs) else _refuse("a key stands twice")


def _whole(written: str) -> int:
    if len(written) > locations.MOST_DIGITS and locations.number_slip(written):
        _refuse(written)
    return int(written)


def _decimal(written: str) -> Decimal:
    if locations.number_slip(written):
        _refuse(written)
    return Decimal(written) or Decimal(0)


def _refuse(_: str) -> NoReturn:
    # The words come from the scanner, which knows the place.
    raise ValueError
