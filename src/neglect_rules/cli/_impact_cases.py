"""The cases of several files, one after another, so that many can be read.

Each file is read twice: once for the references, which must differ, and once to judge.
"""

from __future__ import annotations

import datetime as dt
import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, BinaryIO, Final, TypeAlias, final

import click
from attrs import evolve, field, frozen

from neglect_rules.cli._moment import moment
from neglect_rules.cli._screen import talk
from neglect_rules.diagnostics import Diagnostic, Span
from neglect_rules.errors import CaseError
from neglect_rules.golden import load_test, parts_of
from neglect_rules.impact import Recorded, SetAside
from neglect_rules.loading import file_bytes, load_case, read_text
from neglect_rules.locations import scan
from neglect_rules.model import Case
from neglect_rules.placing import span_at
from neglect_rules.pointer import Pointer

LINES: Final = frozenset({".jsonl", ".ndjson"})
MOST_LINE: Final = 8 * 2**20
"""The longest line that is read, in bytes: as long as the largest document."""
_MOST_TOLD: Final = 20
_AT: Final = Pointer(("at",))
_NO_CASE: Final = b"null"
"""What is read in place of an entry of a list that is no object: refused as such."""

Source: TypeAlias = bytes | Mapping[str, Any] | Case


@final
@frozen(kw_only=True)
class Entry:
    """A case where it was found, not yet read.

    Attributes:
        file: The file, as it was named.
        line: The line on which it begins, from one.
        column: Where on that line, if another case begins there too.
        ref: Its own reference, if it says one.
        has_moment: It says when it is of, or nothing could be made out of it.
        source: The text or value to read it from, or the case itself.
        at: The moment, where the file says it beside the case.
    """

    file: str
    line: int
    column: int | None = None
    ref: str | None = None
    has_moment: bool = True
    source: Source = field(repr=False)
    at: dt.datetime | None = None

    @property
    def name(self) -> str:
        """What the case is called: its reference, else file and line."""
        return self.ref or self.spot

    @property
    def spot(self) -> str:
        """File and line, as a reference."""
        column = "" if self.column is None else f":{self.column}"
        return f"{self.file}:{self.line}{column}"

    @property
    def place(self) -> str:
        """Where it is, for people."""
        column = "" if self.column is None else f", column {self.column}"
        return f"{self.file}, line {self.line}{column}"


def entries(files: Sequence[str]) -> Iterator[Entry]:
    """Yield the cases of files in their order, none of them read.

    Raises:
        CaseError: A file cannot be read as a whole.
    """
    for file in files:
        is_lines = Path(file).suffix.lower() in LINES
        yield from (_lines if is_lines else _document)(file)


def _lines(file: str) -> Iterator[Entry]:
    """Yield the case of each line that is not blank."""
    with _opened(file) as stream:
        number = 0
        while line := stream.readline(MOST_LINE + 1):
            number += 1
            rest = line
            while len(rest) > MOST_LINE and not rest.endswith(b"\n"):
                rest = stream.readline(MOST_LINE + 1)  # what is too long is let go
            if line.strip():
                entry = Entry(file=file, line=number, source=line)
                yield _with_head(entry, _glanced(line))


def _opened(file: str) -> BinaryIO:
    try:
        return Path(file).open("rb")
    except OSError as reason:
        what = (reason.strerror or "unreadable").lower()
        hint = "check the spelling of the path and that you may open the file"
        found = Diagnostic(
            "NR018", f"cannot read this file: {what}", hint=hint, file=file
        )
        raise CaseError((found,)) from None


def _glanced(line: bytes) -> Any:
    """Return what a line holds if it is sound; nothing of it is checked here."""
    try:
        return json.loads(line)
    except (ValueError, RecursionError):
        return None


def _with_head(entry: Entry, value: Any) -> Entry:
    """Return an entry with what its value says of itself, as far as it is sound."""
    if not isinstance(value, Mapping):
        return entry
    subject = value.get("subject")
    ref = subject.get("ref") if isinstance(subject, Mapping) else None
    known = ref if isinstance(ref, str) else None
    return evolve(entry, ref=known, has_moment="at" in value)


