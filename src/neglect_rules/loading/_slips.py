"""Words for slips: what Word, Excel, Notepad and tired eyes do to JSON, and the fix.

Written for a policy lead who has never programmed. Every sentence exists twice: with
the author's words for a ruleset, and without any character of the text for a case.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import Final
from unicodedata import normalize

from attrs import evolve

from neglect_rules.diagnostics import Diagnostic
from neglect_rules.loading._document import MOST_DIAGNOSTICS
from neglect_rules.loading._visible import quoted
from neglect_rules.loading._words import ALL_MARKS, MARKS, SPACES, WORDS, Words
from neglect_rules.locations import CONTENT, Slip, SlipKind, meant_by, number_slip
from neglect_rules.placing import line_at, span_at
from neglect_rules.pointer import Pointer

_BRACKETS: Final = frozenset(
    {SlipKind.BRACKET_OPEN, SlipKind.BRACKET_WRONG, SlipKind.BRACKET_EXTRA}
)


def words_for(kind: SlipKind) -> Words:
    """Return the words for a kind of slip that repeat nothing of a text."""
    words = WORDS[kind]
    return evolve(words, message=words.message.replace("{it}", words.it))


def diagnosed(
    slips: Sequence[Slip], text: str, *, name: str, shows_words: bool
) -> tuple[Diagnostic, ...]:
    """Return a diagnostic for each of `slips`, at most 20 of them.

    Without `shows_words` nothing of the text is repeated, and where its structure is
    broken no pointer is given, for then what looks like a key may be an answer.
    """
    keeps_pointers = shows_words or all(slip.kind in CONTENT for slip in slips)
    lines: dict[int, str] = {}
    made = []
    for slip in chosen(slips):
        span = span_at(text, slip.start, slip.end)
        if shows_words and span.line not in lines:
            lines[span.line] = line_at(text, slip.start)
        words = _said(slip, text, shows_words=shows_words)
        made.append(
            Diagnostic(
                words.code,
                words.message,
                slip.at if keeps_pointers else Pointer(),
                words.hint,
                span=span,
                line=lines.get(span.line),
                file=name,
            )
        )
    return tuple(made)


def chosen(slips: Sequence[Slip]) -> tuple[Slip, ...]:
    """Return at most 20 of `slips`: if there are more, first up to 5 of each kind.

    A page of curly quotation marks must not hide the one missing comma.
    """
    if len(slips) <= MOST_DIAGNOSTICS:
        return tuple(slips)
    seen: Counter[SlipKind] = Counter()
    early: list[Slip] = []
    late: list[Slip] = []
    for slip in slips:
        seen[slip.kind] += 1
        (early if seen[slip.kind] <= _OF_EACH else late).append(slip)
    kept = (early + late)[:MOST_DIAGNOSTICS]
    return tuple(sorted(kept, key=lambda slip: slip.start))


_OF_EACH: Final = 5


def _said(slip: Slip, text: str, *, shows_words: bool) -> Words:
    found = text[slip.start : slip.end]
    # Brackets are no one's words.
    if shows_words or slip.kind in _BRACKETS:
        words = _with_words(slip.kind, found)
    else:
        words = words_for(slip.kind)
    if slip.other is None:
        return words
    line = span_at(text, slip.other, slip.other).line
    return evolve(
        words, message=words.message + words.tail.replace("{line}", str(line))
    )


def _with_words(kind: SlipKind, found: str) -> Words:
    words = WORDS[kind]
    fix = fixed(kind, found)
    return evolve(
        words,
        message=words.message.replace("{it}", words.before + _named(kind, found)),
        hint=f"write {quoted(fix, 60)}" if fix else words.hint,
    )


def _named(kind: SlipKind, found: str) -> str:
    """Return what a message calls `found`."""
    match kind:
        case SlipKind.SPACE:
            return SPACES.get(found[0], WORDS[kind].it)
        case SlipKind.QUOTES:
            marks = MARKS.get(found[0], "curly quotation marks")
            return f"{quoted(found.strip(ALL_MARKS))} stands in {marks}"
        case SlipKind.KEY_TWICE | SlipKind.VALUE_MISSING:
            return quoted(found.strip('"'))
        case _ if found.startswith("`"):
            return "a row of backticks" if found[1:] else "a backtick"
        case _:
            return quoted(found)


def fixed(kind: SlipKind, found: str) -> str | None:
    """Return what to write in place of `found`, where that is plain.

    Examples:
        >>> fixed(SlipKind.DIGIT_FIRST, "-.5"), fixed(SlipKind.WORD_WRONG, "True")
        ('-0.5', 'true')
    """
    match kind:
        case SlipKind.WORD_WRONG:
            return meant_by(found)
        case SlipKind.KEY_UNQUOTED | SlipKind.WORD_UNQUOTED | SlipKind.DATE_UNQUOTED:
            return f'"{found}"'
        case SlipKind.QUOTES if found[0] == found[-1] and '"' not in found:
            return f'"{found[1:-1]}"'
        case SlipKind.QUOTE_NOT_OPENED:
            return f'"{found}'
        case SlipKind.EXPONENT if len(found) <= _SHORT:
            number = _number_of(found)
        case _ if kind in _NUMBERS:
            number = _NUMBERS[kind](found)
        case _:
            return None
    return None if number_slip(number) else number


def _plain_zeros(found: str) -> str:
    sign, digits = ("-", found[1:]) if found.startswith("-") else ("", found)
    return f"{sign}{digits.lstrip('0') or '0'}"


def _number_of(found: str) -> str:
    value = Decimal(found)
    return format(value, "f") if abs(value.adjusted()) < _SHORT else found


_SHORT: Final = 20
_SEPARATORS: Final = str.maketrans("", "", " _'\u2019\u00a0\u2009\u202f")
_NUMBERS: Final[Mapping[SlipKind, Callable[[str], str]]] = {
    SlipKind.DASH: lambda found: f"-{found[1:].lstrip()}",
    SlipKind.PLUS: lambda found: found[1:].lstrip(),
    SlipKind.LEADING_ZERO: _plain_zeros,
    SlipKind.DIGIT_FIRST: lambda found: found.replace(".", "0."),
    SlipKind.DIGIT_LAST: lambda found: found[:-1],
    SlipKind.OTHER_DIGITS: lambda found: normalize("NFKC", found),
    SlipKind.GROUPED: lambda found: found.translate(_SEPARATORS),
    SlipKind.DECIMAL_COMMA: lambda found: found.replace(",", "."),
}
