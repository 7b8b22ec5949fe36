"""What is wrong with something that was given, with its place and how to mend it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, final

from attrs import evolve, frozen

from neglect_rules.analysis import CHECKS, page, plain
from neglect_rules.diagnostics import CODES, Diagnostic, Severity
from neglect_rules.loading import show_text
from neglect_rules.studio._words import sentence

_KINDS: Final = {
    Severity.ERROR: "Problem",
    Severity.WARNING: "Warning",
    Severity.NOTE: "Note",
}


@final
@frozen(kw_only=True)
class Fault:
    """A finding as a page shows it.

    Attributes:
        kind: How much it matters, in a word.
        said: What is wrong, as a sentence.
        hint: How to mend it; empty where that cannot be said.
        place: Where, in words; empty where it is nowhere.
        line: The line in the text, from 1; 0 where there is none.
        column: The column there.
        end: Where it ends in that line.
        code: Its code.
        pointer: Where it is in the structure.
        shown: Its line of text with a mark below it; empty where there is none.
        more: What the code means.
    """

    kind: str
    said: str
    hint: str
    place: str
    line: int
    column: int
    end: int
    code: str
    pointer: str
    shown: str
    more: str


def faults(found: Iterable[Diagnostic]) -> list[Fault]:
    """Return findings as a page shows them, problems first."""
    order = list(_KINDS)
    return [
        _fault(each) for each in sorted(found, key=lambda d: order.index(d.severity))
    ]


def misfits(found: Iterable[Diagnostic]) -> list[Fault]:
    """Return what is wrong with files that do not lie open, each with its file."""
    return [
        evolve(_fault(each), said=f"{_where(each)}: {sentence(each.message)}", line=0)
        for each in found
    ]


def _where(found: Diagnostic) -> str:
    span = found.span
    line = "" if span is None else f", line {span.line}"
    return f"{found.file or 'A file'}{line}"


def _fault(found: Diagnostic) -> Fault:
    span = found.span
    return Fault(
        kind=_KINDS[found.severity],
        said=sentence(found.message),
        hint=sentence(found.hint or ""),
        place="" if span is None else f"Line {span.line}, column {span.column}",
        line=0 if span is None else span.line,
        column=0 if span is None else span.column,
        end=0 if span is None else span.end,
        code=found.code,
        pointer=str(found.at),
        shown=show_text([found]) if found.line else "",
        more=_more(found.code),
    )


def _more(code: str) -> str:
    if any(each.code == code for each in CHECKS):
        return plain(page(code))
    return sentence(CODES[code])
