"""Where each value of a JSON text stands, and where the text slips from JSON.

One tolerant scanner does both. It agrees with `json`: a text has no slip exactly when
`json`, with this package's rules for numbers, keys and characters, accepts it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from neglect_rules.doors import front_door

if TYPE_CHECKING:
    from neglect_rules.locations._characters import may_hold_refused, refused_in
    from neglect_rules.locations._lexemes import meant_by
    from neglect_rules.locations._numbers import MOST_DECIMALS, MOST_DIGITS, number_slip
    from neglect_rules.locations._scan import Place, Scan, scan
    from neglect_rules.locations._slips import CONTENT, Slip, SlipKind
    from neglect_rules.locations._texts import outside_texts
else:
    __getattr__, __dir__ = front_door(
        __name__,
        {
            "._characters": "may_hold_refused refused_in",
            "._lexemes": "meant_by",
            "._numbers": "MOST_DECIMALS MOST_DIGITS number_slip",
            "._scan": "Place Scan scan",
            "._slips": "CONTENT Slip SlipKind",
            "._texts": "outside_texts",
        },
    )

__all__ = [
    "CONTENT",
    "MOST_DECIMALS",
    "MOST_DIGITS",
    "Place",
    "Scan",
    "Slip",
    "SlipKind",
    "may_hold_refused",
    "meant_by",
    "number_slip",
    "outside_texts",
    "refused_in",
    "scan",
]
