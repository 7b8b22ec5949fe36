"""Law 17: what is proved of a ruleset holds, and what is counted is counted right."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from datetime import datetime
from itertools import product
from random import Random
from typing import Any

from neglect_rules.analysis import Finding, Mover, Witness, moves, prove, same_meaning
from neglect_rules.analysis._filled import Filled, drawn, filled
from neglect_rules.completions import Diagrams, Path, Space, SpentError, at_end
from neglect_rules.errors import RulesetError
from neglect_rules.evaluation import Values, evaluate, run, run_worlds
from neglect_rules.facts import facts
from neglect_rules.linking import link
from neglect_rules.loading import load_case
from neglect_rules.program import Program
from neglect_rules.testing import (
    Document,
    Form,
    make_case,
    make_moment,
    read_form,
)
from neglect_rules.truth import Truth
from tests.differential.comparison import read, read_case
from tests.property.drawn import Drawn

BUDGET = 30_000
"""Steps that a proof may take here: enough for what can be gone through as well."""
CASES = 8
"""Cases drawn against what was proved, for each ruleset that is drawn."""
MOST = 400
"""Forms that can be filled in in more ways are not gone through one by one."""
LEAP = 4
"""Years after which the calendar has its leap day again."""
_PATHS = 4
_BROKEN = (Truth.TRUE, Truth.FALSE)


def values_of(program: Program, document: Document) -> Values:
    """Return what every step comes to for a case at its own moment."""
    case = read_case(document)
    at = Drawn(document={}, program=program, case=document).at
    return run_worlds(program, facts(program, case, at).worlds)


def cases_of(form: Form, random: Random, count: int) -> Iterator[Document]:
    """Yield cases drawn for a ruleset: any state, with histories and suspicions."""
    return (
        make_case(random, form, at=moment_in_force(form, random)) for _ in range(count)
    )


def moment_in_force(form: Form, random: Random) -> datetime:
    """Return a moment at which a ruleset is in force, by the calendar it is told in.

    Whole leap cycles are taken off, so that the ends of months stay what they are.
    """
    window = form.document.get("effective", {})
    first, before = window.get("from", ""), window.get("before", "9")
    while True:
        moment = make_moment(random)
        for years in (0, LEAP, 2 * LEAP):
            earlier = moment.replace(year=moment.year - years)
            if first <= earlier.date().isoformat() < before:
                return earlier


def least(choice: Any) -> int:
    """Return the rank of the least grade that a step leaves possible."""
    return next(n for n in range(choice.bit_length()) if choice >> n & 1)


def a_filled_form_is_a_case(found: Drawn, random: Random) -> None:
    """What a diagram says of a filled form is what the form as a case comes to."""
    program = found.program
    roots = [link.result for link in program.outcomes]
    roots += [rule.when for rule in program.rules]
    form = filled(program, roots=roots)
    diagrams = Diagrams(BUDGET)
    try:
        nodes = form.functions(0, roots, diagrams)
    except SpentError:
        nodes = {}
    space = Space(form.questions(), diagrams, {})
    for path in (drawn(form, random) for _ in range(_PATHS)):
        whole = everything(form, path)
        values = run(program, form.leaves(whole))
        at = form.readings[0].at
        known = facts(program, form.case(form.filling(whole)), at)
        as_case = run_worlds(program, known.worlds)
        assert [as_case[root] for root in roots] == [values[root] for root in roots]
        for root in nodes.keys() & set(roots):
            assert at_end(space, nodes[root], whole) == values[root]


def everything(form: Filled, path: Path) -> Path:
    """Return a path that answers every question: what it leaves out at its best."""
    best = {
        number: asked.worse.index(min(asked.worse))
        for number, asked in enumerate(form.asked, start=1)
    }
    return {**best, **path}


def paths(form: Filled) -> Iterator[Path]:
    """Yield every way of filling in a form; what is not asked is left out."""
    for subject in range(len(form.asked[0].ways)):
        asked = [n for n, size in enumerate(form.ways_for(subject), 1) if size > 1]
        ways = [range(len(form.asked[number - 1].ways)) for number in asked]
        for each in product(*ways):
            yield everything(form, {**dict(zip(asked, each, strict=True)), 1: subject})


def edited(found: Drawn, random: Random) -> Program | None:
    """Return the ruleset with one number or grade changed; nothing if it is refused."""
    document = deepcopy(found.document)
    places = list(_places(document, document))
    for _ in range(8):
        holder, key, other = random.choice(places)
        before, holder[key] = holder[key], other
        try:
            return link(read(document))
        except RulesetError:
            holder[key] = before
    return None


def _places(node: Any, document: Document) -> Iterator[tuple[Any, Any, Any]]:
    """Yield what may be changed: where it stands, and what might stand there."""
    if isinstance(node, list):
        if node and isinstance(node[0], dict) and "because" in node[0]:
            yield node, slice(None), node[1:]
        for each in node:
            yield from _places(each, document)
    elif isinstance(node, dict):
        for key, value in node.items():
            if key in {"at_least", "at_most", "points", "reach"}:
                yield from _others(node, key, document)
            yield from _places(value, document)


def _others(
    holder: Any, key: str, document: Document
) -> Iterator[tuple[Any, Any, Any]]:
    """Yield other numbers or grades to stand somewhere."""
    value, outcomes = holder[key], document.get("outcomes", {})
    if isinstance(value, int):
        yield holder, key, value + 1
    elif isinstance(value, str):
        ladders = [
            *([g["id"] for g in s["grades"]] for s in document["scales"].values()),
            *(each["grades"] for each in outcomes.values()),
        ]
        shared = (ladder for ladder in ladders if value in ladder)
        yield from ((holder, key, g) for ladder in shared for g in ladder if g != value)
    elif isinstance(value, dict):
        for id_ in value.keys() & outcomes.keys():
            yield from ((value, id_, grade) for grade in outcomes[id_]["grades"])


def changes_are_counted(found: Drawn, random: Random) -> None:
    """The table counts every filled form once; of the moved the nearest is shown."""
    new = edited(found, random)
    if new is None:
        return
    old = found.program
    told = moves(old, new, BUDGET)
    ids = [each.outcome for each in told.outcomes]
    olds = {each.id: each for each in old.outcomes}
    news = {each.id: each for each in new.outcomes}
    form = filled(old, new, roots=[olds[id_].result for id_ in ids])
    _movers_move(told.outcomes, old, new, form)
    for each in told.outcomes:
        assert sum(each.table.values()) == told.forms
    if told.known != "proved" or form.count > MOST:
        return
    tables: dict[str, Counter[tuple[str, str]]] = {id_: Counter() for id_ in ids}
    nearest: dict[tuple[str, str], tuple[int, int]] = {}
    for path in paths(form):
        one, other = (
            run(old, form.leaves(path)),
            run(new, form.leaves(path, 1)),
        )
        cost = cost_of(form, path)
        for id_ in ids:
            was, now = least(one[olds[id_].result]), least(other[news[id_].result])
            levels = olds[id_].grades[was - 1], news[id_].grades[now - 1]
            tables[id_][levels] += 1
            way = way_of(now - was)
            nearest[id_, way] = min(cost, nearest.get((id_, way), cost))
    assert told.forms == form.count == sum(1 for _ in paths(form))
    for each in told.outcomes:
        assert dict(each.table) == dict(tables[each.outcome])
        assert {*each.movers} == {w for id_, w in nearest if id_ == each.outcome and w}
        for direction, mover in each.movers.items():
            assert cost_of_mover(form, mover) == nearest[each.outcome, direction]


def way_of(by: int) -> str:
    """Return the direction of a move on a ladder that both rulesets have."""
    return "up" if by > 0 else "down" if by < 0 else ""


def cost_of(form: Filled, path: Path) -> tuple[int, int]:
    """Return how many answers are not at their best, and by how many grades."""
    worse = [a.worse[path[n]] for n, a in enumerate(form.asked, start=1)]
    return sum(each > 0 for each in worse), sum(worse)


def cost_of_mover(form: Filled, mover: Mover) -> tuple[int, int]:
    """Return the same of the case that is shown for a move."""
    answers = {id_: way for (_, id_), way in mover.filling.items()}
    worse = [a.worse[a.ways.index(answers[a.unit.id])] for a in form.asked]
    return sum(each > 0 for each in worse), sum(worse)


def _movers_move(told: Any, old: Program, new: Program, form: Filled) -> None:
    """Assert that each case that is shown moves as it says in both rulesets."""
    ats = [read.at for read in form.readings]
    for each in told:
        for direction, mover in each.movers.items():
            was = evaluate(old, mover.old, at=ats[0])[each.outcome].floor
            now = evaluate(new, mover.new, at=ats[1])[each.outcome].floor
            assert (was, now) == (mover.was, mover.now)
            assert each.directions[was, now] == direction


def proved_means_proved(found: Drawn, random: Random, cases: int = CASES) -> None:
    """Law 17: no case refutes what is proved, and each witness shows what it is for."""
    program = found.program
    findings = prove(program, (), BUDGET)
    for each in findings:
        assert (each.known == "searched") == (each.how == "search" and not each.witness)
        assert (each.known == "not_analysed") == (each.how is None)
        is_shown(program, each)
    for document in cases_of(read_form(found.document), random, cases):
        stands(program, findings, values_of(program, document))


def is_shown(program: Program, each: Finding) -> None:
    """Assert that the case which a finding needs is there, loads and shows it."""
    shows = {"proved": ("level_can_be_reached", "rule_can_be_met")}.get(
        each.known, ("promise_is_kept", "worse_is_never_lower")
    )
    needs = each.known in {"proved", "refuted"} and each.claim in shows
    assert (each.witness is not None) == needs
    if each.witness is None:
        return
    values = judged_again(program, each.witness)
    if each.claim == "level_can_be_reached":
        outcome, grade = each.about
        assert each.witness.levels[outcome] == grade
    elif each.claim == "rule_can_be_met":
        assert values[_rule(program, each.about[0])] is Truth.TRUE
    elif each.claim == "promise_is_kept":
        assert _BROKEN in promised(program, each.about[0], values)
    else:
        assert each.other is not None
        judged_again(program, each.other)
        _is_lower(program, each.about[0], each.witness, each.other)


def judged_again(program: Program, witness: Witness) -> Values:
    """Return what a witness comes to, read from text as a stranger would read it."""
    told = witness.to_dict()
    case = load_case(json.dumps(told["case"]))
    decision = evaluate(program, case, at=witness.at)
    floors = {id_: each.floor for id_, each in decision.outcomes.items()}
    assert floors == told["levels"]
    return run_worlds(program, facts(program, case, witness.at).worlds)


def _is_lower(program: Program, outcome: str, mild: Witness, grave: Witness) -> None:
    """Assert that a case with one answer worse comes out lower than the other one."""
    link = next(each for each in program.outcomes if each.id == outcome)
    ranks = [link.grades.index(each.levels[outcome]) for each in (mild, grave)]
    assert ranks[1] < ranks[0]
    one, other = mild.case.document, grave.case.document
    apart = [
        (part, id_)
        for part in ("subject", "answers", "events")
        for id_ in {*one.get(part, {}), *other.get(part, {})}
        if one.get(part, {}).get(id_) != other.get(part, {}).get(id_)
    ]
    assert len(apart) == 1
    ((part, id_),) = apart
    if part == "answers":
        told = [each["answers"][id_] for each in (one, other)]
        assert worse_by(program, id_, told) > 0
    else:
        counts = [len(each[part][id_]["records"]) for each in (one, other)]
        assert part == "events"
        assert counts[0] < counts[1]


def worse_by(program: Program, id_: str, told: Sequence[Any]) -> int:
    """Return by how many grades the second of two answers is worse than the first."""
    scale = program.ruleset.scales[program.ruleset.indicators[id_].scale or ""]
    grades = [grade.id for grade in scale.grades]
    grades = grades[::-1] if scale.kind == "strength" else grades
    mild, grave = (
        grades.index(each if isinstance(each, str) else each["grade"]) for each in told
    )
    return grave - mild


def _rule(program: Program, id_: str) -> int:
    return next(rule.when for rule in program.rules if rule.id == id_)


def promised(program: Program, id_: str, values: Values) -> list[tuple[Any, Any]]:
    """Return whether a promise's condition holds, with each thing that it promises."""
    when = values[_rule(program, id_)]
    return [(when, values[test]) for test in program.promised[id_].values()]


