"""What is wrong with a text, as marks in it, with what can be put right at once."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import Final, final

from attrs import frozen

from neglect_rules.diagnostics import Diagnostic, Severity
from neglect_rules.studio._words import sentence

_MEANT: Final = re.compile(r"did you mean `([^`]+)`\?")
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
        span = each.span
        hint = each.hint or ""
        meant = _MEANT.search(hint)
        written = lines[span.line - 1][span.column - 1 : span.end - 1]
        # Only a whole text in quotation marks is exchanged for another.
        is_whole = re.fullmatch(r'"[^"\\]*"', written) is not None
        fix = meant[1] if meant and is_whole else ""
        yield Mark(
            line=span.line,
            column=span.column,
            end=span.end,
            kind=_KINDS[each.severity],
            said=f"{sentence(each.message)} {sentence(hint)}".strip(),
            fix=json.dumps(fix, ensure_ascii=False) if fix else "",
            fix_said=f"Write \u201c{fix}\u201d" if fix else "",
        )
