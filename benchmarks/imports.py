"""How long loading the package takes, beside `import attrs`.

Run it as `python -m benchmarks.imports`. Each import is made by ten new processes with
`python -X importtime`; the median counts, without what Python itself loads. Machines
differ, so what counts is the ratio.
"""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Sequence
from statistics import median
from typing import Final

TURNS: Final = 10
MEASURE: Final = "import attrs"
LIMITS: Final = {
    "import neglect_rules": 1.3,
    "from neglect_rules import evaluate, load_case": 3.5,
}
"""How many times as long as `import attrs` each may take."""
OTHERS: Final = ("from neglect_rules import *", "import neglect_rules.cli")
_OWN: Final = re.compile(r"^import time:\s+(\d+) \|", re.MULTILINE)


def loading(statement: str) -> float:
    """Return how many milliseconds a new process spends in loading modules."""
    done = subprocess.run(  # noqa: S603 - this Python, and a statement of this file
        [sys.executable, "-X", "importtime", "-c", statement],
        check=True,
        capture_output=True,
        text=True,
    )
    return sum(map(int, _OWN.findall(done.stderr))) / 1000


def side_by_side(statements: Sequence[str]) -> list[float]:
    """Return the median of several loadings of each, taken in turn.

    So a machine that is busy for a while is busy for all of them.
    """
    turns = [[loading(each) for each in statements] for _ in range(TURNS)]
    return [median(each) for each in zip(*turns, strict=True)]


def main() -> int:
    """Print how long each import takes, and whether it keeps to its limit."""
    statements = (*LIMITS, *OTHERS)
    python, measure, *found = side_by_side(("pass", MEASURE, *statements))
    one = measure - python
    print(f"{MEASURE}: {one:.0f} ms")
    missed = False
    for statement, whole in zip(statements, found, strict=True):
        ratio = (whole - python) / one
        limit = LIMITS.get(statement)
        told = "" if limit is None else f", at most {limit}"
        print(f"{statement}: {whole - python:.0f} ms, {ratio:.2f} times{told}")
        missed = missed or (limit is not None and ratio > limit)
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
