"""The page of diagnostic codes, made from the table in the code.

Run `python -m tools.codes` to write `docs/reference/codes.md`; a test holds the two
together.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from neglect_rules.diagnostics import CODES

PAGE = Path(__file__).resolve().parents[1] / "docs" / "reference" / "codes.md"

FAMILIES = {
    "NR0": "The text",
    "NR1": "The document",
    "NR2": "Linking",
    "NR3": "Lint",
    "NR4": "Cases as tests",
    "NR5": "Back ends",
    "NR6": "Cases",
    "NR7": "Records and replay",
}

OPENING = """\
# Diagnostic codes

A code is promised: it keeps its meaning, and a code that is given up is never used
again. The wording of messages is not promised. About a case a diagnostic gives the
place and what is permitted, never the value that was found.

Made by `python -m tools.codes`.
"""


def page() -> str:
    """Return the page of codes as Markdown."""
    return OPENING + "".join(_sections())


def _sections() -> Iterator[str]:
    for prefix, title in FAMILIES.items():
        rows = [f"| {c} | {CODES[c]} |\n" for c in CODES if c.startswith(prefix)]
        if rows:
            yield f"\n## {prefix}xx {title}\n\n| Code | Meaning |\n| --- | --- |\n"
            yield from rows


def main() -> None:
    """Write the page."""
    PAGE.write_text(page(), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
