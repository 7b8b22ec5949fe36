"""Decisions in a log, with all that was recorded about each of them since."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from typing import Any, final

from attrs import field, frozen

from neglect_rules.audit.logs import Entry, EvidenceLog, chained


@final
@frozen(kw_only=True)
class Wanted:
    """Which decisions are looked for; what is not said is not asked.

    Attributes:
        subject: The caller's pseudonym of whom it was about.
        ruleset: The id of the ruleset, or id@version.
        since: The first civil day.
        until: The last civil day.
        level: A level that was recommended or certain, on whatever ladder.
        overridden: Whether somebody raised it, held another view, or decided otherwise.
    """

    subject: str | None = field(default=None, repr=False)
    ruleset: str | None = None
    since: dt.date | None = None
    until: dt.date | None = None
    level: str | None = None
    overridden: bool | None = None

    def fits(self, found: Found) -> bool:
        """Return whether a decision is one of those."""
        core = found.core
        day = dt.date.fromisoformat(core["day"])
        named = core["ruleset"]
        return (
            self.subject in {None, core.get("subject")}
            and self.ruleset in {None, named["id"], f"{named['id']}@{named['version']}"}
            and (self.since is None or self.since <= day)
            and (self.until is None or day <= self.until)
            and (self.level is None or self.level in found.levels)
            and self.overridden in {None, found.is_overridden}
        )


@final
@frozen(kw_only=True)
class Found:
    """A decision in a log.

    Attributes:
        entry: Its record.
        later: What was recorded about it since, in the order of the log.
    """

    entry: Entry
    later: tuple[Entry, ...] = ()

    @property
    def core(self) -> Mapping[str, Any]:
        """Return what everybody may read of it."""
        core: Mapping[str, Any] = self.entry.document["core"]
        return core

    @property
    def levels(self) -> frozenset[str]:
        """Return the levels that were recommended or certain, on whatever ladder."""
        ends = (
            (result["recommended"], result["floor"])
            for result in self.core["outcomes"].values()
        )
        return frozenset(each for pair in ends for each in pair if each is not None)

    @property
    def is_overridden(self) -> bool:
        """Return whether people held or decided otherwise than was recommended."""
        kinds = {each.kind for each in self.later}
        return bool(kinds & {"override", "dissent"}) or self.is_decided_otherwise

    @property
    def is_decided_otherwise(self) -> bool:
        """Return whether the named person decided otherwise than was recommended."""
        return any(
            result["decided"] != result["computed"]
            for each in self.later
            if each.kind == "named_person_decided"
            for result in each.document["core"]["outcomes"].values()
        )


def find(log: EvidenceLog, wanted: Wanted | None = None) -> Iterator[Found]:
    """Yield the decisions that are looked for, in the order of the log.

    The chain is looked at on the way; `verify` says whether all of it can be believed.

    Raises:
        BrokenLogError: NR724, before anything is yielded.
    """
    later: dict[str, list[Entry]] = defaultdict(list)
    for entry in chained(log):
        core = entry.document["core"]
        about = core.get("decision", core.get("of"))
        if entry.kind != "decision" and about is not None:
            later[about].append(entry)
    asked = Wanted() if wanted is None else wanted
    for entry in chained(log):
        if entry.kind == "decision":
            found = Found(entry=entry, later=tuple(later.get(entry.id, ())))
            if asked.fits(found):
                yield found


def sample(found: Iterable[Found], size: int, *, seed: str) -> tuple[Found, ...]:
    """Return some of several decisions, chosen by nobody.

    Each is drawn by the digest of the seed and of its record, so anybody who has the
    seed draws the same ones, and nobody can choose what is looked at. Say the seed
    before the log is closed, such as the numbers of a public lottery.

    Args:
        found: The decisions to draw from.
        size: How many; all of them if there are fewer.
        seed: Any text.

    Returns:
        Them, in the order of the log.
    """

    def drawn(each: Found) -> bytes:
        return sha256(f"{seed}\n{each.entry.digest}".encode()).digest()

    chosen = sorted(found, key=drawn)[:size]
    return tuple(sorted(chosen, key=lambda each: each.entry.sequence))
