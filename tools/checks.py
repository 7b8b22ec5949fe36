"""The pages about checks, made from those that ship in the package.

Run `python -m tools.checks` to write `docs/reference/checks.md` and a page for each
code; a test holds them together.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from neglect_rules.analysis import CHECKS, page

INDEX: Final = Path(__file__).resolve().parents[1] / "docs" / "reference" / "checks.md"
FOLDER: Final = INDEX.with_suffix("")

_GROUPS: Final[Mapping[str, tuple[int, int]]] = {
    "Scores and blanks": (301, 319),
    "Dates": (320, 329),
    "Plain words": (330, 349),
    "Care and fairness": (350, 379),
}

_OPENING: Final = """\
# Checks

`neglect-rules check` says what is wrong with a ruleset. Of a ruleset that can be used it says what a careful reader
would ask about. Each of these checks has a code that is promised, and a page with an example. On the screen you get the
page with `neglect-rules check --explain NR330`.

- An **error** means that the ruleset cannot be used.
- A **warning** is something that you should put right, or decide to keep.
- A **note** is worth a look.

A ruleset that was made before a check can be adopted step by step. `check FILE --write-baseline known.json` writes down
all that is found today. `check FILE --baseline known.json` then shows only what is new. A finding comes back once the
entry that it is in changes. Its format is `schemas/baseline-1.schema.json`.

Made by `python -m tools.checks`.
"""


def index() -> str:
    """Return the page that lists all checks, as Markdown."""
    return _OPENING + "".join(_groups()) + _contents()


def pages() -> Mapping[str, str]:
    """Return the page about each check, by the name of its file."""
    return {f"{check.code}.md": page(check.code) for check in CHECKS}


def _groups() -> Iterator[str]:
    for title, (first, last) in _GROUPS.items():
        yield f"\n## {title}\n\n| Code | What it finds | |\n| --- | --- | --- |\n"
        for check in CHECKS:
            if first <= int(check.code[2:]) <= last:
                link = f"[{check.code}](checks/{check.code}.md)"
                yield f"| {link} | {check.title} | {check.severity.value} |\n"


def _contents() -> str:
    held = "\n".join(f"checks/{check.code}" for check in CHECKS)
    return f"\n```{{toctree}}\n:hidden:\n\n{held}\n```\n"


def main() -> None:
    """Write the pages."""
    FOLDER.mkdir(exist_ok=True)
    for name, text in pages().items():
        (FOLDER / name).write_text(text, encoding="utf-8", newline="\n")
    INDEX.write_text(index(), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
