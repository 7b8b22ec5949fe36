"""A disk in memory that knows what would be left of it if the power failed now.

Files are written in sectors of 512 bytes. What was written since the last fsync of a
file is there or not, each sector for itself; where a sector never reached the disk it
holds what it held, or zeros. A length is one of those that the file had since then, or
the end of a sector between them. Names are there or not until their folder is synced,
each change for itself. After an fsync of a file that failed, what it should have
written counts as written and may be lost; names stay as they were, for a file system
that cannot write its journal goes on with it or not at all.
"""

from __future__ import annotations

import errno
from posixpath import dirname
from random import Random
from typing import final

from neglect_rules.audit.logs._disk import How

SECTOR = 512
_NOTHING = bytes(SECTOR)


@final
class File:
    """The bytes of a file, as programs see them and as they are on the disk."""

    def __init__(self, data: bytes = b"") -> None:
        self.data = bytearray(data)
        self._durable = {
            at // SECTOR: _sector(data, at // SECTOR)
            for at in range(0, len(data), SECTOR)
        }
        self._size = len(data)
        # What each sector, and the length, may be after a power loss, besides.
        self._maybe: dict[int, list[bytes]] = {}
        self._sizes: list[int] = []

    def write(self, at: int, data: bytes) -> None:
        if data:
            gap = at - len(self.data)
            self.data.extend(bytes(max(0, gap)))
            self.data[at : at + len(data)] = data
            self._touched(at // SECTOR, (at + len(data) - 1) // SECTOR)
            self._sizes.append(len(self.data))

    def truncate(self, size: int) -> None:
        last = max(len(self.data), self._size, *(self._sizes or [0])) // SECTOR
        del self.data[size:]
        self.data.extend(bytes(max(0, size - len(self.data))))
        self._touched(size // SECTOR, last)
        self._sizes.append(size)

    def sync(self) -> None:
        for number in self._maybe:
            self._durable[number] = _sector(self.data, number)
        self._size = len(self.data)
        self._maybe, self._sizes = {}, []

    def lose(self, chance: Random) -> None:
        """Count everything as written, whatever of it is."""
        left = self.left(chance)
        for number in self._maybe:
            self._durable[number] = _sector(left, number)
        self._size = len(left)
        self._maybe, self._sizes = {}, []

    def left(self, chance: Random) -> bytes:
        """Return what a power loss leaves."""
        size = self._left_size(chance)
        favour = chance.choice((0.1, 0.5, 0.9))
        found = bytearray()
        for number in range(-(-size // SECTOR)):
            durable = self._durable.get(number, _NOTHING)
            maybe = self._maybe.get(number)
            is_new = maybe and chance.random() < favour
            found += chance.choice(maybe) if maybe and is_new else durable
        return bytes(found[:size])

    def _left_size(self, chance: Random) -> int:
        sizes = sorted({self._size, *self._sizes})
        if len(sizes) > 1 and chance.random() < 0.3:
            between = range(-(-sizes[0] // SECTOR), sizes[-1] // SECTOR + 1)
            if between:
                return min(chance.choice(between) * SECTOR, sizes[-1])
        return chance.choice(sizes)

    def _touched(self, first: int, last: int) -> None:
        for number in range(first, last + 1):
            sector = _sector(self.data, number)
            self._maybe.setdefault(number, []).append(sector)


@final
class ModelDisk:
    """A `Disk` in memory.

    Attributes:
        losing: While it is there, an fsync fails and draws from it what is lost.
    """

    def __init__(self) -> None:
        self.losing: Random | None = None
        self._names: dict[str, File] = {}
        self._folders = {"", "/"}
        self._durable: dict[str, File] = {}
        self._durable_folders = {"", "/"}
        # Changes of names since the folder was synced: what went, what came.
        self._maybe: dict[str, list[tuple[str | None, str, File | None]]] = {}
        self._open: dict[int, tuple[File, How, int]] = {}
        self._next = 3
        self._locked: set[File] = set()

    def after_power_loss(self, chance: Random) -> ModelDisk:
        """Return a disk with what a power loss now would leave."""
        found = ModelDisk()
        names, folders = dict(self._durable), set(self._durable_folders)
        for changes in self._maybe.values():
            for gone, came, file in changes:
                if chance.random() < 0.5:
                    _change(names, folders, gone, came, file)
        found._folders = {each for each in folders if dirname(each) in folders}
        found._durable_folders = set(found._folders)
        for path, file in names.items():
            if dirname(path) in found._folders:
                found._names[path] = File(file.left(chance))
        found._durable = dict(found._names)
        return found

    def end_programs(self) -> None:
        """Close what programs have open: they were killed."""
        self._open.clear()
        self._locked.clear()

    def open(self, path: str, how: How) -> int:
        file = self._names.get(path)
        if file is None:
            if how in {"read", "change"} or dirname(path) not in self._folders:
                raise FileNotFoundError(errno.ENOENT, "no such file")
            file = File()
            self._changed(None, path, file)
        elif how == "replace":
            file.truncate(0)
        self._next += 1
        self._open[self._next] = (file, how, 0)
        return self._next

    def close(self, file: int) -> None:
        if file in self._open:
            self._locked.discard(self._open.pop(file)[0])

    def size(self, file: int) -> int:
        return len(self._open[file][0].data)

    def read(self, file: int, at: int, size: int) -> bytes:
        return bytes(self._open[file][0].data[at : at + size])

    def write(self, file: int, data: bytes) -> int:
        what, how, at = self._open[file]
        what.write(len(what.data) if how == "append" else at, data)
        self._open[file] = (what, how, at + len(data))
        return len(data)

    def write_at(self, file: int, at: int, data: bytes) -> int:
        what, how, _ = self._open[file]
        assert how != "append"
        what.write(at, data)
        return len(data)

    def truncate(self, file: int, size: int) -> None:
        self._open[file][0].truncate(size)

    def sync(self, file: int) -> None:
        if self.losing is not None:
            self._open[file][0].lose(self.losing)
            raise OSError(errno.EIO, "the sectors could not be written")
        self._open[file][0].sync()

    def sync_folder(self, path: str) -> None:
        if path not in self._folders and path != ".":
            raise FileNotFoundError(errno.ENOENT, "no such folder")
        if self.losing is not None:
            raise OSError(errno.EIO, "the names could not be written")
        for gone, came, file in self._maybe.pop(path, []):
            _change(self._durable, self._durable_folders, gone, came, file)

    def make_folder(self, path: str) -> None:
        if dirname(path) not in self._folders:
            raise FileNotFoundError(errno.ENOENT, "no such folder")
        if path not in self._folders:
            self._changed(None, path, None)

    def rename(self, path: str, to: str) -> None:
        if path not in self._names:
            raise FileNotFoundError(errno.ENOENT, "no such file")
        self._changed(path, to, self._names[path])

    def delete(self, path: str) -> None:
        if path in self._names:
            self._changed(path, "", None)

    def names(self, path: str) -> list[str]:
        return [
            each.rpartition("/")[2] for each in self._names if dirname(each) == path
        ]

    def lock(self, file: int) -> None:
        assert self._open[file][0] not in self._locked, "it would wait for ever"
        self._locked.add(self._open[file][0])

    def unlock(self, file: int) -> None:
        self._locked.discard(self._open[file][0])

    def _changed(self, gone: str | None, came: str, file: File | None) -> None:
        _change(self._names, self._folders, gone, came, file)
        folder = dirname(gone or came)
        self._maybe.setdefault(folder, []).append((gone, came, file))


def _change(
    names: dict[str, File],
    folders: set[str],
    gone: str | None,
    came: str,
    file: File | None,
) -> None:
    if gone is not None:
        names.pop(gone, None)
    if file is not None:
        names[came] = file
    elif gone is None:
        folders.add(came)


def _sector(data: bytes | bytearray, number: int) -> bytes:
    found = bytes(data[number * SECTOR : (number + 1) * SECTOR])
    return found + bytes(SECTOR - len(found))
