"""Checks of a local edition: it is what it says, and changes no more than it may."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from neglect_rules.analysis._edition import edition, is_edition
from neglect_rules.analysis._edits import Edit
from neglect_rules.analysis._examined import Check, Examined
from neglect_rules.diagnostics import Diagnostic, Severity
from neglect_rules.pointer import Pointer


def _beyond(examined: Examined) -> Iterator[Diagnostic]:
    base = examined.base
    if base is None or not is_edition(examined.ruleset, base):
        return
    for each in edition(base, examined.ruleset).beyond:
        yield Diagnostic(
            "NR366",
            f"a local edition changes settings and words only, and this one "
            f"{_done(each)}",
            _place(each),
            "put it back, or make it a ruleset of its own without `based_on`",
        )


def _of_another(examined: Examined) -> Iterator[Diagnostic]:
    base, named = examined.base, examined.ruleset.based_on
    if base is None or is_edition(examined.ruleset, base):
        return
    held = f"`{base.id}` {base.version}"
    if named is None:
        message = f"it does not say that it is based on {held}"
        yield Diagnostic("NR367", message, hint="write `based_on`")
    elif (named.id, named.version) != (base.id, base.version):
        message = f"it is based on `{named.id}` {named.version}, not on {held}"
        yield Diagnostic("NR367", message, _BASED_ON)
    else:
        message = f"it is based on another text of {held} than the one at hand"
        hint = "one of the two was changed; find the text that was agreed"
        yield Diagnostic("NR367", message, _BASED_ON / "fingerprint", hint)


def _done(edit: Edit) -> str:
    what = edit.what.replace("_", " ")
    name = f"{what} {edit.label_new or edit.label_old} ({edit.id})"
    told = {"added": "adds", "removed": "takes out", "moved": "moves"}
    if edit.kind in told:
        return f"{told[edit.kind]} {name}"
    if edit.kind == "renamed":
        return f"gives {name} another id"
    return f"changes `{edit.key}` of {name}" if edit.key else f"changes {name}"


def _place(edit: Edit) -> Pointer:
    if edit.at_new is None:
        return edit.at_old or Pointer()
    if edit.kind != "changed" or not edit.key:
        return edit.at_new
    return Pointer.parse(f"{edit.at_new}/{edit.key}")


_BASED_ON: Final = Pointer(("based_on",))

EDITION: Final = (
    Check("NR366", Severity.WARNING, _beyond),
    Check("NR367", Severity.WARNING, _of_another),
)
"""Checks that hold a local edition against what it is based on."""
