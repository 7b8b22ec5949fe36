"""The last pages: what changed, the sources, and where people sign."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from neglect_rules.analysis import Change
from neglect_rules.explain import (
    Block,
    Line,
    Page,
    Pairs,
    Section,
    Table,
    page_of_change,
)
from neglect_rules.report.handbook._book import Book, sentences
from neglect_rules.report.handbook._contacts import directory_sources
from neglect_rules.report.handbook._opening import check_mark

_COLUMNS = ("Agency", "Name", "Role", "Signed", "Date")
_AGENCIES = ("council", "health", "police", "education", "other")


def history(book: Book, changes: Sequence[Change]) -> Iterator[Section]:
    """Yield what changed from version to version, as it was handed in."""
    del book
    for change in changes:
        old, new = change.old.ruleset.version, change.new.ruleset.version
        page: Page = page_of_change(change)
        blocks: list[Block] = []
        for section in page.sections:
            if section.title is not None:
                blocks += [Line(""), Line(section.title, strong=True)]
            blocks += [
                Line(each.text, each.level)
                if isinstance(each, Line) and section.title is None
                else each
                for each in section.blocks
            ]
        yield Section(f"Changes from version {old} to {new}", tuple(blocks))


def sources(book: Book) -> Iterator[Section]:
    """Yield every source with what is said of it."""
    rows = [
        _row(
            book.words.at(f"/sources/{id_}", "title") or each.title,
            each.note,
            each.url,
            each.licence,
        )
        for id_, each in book.ruleset.sources.items()
    ]
    if book.directory is not None:
        rows += [_row(title, note) for title, note in directory_sources(book.directory)]
    blocks = (Pairs(tuple(rows)),) if rows else (Line("No source is named."),)
    yield Section("Sources", blocks)


def _row(
    title: str, note: str | None, url: str | None = None, licence: str | None = None
) -> tuple[str, tuple[str, ...]]:
    told = (note, url, None if licence is None else sentences(f"Licence: {licence}"))
    return title, tuple(each for each in told if each) or ("Nothing more is said.",)


def sign_off(book: Book) -> Iterator[Section]:
    """Yield the lines on which people sign, with what they sign for."""
    ruleset = book.ruleset
    told = (
        f'I have read the handbook of "{ruleset.title}", version {ruleset.version} '
        f"(check mark {check_mark(book)}), and agree that it may be used as it says."
    )
    say: Mapping[str, Any] = {
        each: book.words.say(f"paper.agreed.{each}") for each in _AGENCIES
    }
    rows = tuple((say[each], "", "", "", "") for each in _AGENCIES)
    note = "If you do not agree, write down with what, and why. It is kept beside this."
    yield Section("Signed off by", (Line(told), Table(_COLUMNS, rows), Line(note)))
