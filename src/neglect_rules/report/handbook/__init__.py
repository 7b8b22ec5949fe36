"""A ruleset as a document for those who sign it off and do not read JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

from neglect_rules.doors import front_door

if TYPE_CHECKING:
    from neglect_rules.report.handbook._atrs import record_title, transparency_record
    from neglect_rules.report.handbook._diagram import Diagram, diagram
    from neglect_rules.report.handbook._handbook import handbook, handbook_title
    from neglect_rules.report.handbook._html import html_document
    from neglect_rules.report.handbook._mermaid import mermaid_of
    from neglect_rules.report.handbook._svg import sheets, svg_of
    from neglect_rules.report.handbook._weights import page_of_weights, weights
    from neglect_rules.report.handbook._written import (
        markdown_document,
        text_document,
    )
else:
    __getattr__, __dir__ = front_door(
        __name__,
        {
            "._atrs": "record_title transparency_record",
            "._diagram": "Diagram diagram",
            "._handbook": "handbook handbook_title",
            "._html": "html_document",
            "._mermaid": "mermaid_of",
            "._svg": "sheets svg_of",
            "._weights": "page_of_weights weights",
            "._written": "markdown_document text_document",
        },
    )

__all__ = [
    "Diagram",
    "diagram",
    "handbook",
    "handbook_title",
    "html_document",
    "markdown_document",
    "mermaid_of",
    "page_of_weights",
    "record_title",
    "sheets",
    "svg_of",
    "text_document",
    "transparency_record",
    "weights",
]
