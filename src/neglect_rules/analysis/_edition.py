"""What a local edition changes of the ruleset that it is based on."""

from __future__ import annotations

from typing import Final, final

from attrs import field, frozen

from neglect_rules.analysis._edits import Edit, edits
from neglect_rules.canonical import fingerprint
from neglect_rules.model import Ruleset

_ITS_OWN: Final = {
    "$schema",
    "area",
    "based_on",
    "effective",
    "id",
    "owner",
    "status",
    "version",
}
"""What each edition says of itself: which it is, for whom, from when, whom to ask."""
_SETTINGS: Final = {"number", "grade", "ids"}
"""Where a parameter holds its value."""


@final
@frozen(kw_only=True)
class Edition:
    """A ruleset held against the one that it says it is an edition of.

    Attributes:
        settings: The values of parameters that it changes.
        texts: The words that it changes.
        beyond: What else it changes, which an edition may not.
    """

    settings: tuple[Edit, ...] = field(repr=False)
    texts: tuple[Edit, ...] = field(repr=False)
    beyond: tuple[Edit, ...] = field(repr=False)


def is_edition(ruleset: Ruleset, base: Ruleset) -> bool:
    """Return whether a ruleset says that it is an edition of just this one."""
    named = ruleset.based_on
    if named is None or (named.id, named.version) != (base.id, base.version):
        return False
    return named.fingerprint == fingerprint(base.document)


def edition(base: Ruleset, ruleset: Ruleset) -> Edition:
    """Return what an edition changes, whether or not it says what it is based on.

    A new order of the rules is beyond it too: no level follows from it, and yet
    reasons are then read in another order than the one that was agreed.
    """
    found = [each for each in edits(base, ruleset) if not _is_its_own(each)]
    settings = tuple(each for each in found if _is_setting(each))
    texts = tuple(each for each in found if each not in settings and _is_text(each))
    within = {*settings, *texts}
    beyond = tuple(each for each in found if each not in within)
    return Edition(settings=settings, texts=texts, beyond=beyond)


def _is_its_own(edit: Edit) -> bool:
    if edit.what == "document":
        return edit.key in _ITS_OWN
    return edit.what in _ITS_OWN


def _is_setting(edit: Edit) -> bool:
    return edit.kind == "changed" and edit.what == "parameter" and edit.key in _SETTINGS


def _is_text(edit: Edit) -> bool:
    return edit.words_only and edit.kind != "moved"
