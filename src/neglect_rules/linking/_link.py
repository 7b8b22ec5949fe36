"""A ruleset to a Program, or every reason why not."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeAlias

import attrs

from neglect_rules.canonical import fingerprint
from neglect_rules.diagnostics import Diagnostic, Severity
from neglect_rules.errors import RulesetError
from neglect_rules.linking import _define as define
from neglect_rules.linking import _items as items
from neglect_rules.linking import _results as results
from neglect_rules.linking._age_edges import age_edges
from neglect_rules.linking._build import Build
from neglect_rules.linking._check_evidence import senseless_evidence
from neglect_rules.linking._check_grades import wrong_grades
from neglect_rules.linking._check_history import (
    looks_past_history,
    senseless_history,
)
from neglect_rules.linking._check_items import senseless_items
from neglect_rules.linking._check_names import alike_names, unknown_names
from neglect_rules.linking._check_rules import senseless_rules
from neglect_rules.linking._conditions import condition
from neglect_rules.linking._laws import broken, exemptions, purity
from neglect_rules.linking._measures import measure
from neglect_rules.linking._order import order
from neglect_rules.linking._walk import Parts, walk
from neglect_rules.model import Ruleset
from neglect_rules.placing import located
from neglect_rules.pointer import Pointer
from neglect_rules.program import (
    CoverageLink,
    OutcomeLink,
    Program,
    program_document,
)

_Check: TypeAlias = Callable[[Ruleset, Parts], Iterable[Diagnostic]]

_STAGES: tuple[tuple[_Check, ...], ...] = (
    (unknown_names, lambda ruleset, _: alike_names(ruleset)),
    (
        wrong_grades,
        senseless_items,
        senseless_rules,
        senseless_evidence,
        senseless_history,
    ),
    (lambda ruleset, _: order(ruleset)[1],),
    (lambda ruleset, _: looks_past_history(ruleset),),
)
"""Checks in stages: a later stage can rely on what an earlier one has found sound."""


def link(ruleset: Ruleset) -> Program:
    """Return the Program of a ruleset.

    Everything that could go wrong while judging is refused here, and law 5 is decided
    here: a construct by which a worse answer could lower an outcome is refused unless
    its author has declared an exception in that place.

    Raises:
        RulesetError: With every finding of the first stage that found any: names;
            then grades, limits, bands and tables; then circles; then easings that
            look at more than history; then laws.
    """
    return linked(ruleset)[0]


def linked(ruleset: Ruleset) -> tuple[Program, tuple[Diagnostic, ...]]:
    """Return the Program of a ruleset with the warnings about it.

    Raises:
        RulesetError: As `link` does.
    """
    program, found = _checked(ruleset)
    return _with_fingerprints(program), found


def findings(ruleset: Ruleset) -> tuple[Diagnostic, ...]:
    """Return the warnings about a ruleset, as `linked` does, and no Program.

    Naming a Program takes a third of the time of linking, and who only wants to know
    what is wrong needs no name.

    Raises:
        RulesetError: As `link` does.
    """
    return _checked(ruleset)[1]


def _checked(ruleset: Ruleset) -> tuple[Program, tuple[Diagnostic, ...]]:
    """Return a Program that has no name yet, with the warnings about its ruleset."""
    parts = tuple(walk(ruleset, Pointer()))
    for stage in _STAGES:
        _refuse(ruleset, [found for check in stage for found in check(ruleset, parts)])
    build = Build(ruleset)
    _make(build)
    program = _program(build)
    found = list(broken(build, program.rules))
    _refuse(ruleset, [each for each in found if each.severity is Severity.ERROR])
    return program, located(found, ruleset, with_lines=True)


def outlined(ruleset: Ruleset) -> Program:
    """Return a Program of which nobody has asked whether anything is wrong with it.

    It judges every case as the Program that `link` gives. It claims nothing: it has no
    name, no bounds of it count as exact, and its exceptions are not told. For a small
    change to a ruleset that links, of which many are looked at.
    """
    build = Build(ruleset)
    _make(build)
    return _program(build, claims=False)


def _refuse(ruleset: Ruleset, found: list[Diagnostic]) -> None:
    if found:
        alike = dict.fromkeys(found)
        raise RulesetError(located(alike, ruleset, with_lines=True))


def _make(build: Build) -> None:
    for folder, id_ in order(build.ruleset)[0]:
        if folder == "indicators":
            define.indicator(build, id_)
        elif folder == "ratings":
            define.rating(build, id_)
        elif folder == "outcomes":
            results.outcome(build, id_)
        elif folder == "conditions":
            condition(build, build.ruleset.conditions[id_], Pointer((folder, id_)))
        elif folder == "measures":
            measure(build, build.ruleset.measures[id_], Pointer((folder, id_)))


def _outcome(build: Build, id_: str, *, claims: bool) -> OutcomeLink:
    thresholds, modified, eased, result = results.outcome(build, id_)
    pure, free = purity(build, result) if claims else (False, ())
    return OutcomeLink(
        id=id_,
        at=f"/outcomes/{id_}",
        grades=build.ruleset.outcomes[id_].grades,
        thresholds=thresholds,
        modified=modified,
        eased=eased,
        result=result,
        pure=pure,
        free=free,
    )


def _coverage(build: Build, domain: str) -> CoverageLink:
    answered, due = items.coverage(build, domain)
    at = "/indicators" if domain == "all" else f"/domains/{domain}"
    enough = build.ruleset.open_answers.enough
    share = enough.core if domain == "all" else enough.each_domain
    met = None
    if share is not None:
        met = items.covers(build, at, domain, {"at_least": share})
    return CoverageLink(domain=domain, at=at, answered=answered, due=due, enough=met)


def _program(build: Build, *, claims: bool = True) -> Program:
    ruleset = build.ruleset
    outcomes = tuple(_outcome(build, id_, claims=claims) for id_ in ruleset.outcomes)
    rules = results.rule_links(build)
    promised = [
        results.promise_link(build, n, promise)
        for n, promise in enumerate(ruleset.promises)
    ]
    tasks = tuple(results.task_link(build, n, t) for n, t in enumerate(ruleset.tasks))
    report = tuple(
        results.report_link(build, n, item) for n, item in enumerate(ruleset.report)
    )
    reviews = tuple(results.review_link(build, n) for n in range(len(ruleset.reviews)))
    ids = (*ruleset.indicators, *ruleset.ratings)
    members = tuple(define.member_link(build, id_) for id_ in ids)
    domains = tuple(items.domain(build, id_) for id_ in ruleset.domains)
    coverage = tuple(_coverage(build, id_) for id_ in ("all", *ruleset.domains))
    total = items.total(build)
    ends = {link.id: link.result for link in outcomes}
    exempt = exemptions(build, ends) if claims else ()
    return Program(
        ruleset=ruleset,
        steps=tuple(build.steps),
        outcomes=outcomes,
        rules=(*rules, *(link for link, _ in promised)),
        members=members,
        domains=domains,
        coverage=coverage,
        tasks=tasks,
        report=report,
        reviews=reviews,
        exempt=exempt,
        selections=dict(build.selections),
        promised={link.id: tests for link, tests in promised},
        expected=dict(build.expected),
        age_edges=age_edges(build.steps),
        total=total,
        document_fingerprint="",
        fingerprint="",
        document={},
    )


def _with_fingerprints(program: Program) -> Program:
    """Return a Program that nothing is wrong with, under its name; this takes time."""
    document = program_document(program)
    return attrs.evolve(
        program,
        document=document,
        fingerprint=fingerprint(document),
        document_fingerprint=fingerprint(program.ruleset.document),
    )
