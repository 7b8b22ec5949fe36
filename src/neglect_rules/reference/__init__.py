"""A second opinion: what a ruleset says of a case, interpreted clause by clause.

It shares no code with linker and evaluator, and trusts that the ruleset links and the
case fits. Numbers are clauses of docs/reference/semantics-1.md.
"""

from __future__ import annotations

from neglect_rules.reference._rules import decide, parts_of

__all__ = ["decide", "parts_of"]
