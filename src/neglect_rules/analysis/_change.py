"""What a change of a ruleset does: as a whole, edit by edit, to its version."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final, Literal, TypeAlias, final

from attrs import field, frozen

from neglect_rules.analysis._alike import made_alike
from neglect_rules.analysis._edits import Edit, edits
from neglect_rules.analysis._edits_applied import applied
from neglect_rules.analysis._filled import filled
from neglect_rules.analysis._ladder import least
from neglect_rules.analysis._moves import (
    BUDGET,
    Direction,
    Mover,
    Moves,
    OutcomeMoves,
    direct,
    moves,
)
from neglect_rules.analysis._same import same_meaning
from neglect_rules.canonical import canonical_bytes
from neglect_rules.completions import Diagrams, SpentError, below
from neglect_rules.errors import RulesetError
from neglect_rules.linking import link
from neglect_rules.loading import load_ruleset
from neglect_rules.program import OutcomeLink, Program

Effect: TypeAlias = Literal[
    "raises",
    "lowers",
    "both",
    "other",
    "nothing",
    "words",
    "not_alone",
    "not_analysed",
]
"""What an edit does, made alone, to forms filled in whole. Other: it brings a level
that only one of the versions has. Not alone: the old ruleset with it is refused."""
Bump: TypeAlias = Literal["none", "patch", "minor", "major"]
"""Which number of a version is raised: none of them, the third, second or first."""

_BUMPS: Final[tuple[Bump, ...]] = ("none", "patch", "minor", "major")
_MOST: Final = 12
"""At most so many edits are looked at alone."""
_NO_LEVELS: Final = {"accepted", "effective"}
"""What says when a ruleset is used, or what else is read: not what a form comes to."""
_BESIDE: Final = {"accepted", "households", "review", "task"}
"""What follows beside the levels of one child's case, or comes before them."""
_ANSWERED: Final = {"indicator", "event_kind", "grade", "outcome"}
"""What an old case names, or was recommended: without it that case is refused."""


@final
@frozen
class Edited:
    """An edit with what it does when it is made alone."""

    edit: Edit
    effect: Effect


@final
@frozen(kw_only=True)
class Numbering:
    """Whether the new version's number says enough.

    Attributes:
        needed: Which number has to be raised.
        said: Which one is; `none` also where the new version is not above the old one.
        least: The least version that says enough.
        enough: Whether the new version does.
        apart: The two are versions of different rulesets; their numbers say nothing.
    """

    needed: Bump
    said: Bump
    least: str
    enough: bool
    apart: bool


@final
@frozen(kw_only=True)
class Change:
    """What a change of a ruleset does.

    Attributes:
        old: The old ruleset.
        new: The new one.
        edits: What changed, each with what it does alone.
        moves: Whom the change moves.
        same: Whether every case comes out the same, in all that it comes to; `None`
            where that is not known.
        numbering: Whether the new version's number says enough.
    """

    old: Program = field(repr=False)
    new: Program = field(repr=False)
    edits: tuple[Edited, ...]
    moves: Moves
    same: bool | None
    numbering: Numbering

    def to_dict(self) -> dict[str, Any]:
        """Return the change as a JSON value in the form of `change-1`."""
        return {
            "format": 1,
            "old": _ruleset_dict(self.old),
            "new": _ruleset_dict(self.new),
            "edits": [_edit_dict(each) for each in self.edits],
            "moves": _moves_dict(self.moves),
            "same": self.same,
            "version": {
                "needed": self.numbering.needed,
                "said": self.numbering.said,
                "least": self.numbering.least,
                "enough": self.numbering.enough,
                "apart": self.numbering.apart,
            },
        }


