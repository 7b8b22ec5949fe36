"""Walk a text once: where the wanted values stand, and every slip on the way.

After a slip the walk goes on as a reader would, and stays quiet about what only
follows from it until it is surely back in step.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from enum import Enum, auto
from typing import Final, TypeAlias, final

from attrs import Factory, define, field, frozen

from neglect_rules.locations._lexemes import Lexeme, lexemes
from neglect_rules.locations._slips import Found, Slip, SlipKind
from neglect_rules.locations._texts import outside_texts
from neglect_rules.pointer import Pointer

MOST_SLIPS: Final = 100
"""After so many slips the rest of a text is not looked at."""

_CLOSER: Final = {"{": "}", "[": "]", "": ""}
_SCALARS: Final = frozenset({"text", "number", "word"})

_Wanted: TypeAlias = dict[str, "_Wanted"]


@final
@frozen
class Place:
    """Where a value stands, as offsets into the text.

    Attributes:
        value: Its first character and the one after its last.
        key: The same for its key with quotation marks; `None` in a list.
    """

    value: tuple[int, int]
    key: tuple[int, int] | None = None


@final
@frozen
class Scan:
    """What one walk found.

    Attributes:
        places: For each wanted pointer and all above it, where they stand.
        slips: In the order of the text; none exactly when the text is sound.
    """

    places: Mapping[Pointer, Place] = field(hash=False, repr=False)
    slips: tuple[Slip, ...]


def scan(text: str, wanted: Iterable[Pointer] = ()) -> Scan:
    """Return where the `wanted` values stand in `text`, and all its slips.

    Of a text with more than `MOST_SLIPS` slips only the first part is walked.
    """
    walk = _Walk(text, [_Frame("", 0, _tree_of(wanted), _Due.VALUE)])
    for lexeme in lexemes(text):
        walk.take(lexeme)
        if walk.trouble >= MOST_SLIPS or walk.is_over:
            break
    slips = sorted(walk.slips, key=lambda slip: (slip.start, slip.end))
    return Scan(walk.places, tuple(slips))


def _tree_of(wanted: Iterable[Pointer]) -> _Wanted:
    root: _Wanted = {}
    for pointer in wanted:
        node = root
        for part in pointer.parts:
            node = node.setdefault(part, {})
    return root


class _Due(Enum):
    """What should come next in a list or object."""

    FIRST = auto()
    NEXT = auto()
    COLON = auto()
    VALUE = auto()
    COMMA = auto()


@final
@define
class _Frame:
    """A list, an object or the document itself while it is being walked."""

    opens: str
    start: int
    wanted: _Wanted | None
    due: _Due = _Due.FIRST
    part: str | None = None
    count: int = 0
    key: tuple[int, int] | None = None
    comma: tuple[int, int] = (0, 0)
    keys: dict[str, int] = Factory(dict)
    has_colon: bool = False

    def is_at_key(self) -> bool:
        """Return whether a key is due."""
        return self.opens == "{" and self.is_at_entry()

    def is_at_entry(self) -> bool:
        """Return whether another entry may begin or the closing bracket follow."""
        # `is`, not `in`: hashing a member costs more than all else in the walk.
        return self.due is _Due.FIRST or self.due is _Due.NEXT

    def is_half_done(self) -> bool:
        """Return whether a key still lacks its colon or value."""
        return self.due is _Due.COLON or self.due is _Due.VALUE

    def wanted_here(self) -> _Wanted | None:
        """Return what is wanted at the current entry and in it, if it is wanted."""
        if not self.opens or self.wanted is None:
            return self.wanted
        return None if self.part is None else self.wanted.get(self.part)

    def begin_entry(self, comma: tuple[int, int]) -> None:
        """Expect another entry, after what stands at `comma`."""
        self.due, self.comma, self.part, self.key = _Due.NEXT, comma, None, None


@final
@define
class _Walk:
    """The state of one walk; `take` is given each piece of the text in turn."""

    text: str
    frames: list[_Frame]
    places: dict[Pointer, Place] = Factory(dict)
    slips: list[Slip] = Factory(list)
    trouble: int = 0
    is_quiet: bool = False
    is_over: bool = False
    before: tuple[Lexeme, Lexeme] = (Lexeme("", 0, 0), Lexeme("", 0, 0))

    def take(self, lexeme: Lexeme) -> None:
        """Take the next piece."""
        sort = lexeme.sort
        if sort in _SCALARS:
            self._take_scalar(lexeme)
        elif sort in {"{", "["}:
            self._take_opening(lexeme)
        else:
            self._note_all(lexeme.slips)
            if not sort:
                return
            self._take_mark(lexeme)
        self.before = (self.before[1], lexeme)

    def _take_mark(self, lexeme: Lexeme) -> None:
        match lexeme.sort:
            case ",":
                self._take_comma(lexeme)
            case ":":
                self._take_colon(lexeme)
            case "end":
                self._take_end()
            case _:
                self._take_closing(lexeme)

    # Values and keys

    def _take_scalar(self, lexeme: Lexeme) -> None:
        frame = self.frames[-1]
        if self._is_decimal_comma(frame, lexeme):
            self._structural(SlipKind.DECIMAL_COMMA, self.before[0].start, lexeme.end)
            frame.due = _Due.COMMA
        elif not self._is_ready(frame, lexeme):
            return
        elif frame.is_at_key():
            self._take_key(frame, lexeme)
        elif not frame.opens and _is_talk(lexeme):
            self._structural(SlipKind.WORDS_FIRST, lexeme.start, lexeme.end)
        else:
            self._enter(frame)
            self._note_all(lexeme.slips)
            self._leave(frame, lexeme.start, lexeme.end)

    def _take_key(self, frame: _Frame, lexeme: Lexeme) -> None:
        frame.key, frame.due = (lexeme.start, lexeme.end), _Due.COLON
        frame.part = _key_of(self.text, lexeme)
        if lexeme.sort == "text":
            self._note_all(lexeme.slips)
        else:
            self._note(SlipKind.KEY_UNQUOTED, lexeme.start, lexeme.end)
            self.is_quiet = True
        first = frame.keys.setdefault(frame.part, lexeme.start)
        if first != lexeme.start:
            self._note(SlipKind.KEY_TWICE, lexeme.start, lexeme.end, first)

    def _take_opening(self, lexeme: Lexeme) -> None:
        frame = self.frames[-1]
        if not self._is_ready(frame, lexeme):
            return
        if frame.is_at_key():
            self._structural(SlipKind.KEY_MISSING, lexeme.start, lexeme.end)
        self._enter(frame)
        inner = _Frame(lexeme.sort, lexeme.start, frame.wanted_here(), _Due.FIRST)
        self.frames.append(inner)

    def _is_ready(self, frame: _Frame, lexeme: Lexeme) -> bool:
        """Return whether an entry may begin, with a missing comma or colon noted."""
        end = self.before[1].end
        if frame.due is _Due.COMMA:
            if not frame.opens:
                self._stop(SlipKind.AFTER_END, lexeme)
                return False
            self._note_if_loud(SlipKind.COMMA_MISSING, end, end + 1)
            frame.begin_entry((end, end + 1))
        elif frame.due is _Due.COLON:
            self._structural(SlipKind.COLON_MISSING, end, end + 1)
        return True

    def _is_decimal_comma(self, frame: _Frame, lexeme: Lexeme) -> bool:
        """Return whether a number goes on after a comma where a key should stand."""
        number, comma = self.before
        return (
            lexeme.sort == number.sort == "number"
            and frame.is_at_key()
            and number.end == comma.start
            and comma.end == lexeme.start
        )

    def _enter(self, frame: _Frame) -> None:
        if frame.opens == "[":
            frame.part = str(frame.count)
            frame.count += 1

    def _leave(self, frame: _Frame, start: int, end: int) -> None:
        if frame.wanted_here() is not None:
            self.places[self._here()] = Place((start, end), frame.key)
        frame.due = _Due.COMMA

    # Commas, colons, brackets, the end

    def _take_comma(self, lexeme: Lexeme) -> None:
        frame = self.frames[-1]
        if frame.due is _Due.COMMA and not frame.opens:
            self._stop(SlipKind.AFTER_END, lexeme)
        elif frame.is_at_entry() or not frame.opens:
            self._structural(SlipKind.COMMA_EXTRA, lexeme.start, lexeme.end)
        else:
            self._note_missing_value(frame)
            frame.begin_entry((lexeme.start, lexeme.end))
            self.is_quiet = False

    def _take_colon(self, lexeme: Lexeme) -> None:
        frame = self.frames[-1]
        if frame.due is _Due.COLON:
            frame.due = _Due.VALUE
            self.is_quiet = False
        elif frame.opens == "[":
            self._take_colon_in_list(frame, lexeme)
        elif frame.is_at_key():
            self._structural(SlipKind.KEY_MISSING, lexeme.start, lexeme.end)
            frame.due = _Due.VALUE
        elif not frame.opens and frame.due is _Due.COMMA:
            is_key = self.before[1].sort == "text"
            self._stop(
                SlipKind.BRACES_MISSING if is_key else SlipKind.AFTER_END, lexeme
            )
        else:
            self._structural(SlipKind.COLON_EXTRA, lexeme.start, lexeme.end)
            frame.due = _Due.VALUE

    def _take_colon_in_list(self, frame: _Frame, lexeme: Lexeme) -> None:
        """Note the first colon in a list; the others are the same slip."""
        self.is_quiet |= frame.has_colon
        self._structural(SlipKind.KEY_IN_LIST, lexeme.start, lexeme.end, frame.start)
        frame.has_colon, frame.due = True, _Due.FIRST

    def _take_closing(self, lexeme: Lexeme) -> None:
        frame = self.frames[-1]
        depth = len(self.frames) - 1
        if _CLOSER[frame.opens] == lexeme.sort:
            self._close(frame, lexeme.end)
        elif not depth:
            self._stop(SlipKind.BRACKET_EXTRA, lexeme)
        elif (balance := _balance(self.text, lexeme.start)) > depth:
            self._structural(SlipKind.BRACKET_EXTRA, lexeme.start, lexeme.end)
        elif balance < depth and self._is_open_further_out(lexeme):
            self._structural(
                SlipKind.BRACKET_OPEN, frame.start, frame.start + 1, lexeme.start
            )
            while _CLOSER[self.frames[-1].opens] != lexeme.sort:
                self._close(self.frames[-1], lexeme.start)
            self._close(self.frames[-1], lexeme.end)
        else:
            self._structural(
                SlipKind.BRACKET_WRONG, lexeme.start, lexeme.end, frame.start
            )
            self._close(frame, lexeme.end)

    def _is_open_further_out(self, lexeme: Lexeme) -> bool:
        return any(_CLOSER[frame.opens] == lexeme.sort for frame in self.frames)

    def _close(self, frame: _Frame, end: int) -> None:
        if frame.due is _Due.NEXT:
            self._note_if_loud(SlipKind.COMMA_LAST, *frame.comma)
        self._note_missing_value(frame)
        self.frames.pop()
        self._leave(self.frames[-1], frame.start, end)
        self.is_quiet = False

    def _note_missing_value(self, frame: _Frame) -> None:
        if frame.is_half_done():
            start, end = frame.key or (self.before[1].start, self.before[1].end)
            self._note_if_loud(SlipKind.VALUE_MISSING, start, end)

    def _take_end(self) -> None:
        frame = self.frames[-1]
        if frame.opens:
            self._note_if_loud(SlipKind.BRACKET_OPEN, frame.start, frame.start + 1)
        elif frame.due is _Due.VALUE:
            self._note_if_loud(SlipKind.EMPTY, 0, 0)

    # Noting

    def _here(self) -> Pointer:
        return Pointer(tuple(f.part for f in self.frames if f.part is not None))

    def _note(
        self, kind: SlipKind, start: int, end: int, other: int | None = None
    ) -> None:
        self.trouble += 1
        self.slips.append(Slip(kind, start, end, self._here(), other))

    def _note_all(self, slips: tuple[Found, ...]) -> None:
        for kind, start, end in slips:
            if kind in {SlipKind.UNEXPECTED, SlipKind.ELLIPSIS}:
                self._structural(kind, start, end)
            else:
                self._note(kind, start, end)
                self.is_quiet |= kind is SlipKind.QUOTE_NOT_CLOSED

    def _note_if_loud(
        self, kind: SlipKind, start: int, end: int, other: int | None = None
    ) -> None:
        if self.is_quiet:
            self.trouble += 1
        else:
            self._note(kind, start, end, other)

    def _structural(
        self, kind: SlipKind, start: int, end: int, other: int | None = None
    ) -> None:
        """Note a slip after which others may only follow from it."""
        self._note_if_loud(kind, start, end, other)
        self.is_quiet = True

    def _stop(self, kind: SlipKind, lexeme: Lexeme) -> None:
        self._structural(kind, lexeme.start, lexeme.end)
        self.is_over = True


def _is_talk(lexeme: Lexeme) -> bool:
    """Return whether a piece is words around a document rather than a value."""
    return any(slip.kind is SlipKind.WORD_UNQUOTED for slip in lexeme.slips)


def _key_of(text: str, lexeme: Lexeme) -> str:
    if lexeme.sort != "text":
        return text[lexeme.start : lexeme.end]
    raw = text[lexeme.start + 1 : lexeme.end - 1]
    if "\\" not in raw or lexeme.slips:
        return raw
    return str(json.loads(text[lexeme.start : lexeme.end]))


def _balance(text: str, start: int) -> int:
    """Return how many more brackets close than open from `start` on."""
    rest = outside_texts(text[start:])
    closing = rest.count("}") + rest.count("]")
    return closing - rest.count("{") - rest.count("[")
