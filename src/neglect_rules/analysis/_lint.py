"""Every check of a ruleset that links, one code each.

A check finds what a careful reader would point out. Nothing that it finds stops a
ruleset from being used.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from attrs import evolve

from neglect_rules.analysis._examined import Check, Examined
from neglect_rules.analysis._lint_care import CARE
from neglect_rules.analysis._lint_dates import DATES
from neglect_rules.analysis._lint_edition import EDITION
from neglect_rules.analysis._lint_people import PEOPLE
from neglect_rules.analysis._lint_scoring import SCORING
from neglect_rules.analysis._lint_words import WORDS
from neglect_rules.analysis._thin import thin_forms
from neglect_rules.diagnostics import Diagnostic, Severity
from neglect_rules.facts import misfits
from neglect_rules.placing import located


def _thin(examined: Examined) -> Iterator[Diagnostic]:
    program = examined.program
    # A worked case may be about an earlier form of the rules. `test` tells of that.
    fitting = [
        (case, at) for case, at in examined.cases if not any(misfits(program, case, at))
    ]
    yield from thin_forms(program, fitting)


CHECKS: Final[tuple[Check, ...]] = tuple(
    sorted(
        (
            Check("NR301", Severity.WARNING, _thin),
            *SCORING,
            *DATES,
            *WORDS,
            *CARE,
            *PEOPLE,
            *EDITION,
        ),
        key=lambda check: check.code,
    )
)
"""Every check, by code."""


def examine(
    examined: Examined, *, checks: Iterable[Check] = CHECKS
) -> tuple[Diagnostic, ...]:
    """Return what checks find in a ruleset, in the order of its text.

    Args:
        examined: The ruleset, with what stands around it.
        checks: Which checks; all, if not said.
    """
    found = (
        evolve(each, severity=check.severity)
        for check in checks
        for each in check.find(examined)
    )
    return located(found, examined.ruleset, with_lines=True)
