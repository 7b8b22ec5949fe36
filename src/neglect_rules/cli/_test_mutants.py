"""Which small changes to a ruleset no agreed case notices, in words."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context
from typing import Final

from neglect_rules.analysis import same_meaning
from neglect_rules.explain import Block, Bullet, Line, Page, Section, plural
from neglect_rules.golden import (
    Agreed,
    Fate,
    Mutation,
    Survey,
    label_of,
    lines_at,
    survey,
)
from neglect_rules.model import Ruleset
from neglect_rules.program import Program

_BUDGET: Final = 20_000
"""How much is spent on proving that a change changes nothing: an eighth of a second."""
_ENOUGH: Final = 60
"""So many changes are worth another process, which takes a second to begin."""


def surveyed(
    program: Program,
    agreed: Sequence[Agreed],
    changes: Sequence[Mutation],
    *,
    at_once: int | None = None,
) -> Survey:
    """Return which changes no case notices, worked out on all processors at once.

    Args:
        program: The ruleset.
        agreed: What comes out as agreed.
        changes: What to try.
        at_once: On how many processors; if not said, on as many as it is worth.
    """
    many = at_once or min(os.cpu_count() or 1, max(len(changes) // _ENOUGH, 1))
    proved = partial(same_meaning, budget=_BUDGET)
    work = partial(survey, program, tuple(agreed), proved)
    if many == 1:
        return work(changes)
    # Each takes every so many-th change: those of one place are about as quick.
    shares = [changes[n::many] for n in range(many)]
    with ProcessPoolExecutor(many, mp_context=get_context("spawn")) as pool:
        done = [each.fates for each in pool.map(work, shares)]
    return Survey(fates=tuple(done[n % many][n // many] for n in range(len(changes))))


def mutants_page(ruleset: Ruleset, found: Survey) -> Page:
    """Return what became of the changes, and those that no case notices."""
    blocks: list[Block] = [
        Line(
            f"{plural(len(found.fates), 'small change')} to the ruleset, one at a time."
        ),
        Bullet(f"{found.count(Fate.REFUSED)} would be refused.", 1),
        Bullet(f"{found.count(Fate.CAUGHT)} are noticed by an agreed case.", 1),
        Bullet(f"{found.count(Fate.SAME)} change no result of any case.", 1),
        Bullet(f"{found.count(Fate.MISSED)} are noticed by no case.", 1),
    ]
    sections = [Section("What the agreed cases notice", tuple(blocks))]
    if found.missed:
        title = "Noticed by no agreed case"
        sections.append(Section(title, tuple(_missed(ruleset, found.missed))))
    return Page(tuple(sections))


def _missed(ruleset: Ruleset, changes: Sequence[Mutation]) -> Iterator[Block]:
    lines = lines_at(ruleset, [change.at for change in changes])
    for change in changes:
        where = f"line {lines[change.at]}" if change.at in lines else change.at
        yield Bullet(f"{label_of(ruleset, change.at)}, {where}: {_told(change)}.")


def _told(change: Mutation) -> str:
    if change.now == "left out":
        return "left out"
    return f"{change.now} instead of {change.was}"
