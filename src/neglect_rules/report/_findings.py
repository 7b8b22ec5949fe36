"""What is wrong or odd in rulesets, as a report for people who mend them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final, final

from attrs import frozen

from neglect_rules.diagnostics import Diagnostic, Severity
from neglect_rules.explain import plural
from neglect_rules.report._page import assembled
from neglect_rules.report._tree import Part, Text

_TITLES: Final[Mapping[Severity, str]] = {
    Severity.ERROR: "Problems",
    Severity.WARNING: "Warnings",
    Severity.NOTE: "Notes",
}
_MEANS: Final[Mapping[Severity, str]] = {
    Severity.ERROR: "The ruleset cannot be used before these are put right.",
    Severity.WARNING: "Put these right, or agree why not.",
    Severity.NOTE: "Worth knowing.",
}


@final
@frozen
class Checked:
    """A ruleset with what was found in it.

    Attributes:
        name: What people call it.
        file: Where it stands.
        found: Everything that is wrong or odd.
    """

    name: str
    file: str
    found: tuple[Diagnostic, ...]


def findings_report(checked: Sequence[Checked], note: str = "") -> str:
    """Return findings as one HTML file, the worst of each ruleset first.

    A finding leads with its sentence and what to do. Where it stands follows; codes
    and places in the document are folded away.

    Raises:
        UnsupportedError: The extra `report` is not installed.
    """
    parts = [part for each in checked for part in _parts(each)]
    return assembled(parts, "Check", language="en-GB", marks="", note=note)


def _parts(checked: Checked) -> Iterator[Part]:
    counts = [
        plural(len(found), _TITLES[severity][:-1].lower())
        for severity in Severity
        if (found := _of(checked, severity))
    ]
    told = " and ".join(counts) if counts else "No problems"
    nodes = (Text(f"{told[:1].upper()}{told[1:]}.", strong=True),)
    yield Part(checked.name, (*nodes, Text(f"File: {checked.file}")))
    for severity, title in _TITLES.items():
        if found := _of(checked, severity):
            yield Part(title, (), "findings.html", (found, _MEANS[severity]))


def _of(checked: Checked, severity: Severity) -> tuple[Diagnostic, ...]:
    return tuple(each for each in checked.found if each.severity is severity)
