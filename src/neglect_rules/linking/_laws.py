"""Laws 5 and 6, decided from the structure of a Program."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from neglect_rules.diagnostics import Diagnostic, Severity
from neglect_rules.linking._build import Build
from neglect_rules.linking._direction import Direction, Motion, motions
from neglect_rules.pointer import Pointer
from neglect_rules.program import (
    Amount,
    Answer,
    Exempt,
    Extreme,
    RecordFact,
    RuleLink,
    Shift,
    Step,
    Sum,
    cone,
    indicators_read,
    inputs,
)

_SOUND = {Direction.RISES, Direction.STAYS}
_LAW_5, _LAW_6 = 5, 6
_SEVERAL = 2
_HINT = (
    'turn it round, or say `"exception": {"law": 5, "because": "..."}` here, with'
    " the reason"
)


def kinds_of(build: Build) -> Mapping[str, str]:
    """Return the kind of scale of each indicator that has one."""
    ruleset = build.ruleset
    return {
        id_: ruleset.scales[spec.scale].kind
        for id_, spec in ruleset.indicators.items()
        if spec.scale is not None
    }


def broken(build: Build, rules: tuple[RuleLink, ...]) -> Iterator[Diagnostic]:
    """Yield NR210, NR211 and NR111: what breaks a law, and needless exceptions."""
    known = motions(build.steps, kinds_of(build), exempt=build.exempt)
    # Nobody may declare that a worse answer lowers by way of an easing (7.6).
    strictly = motions(build.steps, kinds_of(build)) if build.exempt else known
    for rule in rules:
        if rule.kind == "easing":
            yield from _brought_about(strictly, rule)
        elif rule.kind != "promise" and known[rule.when].direction not in _SOUND:
            yield _falls(build, known, rule.when, tuple(rule.gives))
    for id_ in build.ruleset.outcomes:
        start = build.known.get(f"/outcomes/{id_}/from#start")
        if start is not None and known[start].direction not in _SOUND:
            yield _falls(build, known, start, (id_,))
    yield from _mild_sightings(build, rules)
    yield from _guards_reading_strengths(build, rules)
    yield from _taken_away_without_limit(build)
    yield from _needless(build)


def _mild_sightings(build: Build, rules: tuple[RuleLink, ...]) -> Iterator[Diagnostic]:
    """Yield NR221: one more mild record could lower what this gives (law 7)."""
    for rule in rules:
        if rule.kind in {"easing", "promise"}:
            continue
        for step in _rests_on(build, rule.when):
            if isinstance(step, Amount) and _is_mild(step):
                yield Diagnostic(
                    code="NR221",
                    message="one more mild record could undo this",
                    at=Pointer.parse(step.at),
                    hint="ask in an easing how long something was mild, or ask here"
                    " how often it was grave",
                )


def _rests_on(build: Build, root: int) -> Iterator[Step]:
    """Yield the steps below `root`, save what an easing on the way looks at."""
    waiting, seen = [root], set[int]()
    while waiting:
        index = waiting.pop()
        if index in seen:
            continue
        seen.add(index)
        step = build.steps[index]
        yield step
        if isinstance(step, Shift) and any(by < 0 for by in step.by):
            waiting.append(step.of)
        else:
            waiting.extend(inputs(step))


def _is_mild(step: Amount) -> bool:
    """Return whether a leaf counts mild records and not the gravest."""
    tally = step.tally
    return tally is not None and tally.milder and not tally.worse


def _brought_about(known: list[Motion], easing: RuleLink) -> Iterator[Diagnostic]:
    if known[easing.when].direction not in {Direction.FALLS, Direction.STAYS}:
        yield Diagnostic(
            code="NR210",
            message="a worse answer could bring this easing about",
            at=Pointer.parse(easing.at) / "when",
            hint="ask for what is milder, for example `unbroken` with `at_most`",
        )


def _falls(
    build: Build, known: list[Motion], root: int, outcomes: tuple[str, ...]
) -> Diagnostic:
    at = build.exemptable[root]
    for index in _blamed(build.steps, known, root):
        at = build.exemptable.get(index, at)
    names = ", ".join(f"`{outcome}`" for outcome in outcomes)
    return Diagnostic(
        code="NR210",
        message=f"a worse answer could undo this, and so lower {names}",
        at=Pointer.parse(at),
        hint=_HINT,
    )


def _blamed(steps: list[Step], known: list[Motion], root: int) -> Iterator[int]:
    """Yield the way from `root` down to the step that turns the direction."""
    waiting: int | None = root
    while waiting is not None:
        yield waiting
        bad = [i for i in inputs(steps[waiting]) if known[i].direction not in _SOUND]
        waiting = bad[0] if bad else None


def _guards_reading_strengths(
    build: Build, rules: tuple[RuleLink, ...]
) -> Iterator[Diagnostic]:
    kinds = kinds_of(build)
    guards = [rule for rule in rules if rule.kind == "guard"]
    for rule, guard in zip(guards, build.ruleset.guards, strict=True):
        read = strengths_read(build, rule.when, kinds)
        place = Pointer.parse(rule.at)
        law = None if guard.exception is None else guard.exception.law
        if law is not None and not (read and law == _LAW_6):
            yield _needless_at(place / "exception")
        if read and law != _LAW_6:
            yield Diagnostic(
                code="NR211",
                message=f"this guard reads the strength `{read[0]}`, and no strength"
                " may cancel danger",
                at=place / "when",
                hint="take the strength out, or make this a threshold",
            )


def strengths_read(build: Build, root: int, kinds: Mapping[str, str]) -> list[str]:
    """Return the indicators on strength scales that a step rests on."""
    leaves = (build.steps[i] for i in sorted(cone(build.steps, [root])))
    return [
        id_
        for leaf in leaves
        for id_ in _followed(leaf)
        if kinds.get(id_) == "strength"
    ]


def _followed(leaf: Step) -> tuple[str, ...]:
    """Return the indicators whose grades a leaf looks at."""
    looks = isinstance(leaf, Answer | Amount)
    return indicators_read(leaf) if looks else ()


def _taken_away_without_limit(build: Build) -> Iterator[Diagnostic]:
    """Yield NR209 where something without an upper limit is taken away.

    There would be no lower limit to write.
    """
    endless: set[int] = set()
    for index, step in enumerate(build.steps):
        match step:
            case Amount(open=(_, None)):
                endless.add(index)
            case Sum() if endless.intersection(step.of):
                endless.add(index)
                pairs = zip(step.of, step.weights, strict=True)
                if any(weight < 0 and i in endless for i, weight in pairs):
                    yield Diagnostic(
                        code="NR209",
                        message="an age has no upper limit, so it cannot be taken away",
                        at=Pointer.parse(step.at),
                        hint="compare the age by itself",
                    )
            case Extreme(grades=None):
                some, every = endless.intersection(step.of), endless.issuperset(step.of)
                if (some and step.greatest) or every:
                    endless.add(index)
            case _:
                pass


def _needless(build: Build) -> Iterator[Diagnostic]:
    """Yield NR111 for an exception in a place where nothing falls."""
    kinds = kinds_of(build)
    for index, exception in build.exempt.items():
        others = build.exempt.keys() - {index}
        motion = motions(build.steps[: index + 1], kinds, exempt=others)[index]
        if exception.law != _LAW_5 or motion.direction in _SOUND:
            yield _needless_at(Pointer.parse(build.exemptable[index]) / "exception")


def _needless_at(at: Pointer) -> Diagnostic:
    return Diagnostic(
        code="NR111",
        message="nothing here can break the law that this exception names",
        at=at,
        hint="take the exception out",
        severity=Severity.WARNING,
    )


def exemptions(build: Build, results: Mapping[str, int]) -> tuple[Exempt, ...]:
    """Return every exception with the outcomes for which its law is not claimed."""
    found = []
    cones = {id_: cone(build.steps, [root]) for id_, root in results.items()}
    for index, exception in sorted(build.exempt.items()):
        touched = tuple(id_ for id_, held in cones.items() if index in held)
        at = f"{build.exemptable[index]}/exception"
        found.append(Exempt(law=exception.law, at=at, outcomes=touched))
    for n, guard in enumerate(build.ruleset.guards):
        if guard.exception is not None:
            at = f"/guards/{n}/exception"
            law, touched = guard.exception.law, tuple(guard.at_least)
            found.append(Exempt(law=law, at=at, outcomes=touched))
    return tuple(dict.fromkeys(found))


def purity(build: Build, root: int) -> tuple[bool, tuple[int, ...]]:
    """Return whether bounds of a step are exact, and while which leaves are known.

    They are exact when no step on the way mixes directions: then all answers at their
    mildest give the least and all at their gravest the greatest. A leaf without a
    worse may be at its least in one place and at its greatest in another, so it must
    be known, unless it is read along one way only. What is counted over time must be
    known too: what it looks at is looked at elsewhere as well. Only events stand alone.
    """
    known = motions(build.steps, kinds_of(build), na_is_open=True)
    held = cone(build.steps, [root])
    pure = all(known[i].direction is not Direction.MIXED for i in held)
    ways = _ways(build.steps, root)
    free = (
        index
        for index in sorted(held)
        if _looks_back(build.steps[index])
        or (
            _is_leaf(build.steps[index])
            and known[index].direction is Direction.STAYS
            and ways[index] >= _SEVERAL
        )
    )
    return pure, tuple(free)


def _looks_back(step: Step) -> bool:
    """Return whether a leaf may be open together with others that it hangs on."""
    if not isinstance(step, Amount) or step.tally is None:
        return False
    return step.of != "events" or step.tally.within == "since_last_assessment"


def _is_leaf(step: Step) -> bool:
    return isinstance(step, Answer | Amount | RecordFact)


def _ways(steps: list[Step], root: int) -> dict[int, int]:
    """Return along how many ways `root` rests on each step, counting to two."""
    ways = {root: 1}
    for index in range(root, -1, -1):
        if index in ways:
            for read in inputs(steps[index]):
                ways[read] = min(_SEVERAL, ways.get(read, 0) + ways[index])
    return ways
