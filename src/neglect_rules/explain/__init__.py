"""Decisions in words that a worker can read out and a family can question."""

from __future__ import annotations

from typing import TYPE_CHECKING

from neglect_rules.doors import front_door

if TYPE_CHECKING:
    from neglect_rules.explain._adopted import agreed_so_far
    from neglect_rules.explain._amounts import plural
    from neglect_rules.explain._asked import asked
    from neglect_rules.explain._audience import (
        AUDIENCES,
        LAYERS,
        Audience,
        Layer,
        Sharing,
    )
    from neglect_rules.explain._document import page_document
    from neglect_rules.explain._edits import edit_group, edit_line, edits_section
    from neglect_rules.explain._explain import (
        explain,
        explain_trace,
        headline,
        notable,
        page_of,
        unwrapped,
    )
    from neglect_rules.explain._findings import finding_line, page_of_findings
    from neglect_rules.explain._household import explain_household, page_of_household
    from neglect_rules.explain._markdown import markdown_of
    from neglect_rules.explain._moves import page_of_change
    from neglect_rules.explain._page import (
        Block,
        Bullet,
        Line,
        Page,
        Pairs,
        Section,
        Table,
    )
    from neglect_rules.explain._paper import paper_docx, paper_html, paper_markdown
    from neglect_rules.explain._paper_docx import make_sure_of_word
    from neglect_rules.explain._reasons import (
        page_of_what_if,
        page_of_what_next,
        page_of_why,
        page_of_why_not,
    )
    from neglect_rules.explain._result import banner
    from neglect_rules.explain._said import day, extent, moment
    from neglect_rules.explain._text import lines_of, text_of
    from neglect_rules.explain._whole import asks, made, rests_on, selection, stands
    from neglect_rules.explain._words import Words, words
else:
    __getattr__, __dir__ = front_door(
        __name__,
        {
            "._adopted": "agreed_so_far",
            "._amounts": "plural",
            "._asked": "asked",
            "._audience": "AUDIENCES Audience LAYERS Layer Sharing",
            "._document": "page_document",
            "._edits": "edit_group edit_line edits_section",
            "._explain": "explain explain_trace headline notable page_of unwrapped",
            "._findings": "finding_line page_of_findings",
            "._household": "explain_household page_of_household",
            "._markdown": "markdown_of",
            "._moves": "page_of_change",
            "._page": "Block Bullet Line Page Pairs Section Table",
            "._paper": "paper_docx paper_html paper_markdown",
            "._paper_docx": "make_sure_of_word",
            "._reasons": (
                "page_of_what_if page_of_what_next page_of_why page_of_why_not"
            ),
            "._result": "banner",
            "._said": "day extent moment",
            "._text": "lines_of text_of",
            "._whole": "asks made rests_on selection stands",
            "._words": "Words words",
        },
    )

__all__ = [
    "AUDIENCES",
    "LAYERS",
    "Audience",
    "Block",
    "Bullet",
    "Layer",
    "Line",
    "Page",
    "Pairs",
    "Section",
    "Sharing",
    "Table",
    "Words",
    "agreed_so_far",
    "asked",
    "asks",
    "banner",
    "day",
    "edit_group",
    "edit_line",
    "edits_section",
    "explain",
    "explain_household",
    "explain_trace",
    "extent",
    "finding_line",
    "headline",
    "lines_of",
    "made",
    "make_sure_of_word",
    "markdown_of",
    "moment",
    "notable",
    "page_document",
    "page_of",
    "page_of_change",
    "page_of_findings",
    "page_of_household",
    "page_of_what_if",
    "page_of_what_next",
    "page_of_why",
    "page_of_why_not",
    "paper_docx",
    "paper_html",
    "paper_markdown",
    "plural",
    "rests_on",
    "selection",
    "stands",
    "text_of",
    "unwrapped",
    "words",
]
