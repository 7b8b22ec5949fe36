"""Records: a reason from its file in words, and the same decided again to compare."""

from __future__ import annotations

import click

from neglect_rules.audit import Capsule, load_capsule, load_trace
from neglect_rules.canonical import fingerprint
from neglect_rules.catalogue import shipped_ruleset
from neglect_rules.cli._exits import Exit
from neglect_rules.cli._given import ruleset_of
from neglect_rules.cli._screen import example, show
from neglect_rules.diagnostics import Diagnostic
from neglect_rules.errors import AuditError, SelectionError
from neglect_rules.explain import page_of
from neglect_rules.loading import file_bytes, read_text
from neglect_rules.model import Ruleset
from neglect_rules.pointer import Pointer
from neglect_rules.trace import Trace

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
    if isinstance(value, dict) and "trace" in value:
        return load_capsule(data, name=file)
    return load_trace(data, name=file)


@click.command(epilog=example("neglect-rules explain capsule.json"))
@click.argument("file", metavar="TRACE|CAPSULE")
@_RULESET
@click.option("--language", metavar="LANGUAGE", help="A language the ruleset has.")
def explain(file: str, wanted: str | None, language: str | None) -> int:
    """Say in words why a recorded level was given."""
    found = loaded(file)
    if isinstance(found, Trace):
        trace, ruleset = found, _named(found, wanted)
    else:
        trace, ruleset = found.trace, found.ruleset
    show(page_of(trace, ruleset, language))
    return Exit.DONE


def _named(trace: Trace, wanted: str | None) -> Ruleset | None:
    """Return the ruleset that a trace names: the one given, else one that ships."""
    named = trace.document["ruleset"]
    if wanted is not None:
        ruleset = ruleset_of(wanted, None)
        if fingerprint(ruleset.document) != named["fingerprint"]:
            raise AuditError((_other(named["id"], named["version"]),))
        return ruleset
    try:
        ruleset = shipped_ruleset(named["id"], version=named["version"])
    except SelectionError:
        return None
    same = fingerprint(ruleset.document) == named["fingerprint"]
    return ruleset if same else None


def _other(id_: str, version: str) -> Diagnostic:
    message = f"this is not the ruleset that the trace names: `{id_}` {version}"
    hint = "its content differs, be it in one letter"
    return Diagnostic("NR702", message, Pointer(("ruleset", "fingerprint")), hint)


@click.command(epilog=example("neglect-rules replay capsule.json"))
@click.argument("file", metavar="CAPSULE|TRACE")
@_RULESET
@click.option("--case", "case_file", metavar="FILE", help="The case of a trace.")
def replay(file: str, wanted: str | None, case_file: str | None) -> int:
    """Decide a record again and compare."""
    return Exit.DONE
