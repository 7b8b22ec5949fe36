"""Law 9: a household is at least its worst child."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product
from random import Random
from typing import Any, final

from attrs import frozen

from neglect_rules.evaluation import Decision, evaluate
from neglect_rules.facts import misfits
from neglect_rules.households import (
    HouseholdDecision,
    HouseholdOutcome,
    evaluate_household,
    load_household,
)
from neglect_rules.testing import Document, make_case, read_form
from neglect_rules.testing._answers import records_of
from tests.builders import NOON, a_program, a_ruleset
from tests.differential.comparison import read_case
from tests.property.drawn import Drawn

_OF_A_CHILD = ("answers", "events", "reviews", "earlier", "note")
_OF_ALL = ("ruleset", "at", "carers")


@final
@frozen
class Home:
    """A household's document, with what each child comes to alone.

    Attributes:
        document: The household.
        alone: The decision on each child; `None` for one who is not assessed.
    """

    document: Document
    alone: tuple[Decision | None, ...]


def at_least_its_worst_child(drawn: Drawn, random: Random) -> None:
    """Law 9: no end is below a child's; who is not assessed leaves the ceiling."""
    home = a_home(drawn, random)
    if home is None:
        return
    for result in _decided(drawn, home.document).outcomes.values():
        ladder = result.grades
        each = [ladder if d is None else d[result.id].possible for d in home.alone]
        for possible in each:
            assert ladder.index(result.floor) >= ladder.index(possible[0])
            assert ladder.index(result.ceiling) >= ladder.index(possible[-1])
        assert set(result.possible) == {
            max(grades, key=ladder.index) for grades in product(*each)
        }
        _recommends_no_less(result, home.alone)


def _recommends_no_less(
    result: HouseholdOutcome, alone: Sequence[Decision | None]
) -> None:
    """Hold that nothing lower is recommended than for a child, or than is certain."""
    rank = result.grades.index
    said = [None if each is None else each[result.id].recommended for each in alone]
    if result.recommended is not None:
        assert rank(result.recommended) >= rank(result.floor)
        assert all(rank(result.recommended) >= rank(g) for g in said if g is not None)
    if None in alone:
        assert result.ceiling == result.grades[-1]
        assert result.recommended != result.grades[0] or len(result.grades) == 1
        assert result.status != "settled" or result.floor == result.ceiling


def order_of_children_is_nothing(drawn: Drawn, random: Random) -> None:
    """Law 8, for households: another order changes only the order of the list."""
    home = a_home(drawn, random)
    if home is None:
        return
    children = home.document["children"]
    other = {**home.document, "children": random.sample(children, len(children))}
    assert _unordered(_decided(drawn, other)) == _unordered(
        _decided(drawn, home.document)
    )


def _unordered(decision: HouseholdDecision) -> Any:
    whole = decision.to_dict()
    del whole["household"]
    for outcome in whole["outcomes"].values():
        outcome["worst"].sort()
    for task in whole["tasks"]:
        for key in ("certain", "possible", "reached_by", "perhaps_reached_by"):
            task[key].sort()
    whole["children"].sort(key=lambda child: child["ref"])
    return whole


def what_is_shared_is_each_childs(drawn: Drawn, random: Random) -> None:
    """Law 9 rests on it: a shared answer counts as if it stood with every child."""
    home = a_home(drawn, random)
    if home is None or home.alone[0] is None:
        return
    own, shared = _split(home.document["children"][0], random)
    document = {**home.document, "children": [own], "shared": shared}
    (child,) = _decided(drawn, document).children
    whole = home.document["children"][0]
    put = {k: v for k, v in whole["answers"].items() if k not in child.not_put}
    kept = {k: own["answers"][k] for k in child.not_put if k in own["answers"]}
    alone = _alone(drawn, {**whole, "answers": {**put, **kept}}, home.document)
    assert child.decision is not None
    assert alone is not None
    assert dict(child.decision.outcomes) == dict(alone.outcomes)
    assert _stands_for(child.decision) == _stands_for(alone)