def stands(program: Program, findings: Any, values: Values) -> None:
    """Assert that a case does not bring about what was ruled out for every case."""
    results = {link.id: link for link in program.outcomes}
    for each in findings:
        if each.claim == "promise_is_kept" and each.known == "proved":
            assert _BROKEN not in promised(program, each.about[0], values)
        if each.claim == "rule_can_be_met" and each.known == "refuted":
            assert values[_rule(program, each.about[0])] is not Truth.TRUE
        if each.claim == "level_can_be_reached" and each.known == "refuted":
            link = results[each.about[0]]
            # With answers open a record may end between two levels; settled it is not.
            assert values[link.result] != 2 << link.grades.index(each.about[1])


def alike_is_alike(found: Drawn, random: Random, cases: int = CASES) -> None:
    """Rulesets that mean the same decide the same; where they do not, a form shows."""
    new = edited(found, random)
    if new is not None:
        _is_told_apart(found, new, same_meaning(found.program, new, BUDGET), random)
    for other in rewritten(found.document):
        told = same_meaning(found.program, link(read(other)), BUDGET)
        assert told is not False
        if told:
            _decides_alike(found, link(read(other)), random, cases)


def _is_told_apart(
    found: Drawn, new: Program, told: bool | None, random: Random
) -> None:
    old = found.program
    if told:
        _decides_alike(found, new, random, CASES)
    if told is False:
        form = filled(old, new, roots=[link.result for link in old.outcomes])
        if form.count <= MOST:
            assert any(_comes_out_apart(old, new, form, path) for path in paths(form))


