"""Writing to a disk that may fail, without taking for written what may be lost.

After a failed fsync the system may take lost bytes for written, so that the next fsync
succeeds without them. Whoever met one writes nothing more until it is opened again,
which reads what is really there and writes the end of it again.
"""

from __future__ import annotations

import errno
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Final, ParamSpec, TypeVar, final

from neglect_rules.audit.logs._disk import Disk, How
from neglect_rules.audit.logs._errors import UnavailableLogError, unavailable

P = ParamSpec("P")
T = TypeVar("T")

_FULL: Final = frozenset({errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", -1)})
_CLOSED: Final = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})
_NOWHERE: Final = frozenset({errno.ENOENT, errno.ENOTDIR})


@final
class Guard:
    """A disk, and whether an fsync on it has failed."""

    def __init__(self, disk: Disk) -> None:
        """Trust a disk until it fails."""
        self.disk = disk
        self._is_poisoned = False

    def poison(self) -> None:
        """Write nothing more."""
        self._is_poisoned = True

    @contextmanager
    def told(self) -> Iterator[None]:
        """Tell failures of the disk in our words.

        Raises:
            UnavailableLogError: NR727.
        """
        try:
            yield
        except OSError as failure:
            raise _unavailable(failure) from None

    def refuse_poisoned(self) -> None:
        """Refuse to write where an earlier write may have been lost.

        Raises:
            UnavailableLogError: NR726.
        """
        if self._is_poisoned:
            message = "an earlier write may have been lost, so nothing more is written"
            hint = "look after the disk, then open the log again"
            poisoned = unavailable("NR726", message, hint)
            raise poisoned

    @contextmanager
    def open(self, path: str, how: How) -> Iterator[int]:
        """Open a file for as long as the block runs."""
        file = again(self.disk.open, path, how)
        try:
            yield file
        finally:
            # Nothing is lost by this: what counts has been synced before. Not to be
            # repeated: the descriptor is gone whatever is said of it.
            with suppress(OSError):
                self.disk.close(file)

    def read(self, file: int, at: int) -> bytes:
        """Return everything from a position on."""
        found = []
        while data := again(self.disk.read, file, at, 2**20):
            found.append(data)
            at += len(data)
        return b"".join(found)

    def write(self, file: int, data: bytes) -> None:
        """Write all bytes, in as many calls as it takes."""
        rest = memoryview(data)
        while rest:
            rest = rest[_some(again(self.disk.write, file, bytes(rest))) :]

    def write_at(self, file: int, at: int, data: bytes) -> None:
        """Write all bytes in place."""
        done = 0
        while done < len(data):
            done += _some(again(self.disk.write_at, file, at + done, data[done:]))

    def sync(self, file: int) -> None:
        """Return when the bytes of a file are durable; a failure poisons."""
        with self._poisoning():
            again(self.disk.sync, file)

    def sync_folder(self, path: str) -> None:
        """Return when the names in a folder are durable; a failure poisons."""
        with self._poisoning():
            again(self.disk.sync_folder, path)

    @contextmanager
    def _poisoning(self) -> Iterator[None]:
        try:
            yield
        except OSError:
            self.poison()
            raise


def again(call: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """Return what a call returns, made again for as long as a signal interrupts it."""
    while True:
        try:
            return call(*args, **kwargs)
        except InterruptedError:
            continue


def _some(written: int) -> int:
    if written <= 0:
        raise OSError(errno.EIO, "nothing was written")
    return written


def _unavailable(failure: OSError) -> UnavailableLogError:
    name = errno.errorcode.get(failure.errno or 0, "unknown")
    if failure.errno in _FULL:
        message, hint = "the disk is full", "make room"
    elif failure.errno in _CLOSED:
        message, hint = "writing is not allowed here", "look at who may write here"
    elif failure.errno in _NOWHERE:
        message, hint = "the folder is not there", "make the folder"
    else:
        message, hint = "the disk failed", "look after the disk"
    hint = f"nothing was recorded; {hint}, then send the same again"
    return unavailable("NR727", f"{message} ({name})", hint)
