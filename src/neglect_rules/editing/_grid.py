"""A filled-in table as it was read from a spreadsheet, every cell with its address."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, final

from attrs import field, frozen

from neglect_rules.errors import NeglectRulesError

_LETTERS: Final = 26


@final
@frozen
class Refusal:
    """Why a table is not taken in.

    Attributes:
        at: The cell, such as `Indicators!D7`, or the sheet or file.
        message: One sentence, lower case, no full stop.
    """

    at: str
    message: str

    def __str__(self) -> str:
        return f"{self.at}: {self.message}"


class TableError(NeglectRulesError):
    """A table is refused; `refusals` says every reason at once.

    Attributes:
        refusals: All reasons, in the order of the table.
    """

    def __init__(self, refusals: tuple[Refusal, ...]) -> None:
        """Keep the reasons; the text of the error is made when it is read."""
        super().__init__(refusals)
        self.refusals = refusals

    def __str__(self) -> str:
        return "\n".join(map(str, self.refusals))


@final
@frozen
class Cell:
    """A cell.

    Attributes:
        at: Its address.
        text: What it holds; a number as it is written in a document.
        problem: Why it cannot be used, if it cannot.
    """

    at: str
    text: str = field(repr=False)
    problem: str | None = None

    @property
    def is_empty(self) -> bool:
        """Return whether nothing at all stands in it."""
        return not self.text.strip() and self.problem is None


@final
@frozen
class Sheet:
    """A table that was filled in.

    Attributes:
        name: The table's name.
        header: The cells of its first row.
        rows: Its other rows, each as long as the header at least.
        unused: Headings of other tables, under which nothing may stand.
    """

    name: str
    header: tuple[Cell, ...]
    rows: tuple[tuple[Cell, ...], ...]
    unused: frozenset[str] = frozenset()


def address(column: int, row: int, sheet: str = "") -> str:
    """Return the address of a cell, as a spreadsheet names it.

    Args:
        column: Its number, from nought.
        row: Its number, from one.
        sheet: The name of its sheet, if there are several.

    Examples:
        >>> address(3, 7, "Indicators"), address(27, 1)
        ('Indicators!D7', 'AB1')
    """
    letters = ""
    number = column + 1
    while number:
        number, letter = divmod(number - 1, _LETTERS)
        letters = chr(ord("A") + letter) + letters
    quoted = f"'{sheet}'" if " " in sheet else sheet
    return f"{quoted}!{letters}{row}" if sheet else f"{letters}{row}"


def refuse(refusals: Sequence[Refusal]) -> None:
    """Raise if there is anything to refuse.

    Raises:
        TableError: With all of it.
    """
    if refusals:
        raise TableError(tuple(dict.fromkeys(refusals)))