def _stands_for(decision: Decision) -> list[Any]:
    leaves = decision.trace.document["leaves"]
    return [(leaf["indicator"], leaf["state"], leaf["value"]) for leaf in leaves]


def _split(child: Document, random: Random) -> tuple[Document, Document]:
    """Return a child's part, and what is taken out of it to be shared."""
    own: Document = {**child, "answers": {}}
    shared: Document = {"answers": {}}
    for name, answer in child["answers"].items():
        records = records_of(answer)
        cut = random.randint(0, len(records))
        cut = random.choice([cut, max(1, len(records) - 1)])
        for holder, part in ((own, records[:cut]), (shared, records[cut:])):
            if part:
                holder["answers"][name] = part
    for kind in [kind for kind in child.get("events", {}) if random.random() < 0.5]:
        own["events"] = {k: v for k, v in own["events"].items() if k != kind}
        shared.setdefault("events", {})[kind] = child["events"][kind]
    for day in [day for day in child.get("reviews", ()) if random.random() < 0.5]:
        own["reviews"] = [each for each in own["reviews"] if each != day]
        shared.setdefault("reviews", []).append(day)
    return own, shared


def _decided(drawn: Drawn, document: Document) -> HouseholdDecision:
    return evaluate_household(drawn.program, load_household(document), at=drawn.at)


def a_home(drawn: Drawn, random: Random) -> Home | None:
    """Return a household around a drawn case, if that is about a child.

    Others are drawn for the same ruleset; some are named and not assessed.
    """
    head = {"format": 1, **{k: drawn.case[k] for k in _OF_ALL if k in drawn.case}}
    form = read_form(drawn.document)
    cases = [drawn.case]
    cases += [make_case(random, form, at=drawn.at) for _ in range(random.randint(0, 3))]
    children: list[Document] = []
    alone: list[Decision | None] = []
    for number, case in enumerate(cases):
        child = {key: case[key] for key in _OF_A_CHILD if key in case}
        child["subject"] = {**case["subject"], "ref": f"r-{number}"}
        decision = _alone(drawn, child, head)
        if decision is not None:
            children.append(child)
            alone.append(decision)
    if not children:
        return None
    for number in range(random.choice([0, 1])):
        place = random.randint(0, len(children))
        named = {"subject": {"ref": f"n-{number}"}, "not_assessed": True}
        children.insert(place, named)
        alone.insert(place, None)
    return Home({**head, "children": children}, tuple(alone))


def _alone(drawn: Drawn, child: Document, head: Document) -> Decision | None:
    """Return the decision on a child alone; none where it is no child or misfits."""
    if child["subject"].get("kind", "child") not in {"child", "unborn"}:
        return None
    kept = {key: head[key] for key in _OF_ALL if key in head}
    case = read_case({"format": 1, **kept, **child})
    if list(misfits(drawn.program, case, drawn.at)):
        return None
    return evaluate(drawn.program, case, at=drawn.at)


def a_well_child() -> Drawn:
    """Return a case in which every answer is known and nothing is wrong."""
    case = {"format": 1, "at": NOON.isoformat(), "subject": {"age_months": 60}}
    answers = dict.fromkeys(("A", "B", "C"), "met")
    return Drawn(
        document=a_ruleset(), program=a_program(), case={**case, "answers": answers}
    )


def as_the_first(_: Any, several: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    """Wrong: the household is as its first child."""
    return several[0]


def low_when_not_assessed(link: Any, child: Any) -> tuple[str, ...]:
    """Wrong: of a child who is not assessed nothing is feared."""
    low: tuple[str, ...] = link.grades[:1]
    return low if child.decision is None else child.decision[link.id].possible


def own_only(own: Any, _: Any) -> Any:
    """Wrong: what is shared is left out where the child has an answer."""
    return own
