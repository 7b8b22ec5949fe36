"""A Program as one JSON value, without words and without an order of its own.

Steps are named by where they come from and sorted by that name, so that the linker
may build them in any order. The fingerprint of this value is the Program's.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

import attrs

from neglect_rules.model import Indicator, Ruleset
from neglect_rules.program._program import OutcomeLink
from neglect_rules.program._steps import Amount, Clamp, Extreme, Map, Step, Sum

_INPUTS: Final = {"of", "when", "chooser"}
_NOT_INPUTS_IN: Final = (Amount,)


def step_name(step: Step) -> str:
    """Return the one name of a step: its place and its role there."""
    return f"{step.at}#{step.role}"


def is_working(step: Step) -> bool:
    """Return whether a step is only a means, so that no trace needs to show it."""
    return step.role.startswith("~")


def program_document(
    ruleset: Ruleset, steps: Sequence[Step], outcomes: Sequence[OutcomeLink]
) -> dict[str, Any]:
    """Return the meaning of a Program as a JSON value.

    It holds every step, what each outcome rests on, how open answers are dealt with,
    and all that turns a record into a leaf: nothing that only people read.
    """
    names = [step_name(step) for step in steps]
    return {
        "semantics": ruleset.semantics,
        "steps": dict(
            sorted((names[i], _step(step, names)) for i, step in enumerate(steps))
        ),
        "outcomes": {link.id: _outcome(link, names) for link in outcomes},
        "open_answers": _open_answers(ruleset),
        "asked": {id_: _asked(spec) for id_, spec in ruleset.indicators.items()},
        "subjects": _written(attrs.asdict(ruleset.subjects)),
        "effective": {
            "from": ruleset.effective.from_.isoformat(),
            "before": ruleset.effective.before and ruleset.effective.before.isoformat(),
        },
    }


def _step(step: Step, names: Sequence[str]) -> dict[str, Any]:
    out: dict[str, Any] = {"kind": type(step).__name__.lower()}
    for name, value in attrs.asdict(step, recurse=False).items():
        if name in {"at", "role"} or value is None:
            continue
        if name == "per" and not _is_extent(step):
            continue
        out[name] = _refer(value, names) if _is_input(step, name) else _written(value)
    return out


def _is_input(step: Step, name: str) -> bool:
    return name in _INPUTS and not isinstance(step, _NOT_INPUTS_IN)


def _is_extent(step: Step) -> bool:
    """Return whether a step's `per` means something: whether it gives an extent."""
    match step:
        case Amount() | Sum() | Clamp():
            return True
        case Map() | Extreme():
            return step.grades is None
        case _:
            return False


def _refer(value: Any, names: Sequence[str]) -> Any:
    if isinstance(value, tuple):
        return [None if item is None else names[item] for item in value]
    return names[value]


def _written(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_written(item) for item in value]
    if isinstance(value, Mapping):
        return {key.rstrip("_"): _written(item) for key, item in value.items()}
    return value


def _outcome(link: OutcomeLink, names: Sequence[str]) -> dict[str, Any]:
    return {
        "grades": list(link.grades),
        "thresholds": names[link.thresholds],
        "modified": names[link.modified],
        "result": names[link.result],
        "pure": link.pure,
        "free": sorted(names[index] for index in link.free),
    }


def _open_answers(ruleset: Ruleset) -> dict[str, Any]:
    spec = ruleset.open_answers
    return {"recommend": spec.recommend, "enough": _written(attrs.asdict(spec.enough))}


_READ_BY_FACTS: Final = (
    "permits",
    "critical_at",
    "judgement",
    "may_not_apply",
    "ages",
    "subjects",
    "stale_after",
    "disagree",
    "zero_fill",
    "evidence_required_at",
    "scale",
    "number",
)


def _asked(spec: Indicator) -> dict[str, Any]:
    whole = {name: getattr(spec, name) for name in _READ_BY_FACTS}
    found = {key: _plain(value) for key, value in whole.items() if value is not None}
    if spec.number is not None:
        del found["number"]["unit"]  # a word for people
    return found


def _plain(value: Any) -> Any:
    return _written(attrs.asdict(value) if attrs.has(type(value)) else value)
