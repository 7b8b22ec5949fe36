"""A place in a JSON text that somebody is in the middle of writing.

Brackets may be open, commas and quotation marks missing: what stands around a place is
read as far as it can be. Of a sound text it is what `json` reads.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from enum import Enum, auto
from functools import lru_cache
from typing import Any, Final, NamedTuple, TypeAlias, final

from attrs import Factory, define, field, frozen

Step: TypeAlias = str | int

# A quotation mark that is not closed ends with its line, so that one slip stays small.
_PIECE: Final = re.compile(
    r'(?P<text>"(?:[^"\\\r\n]|\\[^\r\n])*+"?)'
    r"|(?P<mark>[{}\[\],:])"
    r'|(?P<word>[^\s{}\[\],:"]+)'
)
_OF_ENTRIES: Final = 3
"""So many brackets are open where entries of a section stand, with the outermost."""
_DEEPEST: Final = 200
"""So deep a text is read; what lies deeper is taken for what is around it."""


@final
class Stand(Enum):
    """What may stand at a place."""

    KEY = auto()
    VALUE = auto()
    NOTHING = auto()


@final
@frozen(kw_only=True)
class Place:
    """Where an offset lies.

    Attributes:
        stand: What may stand there.
        start: Where what is written there begins; the offset itself where nothing is.
        end: Where it ends.
        path: The keys and numbers that lead to it, its own the last; of a key that
            is still to be written, the last is empty.
        holders: The objects and lists along the path, from the outermost one.
        written: What is written there: a text without its quotation marks.
        has_colon: Whether a colon follows.
    """

    stand: Stand
    start: int
    end: int
    path: tuple[Step, ...] = ()
    holders: tuple[Any, ...] = field(default=(), repr=False)
    written: str = ""
    has_colon: bool = False


@final
@frozen(kw_only=True)
class Reading:
    """A text read as far as it can be.

    Attributes:
        value: What it holds.
        begins: Where the keys begin that stand in an object of the outermost one.
    """

    value: Any = field(repr=False)
    begins: Mapping[tuple[Step, ...], int] = field(repr=False, hash=False)
    _starts: Sequence[int] = field(repr=False)
    _notes: Sequence[_Note] = field(repr=False)

    def place(self, offset: int) -> Place:
        """Return where an offset lies."""
        last = bisect_right(self._starts, offset) - 1
        for note in self._notes[max(last - 1, 0) : last + 1]:
            if note.stand is not None and note.piece.start <= offset <= note.piece.end:
                return _written_at(note)
        if last >= 0 and self._starts[last] == offset:
            last -= 1
        return _free_at(self._notes[last] if last >= 0 else None, offset)


# The same text is asked about again while somebody moves in it.
@lru_cache(maxsize=2)
def read_loosely(text: str) -> Reading:
    """Return what a text holds, sound or not."""
    pieces = [*_pieces(text)]
    walk = _Walk(by_indent=False)
    walk.take_all(pieces)
    if not walk.is_sound:
        # Brackets do not say where it goes on. How far in the lines stand may.
        walk = _Walk(by_indent=True)
        walk.take_all(pieces)
    outermost = walk.frames[0].holder
    return Reading(
        value=outermost[0] if outermost else None,
        begins=walk.begins,
        starts=[each.start for each in pieces],
        notes=walk.notes,
    )


class _Piece(NamedTuple):
    """A piece of the text; `column` is how far in, if it is the first of its line."""

    sort: str
    written: str
    start: int
    end: int
    column: int | None
    indent: int


def _pieces(text: str) -> Iterator[_Piece]:
    before = indent = 0
    for found in _PIECE.finditer(text):
        start, end = found.span()
        column = None
        if (begun := text.rfind("\n", before, start) + 1) or not before:
            column = indent = start - begun
        before = end
        written = found[0]
        sort = written if found.lastgroup == "mark" else str(found.lastgroup)
        yield _Piece(sort, written, start, end, column, indent)


class _Due(Enum):
    KEY = auto()
    COLON = auto()
    VALUE = auto()
    COMMA = auto()


@final
@define
class _Frame:
    """An open bracket; the one around the whole text has none."""

    opens: str
    holder: Any
    indent: int
    due: _Due
    key: Step = ""
    above: _Frame | None = None
    stands_at: Step = ""

    def free(self) -> tuple[Stand, Step]:
        """Return what may stand where nothing is written yet, and under which key."""
        if self.opens == "{":
            if self.due is _Due.VALUE:
                return Stand.VALUE, self.key
            return (Stand.NOTHING if self.due is _Due.COLON else Stand.KEY), ""
        if self.opens == "[":
            return Stand.VALUE, len(self.holder)
        return (Stand.VALUE if self.due is _Due.VALUE else Stand.NOTHING), ""


class _Note(NamedTuple):
    """A piece, and where the walk was when it had been taken.

    `stand` is what the piece stands for, under `key` of `frame`, if it is no mark.
    """

    piece: _Piece
    stand: Stand | None
    frame: _Frame
    key: Step
    has_colon: bool
    after: _Frame
    free: tuple[Stand, Step]


def _written_at(note: _Note) -> Place:
    path, holders = _around(note.frame, note.key)
    return Place(
        stand=note.stand or Stand.NOTHING,
        start=note.piece.start,
        end=note.piece.end,
        path=path,
        holders=holders,
        written=_said(note.piece),
        has_colon=note.has_colon,
    )


def _free_at(note: _Note | None, offset: int) -> Place:
    if note is None:
        return Place(stand=Stand.VALUE, start=offset, end=offset)
    stand, key = note.free
    path, holders = _around(note.after, key)
    return Place(stand=stand, start=offset, end=offset, path=path, holders=holders)


def _around(frame: _Frame, key: Step) -> tuple[tuple[Step, ...], tuple[Any, ...]]:
    """Return the path to a key of a bracket, and what is held along it."""
    path: list[Step] = []
    holders: list[Any] = []
    while frame.above is not None:
        path.append(key)
        holders.append(frame.holder)
        frame, key = frame.above, frame.stands_at
    return tuple(reversed(path)), tuple(reversed(holders))


@final
@define
class _Walk:
    """The state of one walk over the pieces."""

    by_indent: bool
    frames: list[_Frame] = Factory(lambda: [_Frame("", [], 0, _Due.VALUE)])
    notes: list[_Note] = Factory(list)
    begins: dict[tuple[Step, ...], int] = Factory(dict)
    is_sound: bool = True
    too_deep: int = 0

    def take_all(self, pieces: Sequence[_Piece]) -> None:
        """Take each piece in turn."""
        after = (each.sort == ":" for each in pieces[1:])
        for piece in pieces:
            has_colon = next(after, False)
            self._step_out(piece)
            frame = self.frames[-1]
            stand = None
            key: Step = ""
            if piece.sort in {"text", "word"}:
                stand = self._take_scalar(frame, piece, has_colon=has_colon)
                key = frame.key
            else:
                self._take_mark(frame, piece)
            now = self.frames[-1]
            note = _Note(piece, stand, frame, key, has_colon, now, now.free())
            self.notes.append(note)
        self.is_sound &= len(self.frames) == 1

    # Scalars

    def _take_scalar(self, frame: _Frame, piece: _Piece, *, has_colon: bool) -> Stand:
        if frame.opens == "{" and self._is_key(frame, piece, has_colon=has_colon):
            # A key of which nothing more is written is not held to be there.
            frame.key, frame.due = _said(piece), _Due.COLON
            if len(self.frames) == _OF_ENTRIES:
                place = (frame.stands_at, frame.key)
                self.begins.setdefault(place, piece.start)
            return Stand.KEY
        if frame.due is _Due.COMMA and frame.opens != "[":
            self.is_sound = False
            return Stand.NOTHING
        self.is_sound &= frame.due is not _Due.COMMA
        self._hold(frame, _value(piece))
        frame.due = _Due.COMMA
        return Stand.VALUE

    def _is_key(self, frame: _Frame, piece: _Piece, *, has_colon: bool) -> bool:
        if frame.due is _Due.KEY:
            return True
        begins = piece.sort == "text" or piece.column is not None
        is_next = has_colon or (begins and frame.due is _Due.COMMA)
        # What begins a line after a key alone is the next key.
        is_next |= piece.column is not None and frame.due is _Due.COLON
        if is_next:
            self.is_sound = False
        return is_next

    # Brackets, commas, colons

    def _take_mark(self, frame: _Frame, piece: _Piece) -> None:
        match piece.sort:
            case "{" | "[":
                self._open(frame, piece)
            case "}" | "]":
                self._close(piece)
            case ",":
                self._take_comma(frame)
            case _ if frame.opens == "{" and frame.due is _Due.COLON:
                frame.holder.setdefault(frame.key, None)
                frame.due = _Due.VALUE
            case _:
                self.is_sound = False

    def _take_comma(self, frame: _Frame) -> None:
        self.is_sound &= frame.due is _Due.COMMA
        if frame.opens == "{":
            frame.due, frame.key = _Due.KEY, ""
        elif frame.opens == "[":
            frame.due = _Due.VALUE

    def _open(self, frame: _Frame, piece: _Piece) -> None:
        if len(self.frames) > _DEEPEST:
            self.too_deep += 1
            return
        is_due = frame.due is _Due.VALUE
        self.is_sound &= is_due
        if not frame.opens and not is_due:
            return
        inner: Any = {} if piece.sort == "{" else []
        self._hold(frame, inner)
        due = _Due.KEY if piece.sort == "{" else _Due.VALUE
        self.frames.append(
            _Frame(piece.sort, inner, piece.indent, due, "", frame, frame.key)
        )

    def _close(self, piece: _Piece) -> None:
        opens = "{" if piece.sort == "}" else "["
        if self.too_deep:
            self.too_deep -= 1
        elif self.by_indent and piece.column is not None:
            self._close_by_indent(opens, piece.column)
        elif self.frames[-1].opens == opens:
            self._pop()
        else:
            self.is_sound = False
            # One too many must not end the whole text.
            if any(frame.opens == opens for frame in self.frames[2:]):
                while self.frames[-1].opens != opens:
                    self._pop()
                self._pop()

    def _close_by_indent(self, opens: str, column: int) -> None:
        while len(self.frames) > 1 and self.frames[-1].indent > column:
            self._pop()
        if self.frames[-1].opens == opens and self.frames[-1].indent == column:
            self._pop()

    def _step_out(self, piece: _Piece) -> None:
        """Leave what stands as far in as this piece, or further: it must be over."""
        if not self.by_indent or piece.column is None or piece.sort in {"}", "]"}:
            return
        while self.frames[-1].indent >= max(piece.column, 1):
            self._pop()

    def _pop(self) -> None:
        self.frames.pop()
        self.frames[-1].due = _Due.COMMA

    def _hold(self, frame: _Frame, value: Any) -> None:
        if frame.opens == "{":
            frame.holder[frame.key] = value
        else:
            frame.key = len(frame.holder)
            frame.holder.append(value)


def _said(piece: _Piece) -> str:
    """Return a text or word without its quotation marks."""
    if piece.sort == "word":
        return piece.written
    is_closed = len(piece.written) > 1 and piece.written.endswith('"')
    inner = piece.written[1:-1] if is_closed else piece.written[1:]
    if "\\" not in inner:
        return inner
    try:
        return str(json.loads(f'"{inner}"', strict=False))
    except ValueError:
        return inner


def _value(piece: _Piece) -> Any:
    if piece.sort == "text":
        return _said(piece)
    try:
        return json.loads(piece.written)
    except ValueError:
        return piece.written
