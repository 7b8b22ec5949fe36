"""Files in a folder, each of which is there as a whole or not at all."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, final

from neglect_rules.audit.logs._guard import Guard, again

_NAME: Final = re.compile(r"[A-Za-z0-9-]{1,128}\Z")
_UNFINISHED: Final = ".unfinished"


@final
class Folder:
    """A folder of small files; one writer at a time, who holds a lock for that."""

    def __init__(self, guard: Guard, parent: str, name: str, ending: str) -> None:
        """Name a folder; it is made when something is put there.

        Args:
            guard: The disk.
            parent: The folder that it stands in, which must be there.
            name: Its name in there.
            ending: What the name of every file ends with.
        """
        self._guard = guard
        self._parent = parent
        self._path = f"{parent}/{name}"
        self._ending = ending
        self._is_made = False

    def file(self, name: str) -> str:
        """Return the path of a file.

        Raises:
            ValueError: No file may have this name.
        """
        if not _NAME.match(name):
            message = "a name that no file may have"
            raise ValueError(message)
        return f"{self._path}/{name}{self._ending}"

    def put(self, name: str, data: bytes) -> None:
        """Keep bytes under a name, instead of what was there; durable on return."""
        path = self.file(name)
        self._make()
        unfinished = f"{self._path}/{_UNFINISHED}"
        with self._guard.open(unfinished, "replace") as file:
            self._guard.write(file, data)
            self._guard.sync(file)
        again(self._guard.disk.rename, unfinished, path)
        self._guard.sync_folder(self._path)

    def get(self, name: str) -> bytes | None:
        """Return the bytes under a name, if there are any."""
        if not _NAME.match(name):
            return None
        try:
            with self._guard.open(self.file(name), "read") as file:
                return self._guard.read(file, 0)
        except FileNotFoundError:
            return None

    def drop(self, name: str) -> None:
        """Delete a file; durable on return."""
        again(self._guard.disk.delete, self.file(name))
        if again(self._guard.disk.names, self._path):
            self._guard.sync_folder(self._path)

    def move(self, name: str, to: Folder) -> None:
        """Move a file into another folder; durable on return."""
        to._make()
        again(self._guard.disk.rename, self.file(name), to.file(name))
        self._guard.sync_folder(to._path)
        self._guard.sync_folder(self._path)

    def names(self) -> Iterator[str]:
        """Yield the names of all files, sorted."""
        for name in sorted(again(self._guard.disk.names, self._path)):
            if name.endswith(self._ending) and not name.startswith("."):
                yield name.removesuffix(self._ending)

    def sweep(self) -> None:
        """Delete what was left by somebody who died while putting something there."""
        again(self._guard.disk.delete, f"{self._path}/{_UNFINISHED}")

    def _make(self) -> None:
        if not self._is_made:
            again(self._guard.disk.make_folder, self._path)
            self._guard.sync_folder(self._parent)
            self._is_made = True
