"""A log in a folder: one file of lines, with what may be deleted beside it."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from os import PathLike, fspath
from threading import Lock
from typing import Final, final

from neglect_rules.audit.logs._disk import Disk, RealDisk
from neglect_rules.audit.logs._errors import LogError
from neglect_rules.audit.logs._folder import Folder
from neglect_rules.audit.logs._guard import Guard, again
from neglect_rules.audit.logs._protocols import Shelf
from neglect_rules.diagnostics import Diagnostic

LOG: Final = "log.jsonl"
LOCK: Final = "log.lock"
_SHELVES: Final[dict[Shelf, str]] = {
    "disclosures": ".json",
    "documents": ".json",
    "torn": ".bin",
}
_CHUNK: Final = 2**20


@final
class JsonLinesStore:
    """A `Store` in a folder: `log.jsonl`, and a folder for each shelf.

    Several processes may use one folder. No file is kept open between two calls: what
    is read and written is what stands there under its name, also after a fork or after
    a backup was put back.
    """

    def __init__(
        self, folder: str | PathLike[str], *, disk: Disk | None = None
    ) -> None:
        """Name a folder, which must be there.

        Args:
            folder: Where the log is kept. A network drive will not do: its locks and
                its fsync keep no promise.
            disk: The operating system, or what stands for it.
        """
        self._root = fspath(folder)
        self._guard = Guard(RealDisk() if disk is None else disk)
        self._disk = self._guard.disk
        self._shelves = {
            shelf: Folder(self._guard, self._root, shelf, ending)
            for shelf, ending in _SHELVES.items()
        }
        # Where each line ends; a cache, which is looked at before it is believed.
        self._ends = array("Q", [0])
        self._lock, self._marking = Lock(), Lock()
        self._file = -1
        self._is_prepared = False

    @contextmanager
    def hold(self) -> Iterator[None]:
        """Keep every other writer out, in this process and in others; see `Store`."""
        with self._lock, ExitStack() as held:
            self._guard.refuse_poisoned()
            with self._guard.told():
                held.enter_context(self._locked())
                if not self._is_prepared:
                    self._prepare()
                self._file = held.enter_context(self._guard.open(self._path, "append"))
            yield

    def lines(self, after: int) -> Iterator[bytes]:
        """Yield every whole line behind the first `after` lines; see `Store`."""
        with self._guard.told(), self._read() as file:
            start = None if file is None else self._start(file, after)
            if file is not None and start is not None:
                for _, line in self._from(file, after, start):
                    yield line

    def tail(self, after: int) -> bytes:
        """Return all bytes behind the first `after` lines; see `Store`."""
        with self._guard.told(), self._read() as file:
            start = None if file is None else self._start(file, after)
            if file is None or start is None:
                return b""
            return self._guard.read(file, start)

    def settle(self, after: int) -> None:
        """Make sure that the bytes behind some lines are durable; see `Store`.

        They are written again where they stand. If an fsync failed on them, the system
        takes them for written, and another fsync alone would change nothing.
        """
        with self._guard.told():
            start = self._start(self._file, after) or 0
            data = self._guard.read(self._file, start)
            with self._guard.open(self._path, "change") as file:
                self._guard.write_at(file, start, data)
                self._guard.sync(file)

    def cut(self, after: int) -> None:
        """Take all bytes behind the first `after` lines off; see `Store`."""
        with self._guard.told():
            start = self._start(self._file, after)
            if start is not None:
                self._cut_back(start)
                self._guard.sync(self._file)
                with self._marking:
                    del self._ends[after + 1 :]

    def write(self, lines: Sequence[bytes]) -> None:
        """Add lines, all or none; they are durable when it returns; see `Store`."""
        data = b"".join(line + b"\n" for line in lines)
        with self._guard.told():
            before = again(self._disk.size, self._file)
            try:
                self._guard.write(self._file, data)
                self._guard.sync(self._file)
            except OSError:
                with suppress(OSError):
                    self._cut_back(before)
                raise
        known, end = len(self._ends) - 1, before
        if self._ends[-1] == before:
            for number, line in enumerate(lines, start=known + 1):
                end += len(line) + 1
                self._remember(number, end)

    def put(self, shelf: Shelf, name: str, data: bytes) -> None:
        """Keep bytes under a name; see `Store`.

        Raises:
            LogError: NR735, no file may have this name.
        """
        with self._guard.told():
            try:
                self._shelves[shelf].put(name, data)
            except ValueError:
                message = "it names a document by what is no fingerprint"
                raise LogError((Diagnostic("NR735", message),)) from None

    def get(self, shelf: Shelf, name: str) -> bytes | None:
        """Return the bytes under a name, if there are any; see `Store`."""
        with self._guard.told():
            return self._shelves[shelf].get(name)

    def drop(self, shelf: Shelf, name: str) -> None:
        """Delete the bytes under a name; see `Store`."""
        with self._guard.told():
            self._shelves[shelf].drop(name)

    def names(self, shelf: Shelf) -> Iterator[str]:
        """Yield the names on a shelf, sorted; see `Store`."""
        with self._guard.told():
            yield from self._shelves[shelf].names()

    def close(self) -> None:
        """Let go of nothing: no file stays open between two calls."""

    @property
    def _path(self) -> str:
        return f"{self._root}/{LOG}"

    @contextmanager
    def _read(self) -> Iterator[int | None]:
        """Open the log to read it; `None` if there is none."""
        with ExitStack() as held:
            try:
                file = held.enter_context(self._guard.open(self._path, "read"))
            except FileNotFoundError:
                yield None
            else:
                yield file

    @contextmanager
    def _locked(self) -> Iterator[None]:
        with self._guard.open(f"{self._root}/{LOCK}", "append") as file:
            again(self._disk.lock, file)
            try:
                yield
            finally:
                # Closing it would do, unless a fork took a copy of it along.
                with suppress(OSError):
                    again(self._disk.unlock, file)

    def _prepare(self) -> None:
        """Make sure of what others may have left half done, once."""
        for shelf in self._shelves.values():
            shelf.sweep()
        with self._guard.open(self._path, "append"):
            self._guard.sync_folder(self._root)
        self._is_prepared = True

    def _cut_back(self, size: int) -> None:
        """Cut the log off; if that fails, nobody knows what stands there."""
        try:
            again(self._disk.truncate, self._file, size)
        except OSError:
            self._guard.poison()
            raise

    def _start(self, file: int, after: int) -> int | None:
        """Return where the line behind the first `after` begins, if they are there."""
        with self._marking:
            known = min(after, len(self._ends) - 1)
            start = self._ends[known]
        if start and again(self._disk.read, file, start - 1, 1) != b"\n":
            known = start = 0
        lines = self._from(file, known, start)
        for _ in range(known, after):
            start, _line = next(lines, (-1, b""))
            if start < 0:
                return None
        return start

    def _from(self, file: int, after: int, start: int) -> Iterator[tuple[int, bytes]]:
        """Yield where each whole line ends, with the line, from a position on."""
        number, at, rest = after, start, b""
        near = self._ends[after + 1 : after + 2]
        chunk = near[0] - start if near and near[0] > start else _CHUNK
        while data := again(self._disk.read, file, at + len(rest), chunk):
            *whole, rest = (rest + data).split(b"\n")
            for line in whole:
                number, at = number + 1, at + len(line) + 1
                self._remember(number, at)
                yield at, line
            chunk = _CHUNK

    def _remember(self, number: int, end: int) -> None:
        with self._marking:
            if number < len(self._ends) and self._ends[number] != end:
                # Others took an unfinished append off, and wrote something else.
                del self._ends[number:]
            if number == len(self._ends):
                self._ends.append(end)
