"""The tables: strengths, points and how they add up, results, how much was answered."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from neglect_rules.explain._amounts import extent, is_nought, number, share
from neglect_rules.explain._inputs import may_ease
from neglect_rules.explain._page import Block, Bullet, Line, Section, Table
from neglect_rules.explain._telling import Telling
from neglect_rules.model import Domain
from neglect_rules.trace import Contribution, Coverage, DomainScore

_COMBINED: Final = {
    "max": "Only the highest counts.",
    "count": "It counts how many are above nought.",
}


def strengths(telling: Telling) -> Iterator[Section]:
    """Yield the strengths that were recorded."""
    found = [id_ for id_ in telling.leaves if _is_strength(telling, id_)]
    if not found:
        return
    scored = any(_scores(telling, id_) for id_ in found)
    told = "They count for the plan. They do not lower the level."
    if any(may_ease(telling, id_) for id_ in found):
        told = "They count for the plan. Only a rule that steps down may rest on them."
    if scored:
        told = "They are in the points as the ruleset says."
        told += " They never set aside a critical sign."
    bullets = [Bullet(telling.titled(id_), 1) for id_ in found]
    yield Section("Strengths", (Line(told), *bullets))


def _is_strength(telling: Telling, id_: str) -> bool:
    """Return whether a strength was recorded above the lowest grade of its scale."""
    scale = telling.words.scale(id_)
    if scale is None or scale.kind != "strength" or not telling.applies(id_):
        return False
    lowest = scale.grades[0].id
    recorded = telling.leaves[id_]["state"] == "known"
    return recorded and lowest not in telling.grades(id_)


def _scores(telling: Telling, id_: str) -> bool:
    scale, spec = telling.words.scale(id_), telling.words.thing(id_)
    scored = scale is not None and any(grade.points for grade in scale.grades)
    return scored and spec is not None and spec.domain is not None


def points(telling: Telling) -> Iterator[Section]:
    """Yield what each answer adds, domain by domain, up to the total."""
    account = telling.account
    wanted = list(telling.words.ruleset.domains if telling.words.ruleset else ())
    domains = sorted(account.domains, key=lambda d: _place(wanted, d.id))
    if all(is_nought(domain.raw) for domain in domains):
        return
    rows: list[tuple[str, ...]] = []
    for domain in domains:
        rows.append(_domain(telling, domain))
        rows += [
            (
                f"  {telling.titled(c.id)}{_weighed(telling, c)}",
                extent(c.adds),
                *[""] * 3,
            )
            for c in account.contributions
            if c.domain == domain.id and not is_nought(c.adds)
        ]
    rows.append(("In all", "", "", "", extent(account.total)))
    head = ("", "Points", "Counted", "Weight", "Comes to")
    notes = [Line(note) for d in domains if (note := _note(telling, d))]
    yield Section("How the points add up", (Table(head, tuple(rows)), *notes))


def _place(wanted: Sequence[str], id_: str) -> int:
    """Return where an id stands in the author's order; first if it is none of it."""
    return wanted.index(id_) if id_ in wanted else -1


def _domain(telling: Telling, score: DomainScore) -> tuple[str, ...]:
    spec = _spec(telling, score.id)
    weight = "" if spec is None else f"x {number(str(spec.weight))}"
    name = telling.words.domain(score.id)
    amounts = extent(score.raw), extent(score.capped), weight, extent(score.weighted)
    return (name, *amounts)


def _weighed(telling: Telling, each: Contribution) -> str:
    """Return how points become what is added, where a weight stands between."""
    spec = telling.words.thing(each.id)
    if spec is None or spec.weight == 1:
        return ""
    return f" ({extent(each.points)} x {number(str(spec.weight))})"


def _spec(telling: Telling, domain: str) -> Domain | None:
    ruleset = telling.words.ruleset
    return None if ruleset is None else ruleset.domains[domain]


def _note(telling: Telling, score: DomainScore) -> str:
    """Return what happened to a domain's points between two columns."""
    spec, name = _spec(telling, score.id), telling.words.domain(score.id)
    notes = []
    if spec is not None and spec.combine != "sum" and not is_nought(score.raw):
        notes.append(_COMBINED[spec.combine])
    if score.cap_binds is True and score.raw[0] > score.capped[0]:
        notes.append(f"Counted up to its limit of {extent(score.capped)}.")
    elif score.cap_binds is None:
        notes.append("A limit may apply, depending on what is open.")
    if score.raw[0] < score.capped[0]:
        notes.append(f"Counted as at least {number(score.capped[0])}.")
    return f"{name}: {' '.join(notes)}" if notes else ""


def answered(telling: Telling) -> Iterator[Section]:
    """Yield how much was answered, and whether the ruleset calls that enough."""
    wanted_order = list(telling.words.ruleset.domains if telling.words.ruleset else ())
    due = [each for each in telling.account.coverage if each.due[1]]
    due.sort(key=lambda each: _place(wanted_order, each.domain))
    rows = [_covered(telling, each) for each in due]
    blocks: list[Block] = [Table(("", "Answered", ""), tuple(rows))]
    ruleset = telling.words.ruleset
    enough = ruleset.open_answers.enough if ruleset else None
    wanted = []
    if enough is not None and enough.core is not None:
        wanted.append(f"{share(str(enough.core))} of the core questions")
    if enough is not None and enough.each_domain is not None:
        wanted.append(f"{share(str(enough.each_domain))} of each part")
    if wanted:
        blocks.append(Line(f"Enough is {' and '.join(wanted)}."))
    if rows:
        yield Section("How much was answered", tuple(blocks))


def _covered(telling: Telling, each: Coverage) -> tuple[str, ...]:
    whole = each.domain == "all"
    where = "Core questions in all" if whole else telling.words.domain(each.domain)
    verdict = {True: "enough", False: "too little", None: ""}[each.enough]
    return where, f"{extent(each.answered)} of {extent(each.due)}", verdict
