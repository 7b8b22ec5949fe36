"""A ruleset with the record that it was adopted."""

from __future__ import annotations

from attrs import evolve

from neglect_rules.adoption._errors import AdoptionError
from neglect_rules.adoption._faults import faults
from neglect_rules.diagnostics import Severity
from neglect_rules.model import Adoption, Ruleset
from neglect_rules.program import Program


def with_adoption(ruleset: Ruleset, adoption: Adoption) -> Ruleset:
    """Return a ruleset that knows who adopted it.

    From the day of adoption on its decisions carry the status `adopted`. Before that
    day they say what the ruleset says of itself.

    Raises:
        AdoptionError: The record does not stand for this ruleset; with every reason.
    """
    found = faults(adoption, ruleset)
    errors = tuple(each for each in found if each.severity is Severity.ERROR)
    if errors:
        raise AdoptionError(errors)
    return evolve(ruleset, adoption=adoption)


def adopted(program: Program, adoption: Adoption) -> Program:
    """Return a Program that knows who adopted its ruleset; nothing else changes.

    Raises:
        AdoptionError: As `with_adoption` does.
    """
    return evolve(program, ruleset=with_adoption(program.ruleset, adoption))
