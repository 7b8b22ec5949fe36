"""How much of a ruleset its worked cases try."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any, TypeAlias, final

from attrs import field, frozen

from neglect_rules.errors import CaseError
from neglect_rules.golden._suite import Ran
from neglect_rules.golden._targets import Kind, Target, is_tried, targets, tried
from neglect_rules.model import Case
from neglect_rules.program import Program

Named: TypeAlias = tuple[str, Case, dt.datetime]
"""A case with its name and its moment."""


@final
@frozen(kw_only=True)
class Coverage:
    """Everything that worked cases can try, with the first that does.

    Attributes:
        targets: In the order of the ruleset.
        by: The name of the first case that tries each; what nobody tries is not there.
    """

    targets: tuple[Target, ...]
    by: Mapping[Target, str] = field(hash=False)

    @property
    def missing(self) -> tuple[Target, ...]:
        """What no case tries."""
        return tuple(target for target in self.targets if target not in self.by)

    def counts(self, kind: Kind) -> tuple[int, int]:
        """Return of how many of a kind how many are tried."""
        mine = [target for target in self.targets if target.kind == kind]
        return sum(target in self.by for target in mine), len(mine)

    def to_dict(self) -> dict[str, Any]:
        """Return the coverage as a JSON value."""
        counts = {kind: self.counts(kind) for kind in KINDS}
        return {
            "counts": {
                kind: {"tried": some, "of": all_}
                for kind, (some, all_) in counts.items()
            },
            "targets": [_as_object(each, self.by.get(each)) for each in self.targets],
        }


KINDS: tuple[Kind, ...] = ("rule", "condition", "edge", "answer")
"""What can be tried, in the order in which it is told."""


def _as_object(target: Target, by: str | None) -> dict[str, str | None]:
    whole = {
        "kind": target.kind,
        "at": target.at,
        "id": target.id,
        "need": target.need,
        "edge": target.edge,
        "number": target.number,
    }
    return {**{key: word for key, word in whole.items() if word}, "by": by}


def cases_of(ran: Iterable[Ran]) -> tuple[Named, ...]:
    """Return every case, twin and row that fits, with a name for each."""
    return tuple(
        (f"{each.story.file}, {part.where}", part.case, each.story.test.at)
        for each in ran
        for part, _ in each.decided
    )


def coverage(program: Program, cases: Iterable[Named]) -> Coverage:
    """Return how much of a ruleset cases try.

    A case that does not fit the ruleset at its moment tries nothing.
    """
    wanted = targets(program)
    by: dict[Target, str] = {}
    for name, case, at in cases:
        try:
            found = tried(program, case, at)
        except CaseError:
            continue
        for target in wanted:
            if target not in by and is_tried(target, found):
                by[target] = name
    return Coverage(targets=wanted, by=by)
