"""The command run in this process, as a test sees it."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Final, TypeAlias, final

import pytest
from attrs import frozen

from neglect_rules.cli import run

EXAMPLE: Final = "example.neglect-screen"
AT: Final = "2026-05-12T10:00:00+01:00"

CASE: Final[Mapping[str, Any]] = {
    "format": 1,
    "at": AT,
    "subject": {"born": "2020-01-01"},
    "answers": {"SUP1": "met"},
}


@final
@frozen
class Ran:
    """What a command left behind.

    Attributes:
        code: Its exit code.
        out: Its findings.
        err: Its talk.
    """

    code: int
    out: str
    err: str


Command: TypeAlias = Callable[..., Ran]


def command(capsys: pytest.CaptureFixture[str]) -> Command:
    """Return a function that runs the command line and catches what it writes."""

    def ran(*arguments: str | Path) -> Ran:
        code = run([str(argument) for argument in arguments])
        written = capsys.readouterr()
        return Ran(code, written.out, written.err)

    return ran


def a_file(folder: Path, content: bytes | str | Mapping[str, Any]) -> Path:
    """Return a file with this content."""
    file = folder / "case.json"
    if isinstance(content, Mapping):
        content = json.dumps(content)
    data = content.encode() if isinstance(content, str) else content
    file.write_bytes(data)
    return file
