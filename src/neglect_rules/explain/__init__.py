"""Decisions in words that a worker can read out and a family can question."""

from __future__ import annotations

from neglect_rules.explain._explain import explain, explain_trace, page_of
from neglect_rules.explain._page import Bullet, Line, Page, Pairs, Section, Table
from neglect_rules.explain._text import lines_of, text_of

__all__ = [
    "Bullet",
    "Line",
    "Page",
    "Pairs",
    "Section",
    "Table",
    "explain",
    "explain_trace",
    "lines_of",
    "page_of",
    "text_of",
]
