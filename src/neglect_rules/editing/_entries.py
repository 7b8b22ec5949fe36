"""What people write in a cell, as a document writes it, or why it cannot be used."""

from __future__ import annotations

import json
import re
from decimal import Decimal
from typing import Final

from neglect_rules.editing._tables import NO, YES, Kind
from neglect_rules.locations import MOST_DECIMALS, MOST_DIGITS

DATE: Final = (
    "the spreadsheet has made a date of this; set the cell to Text and type it again"
)
_NUMBER: Final = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?")
_COMMA: Final = re.compile(r"-?[0-9]+,[0-9]+")
_DATE: Final = re.compile(
    r"[0-9]{1,4}[-/.][0-9]{1,2}[-/.][0-9]{1,4}.*"
    r"|[0-9]{1,2}[- /][A-Za-z]{3,9}(?:[- /][0-9]{2,4})?|[A-Za-z]{3}-[0-9]{2}"
)
_WORDS: Final = {YES: "true", "true": "true", "y": "true"} | {
    NO: "false", "false": "false", "n": "false", "": "false"
}  # fmt: skip


class NotUsableError(ValueError):
    """What stands in a cell cannot be used; the text says why."""


def as_json(text: str, kind: Kind) -> str | None:
    """Return what a cell says as JSON, or `None` if it says nothing.

    Raises:
        NotUsableError: It cannot stand in such a column.
    """
    said = text.strip().replace("\r\n", "\n")
    if kind is Kind.YES_NO:
        return _yes_or_no(said)
    if not said:
        return None
    if kind is Kind.NUMBER:
        return _number(said)
    if kind is Kind.LIST:
        items = [item.strip() for item in re.split("[;\n]", said)]
        return json.dumps([item for item in items if item], ensure_ascii=False)
    if kind is Kind.ID and _DATE.fullmatch(said):
        raise NotUsableError(DATE)
    return json.dumps(said, ensure_ascii=False)


def is_same(one: str, other: str, kind: Kind) -> bool:
    """Return whether two values as JSON are one, such as the numbers 1.5 and 1.50."""
    if kind is Kind.NUMBER:
        return Decimal(one) == Decimal(other)
    return one == other


def looks_like_a_date(text: str) -> bool:
    """Return whether a cell looks as if a spreadsheet had made a date of it."""
    return _DATE.fullmatch(text) is not None


def _yes_or_no(said: str) -> str:
    found = _WORDS.get(said.casefold())
    if found is None:
        message = f"expected `{YES}` or `{NO}`"
        raise NotUsableError(message)
    return found


def _number(said: str) -> str:
    if _COMMA.fullmatch(said):
        message = f"a number has a point and no comma; write {said.replace(',', '.')}"
        raise NotUsableError(message)
    if not _NUMBER.fullmatch(said):
        message = DATE if looks_like_a_date(said) else "this is not a number"
        raise NotUsableError(message)
    whole, _, part = said.lstrip("-").partition(".")
    if len(part) > MOST_DECIMALS or len(whole + part) > MOST_DIGITS:
        message = (
            f"a number has at most {MOST_DECIMALS} decimals and {MOST_DIGITS} digits"
        )
        raise NotUsableError(message)
    return said