def _comes_out_apart(old: Program, new: Program, form: Filled, path: Path) -> bool:
    one, other = run(old, form.leaves(path)), run(new, form.leaves(path, 1))
    return given(old, one) != given(new, other)


def given(program: Program, values: Values) -> Mapping[str, Any]:
    """Return all that a ruleset gives for a case."""
    return {
        **{link.id: values[link.result] for link in program.outcomes},
        **{f"task {t.id}": values[t.when] for t in program.tasks if t.when is not None},
        **{
            f"task {task.id} {id_}": values[step]
            for task in program.tasks
            for id_, step in task.members or ()
        },
        **{
            f"review {review.id}": values[review.when]
            for review in program.reviews
            if review.when is not None
        },
        **{f"report {item.id}": values[item.value] for item in program.report},
    }


def _decides_alike(found: Drawn, new: Program, random: Random, cases: int) -> None:
    for document in cases_of(read_form(found.document), random, cases):
        one = given(found.program, values_of(found.program, document))
        other = given(new, values_of(new, document))
        assert one.keys() == other.keys()
        assert all(may_agree(one[key], other[key]) for key in one)


def may_agree(one: Any, other: Any) -> bool:
    """Return whether two values have something in common.

    While answers are open, two conditions that mean the same may leave open different
    things: of one it shows that it holds whatever the answer, of the other not.
    """
    if isinstance(one, Truth):
        return {one, other} != {Truth.TRUE, Truth.FALSE}
    if isinstance(one, tuple):
        ends = (one, other), (other, one)
        return all(b[1] is None or a[0] <= b[1] for a, b in ends)
    return bool(one & other)


def rewritten(document: Document) -> Iterator[Document]:
    """Yield the ruleset with a rule doubled, and with conditions in another order."""
    for key in ("thresholds", "guards"):
        rules = document.get(key, [])
        if rules:
            twin = {**rules[0], "id": "TWIN"}
            yield {**document, key: [*rules, twin]}
    turned = reordered(document)
    if turned != document:
        yield turned


def reordered(node: Any) -> Any:
    """Return a document with the members of each `all` and `any` turned round."""
    if isinstance(node, dict):
        return {
            key: [reordered(each) for each in value][::-1]
            if key in {"all", "any"} and isinstance(value, list)
            else reordered(value)
            for key, value in node.items()
        }
    return [reordered(each) for each in node] if isinstance(node, list) else node
