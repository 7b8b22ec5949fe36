"""Makes the golden log of a record format, once: `python -m tests.golden.records_made`.

A file that is there is never made again: what was once recorded must replay for ever.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from attrs import evolve

from neglect_rules.audit import export
from neglect_rules.audit.logs import StoredLog
from neglect_rules.audit.records import (
    correction_evidence,
    decided_evidence,
    decision_evidence,
    dissent_evidence,
    ended_evidence,
    override_evidence,
    report_evidence,
    ruleset_evidence,
    shown_evidence,
)
from neglect_rules.evaluation import evaluate
from neglect_rules.people import decide, dissent, override
from tests.builders import NOON, a_case, a_program
from tests.unit.audit.kept import (
    KEY,
    SECRET,
    WORKER,
    a_context,
    a_log,
    some_evidence,
)

FOLDER = Path(__file__).parent / "records"
LATER = NOON + dt.timedelta(days=40)


def a_log_of_every_kind() -> StoredLog:
    """Return a log with a record of each kind that format 1 has."""
    low = evaluate(a_program(), a_case({"A": "met", "B": "met", "C": "met"}), at=NOON)
    raised = override(low, "level", "high", reason="She hides.", person=WORKER, at=NOON)
    other = dissent(low, "level", "middle", reason="More.", person=WORKER, at=NOON)
    manager = evolve(WORKER, ref="m-1", role="manager")
    named = decide(low, person=manager, at=NOON, levels={"level": "middle"}, reason="W")
    over = override_evidence(raised, "d-2", a_context("o-1"), secret=SECRET)
    said = dissent_evidence(other, "d-2", a_context("o-2"), secret=SECRET)
    several = [
        ruleset_evidence("published", low.program.ruleset, a_context("r-1"), at=NOON),
        some_evidence("d-1", "s-1"),
        decision_evidence(low, a_context("d-2", "s-2"), secret=SECRET),
        over,
        said,
        ended_evidence(over, "Seen.", a_context("o-3"), at=LATER, secret=SECRET),
        ended_evidence(said, "Agreed.", a_context("o-4"), at=LATER, secret=SECRET),
        decided_evidence(named, "d-2", a_context("n-1"), secret=SECRET),
        shown_evidence(
            "What was shown.",
            "d-2",
            a_context("t-1"),
            at=NOON,
            audience="practitioner",
            layer="page",
            language="en-GB",
            secret=SECRET,
        ),
        correction_evidence(
            "d-1", "A slip.", a_context("c-1"), at=LATER, secret=SECRET
        ),
        report_evidence(
            {"exact": 2}, f"sha256:{'0' * 64}", (1, 9), a_context("p-1"), at=LATER
        ),
        ruleset_evidence("retired", low.program.ruleset, a_context("r-2"), at=LATER),
    ]
    log = a_log(*several)
    log.forget("d-1", ["/case/answers/A/note"], a_context("g-1"), at=LATER)
    log.seal(KEY, a_context("seal"), at=LATER)
    return log


def main() -> None:
    """Write the golden log of format 1, unless it is there."""
    FOLDER.mkdir(exist_ok=True)
    file = FOLDER / "format-1.jsonl"
    if file.exists():
        message = f"{file} is there, and stays as it is"
        raise SystemExit(message)
    file.write_text("".join(export(a_log_of_every_kind())), encoding="utf-8")


if __name__ == "__main__":
    main()
