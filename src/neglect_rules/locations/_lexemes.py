"""The pieces of a text that was meant to be JSON, each with its own slips.

Sound pieces are found by one expression. Only what it does not match is looked at
closely, and then always something is taken, so that the walk ends.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import get_close_matches
from typing import Final, NamedTuple

from neglect_rules.locations._characters import REFUSED
from neglect_rules.locations._numbers import number_end, number_slip
from neglect_rules.locations._slips import Found, SlipKind
from neglect_rules.locations._texts import quoted_end

LITERALS: Final = ("true", "false", "null")

_THEN: Final = r"(?=[ \t\r\n]*+(?:[,:}\]]|\Z))"
_SOUND = re.compile(
    r"[ \t\r\n]*+(?:(?P<mark>[{}\[\],:])"
    rf'|(?P<text>"[^"\\{REFUSED}]*+(?:\\["\\/nt][^"\\{REFUSED}]*+)*+"){_THEN}'
    rf"|(?P<number>-?(?:0|[1-9][0-9]{{0,8}})(?:\.[0-9]{{1,6}})?){_THEN}"
    rf"|(?P<word>true|false|null){_THEN})"
)
_BLANK = re.compile(r"[ \t\r\n]*+")
_ODD_SPACE: Final = (
    r"\xa0\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u061c\u1680\u180e\u2000-\u200f"
    r"\u2028-\u202f\u205f-\u206f\u3000\ufeff"
)
_ODD: Final = tuple(
    (re.compile(pattern, re.DOTALL), sort, kind)
    for pattern, sort, kind in (
        (rf"[{_ODD_SPACE}](?:[ \t{_ODD_SPACE}]*[{_ODD_SPACE}])?", "", SlipKind.SPACE),
        (r"(?:```|~~~)\w*", "", SlipKind.FENCE),
        (r"//[^\r\n]*|#[^\r\n]*|/\*.*?(?:\*/|\Z)", "", SlipKind.COMMENT),
        (r"<!--.*?(?:-->|\Z)", "", SlipKind.COMMENT),
        (r"\u2026|\.\.+", "", SlipKind.ELLIPSIS),
        (r"[;\uff0c\uff1b\u3001\u060c]", ",", SlipKind.COMMA_WRONG),
        (r"=>|->|=|\uff1a", ":", SlipKind.COLON_WRONG),
    )
)
_WORD = re.compile(
    r"(?:true|false|null)\b"
    r"|[^\W\d](?:[^,:;=/#{}\[\]\"\u201c\u201d`\r\n]|/(?![/*]))*+"
)
_ANY = re.compile(r"(.)\1*+\w*+", re.DOTALL)


class Lexeme(NamedTuple):
    """A piece of the text.

    Attributes:
        sort: A bracket, comma or colon as itself; `text`, `number`, `word`; `end`; or
            nothing for what is no part of the document.
    """

    sort: str
    start: int
    end: int
    slips: tuple[Found, ...] = ()


def lexemes(text: str) -> Iterator[Lexeme]:
    """Yield the pieces of `text` in order, the last one of the sort `end`."""
    at = 0
    while True:
        if sound := _SOUND.match(text, at):
            sort = str(sound.lastgroup)
            start, at = sound.span(sort)
            yield Lexeme(text[start] if sort == "mark" else sort, start, at)
            continue
        start = next(_BLANK.finditer(text, at)).end()
        if start == len(text):
            yield Lexeme("end", start, start)
            return
        lexeme = _closely(text, start)
        yield lexeme
        at = lexeme.end


def _closely(text: str, start: int) -> Lexeme:
    """Return the piece that begins at `start`, sound or not."""
    for pattern, sort, kind in _ODD:
        if odd := pattern.match(text, start):
            return Lexeme(sort, start, odd.end(), (Found(kind, start, odd.end()),))
    if end := number_end(text, start):
        slip = number_slip(text[start:end])
        return Lexeme("number", start, end, (Found(slip, start, end),) if slip else ())
    if quoted := quoted_end(text, start):
        return Lexeme("text", start, *quoted)
    if word := _WORD.match(text, start):
        return _word(text, start, start + len(word[0].rstrip()))
    end = next(_ANY.finditer(text, start)).end()
    return Lexeme("", start, end, (Found(SlipKind.UNEXPECTED, start, end),))


def _word(text: str, start: int, end: int) -> Lexeme:
    written = text[start:end]
    if written in LITERALS:
        return Lexeme("word", start, end)
    kind = SlipKind.WORD_WRONG if meant_by(written) else SlipKind.WORD_UNQUOTED
    return Lexeme("word", start, end, (Found(kind, start, end),))


_MEANT: Final = dict.fromkeys(("true", "yes", "on", "wahr", "vrai"), "true") | (
    dict.fromkeys(("false", "no", "off", "falsch", "faux"), "false")
    | dict.fromkeys(("null", "none", "nil", "undefined", "n/a"), "null")
)


def meant_by(written: str) -> str | None:
    """Return the word of JSON that `written` was meant as, if it is plain.

    Examples:
        >>> meant_by("True"), meant_by("none"), meant_by("fals"), meant_by("severe")
        ('true', 'null', 'false', None)
    """
    word = written[:10].casefold()
    close = get_close_matches(word, LITERALS, n=1, cutoff=0.8)
    return close[0] if close else _MEANT.get(word)
