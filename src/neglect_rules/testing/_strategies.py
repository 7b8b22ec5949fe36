"""Hypothesis strategies over the generators; what they find, they shrink."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hypothesis import strategies as st

from neglect_rules.testing._cases import make_case
from neglect_rules.testing._draft import Document, Shape
from neglect_rules.testing._rulesets import make_ruleset


def rulesets(shape: Shape = "any") -> st.SearchStrategy[Document]:
    """Return a strategy for ruleset documents; see `make_ruleset`."""
    return _randoms().map(lambda random: make_ruleset(random, shape=shape))


def cases(
    ruleset: Mapping[str, Any], shape: Shape = "any"
) -> st.SearchStrategy[Document]:
    """Return a strategy for case documents that fit `ruleset`; see `make_case`."""
    return _randoms().map(lambda random: make_case(random, ruleset, shape=shape))


def ruleset_and_case(
    shape: Shape = "any",
) -> st.SearchStrategy[tuple[Document, Document]]:
    """Return a strategy for a ruleset document with a case document that fits it."""
    return rulesets(shape).flatmap(
        lambda ruleset: st.tuples(st.just(ruleset), cases(ruleset, shape))
    )


def _randoms() -> st.SearchStrategy[Any]:
    return st.randoms(use_true_random=False)
