"""Documents in: text to rulesets and cases, every fault with its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from neglect_rules.doors import front_door

if TYPE_CHECKING:
    from neglect_rules.loading._case import (
        MOST_ANSWERS,
        case_of,
        date_range,
        load_case,
        read_case,
        subject_of,
    )
    from neglect_rules.loading._document import Document
    from neglect_rules.loading._files import file_bytes
    from neglect_rules.loading._ruleset import load_ruleset, read_ruleset
    from neglect_rules.loading._sarif import SarifRule, show_sarif
    from neglect_rules.loading._schema import NAMES, against_schema, schema
    from neglect_rules.loading._show import show_github, show_json, show_text
    from neglect_rules.loading._structure import structured
    from neglect_rules.loading._text import read_text
    from neglect_rules.loading._values import from_values
    from neglect_rules.loading._visible import visible
    from neglect_rules.placing import located
else:
    __getattr__, __dir__ = front_door(
        __name__,
        {
            "._case": (
                "MOST_ANSWERS case_of date_range load_case read_case subject_of"
            ),
            "._document": "Document",
            "._files": "file_bytes",
            "._ruleset": "load_ruleset read_ruleset",
            "._sarif": "SarifRule show_sarif",
            "._schema": "NAMES against_schema schema",
            "._show": "show_github show_json show_text",
            "._structure": "structured",
            "._text": "read_text",
            "._values": "from_values",
            "._visible": "visible",
            "neglect_rules.placing": "located",
        },
    )

__all__ = [
    "MOST_ANSWERS",
    "NAMES",
    "Document",
    "SarifRule",
    "against_schema",
    "case_of",
    "date_range",
    "file_bytes",
    "from_values",
    "load_case",
    "load_ruleset",
    "located",
    "read_case",
    "read_ruleset",
    "read_text",
    "schema",
    "show_github",
    "show_json",
    "show_sarif",
    "show_text",
    "structured",
    "subject_of",
    "visible",
]
