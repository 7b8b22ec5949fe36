"""A Program as one JSON value, without words and without an order of its own.

Steps are named by where they come from and sorted by that name, and so is what they
read wherever its order says nothing. So neither the linker's order nor that of an
object's keys, which a database may change, is in it. The fingerprint of this value is
the Program's.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final, get_args

import attrs

from neglect_rules.program._program import (
    CoverageLink,
    MemberLink,
    OutcomeLink,
    Program,
    ReviewLink,
    RuleLink,
    TaskLink,
)
from neglect_rules.program._steps import (
    Amount,
    Clamp,
    Compare,
    Count,
    Extreme,
    Map,
    Quorum,
    Reach,
    Step,
    Sum,
    Tally,
)

if TYPE_CHECKING:
    from neglect_rules.model import Indicator, Ruleset

_INPUTS: Final = {"of", "when", "chooser"}
_NOT_INPUTS_IN: Final = (Amount,)
_SAFE_WHOLE: Final = 10**15
_PLACE: Final = {"at", "role"}
_NUMBERED: Final = {"~unit", "~scores"}


_TOLD: Final[Mapping[type, tuple[str, tuple[str, ...]]]] = {
    kind: (
        kind.__name__.lower(),
        tuple(each.name for each in attrs.fields(kind) if each.name not in _PLACE),
    )
    for kind in get_args(Step)
}
"""For each kind of step the word for it, with the names of what is told of it."""


def step_name(step: Step) -> str:
    """Return the one name of a step: its place and its role there."""
    return f"{step.at}#{step.role}"


def is_working(step: Step) -> bool:
    """Return whether a step is only a means, so that no trace needs to show it."""
    return step.role.startswith("~")


def program_document(program: Program) -> dict[str, Any]:
    """Return the meaning of a Program as a JSON value.

    It holds every step, what each of them is for, how open answers are dealt with,
    and all that turns a record into a leaf: nothing that only people read.
    """
    ruleset, steps = program.ruleset, program.steps
    names = _names(steps)
    return {
        "semantics": ruleset.semantics,
        "steps": {names[i]: _step(step, names) for i, step in enumerate(steps)},
        "outcomes": {link.id: _outcome(link, names) for link in program.outcomes},
        "rules": [_rule(program, link, names) for link in program.rules],
        "members": {link.id: _member(link, names) for link in program.members},
        "selections": {
            names[index]: {id_: names[test] for id_, test in tests}
            for index, tests in program.selections.items()
        },
        "coverage": {link.domain: _covered(link, names) for link in program.coverage},
        "tasks": [_task(link, names) for link in program.tasks],
        "report": [
            {"id": link.id, "at": link.at, "value": names[link.value]}
            for link in program.report
        ],
        "reviews": [_review(link, names) for link in program.reviews],
        "exempt": sorted(
            (
                {"law": each.law, "at": each.at, "outcomes": sorted(each.outcomes)}
                for each in program.exempt
            ),
            key=lambda each: each["at"],
        ),
        "open_answers": _open_answers(ruleset),
        "asked": {id_: _asked(ruleset, id_) for id_ in ruleset.indicators},
        "subjects": _written(attrs.asdict(ruleset.subjects)),
        "effective": {
            "from": ruleset.effective.from_.isoformat(),
            "before": ruleset.effective.before and ruleset.effective.before.isoformat(),
        },
    }


def _names(steps: Sequence[Step]) -> list[str]:
    """Return the name of each step in the document.

    A working step that the linker numbers is named by what it reads instead, since
    the numbers may follow the order of an object's keys.
    """
    names: list[str] = []
    for step in steps:
        role = step.role.partition(":")[0]
        if role in _NUMBERED and isinstance(step, Sum | Compare):
            read = step.of[0] if isinstance(step, Sum) else step.of
            names.append(f"{step.at}#{role}:{names[read]}")
        else:
            names.append(step_name(step))
    return names


def _step(step: Step, names: Sequence[str]) -> dict[str, Any]:
    kind, fields = _TOLD[type(step)]
    out: dict[str, Any] = {"kind": kind}
    for name in fields:
        value = getattr(step, name)
        if value is None:
            continue
        if name == "per" and not _is_extent(step):
            continue
        if isinstance(value, Tally):
            out[name] = _plain(value)
        else:
            is_input = _is_input(step, name)
            out[name] = _refer(value, names) if is_input else _written(value)
    return _in_order(step, out)


def _in_order(step: Step, out: dict[str, Any]) -> dict[str, Any]:
    """Sort what a step reads, where its order says nothing."""
    if isinstance(step, Count | Quorum | Extreme):
        out["of"] = sorted(out["of"])
    for kind, beside in ((Sum, "weights"), (Reach, "levels")):
        if isinstance(step, kind):
            pairs = sorted(zip(out["of"], out[beside], strict=True), key=str)
            out["of"] = [read for read, _ in pairs]
            out[beside] = [number for _, number in pairs]
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
    # Other programs hold no whole number beyond this, so it is written as text.
    if type(value) is int and abs(value) >= _SAFE_WHOLE:
        return str(value)
    return value


def _outcome(link: OutcomeLink, names: Sequence[str]) -> dict[str, Any]:
    return {
        "grades": list(link.grades),
        "thresholds": names[link.thresholds],
        "modified": names[link.modified],
        "eased": names[link.eased],
        "result": names[link.result],
        "pure": link.pure,
        "free": sorted(names[index] for index in link.free),
    }


def _rule(program: Program, link: RuleLink, names: Sequence[str]) -> dict[str, Any]:
    rule = {"kind": link.kind, "id": link.id, "at": link.at, "when": names[link.when]}
    if link.kind == "promise":
        tests = program.promised[link.id].items()
        return {**rule, "then": {id_: names[index] for id_, index in tests}}
    return {**rule, "gives": dict(link.gives)}


def _member(link: MemberLink, names: Sequence[str]) -> dict[str, Any]:
    out: dict[str, Any] = {"at": link.at, "rating": link.rating, "core": link.core}
    if link.domain is not None:
        out["domain"] = link.domain
    for word in ("value", "points", "contribution", "critical", "answered", "due"):
        index = getattr(link, word)
        if index is not None:
            out[word] = names[index]
    return out


def _covered(link: CoverageLink, names: Sequence[str]) -> dict[str, str]:
    found = {"answered": names[link.answered], "due": names[link.due]}
    return found if link.enough is None else {**found, "enough": names[link.enough]}


def _task(link: TaskLink, names: Sequence[str]) -> dict[str, Any]:
    out: dict[str, Any] = {"id": link.id, "at": link.at}
    if link.when is not None:
        out["when"] = names[link.when]
    if link.members is not None:
        out["members"] = {id_: names[index] for id_, index in link.members}
    return out


def _review(link: ReviewLink, names: Sequence[str]) -> dict[str, Any]:
    out = {"id": link.id, "at": link.at, "within": _plain(link.within)}
    return out if link.when is None else {**out, "when": names[link.when]}


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
    "believe",
    "per",
    "disagree",
    "zero_fill",
    "evidence_required_at",
    "scale",
    "number",
)


def _asked(ruleset: Ruleset, id_: str) -> dict[str, Any]:
    spec: Indicator = ruleset.indicators[id_]
    whole = {name: getattr(spec, name) for name in _READ_BY_FACTS}
    found = {key: _plain(value) for key, value in whole.items() if value is not None}
    if spec.scale is not None:
        found["kind"] = ruleset.scales[spec.scale].kind
    if spec.number is not None:
        del found["number"]["unit"]  # a word for people
    return found


def _plain(value: Any) -> Any:
    return _written(attrs.asdict(value) if attrs.has(type(value)) else value)
