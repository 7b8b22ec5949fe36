"""Fetch again what is carried along for the browser, into the folder `assets`.

Needs npm and pip, and an index of packages for each; run it only to bring a part up to
date. `checksums.json` says what must be there; a test holds the folder against it.
"""

from __future__ import annotations

import hashlib
import io
import json
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[1]
ASSETS: Final = ROOT / "assets"
LIST: Final = "checksums.json"

_PYODIDE: Final = (
    "pyodide.js",
    "pyodide.asm.js",
    "pyodide.asm.wasm",
    "python_stdlib.zip",
    "pyodide-lock.json",
)
_BUNDLE: Final = (
    *("--bundle", "--minify", "--format=iife", "--global-name=nrCodeMirror"),
    *("--target=es2020", "--legal-comments=none", "--outfile=editor.js"),
)
_JSONSCHEMA: Final = "jsonschema==4.17.3"
_PYRSISTENT: Final = "pyrsistent==0.20.0"
_WHEN: Final = (1980, 1, 1, 0, 0, 0)

_COMMENTS: Final = re.compile(r"/\*!?.*?\*/", re.DOTALL)
_FONT: Final = re.compile(r"@font-face\s*\{[^}]*\}")
_PICTURE: Final = re.compile(r"[^{}]*\{[^{}]*url\([^)]*\)[^{}]*\}")
_MAP: Final = re.compile(r"\n?/\*# sourceMappingURL=.*?\*/")


def main() -> None:
    """Fetch every part, strip what we may not or need not carry, list the sums."""
    with tempfile.TemporaryDirectory() as scratch:
        fetched = Path(scratch)
        for name in ("package.json", "package-lock.json"):
            shutil.copy(ASSETS / name, fetched / name)
        _run("npm", "ci", "--ignore-scripts", "--no-audit", at=fetched)
        modules = fetched / "node_modules"
        _pyodide(modules / "pyodide")
        _styles(modules / "govuk-frontend" / "dist" / "govuk")
        _editor(fetched)
        _wheels(fetched / "wheels")
    (ASSETS / LIST).write_text(json.dumps(sums(), indent=2) + "\n", "utf-8")


def sums() -> dict[str, str]:
    """Return the SHA-256 of each file of the folder but the list itself."""
    return {
        path.relative_to(ASSETS).as_posix(): hashlib.sha256(
            path.read_bytes()
        ).hexdigest()
        for path in sorted(ASSETS.rglob("*"))
        if path.is_file() and path.name != LIST
    }


def _run(*command: str, at: Path) -> None:
    subprocess.run(command, check=True, cwd=at)  # noqa: S603 - npm and pip, by name


def _pyodide(package: Path) -> None:
    (ASSETS / "pyodide").mkdir(exist_ok=True)
    for name in _PYODIDE:
        shutil.copyfile(package / name, ASSETS / "pyodide" / name)


def _styles(package: Path) -> None:
    css = stripped((package / "govuk-frontend.min.css").read_text("utf-8"))
    (ASSETS / "govuk").mkdir(exist_ok=True)
    (ASSETS / "govuk" / "govuk-frontend.css").write_text(css, "utf-8")


def _editor(fetched: Path) -> None:
    """Make one script of what the page uses of CodeMirror."""
    shutil.copy(ROOT / "tools" / "editor.mjs", fetched / "editor.mjs")
    _run("node", "node_modules/esbuild/install.js", at=fetched)
    _run("node_modules/.bin/esbuild", "editor.mjs", *_BUNDLE, at=fetched)
    (ASSETS / "codemirror").mkdir(exist_ok=True)
    shutil.copy(fetched / "editor.js", ASSETS / "codemirror" / "editor.js")


def stripped(css: str) -> str:
    """Return the styles without the font, the crest and any other address."""
    css = _MAP.sub("", css)
    for each in (_COMMENTS, _FONT, _PICTURE):
        css = each.sub("", css)
    return css.replace("GDS Transport,arial", "Arial,Helvetica").strip() + "\n"


def _wheels(folder: Path) -> None:
    """Write the two packages that say why a document does not fit as one archive.

    Of pyrsistent only what is written in Python: its C part is optional.
    """
    pip = (sys.executable, "-m", "pip", "download", "--quiet", "--no-deps")
    folder.mkdir()
    _run(*pip, "--only-binary", ":all:", _JSONSCHEMA, at=folder)
    _run(*pip, "--no-binary", ":all:", _PYRSISTENT, at=folder)
    (wheel,) = folder.glob("jsonschema*.whl")
    (source,) = folder.glob("pyrsistent*.tar.gz")
    files = {**_of_wheel(wheel), **_of_source(source)}
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(files):
            archive.writestr(zipfile.ZipInfo(name, _WHEN), files[name], 8)
    (ASSETS / "python").mkdir(exist_ok=True)
    (ASSETS / "python" / "jsonschema.zip").write_bytes(made.getvalue())


def _of_wheel(wheel: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(wheel) as archive:
        return {
            name: archive.read(name)
            for name in archive.namelist()
            if not name.startswith("jsonschema/tests/")
            and not name.startswith("jsonschema/benchmarks/")
        }


def _of_source(source: Path) -> dict[str, bytes]:
    found = {}
    with tarfile.open(source) as archive:
        for member in archive.getmembers():
            name = member.name.partition("/")[2]
            file = archive.extractfile(member)
            ours = name.startswith("pyrsistent/") and name.endswith(".py")
            if file and (ours or name in {"LICENSE.mit", "_pyrsistent_version.py"}):
                licence = "pyrsistent-0.20.0.dist-info/LICENSE.mit"
                found[licence if name == "LICENSE.mit" else name] = file.read()
    return found


if __name__ == "__main__":
    main()
