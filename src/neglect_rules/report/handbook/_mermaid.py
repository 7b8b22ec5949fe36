"""A diagram as Mermaid text, for a page or a note that draws it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from neglect_rules.report.handbook._diagram import Box, Diagram, Place
from neglect_rules.report.handbook._seen import plain

_PLAIN: Final = frozenset(" .,:()'-/?!")
_SHAPES: Final = {
    "threshold": ('["', '"]'),
    "guard": ('[["', '"]]'),
    "modifier": ('[/"', '"/]'),
    "easing": ('[\\"', '"\\]'),
}


def mermaid_of(found: Diagram) -> str:
    """Return a diagram as a Mermaid flowchart, from the lowest level up.

    An author's words stay words: all but letters, digits and a few marks are written
    by their numbers. A full line leads to a level, a broken line comes
    from what a rule looks at.
    """
    return "\n".join((*_lines(found), ""))


def mermaid_words(text: str) -> str:
    """Return words as they may stand in a label.

    Examples:
        >>> mermaid_words('Say "hi" #1')
        'Say #34;hi#34; #35;1'
    """
    return "".join(
        each if each.isalnum() or each in _PLAIN else f"#{ord(each)};"
        for each in plain(text)
    )


def _lines(found: Diagram) -> Iterator[str]:
    yield "flowchart LR"
    yield f"  accTitle: {mermaid_words(found.title)}"
    for number, ladder in enumerate(found.ladders):
        yield f'  subgraph o{number}["{mermaid_words(ladder.label)}"]'
        for step, label in enumerate(ladder.levels):
            yield f'    {_level((number, step))}(["{mermaid_words(label)}"])'
        yield "  end"
    for number, box in enumerate(found.boxes):
        before, after = _SHAPES[box.kind]
        yield f"  r{number}{before}{_told(box)}{after}"
    for number, box in enumerate(found.boxes):
        yield from (f"  r{number} --> {_level(each)}" for each in box.gives)
        yield from (
            f"  {_level(each)} -.->|looked at by| r{number}" for each in box.needs
        )
    for there, here in found.begins:
        yield f"  {_level(there)} -.->|begins at| {_level(here)}"


def _level(place: Place) -> str:
    return f"l{place[0]}x{place[1]}"


def _told(box: Box) -> str:
    return mermaid_words(box.head)
