"""The archive of all that runs in the browser, from what is installed here.

The same installation gives the same bytes.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, files, version
from importlib.resources import files as resources
from importlib.resources.abc import Traversable
from pathlib import PurePosixPath
from typing import Final

from neglect_rules.errors import UnsupportedError
from neglect_rules.packaged import folder

_NEEDED: Final = ("attrs", "cattrs", "rfc8785", "typing_extensions", "jinja2")
_NEEDED_BY_THOSE: Final = ("markupsafe",)
_KINDS: Final = frozenset({".py", ".json", ".md", ".html"})
_OWN: Final = "neglect_rules"
_NOT_RUN: Final = frozenset({"cli", "local", "testing", "_data", "__pycache__"})
_FIRST_DAY: Final = (1980, 1, 1, 0, 0, 0)
_PLAIN_FILE: Final = 0o644 << 16


def archive() -> bytes:
    """Return everything in Python that the browser needs, as one zip archive.

    Raises:
        UnsupportedError: Something that is needed is not installed.
    """
    held = dict(_installed())
    held.update(_own(resources(_OWN), _OWN))
    for name in ("rulesets", "schemas"):
        held.update(_own(folder(name), f"{_OWN}/_data/{name}"))
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as whole:
        for name in sorted(held):
            entry = zipfile.ZipInfo(name, _FIRST_DAY)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = _PLAIN_FILE
            whole.writestr(entry, held[name], compresslevel=9)
    return made.getvalue()


def licences() -> list[tuple[str, str, str]]:
    """Return each package that is taken along with its version and its licence."""
    found = []
    for name in (*_NEEDED, *_NEEDED_BY_THOSE):
        texts = [
            file.read_text(encoding="utf-8")
            for file in files(name) or ()
            if "licen" in file.name.lower() and ".dist-info" in str(file)
        ]
        found.append((name, version(name), "\n\n".join(texts)))
    return found


def _installed() -> Iterator[tuple[str, bytes]]:
    """Yield the modules of other packages that are written in Python.

    Raises:
        UnsupportedError: One of them is not installed.
    """
    for name in (*_NEEDED, *_NEEDED_BY_THOSE):
        try:
            listed = files(name) or ()
        except PackageNotFoundError:
            message = (
                f"the site carries the package {name}, which is not installed here:"
                ' pip install "neglect-rules[studio]"'
            )
            raise UnsupportedError(message) from None
        for file in listed:
            path = PurePosixPath(file.as_posix())
            if path.suffix == ".py" and ".." not in path.parts:
                yield str(path), file.read_binary()


def _own(place: Traversable, path: str) -> Iterator[tuple[str, bytes]]:
    """Yield what stands below a folder of ours that runs or is read in a browser."""
    for child in place.iterdir():
        inner = f"{path}/{child.name}"
        if child.is_dir():
            if child.name not in _NOT_RUN:
                yield from _own(child, inner)
        elif PurePosixPath(child.name).suffix in _KINDS:
            yield inner, child.read_bytes()
