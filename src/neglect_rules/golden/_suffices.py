"""Whether the answers that are said to suffice do (law 13)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import attrs

from neglect_rules.evaluation import Decision, evaluate
from neglect_rules.golden._differences import Said
from neglect_rules.golden._load import Expected

_ABOUT = ("sufficient",)


def of_reason(decision: Decision, expected: Expected) -> Iterator[Said]:
    """Yield what is wrong with the answers that are said to suffice."""
    kept = expected.sufficient or ()
    missing = [id_ for id_ in kept if id_ not in decision.case.answers]
    if missing:
        told = f"not recorded: {', '.join(missing)}"
        yield Said("sufficient", "recorded answers", told, _ABOUT)
        return
    outcomes = [id_ for id_ in expected.outcomes if id_ in decision.outcomes]
    outcomes = outcomes or list(decision.outcomes)
    floors = {id_: decision[id_].floor for id_ in outcomes}
    alone = _floors(decision, kept, outcomes)
    for id_ in outcomes:
        if alone[id_] != floors[id_]:
            what = f"{id_} floor from {', '.join(kept) or 'nothing'} alone"
            yield Said(what, floors[id_], alone[id_], _ABOUT, (f"/outcomes/{id_}",))
    for spare in kept:
        rest = [id_ for id_ in kept if id_ != spare]
        if _floors(decision, rest, outcomes) == floors:
            what = f"sufficient without {spare}"
            yield Said(what, "a lower floor", "the same floors", _ABOUT)


def _floors(
    decision: Decision, kept: Iterable[str], outcomes: Sequence[str]
) -> dict[str, str]:
    """Return the floors on some of the answers, all others forgotten."""
    wanted = frozenset(kept)
    held = decision.case.answers.items()
    answers = {id_: found for id_, found in held if id_ in wanted}
    case = attrs.evolve(decision.case, answers=answers)
    again = evaluate(decision.program, case, at=decision.at)
    return {id_: again[id_].floor for id_ in outcomes}
