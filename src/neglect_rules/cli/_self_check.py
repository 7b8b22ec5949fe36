"""Check this installation: all that ships links, agrees, is unchanged and replays."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import final

import click
from attrs import define, field

from neglect_rules.audit import capsule as capsule_of
from neglect_rules.audit import load_capsule, replay
from neglect_rules.catalogue import Shipped, shipped, shipped_ruleset
from neglect_rules.cli._exits import Exit
from neglect_rules.cli._screen import example, say, talk
from neglect_rules.errors import CaseError, DocumentError, RulesetError
from neglect_rules.evaluation import Decision
from neglect_rules.explain import plural
from neglect_rules.golden import Test, is_for, load_test, run_test
from neglect_rules.linking import link
from neglect_rules.packaged import folder
from neglect_rules.program import Program


@final
@define
class _Tally:
    """What was counted and what went wrong so far."""

    counts: dict[str, int] = field(factory=dict)
    wrong: list[str] = field(factory=list)

    def count(self, what: str, number: int = 1) -> None:
        self.counts[what] = self.counts.get(what, 0) + number


@click.command("self-check", epilog=example("neglect-rules self-check"))
def self_check() -> int:
    """Check that all that ships is sound on this computer."""
    tally = _Tally()
    programs = list(_programs(tally))
    decisions: list[Decision | None] = []
    for _, versions in groupby(programs, key=lambda each: each[0].id):
        same = list(versions)
        tests = list(_tests(same[0][0], tally))
        decisions += [_check_cases(*each, tests, tally) for each in same]
    made = [decision for decision in decisions if decision is not None]
    if made:
        _check_replay(made[-1], tally)
    _check_fingerprints(programs, tally)
    for wrong in tally.wrong:
        say(wrong)
    counted = ", ".join(plural(number, what) for what, number in tally.counts.items())
    say(f"Checked {counted}: {plural(len(tally.wrong), 'problem')}.")
    talk("This installation is not sound." if tally.wrong else "All is as agreed.")
    return Exit.TEST if tally.wrong else Exit.DONE


def _programs(tally: _Tally) -> Iterator[tuple[Shipped, Program]]:
    for entry in shipped():
        tally.count("ruleset")
        try:
            yield entry, link(shipped_ruleset(entry.id, version=entry.version))
        except RulesetError as refused:
            found = plural(len(refused.diagnostics), "problem")
            tally.wrong.append(f"{entry.path}: refused, {found}")


def _tests(entry: Shipped, tally: _Tally) -> Iterator[Test]:
    """Yield the worked cases one level above a version, in the order of their names."""
    place = folder("rulesets")
    for part in entry.path.split("/")[:-2]:
        place = place / part
    cases = place / "cases"
    files = sorted(cases.iterdir(), key=lambda f: f.name) if cases.is_dir() else []
    for file in files:
        if file.name.endswith(".json"):
            try:
                yield load_test(file.read_bytes(), name=file.name)
            except CaseError:
                tally.wrong.append(f"{entry.path}: cases/{file.name} is refused")


def _check_cases(
    entry: Shipped, program: Program, tests: Sequence[Test], tally: _Tally
) -> Decision | None:
    """Run the worked cases of a version; return the last decision that was made."""
    last = None
    for test in tests:
        if not is_for(test, program):
            continue
        try:
            result = run_test(program, test, reasons=False)
        except CaseError:
            tally.wrong.append(f"{entry.id} {entry.version}: {test.name} is refused")
            continue
        tally.count("worked case", len(result.decisions))
        named = f"{entry.id} {entry.version}: {test.name}"
        tally.wrong += [f"{named}, {each}" for each in result.differences]
        last = result.decisions[0]
    return last


def _check_replay(decision: Decision, tally: _Tally) -> None:
    """Decide once more from a capsule's text: every byte must be the same.

    The capsule's own ruleset is read and linked for it, which takes a while.
    """
    tally.count("replay")
    try:
        exact = replay(load_capsule(capsule_of(decision).to_json())).is_exact
    except DocumentError:
        exact = False
    if not exact:
        named = decision.program.ruleset
        tally.wrong.append(f"{named.id} {named.version}: does not replay exactly")


def _check_fingerprints(programs: list[tuple[Shipped, Program]], tally: _Tally) -> None:
    file = folder("rulesets") / "fingerprints.json"
    pins = json.loads(file.read_text(encoding="utf-8")) if file.is_file() else {}
    for entry, program in programs:
        tally.count("fingerprint")
        if pins.get(entry.path) != program.document_fingerprint:
            tally.wrong.append(f"{entry.path}: not as it was released")
    for path in sorted(set(pins) - {entry.path for entry, _ in programs}):
        tally.wrong.append(f"{path}: released, but missing here")
