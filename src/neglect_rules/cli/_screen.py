"""What reaches a person's screen: findings to stdout, talk to stderr, never a crash.

A console that cannot show a character shows a question mark. Colour needs a terminal
and the library `rich`; neither changes a word.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from importlib import import_module
from importlib.util import find_spec
from io import TextIOWrapper
from textwrap import fill
from typing import Any, Final

import click

from neglect_rules.explain import Page, banner, lines_of
from neglect_rules.model import Ruleset

WIDTH: Final = 80


def make_safe() -> None:
    """Let no console's encoding stop the output."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")


def say(words: str = "") -> None:
    """Write a finding: what the command was asked for."""
    click.echo(words)


def talk(words: str) -> None:
    """Write a remark to stderr, so that findings can be piped."""
    click.echo(words, err=True)


def say_banner(ruleset: Ruleset) -> None:
    """Write how all that comes from a ruleset begins, unless it is adopted."""
    words = banner(ruleset)
    if words is not None:
        say(fill(words, WIDTH) + "\n")


def show(page: Page) -> None:
    """Write a page; on a terminal its titles and warnings stand out."""
    lines = list(lines_of(page))
    console = _console()
    if console is None:
        say("\n".join(line for line, _ in lines))
        return
    for line, strong in lines:
        style = "bold" if strong else None
        console.print(line, style=style, markup=False, highlight=False, soft_wrap=True)


def _console() -> Any:
    """Return a console for colour, or none: no terminal, or no library for it."""
    if not sys.stdout.isatty() or find_spec("rich") is None:
        return None
    return import_module("rich.console").Console()


def example(*lines: str) -> str:
    """Return an example for a command's help, its lines kept as they are."""
    return "\n".join(["\b", "Example:", *(f"  {line}" for line in lines)])


def columns(rows: Iterable[tuple[str, ...]]) -> str:
    """Return rows of words as aligned columns; the last is as wide as it likes."""
    table = [tuple(row) for row in rows]
    widths = [max(len(cell) for cell in column) for column in zip(*table, strict=True)]
    return "\n".join(
        "  ".join(f"{c:<{w}}" for c, w in zip(row, widths, strict=True)).rstrip()
        for row in table
    )
