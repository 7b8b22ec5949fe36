"""Recorded reasons, kept whole and decided again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from neglect_rules.doors import front_door

if TYPE_CHECKING:
    from neglect_rules.audit._capsule import Capsule, capsule
    from neglect_rules.audit._export import export
    from neglect_rules.audit._find import Found, Wanted, find, sample
    from neglect_rules.audit._load import load_capsule, load_trace
    from neglect_rules.audit._masks import MASKS, Mask, mask_of, redacted
    from neglect_rules.audit._moment import moment_of
    from neglect_rules.audit._rebuilt import (
        case_in,
        decision_in,
        people_about,
        said_about,
    )
    from neglect_rules.audit._recorded import RecordVerdict, Replayed, replay_record
    from neglect_rules.audit._replay import Replay, Verdict, replay, replay_trace
    from neglect_rules.audit._replay_log import ReplayedEntry, ReplayReport, replay_log
    from neglect_rules.audit._review import (
        FEWEST,
        Count,
        Ladder,
        Reviewed,
        Rule,
        part,
        reviewed,
        told,
    )
else:
    # A log needs what not every place has: deciding a capsule again does not.
    __getattr__, __dir__ = front_door(
        __name__,
        {
            "._capsule": "Capsule capsule",
            "._export": "export",
            "._find": "Found Wanted find sample",
            "._load": "load_capsule load_trace",
            "._masks": "MASKS Mask mask_of redacted",
            "._moment": "moment_of",
            "._rebuilt": "case_in decision_in people_about said_about",
            "._recorded": "RecordVerdict Replayed replay_record",
            "._replay": "Replay Verdict replay replay_trace",
            "._replay_log": "ReplayedEntry ReplayReport replay_log",
            "._review": "FEWEST Count Ladder Reviewed Rule part reviewed told",
        },
    )

__all__ = [
    "FEWEST",
    "MASKS",
    "Capsule",
    "Count",
    "Found",
    "Ladder",
    "Mask",
    "RecordVerdict",
    "Replay",
    "ReplayReport",
    "Replayed",
    "ReplayedEntry",
    "Reviewed",
    "Rule",
    "Verdict",
    "Wanted",
    "capsule",
    "case_in",
    "decision_in",
    "export",
    "find",
    "load_capsule",
    "load_trace",
    "mask_of",
    "moment_of",
    "part",
    "people_about",
    "redacted",
    "replay",
    "replay_log",
    "replay_record",
    "replay_trace",
    "reviewed",
    "said_about",
    "sample",
    "told",
]
