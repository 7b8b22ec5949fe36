"""Run the demonstration or the tests on a machine that has only Python 3.11 or later.

The first run makes `.venv` beside this file. Standard library only.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
EXE = ".exe" if os.name == "nt" else ""
PYTHON = BIN / ("python" + EXE)
TEST = ["-e", ".[cli,testing]", "--group", "test"]
WHAT = {"demo": ["-e", ".[cli]"], "test": TEST}


def say(words: str) -> None:
    """Write plain words to stderr; stdout belongs to what is run."""
    print(words, file=sys.stderr, flush=True)


def call(*command: str | Path) -> bool:
    """Run a command, its output sent to stderr, and return whether it worked."""
    quiet = dict(os.environ, PIP_DISABLE_PIP_VERSION_CHECK="1", PIP_NO_INPUT="1")
    nothing = subprocess.DEVNULL
    words = [str(word) for word in command]
    return not subprocess.call(words, cwd=ROOT, env=quiet, stdin=nothing, stdout=2)


def install(what: list[str]) -> bool:
    """Make `.venv` and install into it, with uv if it is there, else with pip."""
    uv = shutil.which("uv") or ""
    make = (uv, "venv", "-q", "--seed", "--python", sys.executable, VENV)
    fill = (uv, "pip", "install", "-q", "--python", PYTHON)
    if uv and (PYTHON.exists() or call(*make)) and call(*fill, *what):
        return True
    if not (PYTHON.exists() or call(sys.executable, "-m", "venv", VENV)):
        shutil.rmtree(VENV, ignore_errors=True)
        return False
    pip = (PYTHON, "-m", "pip", "install", "-q")
    return call(*pip, "--upgrade", "pip") and call(*pip, *what)


def prepare(task: str) -> bool:
    """Install what a task needs, unless a stamp says that it is there already."""
    wanted = (ROOT / "pyproject.toml").read_bytes() + str(ROOT).encode()
    digest = hashlib.sha256(wanted).hexdigest()
    enough = [VENV / ("stamp-" + name) for name in (task, "test")]
    if any(stamp.is_file() and stamp.read_text() == digest for stamp in enough):
        return True
    say("Installing into .venv; this is done once and takes about a minute.")
    if install(WHAT[task]):
        enough[0].write_text(digest)
        return True
    say("Could not install. It needs a package index; on Debian also python3-venv.")
    return False


def main(arguments: list[str]) -> int:
    """Return the exit code of what was run, 2 for a wrong call, 1 if we failed."""
    if sys.version_info < (3, 11):
        say(
            "neglect-rules needs Python 3.11 or later; this is "
            + sys.version.split()[0]
        )
        return 1
    if not arguments or arguments[0] not in WHAT:
        say("usage: python3 run.py demo\n       python3 run.py test [pytest options]")
        return 2
    if not prepare(arguments[0]):
        return 1
    start = {"demo": [BIN / ("neglect-rules" + EXE), "demo"]}
    command = [*start.get(arguments[0], [PYTHON, "-m", "pytest"]), *arguments[1:]]
    try:
        code = subprocess.call([str(word) for word in command], cwd=ROOT)
    except KeyboardInterrupt:
        code = -2
    return code if code >= 0 else 128 - code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
