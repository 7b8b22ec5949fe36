"""A JSON document that was read and kept every limit."""

from __future__ import annotations

from typing import Any, Final, final

from attrs import field, frozen

MOST_BYTES: Final = 8_388_608
MOST_VALUES: Final = 200_000
MOST_DEPTH: Final = 64
MOST_DIAGNOSTICS: Final = 20


@final
@frozen(kw_only=True)
class Document:
    """A JSON value with the text it was read from.

    Attributes:
        value: Objects as `dict`, lists as `list`, whole numbers as `int`, others as
            `Decimal`. It is not copied: who reads it must not change it.
        text: The text, for places in it; `None` if Python values were given.
        name: What diagnostics call it: the file, or `<text>`.
    """

    value: Any = field(repr=False)
    text: str | None = field(repr=False)
    name: str
