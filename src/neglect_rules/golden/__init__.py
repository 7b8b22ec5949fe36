"""Worked cases with what was agreed of them, run against a ruleset."""

from __future__ import annotations

from neglect_rules.golden._accept import Accepted, accept
from neglect_rules.golden._coverage import KINDS, Coverage, Named, cases_of, coverage
from neglect_rules.golden._covered import coverage_page, told_target
from neglect_rules.golden._draft import draft_name, draft_of, is_ours
from neglect_rules.golden._junit import junit_of
from neglect_rules.golden._load import (
    Change,
    Expected,
    Part,
    Test,
    load_test,
    parts_of,
    read_test,
)
from neglect_rules.golden._mutants import (
    Agreed,
    Equivalent,
    Fate,
    Survey,
    agreed_parts,
    survey,
)
from neglect_rules.golden._mutation import Mutation, mutated
from neglect_rules.golden._mutations import mutations
from neglect_rules.golden._places import label_of, lines_at
from neglect_rules.golden._run import Difference, Result, is_for, run_test
from neglect_rules.golden._search import Found, search
from neglect_rules.golden._shown import shown_cases
from neglect_rules.golden._suite import (
    GENERATED,
    Ran,
    Story,
    read_stories,
    read_story,
    run_story,
)
from neglect_rules.golden._targets import Target, targets
from neglect_rules.golden._told import told

__all__ = [
    "GENERATED",
    "KINDS",
    "Accepted",
    "Agreed",
    "Change",
    "Coverage",
    "Difference",
    "Equivalent",
    "Expected",
    "Fate",
    "Found",
    "Mutation",
    "Named",
    "Part",
    "Ran",
    "Result",
    "Story",
    "Survey",
    "Target",
    "Test",
    "accept",
    "agreed_parts",
    "cases_of",
    "coverage",
    "coverage_page",
    "draft_name",
    "draft_of",
    "is_for",
    "is_ours",
    "junit_of",
    "label_of",
    "lines_at",
    "load_test",
    "mutated",
    "mutations",
    "parts_of",
    "read_stories",
    "read_story",
    "read_test",
    "run_story",
    "run_test",
    "search",
    "shown_cases",
    "survey",
    "targets",
    "told",
    "told_target",
]
