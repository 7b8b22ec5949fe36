"""Pages that people look at, print and sign: one file each, whole in itself.

Needs the extra `report`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from neglect_rules.doors import front_door

if TYPE_CHECKING:
    from neglect_rules.report._decision import decision_report
    from neglect_rules.report._environment import (
        environment,
        make_sure_of_templates,
        markup,
    )
    from neglect_rules.report._findings import Checked, findings_report
    from neglect_rules.report._page import report
else:
    __getattr__, __dir__ = front_door(
        __name__,
        {
            "._decision": "decision_report",
            "._environment": "environment make_sure_of_templates markup",
            "._findings": "Checked findings_report",
            "._page": "report",
        },
    )

__all__ = [
    "Checked",
    "decision_report",
    "environment",
    "findings_report",
    "make_sure_of_templates",
    "markup",
    "report",
]
