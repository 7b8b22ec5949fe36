"""A disk of which every call can be counted and meddled with."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar, final

from neglect_rules.audit.logs._disk import Disk, How

T = TypeVar("T")

Act = Callable[[], Any]
Meddle = Callable[[int, str, Act, Act], Any]
"""Gets the number of a call, its name, what it does, and what half of it does."""


def as_it_is(_number: int, _name: str, act: Act, _half: Act) -> Any:
    """Let a call do what it does."""
    return act()


@final
class MeddledDisk:
    """A `Disk` over another one."""

    def __init__(self, disk: Disk, meddle: Meddle = as_it_is) -> None:
        self.disk = disk
        self.meddle = meddle
        self.calls = 0

    def open(self, path: str, how: How) -> int:
        return int(self._call("open", lambda: self.disk.open(path, how)))

    def close(self, file: int) -> None:
        self._call("close", lambda: self.disk.close(file))

    def size(self, file: int) -> int:
        return int(self._call("size", lambda: self.disk.size(file)))

    def read(self, file: int, at: int, size: int) -> bytes:
        return bytes(self._call("read", lambda: self.disk.read(file, at, size)))

    def write(self, file: int, data: bytes) -> int:
        return int(
            self._call(
                "write",
                lambda: self.disk.write(file, data),
                lambda: self.disk.write(file, data[: len(data) // 2 or 1]),
            )
        )

    def write_at(self, file: int, at: int, data: bytes) -> int:
        return int(
            self._call(
                "write_at",
                lambda: self.disk.write_at(file, at, data),
                lambda: self.disk.write_at(file, at, data[: len(data) // 2 or 1]),
            )
        )

    def truncate(self, file: int, size: int) -> None:
        self._call("truncate", lambda: self.disk.truncate(file, size))

    def sync(self, file: int) -> None:
        self._call("sync", lambda: self.disk.sync(file))

    def sync_folder(self, path: str) -> None:
        self._call("sync_folder", lambda: self.disk.sync_folder(path))

    def make_folder(self, path: str) -> None:
        self._call("make_folder", lambda: self.disk.make_folder(path))

    def rename(self, path: str, to: str) -> None:
        self._call("rename", lambda: self.disk.rename(path, to))

    def delete(self, path: str) -> None:
        self._call("delete", lambda: self.disk.delete(path))

    def names(self, path: str) -> list[str]:
        return list(self._call("names", lambda: self.disk.names(path)))

    def lock(self, file: int) -> None:
        self._call("lock", lambda: self.disk.lock(file))

    def unlock(self, file: int) -> None:
        self._call("unlock", lambda: self.disk.unlock(file))

    def _call(self, name: str, act: Act, half: Act | None = None) -> Any:
        number, self.calls = self.calls, self.calls + 1
        return self.meddle(number, name, act, half or act)
