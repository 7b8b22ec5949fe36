"""Law 1: the same ruleset, case and moment give the same bytes, wherever it is."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path
from random import Random
from typing import Any, TypeAlias, final

from attrs import field, frozen

from neglect_rules.canonical import canonical_bytes
from neglect_rules.evaluation import evaluate
from neglect_rules.testing import Document
from tests.property.drawn import Drawn

ROOT = Path(__file__).resolve().parents[3]
SCRIPT = ROOT / "tests" / "property" / "decide_apart.py"
Pair: TypeAlias = tuple[Document, Document]


@final
@frozen(kw_only=True)
class Place:
    """Somewhere to decide: an interpreter, its options, its environment."""

    python: str = sys.executable
    options: tuple[str, ...] = ()
    environment: Mapping[str, str] = field(factory=dict, hash=False)


HERE = Place(environment={"PYTHONHASHSEED": "0"})
ELSEWHERE: Mapping[str, Place] = {
    "hash seed": Place(environment={"PYTHONHASHSEED": "4711"}),
    "time zone": Place(
        environment={"TZ": "Pacific/Kiritimati", "LC_ALL": "tr_TR.UTF-8"}
    ),
    "locale": Place(options=("-X", "utf8=0"), environment={"LC_ALL": "C"}),
    "-O": Place(options=("-O",)),
}


def decided_again_and_in_threads(drawn: Drawn, _: Random) -> None:
    """Law 1 in one process: once more, and eight at a time, gives the same bytes."""
    case, at = drawn.read_case(), drawn.at

    def once(_: int) -> bytes:
        decision = evaluate(drawn.program, case, at=at)
        return canonical_bytes([decision.to_dict(), decision.trace.document])

    first = once(0)
    with ThreadPoolExecutor(4) as threads:
        assert set(threads.map(once, range(8))) == {first}


def decided_elsewhere(
    pairs: Sequence[Pair], place: Place, wrong: Sequence[str] = ()
) -> list[str]:
    """Return the fingerprint of each pair, decided in a process of its own."""
    done = subprocess.run(
        [place.python, *place.options, str(SCRIPT), *wrong],
        input=json.dumps(pairs, default=_number),
        capture_output=True,
        check=True,
        text=True,
        encoding="utf-8",
        cwd=ROOT,
        env={**_environment(), **place.environment},
    )
    return done.stdout.split()


def _number(value: Any) -> Any:
    """Return a decimal as the nearest number that JSON text can hold."""
    return float(value) if value % 1 else int(value)


def _environment() -> dict[str, str]:
    """Return the environment in which any Python finds the package and its needs."""
    kept = {key: os.environ[key] for key in ("PATH", "SYSTEMROOT") if key in os.environ}
    needs = [path for path in sys.path if Path(path).is_dir() and "python3" in path]
    folders = [str(ROOT), str(ROOT / "src"), *[p for p in needs if "site-pack" in p]]
    return {
        **kept,
        "PYTHONPATH": os.pathsep.join(folders),
        "PYTHONDONTWRITEBYTECODE": "1",
    }


@cache
def other_pythons() -> Mapping[str, Place]:
    """Return each other CPython at hand that can import the package."""
    found = {}
    for minor in (11, 12, 13):
        name = f"3.{minor}"
        for python in _candidates(name):
            if sys.version_info[:2] != (3, minor) and _can_import(python, name):
                found[name] = Place(python=python)
                break
    return found


def _candidates(version: str) -> list[str]:
    known = [shutil.which(f"python{version}")]
    for folder in (".pyenv/versions", ".local/share/uv/python"):
        made = sorted((Path.home() / folder).glob(f"*{version}*/bin/python{version}"))
        known += [str(path) for path in made]
    return [path for path in known if path]


def _can_import(python: str, version: str) -> bool:
    code = (
        f"import sys, cattrs, neglect_rules;assert sys.version.startswith('{version}.')"
    )
    done = subprocess.run(
        [python, "-c", code], capture_output=True, check=False, env=_environment()
    )
    return done.returncode == 0
