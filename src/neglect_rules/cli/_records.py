"""Records: a reason from its file in words, and the same decided again to compare."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import click

from neglect_rules.audit import (
    Capsule,
    Replay,
    Verdict,
    load_capsule,
    load_trace,
    replay_trace,
)
from neglect_rules.audit import replay as replayed
from neglect_rules.canonical import fingerprint
from neglect_rules.catalogue import shipped_ruleset
from neglect_rules.cli._exits import Exit
from neglect_rules.cli._given import ruleset_of
from neglect_rules.cli._log_replay import of_a_log, refuse_of_a_log, replay_of_log
from neglect_rules.cli._reader import as_read, reading, remind
from neglect_rules.cli._screen import example, say, show
from neglect_rules.diagnostics import Diagnostic
from neglect_rules.errors import AuditError, SelectionError
from neglect_rules.explain import (
    Layer,
    Page,
    markdown_of,
    page_document,
    page_of,
    unwrapped,
)
from neglect_rules.loading import file_bytes, read_case, read_text, show_text
from neglect_rules.model import Ruleset
from neglect_rules.pointer import Pointer
from neglect_rules.trace import Trace

VERDICTS: Final[Mapping[Verdict, str]] = {
    "exact": "Exact. Deciding again gives the same record, byte for byte.",
    "same_outcome": "Same outcome, other record.",
    "mismatch": "Mismatch. Deciding again gives another result.",
    "ruleset_unavailable": "Ruleset unavailable.",
    "meaning_unavailable": "Meaning unavailable.",
    "altered": "Altered. The parts do not belong together.",
}
_RULESET = click.option(
    "--ruleset",
    "wanted",
    metavar="FILE|ID",
    help="The ruleset that the trace names; a capsule holds its own.",
)


def loaded(file: str) -> Trace | Capsule:
    """Return the trace or capsule in a file, whichever it is.

    Raises:
        AuditError: It is neither, or was altered.
    """
    data = file_bytes(file, AuditError)
    value = read_text(data, file, AuditError).value
    keys = set(value) if isinstance(value, dict) else set()
    if "trace" in keys:
        return load_capsule(data, name=file)
    if "entries" in keys:
        return load_trace(data, name=file)
    message = "this is neither a trace nor a capsule"
    hint = "`evaluate` writes both, with --trace and --capsule"
    raise AuditError((Diagnostic("NR101", message, hint=hint, file=file),))


@click.command(
    epilog=example(
        "neglect-rules explain capsule.json",
        "neglect-rules explain capsule.json --layer paragraph",
        "neglect-rules explain capsule.json --audience auditor --layer full",
    )
)
@click.argument("file", metavar="TRACE|CAPSULE")
@_RULESET
@as_read
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "markdown", "json"]),
    default="text",
    help="For people, for a case file, or for machines.",
)
def explain(file: str, wanted: str | None, form: str, **given: Any) -> int:
    """Say in words why a recorded level was given.

    A capsule whose parts do not belong together is refused.
    """
    page = page_of(*recorded(file, wanted), **reading(given))
    _show(page, form, given["layer"])
    remind(given)
    return Exit.DONE


def recorded(file: str, wanted: str | None) -> tuple[Trace, Ruleset | None]:
    """Return the recorded reason in a file with the ruleset that it names."""
    found = loaded(file)
    if isinstance(found, Trace):
        return found, _named(found, wanted)
    return found.trace, _own(found)


def _show(page: Page, form: str, layer: Layer) -> None:
    if form == "json":
        say(json.dumps(page_document(page), indent=2))
    elif form == "markdown":
        say(markdown_of(page).rstrip("\n"))
    elif layer == "line":
        say(unwrapped(page).rstrip("\n"))
    else:
        show(page)


def _own(capsule: Capsule) -> Ruleset:
    """Return a capsule's ruleset, if trace and ruleset belong together."""
    again = replayed(capsule)
    if again.verdict == "altered":
        raise AuditError(again.diagnostics)
    return capsule.ruleset


def _named(trace: Trace, wanted: str | None) -> Ruleset | None:
    """Return the ruleset that a trace names: the one given, else one that ships."""
    named = trace.document["ruleset"]
    if wanted is not None:
        ruleset = ruleset_of(wanted, None)
        if fingerprint(ruleset.document) != named["fingerprint"]:
            raise AuditError((_other(named["id"], named["version"]),))
        return ruleset
    ships = _shipped(named["id"], named["version"])
    if ships is None or fingerprint(ships.document) != named["fingerprint"]:
        return None
    return ships


def _shipped(id_: str, version: str) -> Ruleset | None:
    try:
        return shipped_ruleset(id_, version=version)
    except SelectionError:
        return None


def _other(id_: str, version: str) -> Diagnostic:
    message = f"this is not the ruleset that the trace names: `{id_}` {version}"
    hint = "its content differs, be it in one letter"
    return Diagnostic("NR702", message, Pointer(("ruleset", "fingerprint")), hint)


@click.command(
    epilog=example(
        "neglect-rules replay capsule.json",
        "neglect-rules replay trace.json --ruleset ruleset.json --case case.json",
        "neglect-rules replay decisions --workers 4",
    )
)
@click.argument("file", metavar="CAPSULE|TRACE|LOG")
@_RULESET
@click.option("--case", "case_file", metavar="FILE", help="The case of a trace.")
@of_a_log
def replay(file: str, wanted: str | None, case_file: str | None, **given: Any) -> int:
    """Decide a record again and compare; or every decision in a log.

    A capsule has all that is needed. A trace needs its case, and its ruleset unless
    that ships. A log, which is a folder, keeps what its decisions need.
    """
    if Path(file).is_dir():
        if wanted or case_file:
            message = "a log keeps its own rulesets and cases"
            raise click.UsageError(message)
        return replay_of_log(file, given)
    refuse_of_a_log(given)
    found = loaded(file)
    if isinstance(found, Capsule):
        again = replayed(found)
    elif case_file is None:
        message = "a trace needs --case; a capsule holds its own"
        raise click.UsageError(message)
    else:
        named = found.document["ruleset"]
        of_file = ruleset_of(wanted, None) if wanted else None
        ruleset = of_file or _shipped(named["id"], named["version"])
        again = replay_trace(found, ruleset, read_case(case_file))
    return _told(again)


def _told(again: Replay) -> int:
    place = "" if again.at is None else f" Place: {again.at}"
    say(f"{VERDICTS[again.verdict]}{place}")
    say(f"Compared: {again.compared}")
    if again.diagnostics:
        say(show_text(again.diagnostics))
    return Exit.DONE if again.is_exact else Exit.REPLAY
