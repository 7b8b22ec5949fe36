"""The recorded handbook of the example, with check marks of the other ones that ship.

Run `python -m tests.golden.handbooks` to write them anew, then read what changed.
"""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path
from typing import Final

from neglect_rules.report.handbook import (
    diagram,
    handbook_title,
    html_document,
    mermaid_of,
    record_title,
    sheets,
    text_document,
    transparency_record,
)
from tests.unit.report.handbook.books import SHIPPED, book, program

FOLDER: Final = Path(__file__).parent / "handbooks"
EXAMPLE: Final = "example.neglect-screen@1.2.0"
_SHORT: Final = 16


def example() -> str:
    """Return the handbook of the example as text."""
    return text_document(book(EXAMPLE), handbook_title(program(EXAMPLE)))


def marks() -> dict[str, dict[str, str]]:
    """Return for each ruleset a check mark of each of its documents."""
    return {
        name: {kind: _mark(text) for kind, text in _documents(name).items()}
        for name in SHIPPED
    }


def _documents(name: str) -> dict[str, str]:
    which = program(name)
    title, figure = handbook_title(which), ("The levels", sheets(diagram(which)))
    record = transparency_record(which)
    return {
        "handbook": text_document(book(name), title),
        "page": html_document(book(name), title, "en-GB", figure=figure),
        "diagram": mermaid_of(diagram(which)),
        "record": text_document(record, record_title(which)),
    }


def _mark(text: str) -> str:
    return sha256(text.encode("utf-8")).hexdigest()[:_SHORT]


def write() -> None:
    """Write all of it."""
    FOLDER.mkdir(exist_ok=True)
    (FOLDER / "example.txt").write_text(example(), encoding="utf-8", newline="\n")
    text = json.dumps(marks(), indent=2) + "\n"
    (FOLDER / "marks.json").write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    write()
