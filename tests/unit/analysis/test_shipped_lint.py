"""What ships is what we would have others write: no check has a warning about it."""

from __future__ import annotations

import pytest

from neglect_rules.analysis import Examined, examine
from neglect_rules.catalogue import Shipped, shipped
from neglect_rules.diagnostics import Severity
from neglect_rules.linking import link
from neglect_rules.loading import load_ruleset
from tests.unit.analysis.sound import TODAY

IN_FORCE = [entry for entry in shipped() if entry.is_in_force(TODAY)]


@pytest.mark.parametrize("entry", [pytest.param(e, id=e.id) for e in IN_FORCE])
def test_no_check_warns_of_a_ruleset_that_ships(entry: Shipped) -> None:
    program = link(load_ruleset(entry.file.read_bytes()))
    warned = [
        (found.code, str(found.at))
        for found in examine(Examined(program=program, day=TODAY))
        if found.severity is not Severity.NOTE
    ]

    assert warned == []
