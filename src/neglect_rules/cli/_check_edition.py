"""What a local edition is held against, and what it changes of that."""

from __future__ import annotations

import datetime as dt

from neglect_rules.analysis import edition, is_edition
from neglect_rules.catalogue import shipped, shipped_ruleset
from neglect_rules.cli._given import ruleset_of
from neglect_rules.cli._screen import talk
from neglect_rules.explain import plural
from neglect_rules.model import Ruleset


def base_of(
    file: str, ruleset: Ruleset, wanted: str | None, at: dt.datetime | None
) -> Ruleset | None:
    """Return what a ruleset is to be held against as a local edition.

    It is the one that was asked for, else one that ships under the name it gives. Where
    it names one that is not at hand, that is said.

    Raises:
        RulesetError: The ruleset that was asked for is refused.
        SelectionError: There is none of this name.
    """
    if wanted is not None:
        return ruleset_of(wanted, at)
    named = ruleset.based_on
    if named is None:
        return None
    if any((each.id, each.version) == (named.id, named.version) for each in shipped()):
        return shipped_ruleset(named.id, version=named.version)
    talk(
        f"{file}: it is based on {named.id} {named.version}, which is not at hand. "
        "Give it with --based-on to see whether it changes more than it may."
    )
    return None


def edition_line(base: Ruleset, ruleset: Ruleset) -> str | None:
    """Return in a sentence what an edition changes; of no edition nothing."""
    if not is_edition(ruleset, base):
        return None
    found = edition(base, ruleset)
    counts = f"{_many(found.settings, 'setting')} and {_many(found.texts, 'text')}"
    begins = f"This is a local edition of {base.title} {base.version}: it changes"
    if not found.beyond:
        return f"{begins} {counts} and nothing else."
    return (
        f"{begins} {counts}. It also changes "
        f"{plural(len(found.beyond), 'thing')} that an edition may not change."
    )


def _many(found: tuple[object, ...], what: str) -> str:
    return plural(len(found), what) if found else f"no {what}s"
