"""The few things that a log in a folder asks of the operating system.

Everything goes through a `Disk`, so that tests can count each call, let it fail, end
the program at it, or forget what was not yet durable.
"""

from __future__ import annotations

import os
import sys
from typing import Literal, Protocol, final

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

How = Literal["read", "append", "change", "replace"]
"""To read; to add at the end; to write in place; to write anew.

`append` and `replace` make the file if there is none, readable by its owner only.
"""


class Disk(Protocol):
    """What a log in a folder asks of the operating system; all may raise `OSError`."""

    def open(self, path: str, how: How) -> int:
        """Return a new descriptor of a file."""
        ...

    def close(self, file: int) -> None:
        """Let go of a descriptor."""
        ...

    def size(self, file: int) -> int:
        """Return how many bytes a file has."""
        ...

    def read(self, file: int, at: int, size: int) -> bytes:
        """Return at most `size` bytes from a position on; none at the end."""
        ...

    def write(self, file: int, data: bytes) -> int:
        """Write behind what this descriptor wrote last; return how many were written.

        A descriptor for `append` writes at the end, whoever else does so too.
        """
        ...

    def write_at(self, file: int, at: int, data: bytes) -> int:
        """Write in place; return how many bytes were written."""
        ...

    def truncate(self, file: int, size: int) -> None:
        """Cut a file off."""
        ...

    def sync(self, file: int) -> None:
        """Return when the bytes of a file are on the disk."""
        ...

    def sync_folder(self, path: str) -> None:
        """Return when the names in a folder are on the disk."""
        ...

    def make_folder(self, path: str) -> None:
        """Make a folder that only its owner can enter, unless there is one."""
        ...

    def rename(self, path: str, to: str) -> None:
        """Give a file another name, instead of what had that name."""
        ...

    def delete(self, path: str) -> None:
        """Take a file's name away, if it is there."""
        ...

    def names(self, path: str) -> list[str]:
        """Return the names in a folder; none if there is no folder."""
        ...

    def lock(self, file: int) -> None:
        """Return when no other descriptor holds the lock of a file."""
        ...

    def unlock(self, file: int) -> None:
        """Give the lock back."""
        ...


_EVERYWHERE = (
    getattr(os, "O_BINARY", 0)
    | getattr(os, "O_NOINHERIT", 0)
    | getattr(os, "O_CLOEXEC", 0)
)
_FLAGS: dict[How, int] = {
    "read": os.O_RDONLY | _EVERYWHERE,
    "append": os.O_RDWR | os.O_APPEND | os.O_CREAT | _EVERYWHERE,
    "change": os.O_RDWR | _EVERYWHERE,
    "replace": os.O_RDWR | os.O_CREAT | os.O_TRUNC | _EVERYWHERE,
}


@final
class RealDisk:
    """The operating system itself."""

    def open(self, path: str, how: How) -> int:
        """Return a new descriptor of a file."""
        return os.open(path, _FLAGS[how], 0o600)

    def close(self, file: int) -> None:
        """Let go of a descriptor."""
        os.close(file)

    def size(self, file: int) -> int:
        """Return how many bytes a file has."""
        return os.fstat(file).st_size

    def read(self, file: int, at: int, size: int) -> bytes:
        """Return at most `size` bytes from a position on; none at the end."""
        if sys.platform == "win32":
            os.lseek(file, at, os.SEEK_SET)
            return os.read(file, size)
        return os.pread(file, size, at)

    def write(self, file: int, data: bytes) -> int:
        """Write behind what was written last; return how many bytes were."""
        return os.write(file, data)

    def write_at(self, file: int, at: int, data: bytes) -> int:
        """Write in place; return how many bytes were written."""
        if sys.platform == "win32":
            os.lseek(file, at, os.SEEK_SET)
            return os.write(file, data)
        return os.pwrite(file, data, at)

    def truncate(self, file: int, size: int) -> None:
        """Cut a file off."""
        os.ftruncate(file, size)

    def sync(self, file: int) -> None:
        """Return when the bytes of a file are on the disk."""
        if sys.platform == "darwin":
            # There fsync hands the bytes to the drive, which may keep them in memory.
            fcntl.fcntl(file, fcntl.F_FULLFSYNC)
        else:
            os.fsync(file)

    def sync_folder(self, path: str) -> None:
        """Return when the names in a folder are on the disk."""
        if sys.platform != "win32":
            folder = os.open(path, os.O_RDONLY | _EVERYWHERE)
            try:
                os.fsync(folder)
            finally:
                os.close(folder)

    def make_folder(self, path: str) -> None:
        """Make a folder that only its owner can enter, unless there is one."""
        try:
            os.mkdir(path, 0o700)  # noqa: PTH102 - every call here is one of the system
        except FileExistsError:
            return

    def rename(self, path: str, to: str) -> None:
        """Give a file another name, instead of what had that name."""
        os.replace(path, to)  # noqa: PTH105 - as above

    def delete(self, path: str) -> None:
        """Take a file's name away, if it is there."""
        try:
            os.unlink(path)  # noqa: PTH108 - as above
        except FileNotFoundError:
            return

    def names(self, path: str) -> list[str]:
        """Return the names in a folder; none if there is no folder."""
        try:
            return os.listdir(path)  # noqa: PTH208 - as above
        except FileNotFoundError:
            return []

    def lock(self, file: int) -> None:
        """Return when no other descriptor holds the lock of a file."""
        if sys.platform == "win32":
            while True:
                try:
                    os.lseek(file, 0, os.SEEK_SET)
                    msvcrt.locking(file, msvcrt.LK_LOCK, 1)
                except PermissionError:
                    raise
                except OSError:
                    # It gives up after ten seconds; we do not.
                    continue
                return
        # Not the locks of POSIX: those are gone when any descriptor is closed.
        fcntl.flock(file, fcntl.LOCK_EX)

    def unlock(self, file: int) -> None:
        """Give the lock back."""
        if sys.platform == "win32":
            os.lseek(file, 0, os.SEEK_SET)
            msvcrt.locking(file, msvcrt.LK_UNLCK, 1)
        else:
            fcntl.flock(file, fcntl.LOCK_UN)
