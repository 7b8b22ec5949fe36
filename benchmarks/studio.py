"""How long the page takes from a changed text to what is wrong with it.

Run it as `python -m benchmarks.studio`. A text of 200 indicators is changed in one
place before each turn, as typing does, so that nothing is remembered from the turn
before. What reading and linking say is timed apart from the rest, and from the whole
answer of the tab, because the first may be shown sooner. It is all in CPython: a
browser is slower.
"""

from __future__ import annotations

import datetime as dt
import json
import statistics
import sys
import time
from collections.abc import Callable, Iterator

from benchmarks.analysis import MANY, written
from neglect_rules.analysis import Examined, examine
from neglect_rules.linking import link
from neglect_rules.loading import load_ruleset
from neglect_rules.studio import Request, respond

TURNS = 5
NOW = dt.datetime(2026, 5, 12, 10, tzinfo=dt.UTC)
_LABEL = '"Large"'


def typed(text: str) -> Iterator[str]:
    """Yield the text, once for each turn, with another letter typed in its title."""
    if _LABEL not in text:
        raise ValueError(_LABEL)
    for turn in range(1, TURNS + 1):
        yield text.replace(_LABEL, f'"Large{"r" * turn}"', 1)


def wrong(text: str) -> str:
    """Return the text with a scale that nobody declared, which linking refuses."""
    return text.replace('"scale": "care"', '"scale": "car"', 1)


def linked(text: str) -> None:
    """Read and link a text."""
    link(load_ruleset(text))


def looked(text: str) -> None:
    """Read and link a text, and look at it as a careful reader would."""
    tuple(examine(Examined(program=link(load_ruleset(text)), day=NOW.date())))


def answered(text: str) -> None:
    """Ask the tab for what is wrong with a text."""
    respond(Request(tab="check", now=NOW, fields={"ruleset": text}))


def hinted(text: str) -> None:
    """Ask what may stand in the middle of a text."""
    fields = {"ruleset": text, "hint_at": str(len(text) // 2)}
    respond(Request(tab="check", action="offer", now=NOW, fields=fields))


def cut(text: str) -> str:
    """Return the text with a quotation mark missing, as while somebody writes."""
    return text.replace('"scale": "care"', '"scale": "care', 1)


def median(work: Callable[[str], None], text: str) -> float:
    """Return the middle of how long the turns take, in milliseconds."""
    took = []
    for each in typed(text):
        began = time.perf_counter()
        work(each)
        took.append((time.perf_counter() - began) * 1000)
    return statistics.median(took)


def main() -> int:
    """Print how long each part takes."""
    text = json.dumps(written(12, MANY), indent=2)
    answered(text)
    rows: tuple[tuple[str, Callable[[str], None], str], ...] = (
        ("read and link", linked, text),
        ("read, link and look", looked, text),
        ("the whole answer of the tab", answered, text),
        ("the whole answer, refused", answered, wrong(text)),
        ("what may stand at a place", hinted, text),
        ("the same, a mark missing", hinted, cut(text)),
    )
    print(f"{MANY} indicators, {len(text)} characters, median of {TURNS}, CPython:")
    for name, work, each in rows:
        print(f"  {name:<28} {median(work, each):8.0f} ms")
    return 0


if __name__ == "__main__":
    sys.exit(main())
