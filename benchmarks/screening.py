"""A ruleset of usual size, and the same rules written by hand, to be timed together.

48 indicators in 8 domains, 5 grades, 11 rules. `by_hand` is what somebody would write
who needs the level of one form and no more: no trace, no answer left open, no word on
what is missing. That the two agree is checked before anything is timed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from random import Random
from typing import Any

POINTS: Mapping[str, int] = {"none": 0, "mild": 1, "some": 2, "much": 4, "severe": 8}
DOMAINS = 8
INDICATORS = 48
WEIGHTS = (1, 2, 1, 3, 1, 2, 1, 1)
GRADES = tuple(POINTS)
GRAVE = frozenset({"much", "severe"})
LEVELS = ("none", "early", "targeted", "specialist")


def ids(indicators: int = INDICATORS) -> list[str]:
    """Return the names of so many indicators."""
    return [f"I{n}" for n in range(indicators)]


def document(indicators: int = INDICATORS) -> dict[str, Any]:
    """Return the ruleset; with more indicators each domain has more of them."""
    return {
        "format": 1,
        "semantics": 1,
        "id": "made.screening",
        "version": "1.0.0",
        "status": "draft",
        "language": "en-GB",
        "title": "Screening",
        "area": "made",
        "effective": {"from": "2020-01-01"},
        "subjects": {"kinds": ["child"]},
        "scales": {
            "care": {
                "kind": "concern",
                "grades": [{"id": id_, "points": n} for id_, n in POINTS.items()],
            }
        },
        "domains": {
            f"D{n}": {"label": f"D{n}", "weight": weight}
            for n, weight in enumerate(WEIGHTS)
        },
        "indicators": {
            id_: {"domain": f"D{n % DOMAINS}", "scale": "care", "label": id_}
            | ({"critical_at": "severe"} if n % 6 == 0 else {})
            for n, id_ in enumerate(ids(indicators))
        },
        "outcomes": {"level": {"grades": list(LEVELS)}},
        "thresholds": [
            _rule("T1", "early", _total(12)),
            _rule("T2", "targeted", _total(60)),
            _rule("T3", "specialist", _total(160)),
            _rule("T4", "early", _count("some", 3)),
            _rule("T5", "targeted", _count("much", 3)),
            _rule("T6", "specialist", _count("severe", 4)),
            _rule("T7", "targeted", _domain("D3", 8)),
            _rule("T8", "targeted", _count("much", 2, distinct="domains"), _total(40)),
            _rule("T9", "specialist", _domain("D1", 20), _domain("D5", 20)),
        ],
        "guards": [
            {
                "id": "G1",
                "when": {"some": {"from": "all", "graded": "critical"}},
                "at_least": {"level": "targeted"},
                "because": "One critical sign is enough.",
            },
            {
                "id": "G2",
                "when": {
                    "measure": {"count": {"from": "all", "graded": "critical"}},
                    "at_least": 2,
                },
                "at_least": {"level": "specialist"},
                "because": "Two are more than enough.",
            },
        ],
        "open_answers": {"recommend": "floor"},
    }


def _rule(id_: str, level: str, *whens: Any) -> dict[str, Any]:
    return {
        "id": id_,
        "when": whens[0] if len(whens) == 1 else {"all": list(whens)},
        "reach": {"level": level},
        "because": "It adds up.",
    }


def _total(least: int) -> dict[str, Any]:
    return {"measure": {"total": "all"}, "at_least": least}


def _domain(id_: str, least: int) -> dict[str, Any]:
    return {"measure": {"score": id_, "as": "raw"}, "at_least": least}


def _count(grade: str, least: int, **more: str) -> dict[str, Any]:
    signs = {"from": "all", "graded": {"at_least": grade}}
    return {"measure": {"count": signs, **more}, "at_least": least}


def by_hand(answers: Mapping[str, str], names: list[str]) -> str:
    """Return the level of a form that is filled in whole."""
    scores = [0] * DOMAINS
    domains = set()
    some = much = severe = critical = 0
    for n, name in enumerate(names):
        grade = answers[name]
        domain = n % DOMAINS
        scores[domain] += POINTS[grade]
        if grade in GRAVE:
            much += 1
            some += 1
            domains.add(domain)
            if grade == "severe":
                severe += 1
                if n % 6 == 0:
                    critical += 1
        elif grade == "some":
            some += 1
    total = sum(score * weight for score, weight in zip(scores, WEIGHTS, strict=True))
    if total >= 160 or severe >= 4 or critical >= 2:
        return "specialist"
    if scores[1] >= 20 and scores[5] >= 20:
        return "specialist"
    if total >= 60 or much >= 3 or scores[3] >= 8 or critical:
        return "targeted"
    if len(domains) >= 2 and total >= 40:
        return "targeted"
    return "early" if total >= 12 or some >= 3 else "none"


def forms(
    count: int, open_share: float = 0.0, indicators: int = INDICATORS
) -> Iterator[dict[str, str]]:
    """Yield forms filled in at random, the same ones each time."""
    random = Random(count)  # noqa: S311 - a drawing, no secret
    names = ids(indicators)
    for _ in range(count):
        mild = random.choice((1, 3, 10, 40))
        weights = (mild * 4, mild, 3, 2, 1)
        grades = random.choices(GRADES, weights, k=len(names))
        yield {
            name: grade
            for name, grade in zip(names, grades, strict=True)
            if random.random() >= open_share
        }


def case_of(form: Mapping[str, str]) -> dict[str, Any]:
    """Return a form as a case's document."""
    subject = {"kind": "child", "ref": "c-1", "born": "2019-05"}
    return {"format": 1, "subject": subject, "answers": dict(form)}
