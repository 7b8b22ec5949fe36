"""Judge cases: one page, or one JSON object, for each."""

from __future__ import annotations

import datetime as dt
import json
from typing import final

import click
from attrs import define, field, frozen

from neglect_rules.audit import capsule
from neglect_rules.cli._exits import Exit
from neglect_rules.cli._given import AT, FORMAT, RULESET, ruleset_of, write_private
from neglect_rules.cli._moment import moment, placed
from neglect_rules.cli._route import directory_of, due_after, tell
from neglect_rules.cli._screen import example, say, show
from neglect_rules.diagnostics import Diagnostic
from neglect_rules.errors import CaseError
from neglect_rules.evaluation import Decision
from neglect_rules.evaluation import evaluate as judge
from neglect_rules.explain import page_of
from neglect_rules.linking import link
from neglect_rules.loading import (
    file_bytes,
    load_case,
    show_json,
    show_text,
)
from neglect_rules.pathways import Directory, route
from neglect_rules.program import Program


@click.command(
    epilog=example(
        "neglect-rules evaluate case.json --ruleset example.neglect-screen \\",
        "  --at 2026-05-12T10:00:00+01:00 --capsule capsule.json",
    )
)
@click.argument("cases", metavar="CASE...", nargs=-1, required=True)
@RULESET
@AT
@click.option("--trace", "trace", metavar="F", help="Write the recorded reason here.")
@click.option(
    "--capsule",
    "capsule_file",
    metavar="F",
    help="Write ruleset, case and reason here, to be checked by anybody.",
)
@click.option(
    "--directory",
    "contacts",
    metavar="FILE|AREA",
    help="Also say whom to ring, by this directory.",
)
@FORMAT
def evaluate(  # noqa: PLR0913, PLR0917 - one argument for each option
    cases: tuple[str, ...],
    wanted: str,
    at: dt.datetime | None,
    trace: str | None,
    capsule_file: str | None,
    contacts: str | None,
    form: str,
) -> int:
    """Judge cases by a ruleset and say why.

    The moment is --at, else the case's own `at`. The clock is never read.
    """
    if len(cases) > 1 and (trace or capsule_file):
        message = "--trace and --capsule are for one case at a time"
        raise click.UsageError(message)
    if contacts and form == "json":
        message = "--directory is for people; use `neglect-rules route --format json`"
        raise click.UsageError(message)
    directory = directory_of(contacts) if contacts else None
    if contacts and directory is None:
        return Exit.RULESET
    programs = _Programs(wanted)
    whole = len(cases) == 1
    codes = []
    for number, file in enumerate(cases):
        if form == "text" and not whole:
            say(f"{'' if number == 0 else chr(10)}{file}\n")
        judged = _judged(file, programs, at)
        _tell(file, judged, form, whole=whole)
        if isinstance(judged, Decision):
            _write(judged, trace, capsule_file)
            _ring(judged, directory)
        codes.append(_code(judged))
    return max(codes)


@final
@define
class _Programs:
    """The Programs needed so far: an id may mean another version on another day."""

    wanted: str
    found: dict[dt.date, Program] = field(factory=dict)

    def on(self, at: dt.datetime) -> Program:
        if at.date() not in self.found:
            self.found[at.date()] = link(ruleset_of(self.wanted, at))
        return self.found[at.date()]


@final
@frozen
class _Refused:
    diagnostics: tuple[Diagnostic, ...]


def _judged(
    file: str, programs: _Programs, given: dt.datetime | None
) -> Decision | _Refused:
    try:
        data = file_bytes(file, CaseError)
        case = load_case(data, name=file)
    except CaseError as refused:
        return _Refused(refused.diagnostics)
    try:
        at = moment(given, case.at, of="case")
        return judge(programs.on(at), case, at=at)
    except CaseError as refused:
        return _Refused(placed(refused.diagnostics, data, file, given=given))


def _tell(file: str, judged: Decision | _Refused, form: str, *, whole: bool) -> None:
    if form == "json":
        _tell_json(file, judged, whole=whole)
    elif isinstance(judged, _Refused):
        say(show_text(judged.diagnostics))
    else:
        show(page_of(judged.trace, judged.program.ruleset))


def _tell_json(file: str, judged: Decision | _Refused, *, whole: bool) -> None:
    """Write one object; of several cases one line each, with the file's name."""
    if isinstance(judged, _Refused):
        content = {"refused": json.loads(show_json(judged.diagnostics))}
    else:
        content = judged.to_dict() if whole else {"decision": judged.to_dict()}
    if whole:
        say(json.dumps(content, indent=2))
    else:
        say(json.dumps({"case": file, **content}))


def _ring(decision: Decision, directory: Directory | None) -> None:
    if directory is not None:
        say("\nWhom to ring\n------------")
        found = route(decision, directory, at=decision.at)
        tell(found, due_after(decision, directory, decision.at), "text")


def _write(decision: Decision, trace: str | None, capsule_file: str | None) -> None:
    if trace:
        write_private(trace, decision.trace.to_json() + "\n")
    if capsule_file:
        write_private(capsule_file, capsule(decision).to_json() + "\n")


def _code(judged: Decision | _Refused) -> int:
    if isinstance(judged, _Refused):
        return Exit.CASE
    results = judged.outcomes.values()
    low = all(result.floor == result.grades[0] for result in results)
    unknown = any(result.status == "not_determinable" for result in results)
    return Exit.NOT_DETERMINABLE if low and unknown else Exit.DONE
