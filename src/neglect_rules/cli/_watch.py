"""Check rulesets and their worked cases again each time that one of them is saved."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final, TypeAlias

import click

from neglect_rules.adoption import read_ruleset
from neglect_rules.cli._check import check
from neglect_rules.cli._exits import Exit
from neglect_rules.cli._screen import example, say, talk
from neglect_rules.errors import CaseError, RulesetError
from neglect_rules.explain import plural
from neglect_rules.golden import is_for, read_test, run_test
from neglect_rules.linking import link
from neglect_rules.loading import show_text
from neglect_rules.program import Program

_PAUSE: Final = 0.5
_Seen: TypeAlias = Mapping[Path, tuple[int, int]]


@click.command(epilog=example("neglect-rules watch my-area"))
@click.argument("place", metavar="FOLDER|FILE")
@click.option("--once", is_flag=True, help="Look once, and do not wait for changes.")
def watch(place: str, once: bool) -> int:  # noqa: FBT001 - click passes it by name
    """Check again whenever a ruleset or a worked case is saved.

    It goes on until you press Ctrl and C together.
    """
    if not Path(place).exists():
        message = f"there is no file or folder {place}"
        raise click.UsageError(message)
    if once:
        return _looked_at(_rulesets(place))
    try:
        _look_and_wait(place)
    except KeyboardInterrupt:
        talk("Ended.")
    return Exit.DONE


def _look_and_wait(place: str) -> None:
    """Look now and after each change; only an interrupt ends it."""
    seen: _Seen | None = None
    while True:
        now = _seen(place)
        if now != seen:
            seen = now
            clock = dt.datetime.now().astimezone()  # noqa: TID251 - a command may ask the clock
            say(f"{clock:%H:%M:%S} {'-' * 60}")
            _looked_at(_rulesets(place))
            talk("Waiting for the next change. Press Ctrl and C to end.")
        time.sleep(_PAUSE)


def _rulesets(place: str) -> list[Path]:
    """Return the ruleset named, or all in a folder, those of worked cases too."""
    path = Path(place)
    if path.is_dir():
        return sorted(path.rglob("ruleset.json"))
    if path.parent.name == "cases":
        return sorted(path.parent.parent.glob("*/ruleset.json"))
    return [path]


def _cases(ruleset: Path) -> list[Path]:
    return sorted((ruleset.resolve().parent.parent / "cases").glob("*.json"))


def _seen(place: str) -> _Seen:
    """Return when each file was last written, and how long it is."""
    found: dict[Path, tuple[int, int]] = {}
    for ruleset in _rulesets(place):
        for file in (ruleset, *_cases(ruleset)):
            try:
                state = file.stat()
            except OSError:
                continue  # An editor may be putting a new file in its place just now.
            found[file] = (state.st_mtime_ns, state.st_size)
    return found


def _looked_at(rulesets: Sequence[Path]) -> int:
    """Check rulesets and run their worked cases; return the gravest exit code."""
    if not rulesets:
        talk("There is no ruleset.json here yet.")
    return max((_look_at(file) for file in rulesets), default=Exit.DONE)


def _look_at(ruleset: Path) -> int:
    code = int(click.get_current_context().invoke(check, files=(str(ruleset),)))
    try:
        program = link(read_ruleset(ruleset))
    except RulesetError:
        return code or Exit.RULESET
    results = [_tried(program, file) for file in _cases(ruleset)]
    agreed = results.count(True)
    talk(
        f"{plural(agreed, 'worked case')} came out as agreed, {results.count(False)} not."
    )
    return Exit.TEST if False in results else Exit.DONE


def _tried(program: Program, file: Path) -> bool | None:
    """Say how a worked case comes out; `None` if it is about another version."""
    try:
        test = read_test(file)
        if not is_for(test, program):
            return None
        found = run_test(program, test)
    except CaseError as refused:
        say(f"{file.name}: refused.\n{show_text(refused.diagnostics)}")
        return False
    for difference in found.differences:
        say(f"{file.name}: {difference}")
    return found.agrees
