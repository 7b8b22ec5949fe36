"""Where everything of a diagram stands: boxes that never overlap, text never cut.

Ladders stand one below the other, the highest level of each on top. A level is as high
as the rules beside it. What is looked at, or given as well, runs in lanes between.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from typing import Final, final
from unicodedata import combining, east_asian_width

from attrs import frozen

from neglect_rules.report.handbook._diagram import Box, Diagram, Place

WIDTH: Final = 760
SIZE: Final = 12
LINE: Final = 15
PAD: Final = 6
_LEVEL: Final = 168
_MARGIN: Final = 12
_GAP: Final = 7
_LANE: Final = 9
_HEAD: Final = 30
_LEAST: Final = 300
BOLD: Final = 1.1
"""How much wider bold text is at most."""
_SPARE: Final = 1.12
"""What other typefaces may take besides; they stand in where Arial is missing."""
_BY_WIDTH: Final = {
    0.2: "'",
    0.23: "ijl",
    0.28: " !,./:;I[\\]ft|",
    0.34: "()-`r{}",
    0.4: '*"',
    0.5: "Jcksvxyz^",
    0.56: "#$0123456789?L_abdeghnopqu",
    0.61: "FTZ+<=>~",
    0.67: "&ABEKPSVXY",
    0.73: "CDHNRUw",
    0.78: "GOQ",
    0.84: "Mm",
    0.95: "W%",
    1.02: "@",
}
"""How wide characters of Arial are, in parts of its size."""
_WIDTHS: Final = {each: width for width, those in _BY_WIDTH.items() for each in those}


@final
@frozen(kw_only=True)
class Rect:
    """A box with its text, each line already short enough.

    Attributes:
        strong: It is set in bold.
    """

    x: int
    y: int
    width: int
    height: int
    lines: tuple[str, ...]
    strong: bool = False

    @property
    def bottom(self) -> int:
        """Return where it ends."""
        return self.y + self.height

    @property
    def right(self) -> int:
        """Return where it ends on the right."""
        return self.x + self.width


@final
@frozen(kw_only=True)
class Path:
    """A line through points, with an arrow at its end.

    Attributes:
        kind: `gives` is a full line, `needs` a broken one, `begins` a dotted one.
    """

    points: tuple[tuple[int, int], ...]
    kind: str


@final
@frozen(kw_only=True)
class Layout:
    """A diagram with a place for everything."""

    width: int
    height: int
    heads: tuple[tuple[int, int, tuple[str, ...]], ...]
    levels: tuple[tuple[Place, Rect], ...]
    boxes: tuple[tuple[Box, Rect], ...]
    paths: tuple[Path, ...]


def lay_out(found: Diagram, top: int, only: Container[int] | None = None) -> Layout:
    """Return where everything stands, below what stands above it.

    Args:
        found: The diagram.
        top: Where it begins.
        only: The numbers of the ladders that are drawn, with the rules beside them;
            all of them, if not said. What leads to another is said in words alone.
    """
    further = sum(len(box.gives) - 1 + len(box.needs) for box in found.boxes)
    lanes = _LANE * (further + 2)
    left = _MARGIN + _LANE * (len(found.begins) + 1) * bool(found.begins)
    beside = left + _LEVEL + lanes
    width = max(WIDTH, beside + _LEAST + _MARGIN)
    heads: list[tuple[int, int, tuple[str, ...]]] = []
    levels: list[tuple[Place, Rect]] = []
    boxes: list[tuple[Box, Rect]] = []
    y = top
    for number, ladder in enumerate(found.ladders):
        if only is not None and number not in only:
            continue
        told = wrapped(ladder.label, int((width - left - _MARGIN) / BOLD))
        heads.append((left, y + _HEAD - PAD, told))
        y += _HEAD + LINE * (len(told) - 1)
        for step in reversed(range(len(ladder.levels))):
            place = (number, step)
            mine = _beside(found, place, y, beside, width - beside - _MARGIN)
            level = _level(found, place, left, y, mine)
            levels.append((place, level))
            boxes += mine
            y = level.bottom + _GAP
    paths = _paths(found, dict(levels), boxes, left)
    return Layout(
        width=width,
        height=y + _MARGIN,
        heads=tuple(heads),
        levels=tuple(levels),
        boxes=tuple(boxes),
        paths=tuple(paths),
    )


def _beside(
    found: Diagram, place: Place, y: int, x: int, width: int
) -> list[tuple[Box, Rect]]:
    """Return the rules that stand beside a level, one below the other."""
    mine: list[tuple[Box, Rect]] = []
    for box in found.boxes:
        if box.gives[0] == place:
            told = (box.head, *_also(found, box))
            lines = tuple(line for t in told for line in wrapped(t, width - 2 * PAD))
            height = LINE * len(lines) + 2 * PAD
            rect = Rect(x=x, y=y, width=width, height=height, lines=lines)
            mine.append((box, rect))
            y += height + _GAP
    return mine


def _also(found: Diagram, box: Box) -> Iterator[str]:
    """Yield what the lines at a box say, in words."""
    yield from (f"Also gives: {found.full(place)}" for place in box.gives[1:])
    yield from (f"Looks at: {each}" for each in box.asks)


def _level(
    found: Diagram, place: Place, x: int, y: int, mine: Sequence[tuple[Box, Rect]]
) -> Rect:
    lines = wrapped(found.label(place), int((_LEVEL - 2 * PAD) / BOLD))
    own = LINE * len(lines) + 2 * PAD
    beside = mine[-1][1].bottom - y if mine else 0
    height = max(own, beside)
    return Rect(x=x, y=y, width=_LEVEL, height=height, lines=lines, strong=True)


def _paths(
    found: Diagram,
    levels: dict[Place, Rect],
    boxes: Sequence[tuple[Box, Rect]],
    left: int,
) -> Iterator[Path]:
    """Yield the lines: those to another ladder each in a lane of its own."""
    lane = left + _LEVEL + _LANE
    ports = dict.fromkeys(levels, 0)
    for box, rect in boxes:
        middle = rect.y + rect.height // 2
        own = levels[box.gives[0]]
        yield Path(points=((rect.x, middle), (own.right, middle)), kind="gives")
        further = [(place, "gives") for place in box.gives[1:]]
        further += [(place, "needs") for place in box.needs]
        drawn = [each for each in further if each[0] in levels]
        for number, (place, kind) in enumerate(drawn, 1):
            at = rect.y + min(PAD + 4 * number, rect.height - 2)
            port = _port(levels[place], ports, place)
            points = (
                (rect.x, at),
                (lane, at),
                (lane, port),
                (levels[place].right, port),
            )
            yield Path(points=points if kind == "gives" else points[::-1], kind=kind)
            lane += _LANE
    lane = left - _LANE
    for there, here in found.begins:
        if there not in levels or here not in levels:
            continue
        start, end = (_port(levels[each], ports, each) for each in (there, here))
        points = ((left, start), (lane, start), (lane, end), (left, end))
        yield Path(points=points, kind="begins")
        lane -= _LANE


def _port(rect: Rect, ports: dict[Place, int], place: Place) -> int:
    """Return where the next line meets a level: each at a height of its own."""
    ports[place] += 1
    return rect.y + min(2 + 4 * ports[place], rect.height - 2)


def wide(text: str) -> float:
    """Return at most how wide a text is, in units of the drawing."""
    return SIZE * sum(map(_wide, text))


def _wide(character: str) -> float:
    if combining(character):
        return 0.0
    if character.isascii():
        return _SPARE * _WIDTHS.get(character, 1)
    return 1.2 if east_asian_width(character) in "WF" else 1.0


def wrapped(text: str, width: int) -> tuple[str, ...]:
    """Return a text in lines none of which is wider; a word too wide is parted."""
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and wide(longer) <= width:
            lines[-1] = longer
        else:
            lines += _parted(word, width)
    return tuple(lines) or ("",)


def _parted(word: str, width: int) -> Iterator[str]:
    part = ""
    for character in word:
        if part and wide(part + character) > width:
            yield part
            part = ""
        part += character
    yield part
