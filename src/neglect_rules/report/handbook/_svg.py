"""A diagram as a picture that says the same in black and white."""

from __future__ import annotations

from collections.abc import Container, Iterator
from typing import Final
from xml.sax.saxutils import escape

from neglect_rules.report.handbook._diagram import Diagram
from neglect_rules.report.handbook._layout import (
    BOLD,
    LINE,
    PAD,
    SIZE,
    Layout,
    Path,
    Rect,
    lay_out,
    wrapped,
)
from neglect_rules.report.handbook._seen import plain

_INK: Final = "#0b0c0c"
_FRAMES: Final = {
    "threshold": 'stroke-width="1"',
    "guard": 'stroke-width="3"',
    "modifier": 'stroke-width="1" stroke-dasharray="7 3"',
    "easing": 'stroke-width="1" stroke-dasharray="2 3"',
}
_STROKES: Final = {
    "gives": "",
    "needs": ' stroke-dasharray="6 3"',
    "begins": ' stroke-dasharray="1 3"',
}
_LEGEND: Final = (
    "A full line leads from a rule to the level that it gives. A broken line leads "
    "from a level to a rule that looks at it. A dotted line shows where another ladder "
    "begins. A thick frame is a safety rule."
)
_TOP: Final = 12
_MARGIN: Final = 12
_WIDE: Final = 736


def svg_of(
    found: Diagram, only: Container[int] | None = None, name: str = "diagram"
) -> str:
    """Return a diagram as an SVG element, with a title and all of it as a text.

    Args:
        found: The diagram.
        only: The ladders that are drawn, by number; all of them, if not said.
        name: How the ids in it begin: two on one page need two names.
    """
    title = wrapped(found.title, int(_WIDE / _BIG / BOLD))
    legend = wrapped(_LEGEND, _WIDE)
    top = _TOP + int(LINE * _BIG) * len(title) + LINE * len(legend) + PAD
    laid = lay_out(found, top, only)
    size = f'width="{laid.width}" height="{laid.height}"'
    opened = (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" {size}'
        f' aria-labelledby="{name}-title {name}-desc"'
        f' viewBox="0 0 {laid.width} {laid.height}"'
        f' font-family="Arial, Helvetica, sans-serif" font-size="{SIZE}">'
    )
    return "\n".join(
        (
            opened,
            f'<title id="{name}-title">{_safe(found.title)}</title>',
            f'<desc id="{name}-desc">{_safe(_described(found, only))}</desc>',
            _MARKER.format(name=name, ink=_INK),
            f'<rect {size} fill="#ffffff"/>',
            *_heading(title, legend),
            *_drawn(laid, name),
            "</svg>",
            "",
        )
    )


def sheets(found: Diagram) -> tuple[str, ...]:
    """Return a diagram as pictures that can each be read on a page of A4.

    It is one picture if that is not too high; else one for each ladder.
    """
    if lay_out(found, 0).height <= _PAGE or len(found.ladders) == 1:
        return (svg_of(found),)
    numbers = range(len(found.ladders))
    return tuple(svg_of(found, {each}, f"diagram-{each + 1}") for each in numbers)


_BIG: Final = 1.35
_PAGE: Final = 980
"""How high a picture may be that is as wide as a page of A4."""
_MARKER: Final = (
    '<defs><marker id="{name}-arrow" viewBox="0 0 8 8" refX="7" refY="4" '
    'markerWidth="7" markerHeight="7" orient="auto-start-reverse">'
    '<path d="M0 0 L8 4 L0 8 z" fill="{ink}"/></marker></defs>'
)


def _described(found: Diagram, only: Container[int] | None) -> str:
    """Return what the picture shows, for those who cannot see it."""
    told = []
    for box in found.boxes:
        if only is not None and box.gives[0][0] not in only:
            continue
        gives = "; ".join(found.full(place) for place in box.gives)
        asks = f" It looks at this: {'; '.join(box.asks)}." if box.asks else ""
        does = box.does or "Sets the level"
        told.append(f"{box.id}. {does}: {gives}.{asks}")
    told += [
        f"{found.full(there)} begins at {found.full(here)}."
        for there, here in found.begins
        if only is None or here[0] in only
    ]
    return " ".join(told)


def _heading(title: tuple[str, ...], legend: tuple[str, ...]) -> Iterator[str]:
    y = _TOP
    for line in title:
        y += int(LINE * _BIG)
        yield (
            f'<text x="{_MARGIN}" y="{y - 4}" font-size="{SIZE * _BIG:g}" '
            f'font-weight="bold" fill="{_INK}">{_safe(line)}</text>'
        )
    for line in legend:
        y += LINE
        yield _text(_MARGIN, y, line)


def _drawn(laid: Layout, name: str) -> Iterator[str]:
    for each in laid.paths:
        yield _path(each, name)
    for x, y, lines in laid.heads:
        for number, line in enumerate(lines):
            yield _text(x, y + LINE * number, line, strong=True)
    for _, rect in laid.levels:
        yield from _rect(rect, 'stroke-width="2" rx="10"')
    for box, rect in laid.boxes:
        yield from _rect(rect, _FRAMES[box.kind])


def _path(path: Path, name: str) -> str:
    points = " ".join(f"{x},{y}" for x, y in path.points)
    return (
        f'<polyline points="{points}" fill="none" stroke="{_INK}" stroke-width="1"'
        f'{_STROKES[path.kind]} marker-end="url(#{name}-arrow)"/>'
    )


def _rect(rect: Rect, frame: str) -> Iterator[str]:
    yield (
        f'<rect x="{rect.x}" y="{rect.y}" width="{rect.width}" '
        f'height="{rect.height}" fill="#ffffff" stroke="{_INK}" {frame}/>'
    )
    spare = rect.height - LINE * len(rect.lines) - 2 * PAD
    y = rect.y + PAD + SIZE + spare // 2
    for number, line in enumerate(rect.lines):
        yield _text(rect.x + PAD, y + LINE * number, line, strong=rect.strong)


def _text(x: int, y: int, line: str, *, strong: bool = False) -> str:
    weight = ' font-weight="bold"' if strong else ""
    return f'<text x="{x}" y="{y}"{weight} fill="{_INK}">{_safe(line)}</text>'


def _safe(text: str) -> str:
    """Return a text as XML takes it: control characters have no place there."""
    return escape(plain(text))
