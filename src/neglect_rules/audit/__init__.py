"""Recorded reasons, kept whole and decided again."""

from __future__ import annotations

from neglect_rules.audit._capsule import Capsule, capsule
from neglect_rules.audit._load import load_capsule, load_trace
from neglect_rules.audit._moment import moment_of
from neglect_rules.audit._replay import Replay, Verdict, replay, replay_trace

__all__ = [
    "Capsule",
    "Replay",
    "Verdict",
    "capsule",
    "load_capsule",
    "load_trace",
    "moment_of",
    "replay",
    "replay_trace",
]
