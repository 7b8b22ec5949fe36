"""From Python values to a JSON value, within the same limits as a text."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, Final, final

from attrs import Factory, define, evolve

from neglect_rules import locations
from neglect_rules.diagnostics import Diagnostic
from neglect_rules.errors import DocumentError, RulesetError
from neglect_rules.loading._document import (
    MOST_BYTES,
    MOST_DEPTH,
    MOST_DIAGNOSTICS,
    MOST_VALUES,
    Document,
)
from neglect_rules.pointer import Pointer

_KINDS: Final = "a text, a number, true, false, nothing, a list or an object"


def from_values(
    value: Any, name: str, error: type[DocumentError] = RulesetError
) -> Document:
    """Return the document that Python values hold, copied.

    Dictionaries, lists, tuples, texts, whole numbers, `Decimal`, booleans and `None`
    are taken; a tuple becomes a list. A `float` is refused, because 0.1 is not a
    tenth there.

    Raises:
        DocumentError: Of the type `error`, with at most 20 diagnostics, none of which
            repeats a value.
    """
    copy = _Copy()
    made = copy.of(value, Pointer())
    if copy.found:
        raise error(tuple(evolve(d, file=name) for d in copy.found[:MOST_DIAGNOSTICS]))
    return Document(value=made, text=None, name=name)


@final
@define
class _Copy:
    """The state of one copy."""

    found: list[Diagnostic] = Factory(list)
    values: int = 0
    characters: int = 0
    is_over: bool = False

    def of(self, value: Any, at: Pointer) -> Any:
        """Return a copy of `value`; what cannot be copied is noted and left out."""
        self.values += 1
        match value:
            case _ if self.is_over:
                return None
            case None | bool():
                return value
            case str():
                return self._text(value, at)
            case int():
                return self._whole(value, at)
            case Decimal():
                return self._decimal(value, at)
            case Mapping() | list() | tuple():
                return self._inside(value, at)
            case _:
                return self._other(value, at)

    def _inside(self, value: Any, at: Pointer) -> Any:
        if len(at.parts) >= MOST_DEPTH:
            message = f"values stand more than {MOST_DEPTH} deep inside each other"
            return self._note("NR004", message, at)
        if self.values + len(value) > MOST_VALUES:
            self.is_over = True
            message = f"the document holds more than {MOST_VALUES:,} values"
            return self._note("NR003", message, Pointer())
        if isinstance(value, Mapping):
            keys = [(self._key(key, at), inner) for key, inner in value.items()]
            return {
                key: self.of(inner, at / key) for key, inner in keys if key is not None
            }
        return [self.of(inner, at / index) for index, inner in enumerate(value)]

    def _key(self, key: object, at: Pointer) -> Any:
        if isinstance(key, str):
            return self._text(key, at)
        return self._note("NR103", "a key is not a text", at, "make every key a text")

    def _text(self, value: str, at: Pointer) -> Any:
        self.characters += len(value)
        if self.characters > MOST_BYTES:
            self.is_over = True
            message = f"the texts are longer than 8 MiB ({MOST_BYTES:,} characters)"
            return self._note("NR003", message, at)
        slip = locations.refused_in(value)
        return self._slip(slip, at) if slip else str.__str__(value)

    def _whole(self, value: int, at: Pointer) -> Any:
        if abs(value) >= 10**locations.MOST_DIGITS:
            return self._slip(locations.SlipKind.NUMBER_LONG, at)
        return int(value)

    def _decimal(self, value: Decimal, at: Pointer) -> Any:
        if not value.is_finite():
            return self._slip(locations.SlipKind.NOT_FINITE, at)
        if not value:
            return Decimal(0)
        if not -locations.MOST_DIGITS <= value.adjusted() < locations.MOST_DIGITS:
            return self._slip(locations.SlipKind.NUMBER_LONG, at)
        written = format(value, "f")
        if "." in written:
            written = written.rstrip("0").rstrip(".")
        slip = locations.number_slip(written)
        return self._slip(slip, at) if slip else Decimal(written)

    def _other(self, value: object, at: Pointer) -> Any:
        if isinstance(value, float):
            hint = "give a whole number, a decimal.Decimal, or the document as text"
            message = "a number in binary floating point, which is not exact"
            return self._note("NR006", message, at, hint)
        hint = "write dates and times as texts, such as 2026-03-02"
        message = f"a value that JSON does not have, expected {_KINDS}"
        return self._note("NR103", message, at, hint)

    def _slip(self, kind: locations.SlipKind, at: Pointer) -> Any:
        # Only a slip needs its words, so that only a slip loads them.
        from neglect_rules.loading._slips import words_for  # noqa: PLC0415

        words = words_for(kind)
        return self._note(words.code, words.message, at, words.hint)

    def _note(
        self, code: str, message: str, at: Pointer, hint: str | None = None
    ) -> Any:
        """Note a finding and return what stands in the copy instead: nothing."""
        self.found.append(Diagnostic(code, message, at, hint))
        self.is_over |= len(self.found) >= MOST_DIAGNOSTICS
        return None
