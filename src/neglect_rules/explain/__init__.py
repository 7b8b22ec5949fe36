"""Decisions in words that a worker can read out and a family can question."""

from __future__ import annotations

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
from neglect_rules.explain._text import lines_of, text_of
from neglect_rules.explain._words import words

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
    "agreed_so_far",
    "asked",
    "banner",
    "edit_group",
    "edit_line",
    "edits_section",
    "explain",
    "explain_household",
    "explain_trace",
    "finding_line",
    "headline",
    "lines_of",
    "make_sure_of_word",
    "markdown_of",
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
    "text_of",
    "unwrapped",
    "words",
]
