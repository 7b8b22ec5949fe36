"""A store in memory: what every store does, in the fewest words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from threading import Lock

from neglect_rules.audit.logs import Shelf


class MemoryStore:
    """Bytes in lists and dictionaries."""

    def __init__(self) -> None:
        self.data = b""
        self.shelves: dict[str, dict[str, bytes]] = defaultdict(dict)
        self._lock = Lock()

    @contextmanager
    def hold(self) -> Iterator[None]:
        with self._lock:
            yield

    def lines(self, after: int) -> Iterator[bytes]:
        *whole, _ = self.data.split(b"\n")
        yield from whole[after:]

    def tail(self, after: int) -> bytes:
        return b"\n".join(self.data.split(b"\n")[after:])

    def settle(self, after: int) -> None:
        """Memory is as durable as it gets."""

    def cut(self, after: int) -> None:
        kept = self.data.split(b"\n")[:after]
        self.data = b"".join(line + b"\n" for line in kept)

    def write(self, lines: Sequence[bytes]) -> None:
        self.data += b"".join(line + b"\n" for line in lines)

    def put(self, shelf: Shelf, name: str, data: bytes) -> None:
        self.shelves[shelf][name] = data

    def get(self, shelf: Shelf, name: str) -> bytes | None:
        return self.shelves[shelf].get(name)

    def drop(self, shelf: Shelf, name: str) -> None:
        self.shelves[shelf].pop(name, None)

    def names(self, shelf: Shelf) -> Iterator[str]:
        yield from sorted(self.shelves[shelf])

    def close(self) -> None:
        """Hold nothing."""
