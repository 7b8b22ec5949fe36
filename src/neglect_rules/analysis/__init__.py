"""What a ruleset is like before any child is judged by it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from neglect_rules.doors import front_door

if TYPE_CHECKING:
    from neglect_rules.analysis._baseline import (
        KnownFinding,
        baseline_text,
        digest_of,
        known_from,
        load_baseline,
        out_of_date,
        without_known,
    )
    from neglect_rules.analysis._change import (
        Bump,
        Change,
        Edited,
        Effect,
        Numbering,
        change,
    )
    from neglect_rules.analysis._edition import Edition, edition, is_edition
    from neglect_rules.analysis._edits import Edit, edits
    from neglect_rules.analysis._edits_applied import applied
    from neglect_rules.analysis._edits_words import held_at
    from neglect_rules.analysis._examined import Check, Examined
    from neglect_rules.analysis._fixes import Fix, Fixed, fixed
    from neglect_rules.analysis._known import Claim, Finding, How, Known, Witness
    from neglect_rules.analysis._lint import CHECKS, examine
    from neglect_rules.analysis._moves import (
        Direction,
        Mover,
        Moves,
        OutcomeMoves,
        moves,
    )
    from neglect_rules.analysis._pages import page, plain
    from neglect_rules.analysis._prove import prove
    from neglect_rules.analysis._same import same_meaning
    from neglect_rules.analysis._thin import thin_forms
    from neglect_rules.analysis._weigh import (
        Alone,
        DomainWeight,
        SignWeight,
        Spread,
        Weighing,
        weigh,
    )
else:
    __getattr__, __dir__ = front_door(
        __name__,
        {
            "._baseline": (
                "KnownFinding baseline_text digest_of known_from load_baseline "
                "out_of_date without_known"
            ),
            "._change": "Bump Change Edited Effect Numbering change",
            "._edition": "Edition edition is_edition",
            "._edits": "Edit edits",
            "._edits_applied": "applied",
            "._edits_words": "held_at",
            "._examined": "Check Examined",
            "._fixes": "Fix Fixed fixed",
            "._known": "Claim Finding How Known Witness",
            "._lint": "CHECKS examine",
            "._moves": "Direction Mover Moves OutcomeMoves moves",
            "._pages": "page plain",
            "._prove": "prove",
            "._same": "same_meaning",
            "._thin": "thin_forms",
            "._weigh": "Alone DomainWeight SignWeight Spread Weighing weigh",
        },
    )

__all__ = [
    "CHECKS",
    "Alone",
    "Bump",
    "Change",
    "Check",
    "Claim",
    "Direction",
    "DomainWeight",
    "Edit",
    "Edited",
    "Edition",
    "Effect",
    "Examined",
    "Finding",
    "Fix",
    "Fixed",
    "How",
    "Known",
    "KnownFinding",
    "Mover",
    "Moves",
    "Numbering",
    "OutcomeMoves",
    "SignWeight",
    "Spread",
    "Weighing",
    "Witness",
    "applied",
    "baseline_text",
    "change",
    "digest_of",
    "edition",
    "edits",
    "examine",
    "fixed",
    "held_at",
    "is_edition",
    "known_from",
    "load_baseline",
    "moves",
    "out_of_date",
    "page",
    "plain",
    "prove",
    "same_meaning",
    "thin_forms",
    "weigh",
    "without_known",
]
