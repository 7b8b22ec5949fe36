"""Worked cases with what was agreed of them, run against a ruleset."""

from __future__ import annotations

from neglect_rules.golden._load import Change, Expected, Test, load_test, read_test
from neglect_rules.golden._run import Difference, Result, is_for, run_test

__all__ = [
    "Change",
    "Difference",
    "Expected",
    "Result",
    "Test",
    "is_for",
    "load_test",
    "read_test",
    "run_test",
]
