"""The page in one file, which opens from a folder without any server.

The same installation and the same moment give the same bytes.
"""

from __future__ import annotations

import datetime as dt
import gzip
from base64 import b64encode
from collections.abc import Iterator, Mapping
from hashlib import sha256
from importlib.resources import files
from typing import Any, Final

from neglect_rules.report import markup
from neglect_rules.studio._environment import rendered
from neglect_rules.studio._export import first_view, licence_view, site

_MEDIA: Final[Mapping[str, str]] = {
    "pyodide/pyodide.js": "text/javascript",
    "pyodide/pyodide.asm.js": "text/javascript",
    "pyodide/pyodide.asm.wasm": "application/wasm",
    "pyodide/python_stdlib.zip": "application/zip",
    "pyodide/pyodide-lock.json": "application/json",
    "python/jsonschema.zip": "application/zip",
    "python/installed.zip": "application/zip",
    "worker.js": "text/javascript",
}
_BEFORE_WORKER: Final = "single-worker.js"
_POLICY: Final = (
    "default-src 'none'; script-src 'sha256-{script}' 'wasm-unsafe-eval'; "
    "style-src 'sha256-{style}'; img-src data:; worker-src blob:; "
    "form-action 'none'; base-uri 'none'"
)
"""What the page may run: its own script and style, by their digests. It may fetch
nothing at all."""


def single_file(now: dt.datetime) -> bytes:
    """Return the page as one HTML file.

    It opens by a double click, from a shared drive or a memory stick, where no server
    is at hand and nothing may be installed.

    Args:
        now: The moment at which it is made: its first view says what is in force then.

    Raises:
        UnsupportedError: The extra `studio` is not installed.
    """
    whole = site(now)
    style = _text(whole, "govuk/govuk-frontend.css") + _text(whole, "studio.css")
    scripts = ("codemirror/editor.js", "hints.js", "editor.js", "studio.js")
    # What the script holds must not look like the end of it.
    script = _own("single.js") + "\n".join(_text(whole, each) for each in scripts)
    policy = _POLICY.format(script=_digest(script), style=_digest(style))
    values: dict[str, Any] = {
        **first_view(now),
        "policy": policy,
        "style": markup(style),
        "script": markup(script),
        "notices": markup(licence_view()),
        "held": list(_held(whole)),
    }
    return rendered("single.html", values).encode()


def _held(whole: Mapping[str, bytes]) -> Iterator[dict[str, str]]:
    """Yield what a server would send, packed."""
    before = _own(_BEFORE_WORKER).encode()
    for name, media in {_BEFORE_WORKER: "text/javascript", **_MEDIA}.items():
        data = before if name == _BEFORE_WORKER else whole[name]
        packed = b64encode(gzip.compress(data, mtime=0)).decode("ascii")
        yield {"name": name, "media": media, "packed": packed}


def _own(name: str) -> str:
    file = files("neglect_rules.studio") / "static" / name
    return file.read_text(encoding="utf-8")


def _text(whole: Mapping[str, bytes], name: str) -> str:
    return whole[name].decode("utf-8")


def _digest(text: str) -> str:
    return b64encode(sha256(text.encode()).digest()).decode("ascii")
