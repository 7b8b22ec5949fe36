"""Which evidence a ruleset cannot take in, or may not read."""

from __future__ import annotations

from collections.abc import Iterator

from neglect_rules.diagnostics import Diagnostic
from neglect_rules.linking._check_grades import off_ladder
from neglect_rules.linking._scope import grade_ids, scale_of
from neglect_rules.linking._walk import Parts
from neglect_rules.model import Accepted, Believe, Ruleset, StateRecord
from neglect_rules.pointer import Pointer


def senseless_evidence(ruleset: Ruleset, parts: Parts) -> Iterator[Diagnostic]:
    """Yield NR202, NR203, NR209 and NR212."""
    yield from _sustained(ruleset)
    for at, node in parts:
        if isinstance(node, StateRecord) and node.cause and at.parts[0] != "tasks":
            yield Diagnostic(
                code="NR212",
                message="only a task may ask for the cause of a sign",
                at=at / "cause",
                hint="take it out here; a cause opens help and never moves a level",
            )
    taken: set[tuple[str, str]] = set()
    for n, accepted in enumerate(ruleset.accepts):
        at = Pointer(("accepts",)) / n
        yield from _accepted(ruleset, accepted, at)
        if (accepted.from_, accepted.indicator) in taken:
            message = f"`{accepted.indicator}` of `{accepted.from_}` is accepted twice"
            yield Diagnostic("NR203", message, at / "indicator", "keep one of the two")
        taken.add((accepted.from_, accepted.indicator))


def _sustained(ruleset: Ruleset) -> Iterator[Diagnostic]:
    """Yield NR209 where milder is to be believed of what has no milder."""
    for id_, spec in ruleset.indicators.items():
        scale = scale_of(ruleset, id_)
        has_worse = scale is not None and scale.kind != "context"
        if isinstance(spec.believe, Believe) and not has_worse:
            yield Diagnostic(
                code="NR209",
                message=f"of `{id_}` no answer is worse than another",
                at=Pointer(("indicators", id_, "believe")),
                hint='"latest" believes the newest answer',
            )


def _accepted(
    ruleset: Ruleset, accepted: Accepted, at: Pointer
) -> Iterator[Diagnostic]:
    here = accepted.as_ or accepted.indicator
    scale = scale_of(ruleset, here)
    if scale is None:
        yield Diagnostic(
            code="NR209",
            message=f"`{here}` is a number, which has no grades",
            at=at / ("as" if accepted.as_ else "indicator"),
            hint="only answers that are grades are taken in",
        )
        return
    grades = grade_ids(scale)
    yield from off_ladder(accepted.highest, grades, at / "highest", here)
    for theirs, ours in accepted.grades.items():
        if ours is not None:
            yield from off_ladder(ours, grades, at / "grades" / theirs, here)
