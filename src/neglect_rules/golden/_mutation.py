"""One small change to a ruleset, with the words for it."""

from __future__ import annotations

from typing import final

from attrs import field, frozen

from neglect_rules.golden._edited import Edit, edited
from neglect_rules.model import Ruleset


@final
@frozen(kw_only=True)
class Mutation:
    """A small change.

    Attributes:
        at: Where in the ruleset.
        was: What the author wrote, in a few words.
        now: What stands there instead.
        edits: The change itself.
    """

    at: str
    was: str
    now: str
    edits: tuple[Edit, ...] = field(repr=False)


def mutated(ruleset: Ruleset, mutation: Mutation) -> Ruleset:
    """Return a ruleset with a small change made to it."""
    return edited(ruleset, mutation.edits)
