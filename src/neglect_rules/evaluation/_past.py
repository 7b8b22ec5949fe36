"""What a trace says of history."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from neglect_rules.evaluation._run import Values
from neglect_rules.evaluation._shown import shown
from neglect_rules.facts import Counted, Facts, window_opens
from neglect_rules.model import Case
from neglect_rules.program import Amount, Program

Json = dict[str, Any]
_NOTHING = Counted(value=(0, 0))


def history(
    program: Program, case: Case, facts: Facts, values: Values
) -> Iterator[Json]:
    """Yield what each measure of history looked at, where there was anything."""
    for index, step in program.leaves:
        if not isinstance(step, Amount) or step.tally is None:
            continue
        counted = facts.histories["recorded"][index]
        if counted == _NOTHING:
            continue
        found: Json = {
            "at": step.at,
            "measure": step.of,
            "of": step.tally.of,
            "value": shown(step, values[index]),
            "counted": sorted(counted.counted),
        }
        if step.tally.within is not None:
            since = window_opens(step.tally.within, case, facts.day)
            found["since"] = since and since.isoformat()
            found["passed"] = sorted(counted.passed)
        yield found
