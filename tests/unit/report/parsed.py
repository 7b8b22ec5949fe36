"""An HTML file as a browser reads it: which elements, what text, which addresses."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import Final, final

EMPTY: Final = frozenset({"meta", "link", "br", "img", "input", "hr"})
ADDRESSES: Final = frozenset({"src", "href", "action", "srcset", "xlink:href", "data"})


@final
class Parsed(HTMLParser):
    """What was found: elements in order, addresses, ids, text outside `style`."""

    def __init__(self, html: str) -> None:
        """Read a file to its end."""
        super().__init__(convert_charrefs=True)
        self.elements: list[str] = []
        self.attributes: list[tuple[str, str]] = []
        self.texts: list[str] = []
        self.unclosed: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take an element."""
        self.elements.append(tag)
        self.attributes += [(name, value or "") for name, value in attrs]
        if tag not in EMPTY:
            self.unclosed.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take an element of SVG that closes itself."""
        self.handle_starttag(tag, attrs)
        self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        """Take the end of an element, which must be of the last that began."""
        assert self.unclosed, tag
        assert self.unclosed.pop() == tag

    def handle_data(self, data: str) -> None:
        """Take text."""
        if "style" not in self.unclosed:
            self.texts.append(data)

    @property
    def text(self) -> str:
        """Return all that a person reads, with one blank wherever there is space."""
        return " ".join(" ".join(self.texts).split())

    @property
    def addresses(self) -> list[str]:
        """Return every address that a browser could ask for."""
        return [value for name, value in self.attributes if name in ADDRESSES]

    @property
    def ids(self) -> list[str]:
        """Return every id."""
        return [value for name, value in self.attributes if name == "id"]


def parsed(html: str) -> Parsed:
    """Return a file as read; it must be whole."""
    found = Parsed(html)
    assert not found.unclosed
    return found
