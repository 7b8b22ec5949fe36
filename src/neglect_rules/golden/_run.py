"""A worked case against a ruleset: every difference from what was agreed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final, TypeAlias, final

import attrs
from attrs import frozen

from neglect_rules.evaluation import Decision, evaluate
from neglect_rules.golden._load import Expected, Test
from neglect_rules.model import Case
from neglect_rules.program import Program

_KINDS: Final = ("threshold", "modifier", "easing", "guard")
_Said: TypeAlias = tuple[str, object, object]


@final
@frozen
class Difference:
    """One thing that is not as agreed.

    Attributes:
        where: `case`, or which twin.
        what: What was compared, such as `level floor`.
        expected: What was agreed.
        found: What came out.
    """

    where: str
    what: str
    expected: str
    found: str

    def __str__(self) -> str:
        return f"{self.where}: {self.what}: agreed {self.expected}, found {self.found}"


@final
@frozen(kw_only=True)
class Result:
    """How a worked case came out.

    Attributes:
        name: The worked case's name.
        decisions: The case's decision, then those of its twins.
        differences: Everything that is not as agreed; empty if all is.
    """

    name: str
    decisions: tuple[Decision, ...]
    differences: tuple[Difference, ...]

    @property
    def agrees(self) -> bool:
        """Return whether everything came out as agreed."""
        return not self.differences


def is_for(test: Test, program: Program) -> bool:
    """Return whether a worked case is agreed for this version of the ruleset."""
    return not test.versions or program.ruleset.version in test.versions


def run_test(program: Program, test: Test, *, reasons: bool = True) -> Result:
    """Return how a worked case and its twins come out.

    Args:
        program: The ruleset.
        test: What was agreed.
        reasons: Also decide again on the answers that are said to suffice, with one of
            them left out each time; this takes as long as all the rest.

    Raises:
        CaseError: The case does not fit the ruleset at its moment.
    """
    parts = [("case", test.case, test.expected)]
    for number, twin in enumerate(test.twins, 1):
        parts.append((f"twin {number}", twin.case, twin.expected))
    decisions, differences = [], []
    for where, case, expected in parts:
        decision = evaluate(program, case, at=test.at)
        decisions.append(decision)
        said = list(_differences(decision, expected))
        if reasons and expected.sufficient is not None:
            said += _of_reason(decision, expected)
        differences += [Difference(where, w, _told(e), _told(f)) for w, e, f in said]
    return Result(
        name=test.name, decisions=tuple(decisions), differences=tuple(differences)
    )


def _differences(decision: Decision, expected: Expected) -> Iterator[_Said]:
    yield from _of_outcomes(decision, expected)
    for verdict, ids in (
        ("true", expected.met),
        ("false", expected.not_met),
        ("open", expected.open),
    ):
        yield from _of_rules(decision, verdict, ids or ())
    if expected.tasks is not None:
        certain = {t["id"] for t in decision.trace.document["tasks"] if t["certain"]}
        if certain != set(expected.tasks):
            yield "tasks", sorted(expected.tasks), sorted(certain)
    yield from _of_report(decision, expected.report)
    yield from _of_care(decision, expected)


def _of_care(decision: Decision, expected: Expected) -> Iterator[_Said]:
    """Yield what differs in the warnings and in the day of the review."""
    warned = {w["kind"]: w["about"] for w in decision.trace.document["warnings"]}
    for kind, about in expected.warnings.items():
        if sorted(about) != warned.get(kind, []):
            yield f"warning {kind}", sorted(about), warned.get(kind, [])
    found = decision.trace.document["review_by"]
    if expected.review_by not in {(), (found,)}:
        yield "review by", expected.review_by[0], found


def _of_outcomes(decision: Decision, expected: Expected) -> Iterator[_Said]:
    for id_, wanted in expected.outcomes.items():
        result = decision.outcomes.get(id_)
        if result is None:
            yield id_, "an outcome", "no such outcome"
            continue
        for name, value in wanted.items():
            found = (
                result.last_seen[0] if name == "last_seen" else getattr(result, name)
            )
            if found != value:
                yield f"{id_} {name}", value, found


def _of_rules(decision: Decision, verdict: str, ids: Sequence[str]) -> Iterator[_Said]:
    verdicts = {
        rule["id"]: rule["value"]
        for rule in decision.trace.document["rules"]
        if rule["kind"] in _KINDS
    }
    for id_ in ids:
        found = verdicts.get(id_)
        if found != verdict:
            told = "no such rule" if found is None else _VERDICTS[found]
            yield id_, _VERDICTS[verdict], told


_VERDICTS: Final[Mapping[str, str]] = {
    "true": "met",
    "false": "not met",
    "open": "open",
}


def _of_report(decision: Decision, wanted: Mapping[str, Any]) -> Iterator[_Said]:
    found = {
        item["id"]: list(item["value"]) for item in decision.trace.document["report"]
    }
    for id_, value in wanted.items():
        values = found.get(id_)
        if values is None:
            yield f"report {id_}", value, "no such item"
        elif values != _as_list(value, values):
            yield f"report {id_}", value, values


def _as_list(value: Any, like: Sequence[Any]) -> list[Any]:
    """Return an agreed value as the trace holds it; one number is both ends."""
    if isinstance(value, str):
        return [value] * len(like) if len(set(like)) == 1 else [value]
    return list(value)


def _of_reason(decision: Decision, expected: Expected) -> Iterator[_Said]:
    """Yield what is wrong with the answers that are said to suffice (law 13)."""
    kept = expected.sufficient or ()
    missing = [id_ for id_ in kept if id_ not in decision.case.answers]
    if missing:
        yield "sufficient", "recorded answers", f"not recorded: {', '.join(missing)}"
        return
    outcomes = [id_ for id_ in expected.outcomes if id_ in decision.outcomes]
    outcomes = outcomes or list(decision.outcomes)
    floors = {id_: decision[id_].floor for id_ in outcomes}
    alone = _floors(decision, kept, outcomes)
    for id_ in outcomes:
        if alone[id_] != floors[id_]:
            what = f"{id_} floor from {', '.join(kept) or 'nothing'} alone"
            yield what, floors[id_], alone[id_]
    for spare in kept:
        rest = [id_ for id_ in kept if id_ != spare]
        if _floors(decision, rest, outcomes) == floors:
            yield f"sufficient without {spare}", "a lower floor", "the same floors"


def _floors(
    decision: Decision, kept: Iterable[str], outcomes: Sequence[str]
) -> dict[str, str]:
    again = _only(decision.program, decision.case, decision.at, frozenset(kept))
    return {id_: again[id_].floor for id_ in outcomes}


def _only(
    program: Program, case: Case, at: dt.datetime, kept: frozenset[str]
) -> Decision:
    """Return the decision on some of the answers, all others forgotten."""
    answers = {id_: found for id_, found in case.answers.items() if id_ in kept}
    return evaluate(program, attrs.evolve(case, answers=answers), at=at)


def _told(value: object) -> str:
    if value is None:
        return "none"
    if isinstance(value, list | tuple):
        return ", ".join(str(each) for each in value) or "none"
    return str(value)
