"""A trace as the tables that people read: who added what, what was met, what is open.

Everything here is read off the trace, so a trace from a file gives the same account
as a decision just made.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any, final

from attrs import field, frozen

from neglect_rules.exact import written
from neglect_rules.trace._trace import Trace

Range = tuple[Fraction, Fraction | None]
"""The least and the greatest of a number; the second is missing without a limit."""


@final
@frozen(kw_only=True)
class Contribution:
    """What one indicator or rating adds to its domain.

    Attributes:
        id: The indicator or rating.
        domain: Where it counts.
        grades: The grades that its answer stands for.
        points: Grade points, before its weight.
        adds: Points times its weight.
    """

    id: str
    domain: str
    grades: tuple[str, ...] = field(repr=False)
    points: Range = field(repr=False)
    adds: Range = field(repr=False)


@final
@frozen(kw_only=True)
class DomainScore:
    """What one domain comes to.

    Attributes:
        raw: The sum of what its members add.
        capped: After cap and floor.
        weighted: After the domain's weight.
        cap_binds: `True` or `False`; `None` while it is open.
    """

    id: str
    raw: Range = field(repr=False)
    capped: Range = field(repr=False)
    weighted: Range = field(repr=False)
    cap_binds: bool | None = field(repr=False)


@final
@frozen(kw_only=True)
class Coverage:
    """How much of a domain, or of `all`, is answered.

    Attributes:
        enough: Whether the ruleset's share is met; `None` if it asks for none.
    """

    domain: str
    answered: Range
    due: Range
    enough: bool | None


@final
@frozen(kw_only=True)
class Account:
    """A decision as tables.

    Attributes:
        header: Ruleset, case, moment as the trace names them.
        outcomes: The result on each ladder.
        rules: Thresholds, modifiers, easings, guards, promises with their verdicts.
        contributions: What each member adds.
        domains: What each domain comes to.
        total: The sum of weighted scores.
        coverage: How much is answered.
        history: What measures of history looked at.
        reviews: By when the case is looked at again.
        review_by: The earliest day of these.
        leaves: What was known of each indicator.
        trace: What it was read off.
    """

    header: Mapping[str, Any] = field(hash=False, repr=False)
    outcomes: Mapping[str, Mapping[str, Any]] = field(hash=False)
    rules: tuple[Mapping[str, Any], ...] = field(hash=False, repr=False)
    contributions: tuple[Contribution, ...] = field(repr=False)
    domains: tuple[DomainScore, ...] = field(repr=False)
    total: Range = field(repr=False)
    coverage: tuple[Coverage, ...] = field(repr=False)
    critical: Mapping[str, Any] = field(hash=False, repr=False)
    tasks: tuple[Mapping[str, Any], ...] = field(hash=False, repr=False)
    report: tuple[Mapping[str, Any], ...] = field(hash=False, repr=False)
    history: tuple[Mapping[str, Any], ...] = field(hash=False, repr=False)
    reviews: tuple[Mapping[str, Any], ...] = field(hash=False, repr=False)
    review_by: str | None = field(repr=False)
    warnings: tuple[Mapping[str, Any], ...] = field(hash=False, repr=False)
    leaves: tuple[Mapping[str, Any], ...] = field(hash=False, repr=False)
    trace: Trace = field(repr=False)

    def ids(self, kind: str, value: str) -> list[str]:
        """Return the ids of rules of a kind with a verdict, in document order."""
        return [
            rule["id"]
            for rule in self.rules
            if rule["kind"] == kind and rule["value"] == value
        ]

    def to_dict(self) -> dict[str, Any]:
        """Return the account as a JSON value in the form of `decision-1`."""
        return {
            "format": 1,
            **self.header,
            "outcomes": {id_: dict(result) for id_, result in self.outcomes.items()},
            "rules": [dict(rule) for rule in self.rules],
            "contributions": [_contribution(each) for each in self.contributions],
            "domains": [_domain(each) for each in self.domains],
            "total": _text(self.total),
            "coverage": [_coverage(each) for each in self.coverage],
            "history": [dict(part) for part in self.history],
            "critical": dict(self.critical),
            "tasks": [dict(task) for task in self.tasks],
            "report": [dict(item) for item in self.report],
            "reviews": [dict(review) for review in self.reviews],
            "review_by": self.review_by,
            "warnings": [dict(warning) for warning in self.warnings],
            "trace": self.trace.fingerprint,
        }


_HEADER = ("semantics", "ruleset", "case", "subject", "moment", "zone", "day")


def account(trace: Trace) -> Account:
    """Return the tables of a trace."""
    document = trace.document
    return Account(
        header={name: document[name] for name in _HEADER},
        outcomes=document["outcomes"],
        rules=tuple(document["rules"]),
        contributions=tuple(_contributions(trace)),
        domains=tuple(_domains(trace)),
        total=_range(trace.value("", "total")),
        # The whole before its parts.
        coverage=tuple(sorted(_coverages(trace), key=lambda c: c.domain != "all")),
        critical=document["critical"],
        tasks=tuple(document["tasks"]),
        report=tuple(document["report"]),
        history=tuple(document["history"]),
        reviews=tuple(document["reviews"]),
        review_by=document["review_by"],
        warnings=tuple(document["warnings"]),
        leaves=tuple(document["leaves"]),
        trace=trace,
    )


def _contributions(trace: Trace) -> Iterator[Contribution]:
    for leaf in trace.document["leaves"]:
        if "domain" in leaf and trace.has(leaf["at"], "points"):
            yield _added(trace, leaf["at"], leaf["indicator"], leaf["domain"])
    for made in trace.document["ratings"]:
        yield _added(trace, made["at"], made["rating"], made["domain"])


def _added(trace: Trace, at: str, id_: str, domain: str) -> Contribution:
    points = _range(trace.value(at, "points"))
    weighted = trace.has(at, "contribution")
    return Contribution(
        id=id_,
        domain=domain,
        grades=tuple(grades_of(trace, at)),
        points=points,
        adds=_range(trace.value(at, "contribution")) if weighted else points,
    )


def grades_of(trace: Trace, at: str) -> list[str]:
    """Return the grades of what stands at a place, after "does it apply"."""
    for place, role in ((at, "grade"), (f"{at}/rule", "rule")):
        if trace.has(place, role):
            found: list[str] = trace.value(place, role)
            return found
    leaves = trace.document["leaves"]
    return next(list(leaf["value"]) for leaf in leaves if leaf["at"] == at)


def _domains(trace: Trace) -> Iterator[DomainScore]:
    for entry in trace.document["entries"]:
        if entry["role"] == "raw":
            at = entry["at"]
            raw, capped, weighted = (
                _range(trace.value(at, role)) for role in ("raw", "capped", "weighted")
            )
            yield DomainScore(
                id=at.rpartition("/")[2],
                raw=raw,
                capped=capped,
                weighted=weighted,
                cap_binds=_binds(raw, capped),
            )


def _binds(raw: Range, capped: Range) -> bool | None:
    """Return whether the cap lowers the score: certainly, certainly not, or open."""
    if raw[1] is None or capped[1] is None or raw[1] <= capped[1]:
        return False
    return True if raw[0] > capped[0] else None


def _coverages(trace: Trace) -> Iterator[Coverage]:
    for entry in trace.document["entries"]:
        if entry["role"] == "due":
            at = entry["at"]
            known = trace.has(at, "condition")
            met = trace.value(at, "condition") == "true" if known else None
            whole = at == "/indicators"
            yield Coverage(
                domain="all" if whole else at.rpartition("/")[2],
                answered=_range(trace.value(at, "answered")),
                due=_range(entry["value"]),
                enough=met,
            )


def _range(value: list[str | None]) -> Range:
    low, high = value
    return Fraction(low or 0), None if high is None else Fraction(high)


def _text(extent: Range) -> list[str | None]:
    low, high = extent
    return [written(low), None if high is None else written(high)]


def _contribution(each: Contribution) -> dict[str, Any]:
    return {
        "id": each.id,
        "domain": each.domain,
        "grades": list(each.grades),
        "points": _text(each.points),
        "adds": _text(each.adds),
    }


def _domain(each: DomainScore) -> dict[str, Any]:
    return {
        "id": each.id,
        "raw": _text(each.raw),
        "capped": _text(each.capped),
        "weighted": _text(each.weighted),
        "cap_binds": each.cap_binds,
    }


def _coverage(each: Coverage) -> dict[str, Any]:
    return {
        "domain": each.domain,
        "answered": _text(each.answered),
        "due": _text(each.due),
        "enough": each.enough,
    }
