"""Outcomes, tasks, reports, promises to steps."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Literal

from neglect_rules.linking import _items as items
from neglect_rules.linking._build import Build
from neglect_rules.linking._conditions import asked_of, condition
from neglect_rules.linking._measures import measure
from neglect_rules.linking._scope import grades_meant
from neglect_rules.model import (
    Easing,
    Guard,
    Modifier,
    Promise,
    ReportItem,
    Task,
    Threshold,
)
from neglect_rules.pointer import Pointer
from neglect_rules.program import (
    Extreme,
    Map,
    Member,
    Quorum,
    Reach,
    ReportLink,
    ReviewLink,
    RuleLink,
    Shift,
    TaskLink,
)


def outcome(build: Build, id_: str) -> tuple[int, int, int, int]:
    """Return the steps of an outcome: by thresholds, modified, eased, final (7)."""
    base = _reached(build, id_, "thresholds")
    started = _from_earlier(build, id_, base)
    modified = _modified(build, id_, started)
    guarded = _reached(build, id_, "guards")
    eased = _eased(build, id_, modified)
    result = _higher(build, id_, "result", eased, guarded)
    build.outcomes[id_] = result
    return started, modified, eased, result


def _reached(build: Build, id_: str, kind: Literal["thresholds", "guards"]) -> int:
    grades = build.ruleset.outcomes[id_].grades
    rules: Iterable[Threshold | Guard] = getattr(build.ruleset, kind)
    of, levels = [], []
    for n, rule in enumerate(rules):
        gives = rule.reach if isinstance(rule, Threshold) else rule.at_least
        if id_ in gives:
            of.append(condition(build, rule.when, Pointer((kind, str(n), "when"))))
            levels.append(grades.index(gives[id_]) + 1)
    step = Reach(
        at=f"/outcomes/{id_}",
        role=kind,
        of=tuple(of),
        levels=tuple(levels),
        base=1,
        grades=grades,
    )
    return build.add(step)


def _from_earlier(build: Build, id_: str, base: int) -> int:
    spec, at = build.ruleset.outcomes[id_], f"/outcomes/{id_}"
    if spec.from_ is None:
        return base
    earlier, grades = items.outcome(build, spec.from_.outcome)
    placed = [spec.grades.index(spec.from_.map[grade]) + 1 for grade in grades]
    step = Map(
        at=f"{at}/from",
        role="start",
        of=(earlier,),
        sizes=(len(grades) + 1,),
        # An outcome is never n/a, so the first place of the table is never read.
        table=(0, *placed),
        grades=spec.grades,
    )
    start = build.may_exempt(build.add(step), at, spec.exception)
    return _higher(build, id_, "started", base, start)


def _higher(build: Build, id_: str, role: str, one: int, other: int) -> int:
    grades = build.ruleset.outcomes[id_].grades
    at, of = f"/outcomes/{id_}", (one, other)
    return build.add(Extreme(at=at, role=role, of=of, greatest=True, grades=grades))


def _modified(build: Build, id_: str, started: int) -> int:
    grades = build.ruleset.outcomes[id_].grades
    when, by, limit, start = [], [], [], []
    for n, rule in enumerate(build.ruleset.modifiers):
        if id_ not in rule.raise_:
            continue
        place = Pointer(("modifiers", str(n), "when"))
        when.append(condition(build, rule.when, place))
        by.append(rule.raise_[id_])
        limit.append(grades.index(rule.up_to[id_]) + 1)
        first = rule.from_at_least.get(id_, grades[0])
        start.append(grades.index(first) + 1)
    step = Shift(
        at=f"/outcomes/{id_}",
        role="modified",
        of=started,
        when=tuple(when),
        by=tuple(by),
        limit=tuple(limit),
        start=tuple(start),
        grades=grades,
    )
    return build.add(step)


def _eased(build: Build, id_: str, modified: int) -> int:
    """Return the step of the easings: a shift by numbers below nought (7.6)."""
    grades = build.ruleset.outcomes[id_].grades
    meant = [
        (condition(build, rule.when, Pointer(("easings", str(n), "when"))), rule)
        for n, rule in enumerate(build.ruleset.easings)
        if id_ in rule.lower
    ]
    step = Shift(
        at=f"/outcomes/{id_}",
        role="eased",
        of=modified,
        when=tuple(when for when, _ in meant),
        by=tuple(-rule.lower[id_] for _, rule in meant),
        limit=tuple(grades.index(rule.not_below[id_]) + 1 for _, rule in meant),
        start=(1,) * len(meant),
        grades=grades,
    )
    return build.add(step)


def rule_links(build: Build) -> tuple[RuleLink, ...]:
    """Return every threshold, modifier, easing and guard with its step."""
    ruleset = build.ruleset
    found: list[RuleLink] = []
    for n, threshold in enumerate(ruleset.thresholds):
        found.append(_link(build, "threshold", n, threshold, threshold.reach))
    for n, modifier in enumerate(ruleset.modifiers):
        found.append(_link(build, "modifier", n, modifier, modifier.up_to))
    for n, easing in enumerate(ruleset.easings):
        found.append(_link(build, "easing", n, easing, easing.not_below))
    for n, guard in enumerate(ruleset.guards):
        found.append(_link(build, "guard", n, guard, guard.at_least))
    return tuple(found)


def _link(
    build: Build,
    kind: Literal["threshold", "modifier", "easing", "guard"],
    n: int,
    rule: Threshold | Modifier | Easing | Guard,
    gives: Mapping[str, str],
) -> RuleLink:
    at = Pointer((f"{kind}s", str(n)))
    when = condition(build, rule.when, at / "when")
    return RuleLink(kind=kind, id=rule.id, at=str(at), when=when, gives=gives)


def promise_link(
    build: Build, n: int, promise: Promise
) -> tuple[RuleLink, dict[str, int]]:
    """Return a promise with the step of each test that it claims (9.3)."""
    at = Pointer(("promises", str(n)))
    when = condition(build, promise.whenever, at / "whenever")
    tests = {}
    for id_, test in promise.then.items():
        of, grades = items.outcome(build, id_)
        among, place = grades_meant(test, grades), str(at / "then" / id_)
        index = build.add(Member(at=place, role="condition", of=of, among=among))
        build.expected[index] = {"outcome": id_, **asked_of(test)}
        tests[id_] = index
    link = RuleLink(kind="promise", id=promise.id, at=str(at), when=when, gives={})
    return link, tests


def task_link(build: Build, n: int, task: Task) -> TaskLink:
    """Return a task with the steps that say for whom (9.1)."""
    at = Pointer(("tasks", str(n)))
    when = None
    if task.when is not None:
        when = condition(build, task.when, at / "when")
    if task.for_each is None:
        return TaskLink(id=task.id, at=str(at), when=when, members=None)
    meant = []
    for id_, test in items.selection_tests(build, task.for_each):
        both = (test,) if when is None else (test, when)
        place, need = str(at), len(both)
        step = Quorum(at=place, role=f"~for:{id_}", of=both, need=need)
        meant.append((id_, build.add(step)))
    return TaskLink(id=task.id, at=str(at), when=when, members=tuple(meant))


def report_link(build: Build, n: int, item: ReportItem) -> ReportLink:
    """Return a report item with its step (9.2)."""
    at = Pointer(("report", str(n)))
    if item.measure is not None:
        index = measure(build, item.measure, at / "measure")
    else:
        index = build.values[item.rating or ""]
    return ReportLink(id=item.id, at=str(at), value=index)


def review_link(build: Build, n: int) -> ReviewLink:
    """Return a review with the step of its condition (9.4)."""
    spec, at = build.ruleset.reviews[n], Pointer(("reviews", str(n)))
    when = None if spec.when is None else condition(build, spec.when, at / "when")
    return ReviewLink(id=spec.id, at=str(at), when=when, within=spec.within)
