"""What is wrong with an adoption, as an error."""

from __future__ import annotations

from neglect_rules.errors import RulesetError


class AdoptionError(RulesetError):
    """The keeper of a ruleset must act: nobody's adoption of it stands.

    It is a kind of `RulesetError`: where a ruleset may be refused, this may be why.
    """
