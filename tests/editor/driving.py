"""VS Code's own JSON part as a function from questions to answers."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final, TypeAlias, final

from attrs import frozen

from tests.editor.annotations import ROOT

HERE: Final = Path(__file__).parent
SETTINGS: Final = json.loads((ROOT / ".vscode/settings.json").read_text("utf-8"))
Question: TypeAlias = dict[str, Any]

_INSTALL: Final = (
    *("ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"),
    *("--fetch-retries=1", "--fetch-retry-mintimeout=1000"),
    "--fetch-retry-maxtimeout=5000",
)
_NO_REGISTRY: Final = (
    "ENOTFOUND",
    "EAI_AGAIN",
    "ECONN",
    "ETIMEDOUT",
    "ENETUNREACH",
    "E40",
    "E50",
)


class CannotInstallError(Exception):
    """The editor's part cannot be had here, with the reason."""


@final
@frozen
class Editor:
    """What answers questions about texts.

    Attributes:
        node: The program that runs it.
        folder: Where it is installed.
    """

    node: str
    folder: Path

    def __call__(self, asked: Sequence[Question]) -> list[Any]:
        """Return the answers, in order."""
        request = {"root": str(ROOT), "settings": SETTINGS, "asked": asked}
        ran = subprocess.run(
            [self.node, "drive.mjs"],
            cwd=self.folder,
            check=True,
            input=json.dumps(request).encode(),
            stdout=subprocess.PIPE,
            timeout=300,
        )
        found: list[Any] = json.loads(ran.stdout)
        return found


def installed(folder: Path) -> Editor:
    """Return the editor's part, installed into a folder of its own.

    Raises:
        CannotInstallError: Without node or npm, or where the registry is out of reach.
        AssertionError: The installation failed for any other reason.
    """
    node, npm = shutil.which("node"), shutil.which("npm")
    if node is None or npm is None:
        message = "node and npm are not installed"
        raise CannotInstallError(message)
    for name in ("package.json", "package-lock.json", "drive.mjs"):
        shutil.copy(HERE / name, folder)
    try:
        done = subprocess.run(
            [npm, *_INSTALL], cwd=folder, check=False, capture_output=True, timeout=120
        )
    except subprocess.TimeoutExpired:
        message = "the npm registry did not answer within two minutes"
        raise CannotInstallError(message) from None
    told = done.stderr.decode("utf-8", "replace")
    if done.returncode and any(word in told for word in _NO_REGISTRY):
        message = f"the npm registry cannot be reached: {told.strip()[:200]}"
        raise CannotInstallError(message)
    assert done.returncode == 0, told
    return Editor(node, folder)
