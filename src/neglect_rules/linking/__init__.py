"""Rulesets to Programs: every name resolved, every law of structure decided."""

from __future__ import annotations

from neglect_rules.linking._link import findings, link, linked, outlined

__all__ = ["findings", "link", "linked", "outlined"]
