"""Rulesets to Programs: every name resolved, every law of structure decided."""

from __future__ import annotations

from neglect_rules.linking._link import link, linked, outlined

__all__ = ["link", "linked", "outlined"]
