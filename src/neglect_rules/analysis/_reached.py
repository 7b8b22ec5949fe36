"""Whether any case can bring something about."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, Final, final

from attrs import evolve, field, frozen

from neglect_rules.analysis._ground import Ground
from neglect_rules.analysis._known import Claim, Finding
from neglect_rules.completions import CONSTANT, SpentError, below

TRIES: Final = 1_000
"""How many forms are filled in at random where there are too many to go through."""


@final
@frozen(kw_only=True)
class Wanted:
    """Something that a case might bring about.

    Attributes:
        claim: What is claimed where one does.
        about: What of.
        step: The step that shows it.
        certain: Whether a value of the step shows it.
        perhaps: Whether a value leaves it open.
    """

    claim: Claim
    about: tuple[str, ...]
    step: int
    certain: Callable[[Any], bool] = field(repr=False)
    perhaps: Callable[[Any], bool] = field(repr=False)


def reached(ground: Ground, wanted: Wanted) -> Finding:
    """Return whether a case brings something about, the quickest way first.

    A worked case shows it. Else, if it is ruled out while all is open, it is ruled out
    for every case. Else every way of filling in the form is gone through.
    """
    say = partial(Finding, claim=wanted.claim, about=wanted.about)
    for (case, at), values in ground.judged:
        if wanted.certain(values[wanted.step]):
            return say(known="proved", how="cases", witness=ground.witness(case, at))
    if not wanted.perhaps(ground.openly[wanted.step]):
        return say(known="refuted", how="bounds")
    try:
        node = ground.node(wanted.step)
        path = ground.nearest(node, wanted.certain)
        if path is not None:
            return say(known="proved", how="answers", witness=ground.along(path))
        if not _is_open(ground, wanted):
            return say(known="refuted", how="answers")
        return evolve(_searched(ground, wanted), why="over_time")
    except SpentError:
        return _searched(ground, wanted)


def _is_open(ground: Ground, wanted: Wanted) -> bool:
    """Return whether what forms do not say could still bring it about."""
    if ground.is_said(wanted.step):
        return False
    (node,) = ground.whole(wanted.step)
    diagrams = ground.diagrams
    ends = (n for n in below(diagrams, node) if diagrams.asks[n] == CONSTANT)
    return any(wanted.perhaps(diagrams.value[end]) for end in ends)


def _searched(ground: Ground, wanted: Wanted) -> Finding:
    """Return what some forms show that were filled in at random."""
    say = partial(Finding, claim=wanted.claim, about=wanted.about, how="search")
    for tried, (path, values) in enumerate(ground.tried(TRIES), start=1):
        if wanted.certain(values[wanted.step]):
            witness = ground.along(path)
            return say(known="proved", tried=tried, witness=witness)
    return say(known="searched", tried=TRIES)
