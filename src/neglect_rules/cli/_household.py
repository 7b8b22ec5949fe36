"""Judge a household: one page, or one JSON object, for all of its children."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import click

from neglect_rules.audit import capsule
from neglect_rules.cli._exits import Exit
from neglect_rules.cli._given import AT, RULESET, ruleset_of, write_private
from neglect_rules.cli._moment import moment, placed
from neglect_rules.cli._route import directory_of, due_after, tell
from neglect_rules.cli._screen import example, say, show
from neglect_rules.diagnostics import Diagnostic
from neglect_rules.errors import CaseError
from neglect_rules.explain import markdown_of, page_of_household
from neglect_rules.households import (
    HouseholdDecision,
    evaluate_household,
    load_household,
)
from neglect_rules.linking import link
from neglect_rules.loading import file_bytes, show_json, show_text
from neglect_rules.pathways import Directory, Outcomes, Result, route


@click.command(
    epilog=example(
        "neglect-rules household household.json \\",
        "  --ruleset bcp.practitioner-toolkit --at 2026-05-12T10:00:00+01:00",
    )
)
@click.argument("file", metavar="FILE")
@RULESET
@AT
@click.option(
    "--trace",
    "traces",
    metavar="FOLDER",
    help="Write each child's recorded reason here: child-1.json and so on.",
)
@click.option(
    "--capsule",
    "capsules",
    metavar="FOLDER",
    help="Write each child's ruleset, case and reason here, to be checked by anybody.",
)
@click.option(
    "--directory",
    "contacts",
    metavar="FILE|AREA",
    help="Also say whom to ring, by this directory.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "markdown", "json"]),
    default="text",
    help="For people, for a case file, or for machines.",
)
def household(  # noqa: PLR0913, PLR0917 - one argument for each option
    file: str,
    wanted: str,
    at: dt.datetime | None,
    traces: str | None,
    capsules: str | None,
    contacts: str | None,
    form: str,
) -> int:
    """Judge the children of a household, each on their own and all together.

    The moment is --at, else the household's own `at`. The clock is never read.
    """
    if contacts and form != "text":
        message = "--directory is for people; leave --format out"
        raise click.UsageError(message)
    directory = directory_of(contacts) if contacts else None
    if contacts and directory is None:
        return Exit.RULESET
    try:
        decision = _judged(file, wanted, at)
    except CaseError as refused:
        return _refuse(refused.diagnostics, form)
    _tell(decision, form)
    _write(decision, traces, capsules)
    _ring(decision, directory)
    return _code(decision)


def _judged(file: str, wanted: str, given: dt.datetime | None) -> HouseholdDecision:
    """Return the decision on a file.

    Raises:
        CaseError: It is refused; each finding has its line and column.
    """
    data = file_bytes(file, CaseError)
    found = load_household(data, name=file)
    try:
        at = moment(given, found.at, of="document")
        return evaluate_household(link(ruleset_of(wanted, at)), found, at=at)
    except CaseError as refused:
        diagnostics = placed(refused.diagnostics, data, file, given=given)
        raise CaseError(diagnostics) from None


def _refuse(found: tuple[Diagnostic, ...], form: str) -> int:
    if form == "json":
        say(json.dumps({"refused": json.loads(show_json(found))}, indent=2))
    else:
        say(show_text(found))
    return Exit.CASE


def _tell(decision: HouseholdDecision, form: str) -> None:
    if form == "json":
        say(json.dumps(decision.to_dict(), indent=2))
    elif form == "markdown":
        say(markdown_of(page_of_household(decision)).rstrip("\n"))
    else:
        show(page_of_household(decision))


def _write(
    decision: HouseholdDecision, traces: str | None, capsules: str | None
) -> None:
    """Write what is asked for of each child that was assessed, by its place."""
    for number, child in enumerate(decision.children, start=1):
        name = f"child-{number}.json"
        if child.decision is not None and traces:
            _into(traces, name, child.decision.trace.to_json())
        if child.decision is not None and capsules:
            _into(capsules, name, capsule(child.decision).to_json())


def _into(folder: str, name: str, text: str) -> None:
    try:
        Path(folder).mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as reason:
        what = (reason.strerror or "not possible").lower()
        message = f"cannot write into {folder}: {what}"
        raise click.UsageError(message) from None
    write_private(str(Path(folder) / name), text + "\n")


def _ring(decision: HouseholdDecision, directory: Directory | None) -> None:
    if directory is not None:
        say("\nWhom to ring\n------------")
        about = _outcomes(decision)
        found = route(about, directory, at=decision.at)
        tell(found, due_after(about, directory, decision.at), "text")


def _outcomes(decision: HouseholdDecision) -> Outcomes:
    """Return what came out for the household, as far as a route asks."""
    results = {
        id_: Result(
            possible=each.possible,
            recommended=each.recommended,
            is_determinable=each.status != "not_determinable",
        )
        for id_, each in decision.outcomes.items()
    }
    return Outcomes(decision.program.ruleset.id, results)


def _code(decision: HouseholdDecision) -> int:
    results = decision.outcomes.values()
    low = all(result.floor == result.grades[0] for result in results)
    unknown = any(result.status == "not_determinable" for result in results)
    return Exit.NOT_DETERMINABLE if low and unknown else Exit.DONE