def change(old: Program, new: Program, budget: int = BUDGET) -> Change:
    """Return what a change of a ruleset does.

    Args:
        old: The old ruleset.
        new: The new one.
        budget: How many steps the comparison of the two may take; and how many the
            looks at single edits may take together.
    """
    found = edits(old.ruleset, new.ruleset)
    whole = moves(old, new, budget)
    same = False if whole.moves_any else same_meaning(old, new, budget)
    if same and any(_is_beside(edit) for edit in found):
        same = None
    return Change(
        old=old,
        new=new,
        edits=tuple(_edited(old, new, found, whole, budget)),
        moves=whole,
        same=same,
        numbering=_numbering(old, new, _needed(found, whole, is_same=same)),
    )


def _is_beside(edit: Edit) -> bool:
    """Return whether an edit decides what `same_meaning` does not look at."""
    if edit.words_only:
        return False
    return edit.what in _BESIDE or edit.key == "near_review"


def _edited(
    old: Program, new: Program, found: Sequence[Edit], whole: Moves, budget: int
) -> Iterator[Edited]:
    plain = {at: _plainly(edit) for at, edit in enumerate(found)}
    open_ = [at for at, effect in plain.items() if effect is None]
    if len(open_) == 1 and whole.known == "proved":
        plain[open_[0]] = _effect(_directions(whole))
        open_ = []
    made = {at: _made(old, new, found[at]) for at in open_}
    looked = {
        at: program
        for at, program in made.items()
        if program is not None and not _are_alike(old, program)
    }
    alone = _alone(old, [*looked.values()][:_MOST], budget)
    effects: dict[int, Effect] = dict(zip(looked, alone, strict=False))
    for at, edit in enumerate(found):
        effect = plain[at] or effects.get(at)
        if effect is None:
            effect = "not_analysed" if at in looked else "nothing"
            effect = "not_alone" if made[at] is None else effect
        yield Edited(edit, effect)


def _plainly(edit: Edit) -> Effect | None:
    """Return what an edit does where that needs no look at any form."""
    if edit.words_only:
        return "words"
    return "nothing" if edit.what in _NO_LEVELS else None


def _made(old: Program, new: Program, edit: Edit) -> Program | None:
    """Return the old ruleset with one edit made; `None` where that is refused."""
    document = applied(old.ruleset.document, edit, new.ruleset.document)
    try:
        return link(load_ruleset(document))
    except RulesetError:
        return None


def _are_alike(old: Program, made: Program) -> bool:
    """Return whether all levels are made in the same way, so that none can move."""
    if old.fingerprint == made.fingerprint:
        return True
    one, other = made_alike(old, made)
    ours = [(o.id, o.grades, one[o.result]) for o in old.outcomes]
    return ours == [(o.id, o.grades, other[o.result]) for o in made.outcomes]


