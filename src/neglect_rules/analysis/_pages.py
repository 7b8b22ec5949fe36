"""The page about each check, as it stands in the documentation."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib.resources import files
from textwrap import fill
from typing import Final

WIDTH: Final = 80

_BLOCK: Final = re.compile(r"^```\w*\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def page(code: str) -> str:
    """Return the page about a check as Markdown."""
    file = files("neglect_rules.analysis") / "checks" / f"{code}.md"
    return file.read_text(encoding="utf-8")


def plain(markdown: str, width: int = WIDTH) -> str:
    r"""Return a page as plain text: no marks, lines no longer than `width`.

    Lines of an example are kept as they are.

    Examples:
        >>> print(plain("# One\n\n## Bad\n\nA `b` *c*.\n\n```json\n{}\n```\n"))
        One
        ===
        <BLANKLINE>
        Bad
        ---
        <BLANKLINE>
        A `b` "c".
        <BLANKLINE>
            {}
    """
    return "\n\n".join(_parts(markdown, width))


def _parts(markdown: str, width: int) -> Iterator[str]:
    words, *rest = _BLOCK.split(markdown)
    yield from _words(words, width)
    for block, after in zip(rest[::2], rest[1::2], strict=True):
        yield "\n".join(f"    {line}".rstrip() for line in block.splitlines())
        yield from _words(after, width)


def _words(text: str, width: int) -> Iterator[str]:
    for paragraph in text.strip().split("\n\n"):
        if paragraph.startswith("#"):
            marks, _, title = paragraph.partition(" ")
            yield f"{title}\n{('=' if len(marks) == 1 else '-') * len(title)}"
        elif paragraph:
            read = re.sub(r"\*([^*\n]+)\*", r'"\1"', paragraph)
            yield fill(" ".join(read.split()), width, break_on_hyphens=False)