def _document(file: str) -> Iterator[Entry]:
    """Yield the cases of a case, of a list of cases or of a worked case."""
    data = file_bytes(file, CaseError)
    document = read_text(data, file, CaseError)
    value = document.value
    if isinstance(value, Mapping) and "case" in value:
        yield from _worked(file, data, document.text or "")
        return
    if not isinstance(value, list):
        yield _with_head(Entry(file=file, line=1, source=data), value)
        return
    places = [Pointer((str(n),)) for n in range(len(value))]
    for one, where in zip(value, _where(document.text or "", places), strict=True):
        source = one if isinstance(one, Mapping) else _NO_CASE
        entry = Entry(file=file, line=where[0], column=where[1], source=source)
        yield _with_head(entry, one)


def _worked(file: str, data: bytes, text: str) -> Iterator[Entry]:
    """Yield a worked case with its twins and rows.

    They are of one child, so each goes by file and line and not by its reference.
    """
    test = load_test(data, name=file)
    parts = parts_of(test)
    where = _where(text, [part.held for part in parts])
    for part, (line, column) in zip(parts, where, strict=True):
        yield Entry(file=file, line=line, column=column, source=part.case, at=test.at)


def _where(text: str, at: Sequence[Pointer]) -> list[tuple[int, int | None]]:
    """Return the line of each place; the column too where they share a line."""
    found = scan(text, at).places
    spans = [span_at(text, found[each].value[0], 0) for each in at]
    often = Counter(span.line for span in spans)
    return [(s.line, s.column if often[s.line] > 1 else None) for s in spans]


def surveyed(files: Sequence[str], given: dt.datetime | None) -> Mapping[str, str]:
    """Return where the case of each reference is.

    Raises:
        UsageError: A file is named twice or is of a kind that is not read, or there is
            no case in any.
        CaseError: A file cannot be read, a reference stands twice, or a case says no
            moment and none is given. All that are found are told, to a limit.
    """
    _refuse_files(files)
    known: dict[str, str] = {}
    found: list[Diagnostic] = []
    for entry in entries(files):
        before = known.setdefault(entry.name, entry.place)
        if before != entry.place:
            found.append(_twice(entry, before))
        if given is None and not entry.has_moment:
            found.append(_no_moment(entry))
    if len(found) > _MOST_TOLD:
        talk(f"These are the first {_MOST_TOLD} of {len(found):,} problems.")
    if found:
        raise CaseError(tuple(found[:_MOST_TOLD]))
    if not known:
        message = f"there is no case in {', '.join(files)}"
        raise click.UsageError(message)
    return known


def _refuse_files(files: Sequence[str]) -> None:
    seen: set[Path] = set()
    for file in files:
        path = Path(file)
        message = None
        if path.suffix.lower() not in LINES | {".json"}:
            message = f"cannot read {file}: cases are in a .json or .jsonl file"
        elif path.exists() and not path.is_file() and not path.is_dir():
            message = f"cannot read {file}: it is read twice, so it must be a file"
        elif path.resolve() in seen:
            message = f"{file} is named twice"
        if message is not None:
            raise click.UsageError(message)
        seen.add(path.resolve())


def _twice(entry: Entry, before: str) -> Diagnostic:
    return Diagnostic(
        "NR110",
        f"this reference stands at {before} already",
        Pointer(("subject", "ref")),
        "give each case a reference of its own",
        span=_span(entry),
        file=entry.file,
    )


def _no_moment(entry: Entry) -> Diagnostic:
    hint = "give --at, or write `at` in the case; the clock is never read"
    return Diagnostic(
        "NR612",
        "no moment is given",
        _AT,
        hint,
        span=_span(entry),
        file=entry.file,
    )


def _span(entry: Entry) -> Span:
    column = entry.column or 1
    return Span(entry.line, column, column + 1)


def recorded(entry: Entry, given: dt.datetime | None) -> Recorded | SetAside:
    """Return a case that was found, or why it cannot be read."""
    try:
        case = _case(entry)
        at = entry.at or moment(case.at, given, of="case")
    except CaseError as refused:
        return SetAside(
            ref=entry.spot,  # its own was not checked
            ruleset=None,
            diagnostics=refused.diagnostics,
            place=entry.place,
        )
    return Recorded(entry.name, case, at, entry.place)


def _case(entry: Entry) -> Case:
    if isinstance(entry.source, Case):
        return entry.source
    return load_case(entry.source, name=entry.file)
