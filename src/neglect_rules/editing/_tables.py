"""What of a ruleset a spreadsheet shows: its signs, points, weights and words.

A cell shows a value exactly, or says that the value is kept in the file. Then it cannot
be changed in a spreadsheet, so nothing can be lost there.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from enum import Enum, auto
from typing import Any, Final, final

from attrs import evolve, field, frozen

from neglect_rules.loading import schema
from neglect_rules.pointer import Pointer

KEPT: Final = "(see the file)"
"""What a cell shows for a value that only the file can hold."""
YES: Final = "yes"
NO: Final = "no"


class Kind(Enum):
    """What may stand in the cells of a column."""

    NAME = auto()
    TEXT = auto()
    ID = auto()
    NUMBER = auto()
    YES_NO = auto()
    LIST = auto()


@final
@frozen
class Column:
    """A column of a table.

    Attributes:
        heading: What stands above it.
        kind: `NAME` for those that say which row it is; they never change.
    """

    heading: str
    kind: Kind


@final
@frozen(kw_only=True)
class Slot:
    """A cell, and the value of the document that it shows.

    Attributes:
        holder: The object that holds the value.
        key: The value's key.
        shown: What the cell shows.
        is_kept: Whether it can be changed in the file only.
        is_there: Whether the document has a value here.
        is_required: Whether it must have one.
        after: The keys that it comes after, the nearest last.
    """

    holder: Pointer
    key: str
    shown: str = field(repr=False)
    is_kept: bool
    is_there: bool
    is_required: bool
    after: tuple[str, ...]


@final
@frozen
class Row:
    """A row: what names it, then one slot for each other column.

    Attributes:
        names: Its ids, which never change.
        slots: Its other cells.
        label: What people call that of which it is, if it has a label.
    """

    names: tuple[str, ...]
    slots: tuple[Slot, ...]
    label: str = ""

    @property
    def called(self) -> str:
        """Return how people are told of it: no id without its label."""
        ids = ", ".join(self.names)
        return f"{self.label} ({ids})" if self.label else ids

    @property
    def shown(self) -> tuple[str, ...]:
        """Return what its cells show."""
        return (*self.names, *(slot.shown for slot in self.slots))


@final
@frozen
class Table:
    """A table of a ruleset; in a workbook it has a sheet of its own."""

    name: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]

    @property
    def headings(self) -> tuple[str, ...]:
        """Return what stands above the columns."""
        return tuple(column.heading for column in self.columns)


_Field = tuple[str, str, Kind]
_WHY: Final[tuple[_Field, ...]] = (
    ("Because", "because", Kind.TEXT),
    ("Source", "source", Kind.ID),
    ("Status", "status", Kind.ID),
)
_INDICATOR: Final[tuple[_Field, ...]] = (
    ("Label", "label", Kind.TEXT),
    ("Domain", "domain", Kind.ID),
    ("Scale", "scale", Kind.ID),
    ("Weight", "weight", Kind.NUMBER),
    ("Critical from", "critical_at", Kind.ID),
    ("Core", "core", Kind.YES_NO),
    ("Question", "ask_as", Kind.TEXT),
    ("Help", "help", Kind.TEXT),
    ("Who to ask", "ask", Kind.LIST),
    *_WHY,
)
_DOMAIN: Final[tuple[_Field, ...]] = (
    ("Label", "label", Kind.TEXT),
    ("Weight", "weight", Kind.NUMBER),
    ("Cap", "cap", Kind.NUMBER),
    *_WHY,
)
_PARAMETER: Final[tuple[_Field, ...]] = (
    ("Label", "label", Kind.TEXT),
    ("Number", "number", Kind.NUMBER),
    *_WHY,
)
_TASK: Final[tuple[_Field, ...]] = (
    ("Task", "task", Kind.TEXT),
    ("Who", "who", Kind.TEXT),
    *_WHY,
)
_RULES: Final = (
    "thresholds", "modifiers", "easings", "guards", "reviews", "promises",
)  # fmt: skip


def tables_of(document: Mapping[str, Any]) -> tuple[Table, ...]:
    """Return all tables of a ruleset document, even those without rows."""
    return (
        _named(document, "Indicators", "indicators", _INDICATOR),
        _table("Grade descriptions", ("Indicator", "Grade", "Ages"),
               [("Description", "", Kind.TEXT)], _descriptions(document)),
        _table("Scale points", ("Scale", "Grade"), _POINTS, _points(document)),
        _named(document, "Domains", "domains", _DOMAIN),
        _named(document, "Parameters", "parameters", _PARAMETER),
        _table("Rules", ("Kind", "Id"), _WHY, _rules(document)),
        _table("Tasks", ("Id",), _TASK, _tasks(document)),
        _table("Levels", ("Outcome", "Level"),
               [("Label", "", Kind.TEXT)], _levels(document)),
    )  # fmt: skip


_POINTS: Final[tuple[_Field, ...]] = (
    ("Label", "label", Kind.TEXT),
    ("Points", "points", Kind.NUMBER),
)


def _table(
    name: str, names: Sequence[str], fields: Sequence[_Field], rows: Iterator[Row]
) -> Table:
    columns = [Column(heading, Kind.NAME) for heading in names]
    columns += [Column(heading, kind) for heading, _, kind in fields]
    return Table(name, tuple(columns), tuple(_told_apart(rows)))


def _told_apart(rows: Iterator[Row]) -> Iterator[Row]:
    """Yield rows whose names differ; a second one of a name is numbered."""
    seen: dict[tuple[str, ...], int] = {}
    for row in rows:
        seen[row.names] = number = seen.get(row.names, 0) + 1
        if number > 1:
            *first, last = row.names
            yield evolve(row, names=(*first, f"{last} ({number})"))
        else:
            yield row


def _named(
    document: Mapping[str, Any], name: str, key: str, fields: Sequence[_Field]
) -> Table:
    """Return the table of a part that holds objects by their ids."""
    at = Pointer((key,))
    parts = document.get(key, {}).items()
    kind = key.removesuffix("s")
    rows = (
        Row((id_,), _slots(at / id_, part, fields, kind), part["label"])
        for id_, part in parts
    )
    return _table(name, ("Id",), fields, rows)


def _rules(document: Mapping[str, Any]) -> Iterator[Row]:
    for key in _RULES:
        for number, rule in enumerate(document.get(key, ())):
            kind = key.removesuffix("s")
            at = Pointer((key, str(number)))
            yield Row((kind, rule["id"]), _slots(at, rule, _WHY, kind))


def _tasks(document: Mapping[str, Any]) -> Iterator[Row]:
    for number, task in enumerate(document.get("tasks", ())):
        at = Pointer(("tasks", str(number)))
        yield Row((task["id"],), _slots(at, task, _TASK, "task"))


def _points(document: Mapping[str, Any]) -> Iterator[Row]:
    for id_, scale in document.get("scales", {}).items():
        for number, grade in enumerate(scale["grades"]):
            at = Pointer(("scales", id_, "grades", str(number)))
            yield Row((id_, grade["id"]), _slots(at, grade, _POINTS, ""), _label(scale))


def _levels(document: Mapping[str, Any]) -> Iterator[Row]:
    for id_, outcome in document.get("outcomes", {}).items():
        if "labels" in outcome:
            at = Pointer(("outcomes", id_, "labels"))
            grades = _ids(outcome["grades"])
            for number, grade in enumerate(grades):
                slot = _slot(at, grade, outcome["labels"], Kind.TEXT, grades[:number])
                yield Row((id_, grade), (slot,), _label(outcome))


def _descriptions(document: Mapping[str, Any]) -> Iterator[Row]:
    for id_, indicator in document.get("indicators", {}).items():
        if "grades" in indicator:
            grades = _permitted(document, indicator)
            at = Pointer(("indicators", id_, "grades"))
            for number, grade in enumerate(grades):
                yield from _described(at, indicator, grade, grades[:number])


def _described(
    at: Pointer, indicator: Mapping[str, Any], grade: str, before: Sequence[str]
) -> Iterator[Row]:
    id_, label, texts = at.parts[1], indicator["label"], indicator["grades"]
    aged = texts.get(grade)
    if not isinstance(aged, list):
        slot = _slot(at, grade, texts, Kind.TEXT, before)
        yield Row((id_, grade, "all"), (slot,), label)
        return
    for number, each in enumerate(aged):
        slot = _slot(at / grade / number, "text", each, Kind.TEXT, (), required=True)
        yield Row((id_, grade, _ages(each["ages"])), (slot,), label)


def _permitted(document: Mapping[str, Any], indicator: Mapping[str, Any]) -> list[str]:
    """Return the grades of an indicator, then whatever else it describes."""
    permits = indicator.get("permits")
    scale = document.get("scales", {}).get(indicator.get("scale"), {"grades": []})
    of_scale = [grade["id"] for grade in scale["grades"]]
    grades = permits if isinstance(permits, list) else of_scale
    return list(dict.fromkeys([*grades, *indicator["grades"]]))


def _label(part: Mapping[str, Any]) -> str:
    return str(part.get("label", ""))


def _ids(grades: Any) -> list[str]:
    return list(grades) if isinstance(grades, list) else []


def _ages(band: Mapping[str, Any]) -> str:
    low, high = band.get("from"), band.get("before")
    words = [f"from {low}"] if low is not None else []
    words += [f"before {high}"] if high is not None else []
    return f"{' '.join(words)} months"


def _slots(
    at: Pointer, value: Mapping[str, Any], fields: Sequence[_Field], definition: str
) -> tuple[Slot, ...]:
    """Return the slots of an object, one for each field."""
    known: Any = schema("ruleset")["$defs"].get(definition, {})
    required = known.get("required", ())
    keys = [key for _, key, _ in fields]
    return tuple(
        _slot(at, key, value, kind, keys[:number], required=key in required)
        for number, (_, key, kind) in enumerate(fields)
    )


def _slot(
    holder: Pointer,
    key: str,
    value: Mapping[str, Any],
    kind: Kind,
    after: Sequence[str],
    *,
    required: bool = False,
) -> Slot:
    shown = _shown(value[key], kind) if key in value else _absent(kind)
    return Slot(
        holder=holder,
        key=key,
        shown=KEPT if shown is None else shown,
        is_kept=shown is None,
        is_there=key in value,
        is_required=required,
        after=tuple(after),
    )


def _absent(kind: Kind) -> str:
    return NO if kind is Kind.YES_NO else ""


def _shown(value: Any, kind: Kind) -> str | None:
    """Return how a cell shows a value, or `None` where it cannot show it exactly."""
    match kind, value:
        case Kind.YES_NO, bool():
            return YES if value else NO
        case Kind.NUMBER, int() | Decimal() if value is not True and value is not False:
            return f"{value:f}" if isinstance(value, Decimal) else str(value)
        case ((Kind.TEXT | Kind.ID), str()) if value == value.strip() and value:
            return value
        case Kind.LIST, list() if _is_plain(value):
            return "; ".join(value)
        case _:
            return None


def _is_plain(items: Sequence[Any]) -> bool:
    """Return whether a list can be written in a cell and read back as it was."""
    return bool(items) and all(
        isinstance(item, str) and item == item.strip() and item and ";" not in item
        and "\n" not in item
        for item in items
    )  # fmt: skip
