"""What those are shown who check a decision or its rules: how exact, where, weights."""

from __future__ import annotations

from collections.abc import Iterator

from neglect_rules.explain._amounts import quoted
from neglect_rules.explain._audience import View
from neglect_rules.explain._page import Block, Bullet, Line, Section, Table
from neglect_rules.explain._result import is_lowest
from neglect_rules.explain._rules import because, verdict
from neglect_rules.explain._said import listed, number
from neglect_rules.explain._telling import Telling
from neglect_rules.model import Indicator, Rating, Ruleset, Scale


def exactness(telling: Telling, _: View) -> Iterator[Section]:
    """Yield which levels are possible on each ladder, and how exact that is."""
    blocks: list[Block] = []
    for id_ in telling.outcomes:
        blocks.append(Line(telling.words.outcome(id_), strong=True))
        blocks += (Bullet(told, 1) for told in _exact(telling, id_))
    if blocks:
        yield Section(telling.say("exact.title"), tuple(blocks))


def _exact(telling: Telling, id_: str) -> Iterator[str]:
    """Yield how exact a result is; where too little was answered no low level."""
    result = telling.outcomes[id_]
    thin = result["status"] == "not_determinable" and is_lowest(telling, id_)
    yield telling.say("exact.exact" if result["bounds"] == "exact" else "exact.safe")
    if thin:
        yield telling.say("exact.unsaid")
        return
    yield telling.say("exact.possible", levels=_levels(telling, id_, "possible"))
    stages = ("thresholds", "modified", "eased")
    told = {stage: _levels(telling, id_, stage) for stage in stages}
    yield telling.say("exact.stages", **told)


def _levels(telling: Telling, id_: str, key: str) -> str:
    grades = telling.outcomes[id_][key]
    told = [quoted(telling.words.level(id_, grade)) for grade in grades]
    return listed(telling.phrases, told, "or")


def places(telling: Telling, _: View) -> Iterator[Section]:
    """Yield where in the ruleset each rule and each answer stands."""
    heads = ("places.head.state", "places.head.place")
    head = ("", *(telling.say(key) for key in heads))
    rules = [
        (because(telling, rule), verdict(telling, rule), rule["at"])
        for rule in telling.account.rules
        if rule["kind"] != "promise"
    ]
    answers = [
        (_named(telling, id_), telling.value(id_), str(leaf["at"]))
        for id_, leaf in telling.leaves.items()
    ]
    blocks: list[Block] = [Line(telling.say("places.told"))]
    for rows in (rules, answers):
        blocks += [Line(""), Table(head, tuple(rows))] if rows else []
    yield Section(telling.say("places.title"), tuple(blocks))


def _named(telling: Telling, id_: str) -> str:
    """Return a label with its id, and the id alone where there is no label."""
    label = telling.words.label(id_)
    return id_ if label == id_ else f"{label} ({id_})"


def weights(telling: Telling, _: View) -> Iterator[Section]:
    """Yield what each part, each answer and each grade weighs."""
    ruleset = telling.words.ruleset
    if ruleset is None or not ruleset.domains:
        return
    heads = ("weights.head.weight", "weights.head.limit")
    head = ("", *(telling.say(key) for key in heads))
    rows = [row for id_ in ruleset.domains for row in _weights(telling, ruleset, id_)]
    blocks: list[Block] = [Table(head, tuple(rows))]
    scored = {
        id_: scale
        for id_, scale in ruleset.scales.items()
        if any(grade.points for grade in scale.grades)
    }
    if scored:
        blocks += [Line(""), Line(telling.say("weights.grades"))]
    blocks += (Bullet(_points(telling, *each), 1) for each in scored.items())
    yield Section(telling.say("weights.title"), tuple(blocks))


def _weights(
    telling: Telling, ruleset: Ruleset, id_: str
) -> Iterator[tuple[str, str, str]]:
    """Yield a part with its weight and limit, then those of its answers that weigh."""
    domain = ruleset.domains[id_]
    limit = domain.cap
    most = (
        telling.say("weights.no_limit")
        if limit is None
        else number(telling.phrases, str(limit))
    )
    yield telling.words.domain(id_), number(telling.phrases, str(domain.weight)), most
    members: dict[str, Indicator | Rating] = {**ruleset.indicators, **ruleset.ratings}
    for each, spec in members.items():
        if spec.domain == id_:
            yield (
                f"  {_named(telling, each)}",
                number(telling.phrases, str(spec.weight)),
                "",
            )


def _points(telling: Telling, id_: str, scale: Scale) -> str:
    at = f"/scales/{id_}"
    told = [
        f"{telling.words.at(f'{at}/grades/{n}', 'label') or grade.id}"
        f" {number(telling.phrases, str(grade.points))}"
        for n, grade in enumerate(scale.grades)
    ]
    return f"{telling.words.at(at, 'label') or id_}: {', '.join(told)}"
