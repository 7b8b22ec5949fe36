"""The texts of a ruleset that people read, each with its place.

What a source says in its own words is left out: its title, its notes, and the
definition as the source has it. So are translations, which no English word list fits.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final, final

from attrs import frozen

from neglect_rules.pointer import Pointer

_TEXTS: Final = frozenset(
    {"label", "ask_as", "help", "because", "task", "text", "title", "description"}
)
_LEFT_OUT: Final = frozenset({"sources", "translations", "definition"})
_OF_WORDS: Final = frozenset({"labels", "grades"})


@final
@frozen
class Text:
    """A text with the place where it stands.

    Attributes:
        key: What it is for: `label`, `ask_as`, `because` and so on; what stands under
            `labels` or `grades` has that key.
    """

    at: Pointer
    key: str
    words: str


def texts_of(document: Mapping[str, Any]) -> Iterator[Text]:
    """Yield every text that its author wrote for people to read."""
    own = {key: value for key, value in document.items() if key not in _LEFT_OUT}
    yield from _inside(own, Pointer())


def _inside(node: Any, at: Pointer) -> Iterator[Text]:
    if isinstance(node, Mapping):
        for key, child in node.items():
            yield from _under(key, child, at / key)
    elif isinstance(node, list):
        for position, child in enumerate(node):
            yield from _inside(child, at / position)


def _under(key: str, child: Any, at: Pointer) -> Iterator[Text]:
    if isinstance(child, str):
        if key in _TEXTS:
            yield Text(at, key, child)
    elif key in _OF_WORDS and isinstance(child, Mapping):
        for name, words in child.items():
            if isinstance(words, str):
                yield Text(at / name, key, words)
            else:
                yield from _inside(words, at / name)
    else:
        yield from _inside(child, at)
