"""The page as a folder of files that any web server can show.

The same installation and the same moment give the same bytes.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files
from typing import Any, Final

from neglect_rules.packaged import folder
from neglect_rules.report import markup
from neglect_rules.studio._carried import archive, licences
from neglect_rules.studio._environment import rendered
from neglect_rules.studio._request import Request, Response
from neglect_rules.studio._respond import TABS, respond

PRODUCT: Final = "Neglect rules"
POLICY: Final = (
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; "
    "img-src 'self' data:; connect-src 'self'; worker-src 'self'; "
    "form-action 'none'; base-uri 'none'"
)
"""What the page may load: its own files. It may send nothing anywhere."""

_FETCHED: Final = {
    "codemirror": ("editor.js",),
    "govuk": ("govuk-frontend.css",),
    "pyodide": (
        "pyodide.js",
        "pyodide.asm.js",
        "pyodide.asm.wasm",
        "python_stdlib.zip",
        "pyodide-lock.json",
    ),
    "python": ("jsonschema.zip",),
}
_STATIC: Final = ("studio.css", "hints.js", "editor.js", "studio.js", "worker.js")
_ONLY_WITHOUT_SERVER: Final = frozenset({"pyodide", "python"})
"""What runs Python in a browser."""


def site(now: dt.datetime) -> Mapping[str, bytes]:
    """Return the files of the page, by their place below its folder.

    Args:
        now: The moment at which it is made: its first view says what is in force then.

    Raises:
        UnsupportedError: The extra `studio` is not installed.
    """
    return dict(_files(now))


def _files(now: dt.datetime) -> Iterator[tuple[str, bytes]]:
    yield "index.html", _index(now).encode()
    yield "licences.html", licences_page(POLICY).encode()
    yield from _static(_STATIC)
    yield from _fetched(_FETCHED)
    yield "python/installed.zip", archive()


def page_files() -> Iterator[tuple[str, bytes]]:
    """Yield the scripts and styles of a page that a server of ours answers."""
    yield from _static((*_STATIC, "local.js"))
    yield from _fetched(_FETCHED.keys() - _ONLY_WITHOUT_SERVER)


def _static(names: Iterable[str]) -> Iterator[tuple[str, bytes]]:
    static = files("neglect_rules.studio") / "static"
    for name in names:
        yield name, (static / name).read_bytes()


def _fetched(groups: Iterable[str]) -> Iterator[tuple[str, bytes]]:
    assets = folder("assets")
    for group in groups:
        for name in _FETCHED[group]:
            yield f"{group}/{name}", (assets / group / name).read_bytes()


def first_view(now: dt.datetime) -> dict[str, Any]:
    """Return what the page shows before anything can be asked of it."""
    return view(respond(Request(tab="start", now=now)))


def view(first: Response) -> dict[str, Any]:
    """Return what a whole page shows with this on it."""
    return {
        **about_us(),
        "title": first.title,
        "tabs": TABS,
        "panel": markup(first.html),
    }


def about_us() -> dict[str, str]:
    """Return what stands at the head and the foot of every page."""
    return {"product": PRODUCT, "version": _version()}


def _index(now: dt.datetime) -> str:
    return rendered("site.html", {"policy": POLICY, **first_view(now)})


def licence_view() -> str:
    """Return the licences of all that the page carries along, as HTML."""
    carried = (folder("assets") / "LICENCES.md").read_text(encoding="utf-8")
    values = {"carried": carried, "installed": licences()}
    return rendered("notices.html", values)


def licences_page(policy: str) -> str:
    """Return the licences as a page of their own.

    Args:
        policy: What that page may load.
    """
    values = {"policy": policy, "product": PRODUCT, "notices": markup(licence_view())}
    return rendered("licences.html", values)


def _version() -> str:
    try:
        return version("neglect-rules")
    except PackageNotFoundError:
        return ""