def _alone(old: Program, several: Sequence[Program], budget: int) -> Iterator[Effect]:
    """Yield what each of several edits does; each may take a fair share of the rest."""
    left = budget
    for number, made in enumerate(several):
        diagrams = Diagrams(left // (len(several) - number))
        try:
            yield _effect(_all_directions(old, made, diagrams))
        except SpentError:
            yield "not_analysed"
        left -= diagrams.spent


def _all_directions(
    old: Program, made: Program, diagrams: Diagrams
) -> frozenset[Direction]:
    """Return in which directions any form moves.

    Raises:
        SpentError: There is too much to go through.
    """
    theirs = {link.id: link for link in made.outcomes}
    pairs = [(o, theirs[o.id]) for o in old.outcomes if o.id in theirs]
    form = filled(old, made, roots=[one.result for one, _ in pairs])
    ones = form.functions(0, [one.result for one, _ in pairs], diagrams)
    others = form.functions(1, [other.result for _, other in pairs], diagrams)
    found: set[Direction | None] = set()
    for one, other in pairs:
        node = diagrams.join(
            _direction_of(one, other), ones[one.result], others[other.result]
        )
        found |= {diagrams.value[end] for end in below(diagrams, node)}
    return frozenset(each for each in found if each is not None)


def _direction_of(one: OutcomeLink, other: OutcomeLink) -> Any:
    def direction(was: int, now: int) -> Direction | None:
        return direct((one, other), one.grades[least(was)], other.grades[least(now)])

    return direction


def _directions(whole: Moves) -> frozenset[Direction]:
    return frozenset(way for outcome in whole.outcomes for way in outcome.movers)


def _effect(directions: frozenset[Direction]) -> Effect:
    if "other" in directions:
        return "other"
    if len(directions) > 1:
        return "both"
    if "up" in directions:
        return "raises"
    return "lowers" if directions else "nothing"


def _needed(found: Sequence[Edit], whole: Moves, *, is_same: bool | None) -> Bump:
    """Return which number has to be raised for what changed."""
    if not found:
        return "none"
    taken = any(
        edit.kind in {"removed", "renamed"} and edit.what in _ANSWERED for edit in found
    )
    otherwise = any(edit.key in {"semantics", "id"} for edit in found)
    if whole.moves_any or whole.gone or whole.left_out or taken or otherwise:
        return "major"
    if is_same or all(_plainly(edit) == "words" for edit in found):
        return "patch"
    return "minor"


def _numbering(old: Program, new: Program, needed: Bump) -> Numbering:
    was, now = (_numbers(each) for each in (old, new))
    raised = [3 - at for at in range(3) if now[at] != was[at]]
    said = _BUMPS[raised[0]] if raised and now > was else "none"
    first, second, third = was
    apart = old.ruleset.id != new.ruleset.id
    return Numbering(
        needed=needed,
        said=said,
        least={
            "none": old.ruleset.version,
            "patch": f"{first}.{second}.{third + 1}",
            "minor": f"{first}.{second + 1}.0",
            "major": f"{first + 1}.0.0",
        }[needed],
        enough=apart or _BUMPS.index(said) >= _BUMPS.index(needed),
        apart=apart,
    )


def _numbers(program: Program) -> tuple[int, int, int]:
    first, second, third = program.ruleset.version.split(".")
    return int(first), int(second), int(third)


def _ruleset_dict(program: Program) -> dict[str, str]:
    return {
        "id": program.ruleset.id,
        "version": program.ruleset.version,
        "document": program.document_fingerprint,
        "rules": program.fingerprint,
    }


def _edit_dict(each: Edited) -> dict[str, Any]:
    edit = each.edit
    return {
        "kind": edit.kind,
        "what": edit.what,
        "id": edit.id,
        "label_old": edit.label_old,
        "label_new": edit.label_new,
        "at_old": None if edit.at_old is None else str(edit.at_old),
        "at_new": None if edit.at_new is None else str(edit.at_new),
        "key": edit.key,
        "was": _plain(edit.was),
        "now": _plain(edit.now),
        "effect": each.effect,
    }


def _plain(value: Any) -> Any:
    """Return a part of a document with its numbers as JSON has them."""
    return json.loads(canonical_bytes(value))


def _moves_dict(whole: Moves) -> dict[str, Any]:
    """Return moves as a JSON value; counts as text, for they may be beyond a number."""
    return {
        "known": whole.known,
        "forms": str(whole.forms),
        "outcomes": [_outcome_dict(each) for each in whole.outcomes],
        "gone": list(whole.gone),
        "fresh": list(whole.fresh),
        "left_out": list(whole.left_out),
        "over_time": list(whole.over_time),
    }


def _outcome_dict(outcome: OutcomeMoves) -> dict[str, Any]:
    return {
        "outcome": outcome.outcome,
        "table": [
            {"was": was, "now": now, "forms": str(count)}
            for (was, now), count in sorted(outcome.table.items())
        ],
        "nearest": {way: _mover_dict(each) for way, each in outcome.movers.items()},
    }


def _mover_dict(mover: Mover) -> Mapping[str, Any]:
    return {
        "was": mover.was,
        "now": mover.now,
        "old_case": _plain(mover.old.document),
        "new_case": _plain(mover.new.document),
    }
