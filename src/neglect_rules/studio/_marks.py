"""What is wrong with a text, as marks in it, with what is put right by one press."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import Final, final

from attrs import frozen

from neglect_rules.diagnostics import Diagnostic, Severity
from neglect_rules.studio._words import sentence

_MEANT: Final = re.compile(r"did you mean `([^`]+)`\?")
_COMMA: Final = "NR010"
_NO_COMMAS: Final = frozenset(";\uff0c\uff1b\u3001\u060c")
_QUOTES: Final = "NR008"
_OTHER_QUOTES: Final = frozenset(
    "'`\u00b4\u2018\u2019\u201a\u201b\u201c\u201d\u201e\u201f\u2033"
    "\u00ab\u00bb\u2039\u203a\u301d\u301e\uff02"
)
"""What word processors write for a straight quotation mark."""
_KINDS: Final = {
    Severity.ERROR: "error",
    Severity.WARNING: "warning",
    Severity.NOTE: "info",
}


@final
@frozen(kw_only=True)
class Mark:
    """A stretch of a line with what is said of it.

    Attributes:
        line: The line, from 1.
        column: The character at which it begins, from 1.
        end: The character before which it ends.
        kind: `error`, `warning` or `info`.
        said: What is wrong, and how to mend it.
        fix: What to write there instead, where that is certain; else nothing.
        fix_said: What a button says that writes it.
    """

    line: int
    column: int
    end: int
    kind: str
    said: str
    fix: str = ""
    fix_said: str = ""


def marks(text: str, found: Iterable[Diagnostic]) -> tuple[Mark, ...]:
    """Return findings as marks; those that stand nowhere are left out."""
    return tuple(_marks(text.split("\n"), found))


def _marks(lines: list[str], found: Iterable[Diagnostic]) -> Iterator[Mark]:
    for each in found:
        if each.span is None or each.span.line > len(lines):
            continue
        span, line = each.span, lines[each.span.line - 1]
        column, end = span.column, span.end
        if _lacks_comma(each.code, line[column - 1 : end - 1]):
            # Nothing stands there, often not even in the line: it is seen before it.
            column, end = column - 1, column
        hint = each.hint or ""
        fix, fix_said = _mended(each.code, hint, line[column - 1 : end - 1])
        yield Mark(
            line=span.line,
            column=column,
            end=end,
            kind=_KINDS[each.severity],
            said=f"{sentence(each.message)} {sentence(hint)}".strip(),
            fix=fix,
            fix_said=fix_said,
        )


def _lacks_comma(code: str, written: str) -> bool:
    return code == _COMMA and written not in {",", *_NO_COMMAS}


def _mended(code: str, hint: str, written: str) -> tuple[str, str]:
    """Return what to write instead, where that is certain, with what a button says."""
    if code == _COMMA and written != ",":
        return ("," if written in _NO_COMMAS else f"{written},"), "Put a comma here"
    if code == _QUOTES and (straight := _straight(written)):
        return straight, "Write straight quotation marks"
    # Only a whole text in quotation marks is exchanged for another.
    meant = _MEANT.search(hint)
    if meant and re.fullmatch(r'"[^"\\]*"', written):
        fix = json.dumps(meant[1], ensure_ascii=False)
        return fix, f"Write \u201c{meant[1]}\u201d"
    return "", ""


def _straight(written: str) -> str:
    """Return a text in straight quotation marks; nothing where it holds some already.

    Examples:
        >>> _straight("\u201cSUP2\u201d")
        '"SUP2"'
    """
    if len(written) == 1:
        return '"' if written in _OTHER_QUOTES else ""
    is_whole = written[:1] in _OTHER_QUOTES and written[-1:] in {*_OTHER_QUOTES, '"'}
    inner = written[1:-1]
    return f'"{inner}"' if is_whole and not {'"', "\\"} & {*inner} else ""
