"""Laws 11 and 12, and the table: the trace is the reason, and comes again."""

from __future__ import annotations

import json
import subprocess
import sys
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings

from neglect_rules.audit import capsule
from neglect_rules.linking import link
from neglect_rules.loading import load_ruleset
from tests.builders import NOON, a_ruleset, a_threshold
from tests.property.drawn import Drawn, choices, draws, one_drawn, seeds
from tests.property.laws import replay, sums, traces

pytestmark = pytest.mark.property

_REPLAY = """
import sys
from neglect_rules.audit import load_capsule, replay
print(replay(load_capsule(sys.stdin.buffer.read())).verdict)
"""


@given(draws(), choices)
def test_the_trace_is_the_reason(drawn: Drawn, random: Random) -> None:
    traces.the_trace_is_the_reason(drawn, random)


def test_the_trace_is_the_reason_without_domains_too() -> None:
    _is_the_reason(
        {
            "/domains": ...,
            "/guards": [],
            "/thresholds": [a_threshold({"indicator": "B", "at_least": "severe"})],
            **{f"/indicators/{id_}/domain": ... for id_ in "ABC"},
        }
    )


def test_the_trace_points_to_an_exception_that_stands_on_a_scale() -> None:
    falls = [{"id": "met", "points": 4}, {"id": "severe", "points": 0}]
    _is_the_reason(
        {
            "/scales/care/grades": falls,
            "/scales/care/exception": {"law": 5, "because": "It is meant to fall."},
        }
    )


def _is_the_reason(changes: dict[str, Any]) -> None:
    document = a_ruleset(changes)
    subject, answers = {"age_months": 60}, {"A": "met"}
    case = {
        "format": 1,
        "at": NOON.isoformat(),
        "subject": subject,
        "answers": answers,
    }
    program = link(load_ruleset(document))
    drawn = Drawn(document=document, program=program, case=case)

    traces.the_trace_is_the_reason(drawn, Random(0))


@given(draws(), choices)
@settings(max_examples=6)
def test_replay_is_exact(drawn: Drawn, random: Random) -> None:
    replay.replay_is_exact(drawn, random)


def test_replay_is_exact_in_a_fresh_process() -> None:
    stored = capsule(one_drawn(seeds()[0], Random(1)).decide()).to_json()

    done = subprocess.run(
        [sys.executable, "-c", _REPLAY],
        input=stored.encode(),
        capture_output=True,
        check=True,
    )

    assert json.loads(stored)["format"] == 1
    assert done.stdout.split() == [b"exact"]


@given(draws(), choices)
def test_the_contribution_table_adds_up(drawn: Drawn, random: Random) -> None:
    sums.the_table_adds_up(drawn, random)
