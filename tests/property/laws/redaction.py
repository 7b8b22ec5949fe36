"""Law 19: what is hidden is read as anything, so hiding never makes a record false."""

from __future__ import annotations

import copy
from random import Random
from typing import Any

from neglect_rules.audit import replay_record
from neglect_rules.audit.records import decision_evidence, strangers
from neglect_rules.program import Program
from tests.property.drawn import Drawn
from tests.unit.audit.kept import SECRET, a_context

_PROGRAMS: dict[str, Program] = {}
"""Programs that were linked from an archive, so that each is linked once."""


def hiding_never_flips(drawn: Drawn, random: Random) -> None:
    """Law 19: hide some of a case; what was recorded stays among what is possible."""
    evidence = decision_evidence(drawn.decide(), a_context("d1"), secret=SECRET)
    share = random.choice([0.02, 0.1, 0.3, 0.7, 1.0])
    left = [
        each
        for each in evidence.disclosures
        if each.name.startswith("/trace") or random.random() >= share
    ]
    found = replay_record(evidence.record, left, evidence.documents.get, _PROGRAMS)
    wanted = {"consistent", "inconclusive"}
    if len(left) == len(evidence.disclosures):
        wanted = {"exact"}
    assert found.verdict in wanted, (found.verdict, [str(d) for d in found.diagnostics])
    assert list(strangers(evidence.record, left)) == []
    _a_false_record_is_found(drawn, evidence.record, left, evidence.documents)


def _a_false_record_is_found(
    drawn: Drawn, record: Any, left: Any, documents: Any
) -> None:
    """Say that another level came out, wherever what is left rules it out."""
    for link in drawn.program.outcomes:
        for grade in link.grades:
            forged = copy.deepcopy(dict(record))
            result = forged["core"]["outcomes"][link.id]
            if grade in result["possible"]:
                continue
            result.update(possible=[grade], floor=grade, ceiling=grade)
            found = replay_record(forged, left, documents.get, _PROGRAMS)
            assert found.verdict != "exact"
            if len(left) == len(record["sealed"]["parts"]):
                assert found.verdict == "mismatch"
            return
