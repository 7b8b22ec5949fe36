"""Where something stands inside a JSON document, as RFC 6901 writes it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, final

from attrs import frozen


@final
@frozen(order=True, repr=False)
class Pointer:
    """A path of keys and positions from the document's root.

    Attributes:
        parts: Keys and zero-based positions, all as text, unescaped.
    """

    parts: tuple[str, ...] = ()

    @classmethod
    def parse(cls, text: str) -> Pointer:
        """Return the pointer that `text` writes; the empty text is the root.

        Raises:
            ValueError: `text` is neither empty nor begins with a slash.
        """
        if not text:
            return cls()
        if not text.startswith("/"):
            message = "a JSON pointer is empty or begins with a slash"
            raise ValueError(message)
        raw = text[1:].split("/")
        return cls(tuple(p.replace("~1", "/").replace("~0", "~") for p in raw))

    def __truediv__(self, part: str | int) -> Pointer:
        return Pointer((*self.parts, str(part)))

    def __str__(self) -> str:
        escaped = (p.replace("~", "~0").replace("/", "~1") for p in self.parts)
        return "".join(f"/{part}" for part in escaped)

    def __repr__(self) -> str:
        return f"Pointer({str(self)!r})"

    def is_within(self, other: Pointer) -> bool:
        """Return whether this place is `other` or stands inside it."""
        return self.parts[: len(other.parts)] == other.parts

    def resolve(self, document: Any) -> Any:
        """Return the value that stands at this place in `document`.

        Raises:
            KeyError: Nothing stands there.
        """
        value = document
        for part in self.parts:
            value = _step_into(value, part)
        return value


def _step_into(value: Any, part: str) -> Any:
    if isinstance(value, Mapping) and part in value:
        return value[part]
    if isinstance(value, Sequence) and not isinstance(value, str):
        # RFC 6901, 4: a position has no sign and no leading zeros.
        canonical = part.isascii() and part.isdigit() and str(int(part)) == part
        if canonical and int(part) < len(value):
            return value[int(part)]
    raise KeyError(part)
