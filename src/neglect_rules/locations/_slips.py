"""What can be wrong with a text that was meant to be JSON, without any words for it."""

from __future__ import annotations

from enum import Enum, auto
from typing import NamedTuple, final

from attrs import frozen

from neglect_rules.pointer import Pointer


@final
class SlipKind(Enum):
    """One way in which a text is not JSON, or not JSON that is read here."""

    # quotation marks, and what stands between them
    QUOTES = auto()
    QUOTE_AT_END = auto()
    QUOTE_INSIDE = auto()
    QUOTE_NOT_OPENED = auto()
    QUOTE_NOT_CLOSED = auto()
    LINE_BREAK = auto()
    BACKSLASH = auto()
    TAB = auto()
    CONTROL = auto()
    DIRECTION = auto()
    NO_CHARACTER = auto()
    # spaces and what is no part of the document
    SPACE = auto()
    COMMENT = auto()
    FENCE = auto()
    ELLIPSIS = auto()
    UNEXPECTED = auto()
    EMPTY = auto()
    WORDS_FIRST = auto()
    AFTER_END = auto()
    # commas, colons, keys
    COMMA_MISSING = auto()
    COMMA_LAST = auto()
    COMMA_EXTRA = auto()
    COMMA_WRONG = auto()
    COLON_MISSING = auto()
    COLON_WRONG = auto()
    COLON_EXTRA = auto()
    KEY_MISSING = auto()
    KEY_UNQUOTED = auto()
    KEY_TWICE = auto()
    KEY_IN_LIST = auto()
    VALUE_MISSING = auto()
    BRACES_MISSING = auto()
    # brackets
    BRACKET_OPEN = auto()
    BRACKET_WRONG = auto()
    BRACKET_EXTRA = auto()
    # words and numbers
    WORD_WRONG = auto()
    WORD_UNQUOTED = auto()
    NOT_FINITE = auto()
    DATE_UNQUOTED = auto()
    DECIMAL_COMMA = auto()
    DASH = auto()
    PLUS = auto()
    PERCENT = auto()
    GROUPED = auto()
    EXPONENT = auto()
    LEADING_ZERO = auto()
    DIGIT_FIRST = auto()
    DIGIT_LAST = auto()
    OTHER_DIGITS = auto()
    NUMBER_LONG = auto()
    NUMBER_FINE = auto()
    NUMBER_ODD = auto()


CONTENT = frozenset(
    {
        SlipKind.CONTROL,
        SlipKind.DIRECTION,
        SlipKind.NO_CHARACTER,
        SlipKind.KEY_TWICE,
        SlipKind.NOT_FINITE,
        SlipKind.EXPONENT,
        SlipKind.NUMBER_LONG,
        SlipKind.NUMBER_FINE,
    }
)
"""Slips in a text whose structure is sound, so that its keys are surely keys."""


class Found(NamedTuple):
    """A slip inside one lexeme, before anyone knows where that stands."""

    kind: SlipKind
    start: int
    end: int


@final
@frozen
class Slip:
    """One slip and where it stands.

    Attributes:
        kind: What is wrong.
        start: Offset of the first character concerned.
        end: Offset after the last one; may lie one past the end of the text.
        at: The value or list or object in which it stands.
        other: Offset of what it is at odds with: the first of two equal keys, the
            bracket that a wrong one should close.
    """

    kind: SlipKind
    start: int
    end: int
    at: Pointer
    other: int | None = None
