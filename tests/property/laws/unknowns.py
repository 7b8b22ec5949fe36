"""Laws 3, 4 and 23: what is not known opens results and never hides one."""

from __future__ import annotations

from collections.abc import Mapping
from random import Random
from typing import Any, cast

from attrs import evolve

from neglect_rules.evaluation import OutcomeResult, Values, run_worlds
from neglect_rules.evaluation._outcomes import is_enough, outcome_results
from neglect_rules.facts import Facts, misfits
from neglect_rules.model import Indicator, Rating
from neglect_rules.program import Amount, Answer, Extent, Program, Value
from neglect_rules.testing._answers import records_of
from neglect_rules.truth import Truth
from tests.property.drawn import Drawn, reads_record_of

Results = Mapping[str, OutcomeResult]


def judged(program: Program, facts: Facts) -> tuple[Values, Results]:
    """Return what a Program makes of facts."""
    values = run_worlds(program, facts.worlds)
    return values, outcome_results(program, facts)


def is_within(narrow: Value, wide: Value) -> bool:
    """Return whether a value holds nothing that another does not hold."""
    if isinstance(wide, Truth):
        return wide is Truth.OPEN or narrow is wide
    if isinstance(wide, tuple):
        low, high = cast("Extent", narrow)
        reaches = wide[1] is None or (high is not None and high <= wide[1])
        return low >= wide[0] and reaches
    return not cast("int", narrow) & ~wide


def assert_no_narrower(wide: Results, narrow: Results) -> None:
    """Assert that no floor is higher, no ceiling lower and no grade missing."""
    for id_, result in narrow.items():
        rank = result.grades.index
        assert rank(wide[id_].floor) <= rank(result.floor), id_
        assert rank(wide[id_].ceiling) >= rank(result.ceiling), id_
        assert set(wide[id_].possible) >= set(result.possible), id_


def forgetting_an_answer(drawn: Drawn, random: Random) -> None:
    """Law 3, on leaves: forget an answer, and nothing is ruled out by that."""
    program, known = drawn.program, drawn.facts()
    _, before = judged(program, known)
    for each in random.sample(known.known, min(4, len(known.known))):
        leaf = cast("Answer | Amount", program.steps[each.step])
        worlds = known.instead({each.step: leaf.open})
        _, after = judged(program, evolve(known, worlds=worlds))
        assert_no_narrower(after, before)


def forgetting_in_the_case(drawn: Drawn, random: Random) -> None:
    """Law 3, on the case: take an answer out, and nothing is ruled out by that.

    Not claimed where the ruleset reads how the answer is known, nor where it declares
    that a missing answer counts as the lowest.
    """
    before = drawn.decide().outcomes
    answered = list(drawn.case["answers"])
    for indicator in random.sample(answered, min(3, len(answered))):
        if drawn.program.ruleset.indicators[indicator].zero_fill:
            continue
        after = drawn.with_answer(indicator, None).decide().outcomes
        held = _claimed(drawn.program, before, indicator)
        assert_no_narrower(after, held)


def _claimed(program: Program, results: Results, indicator: str) -> Results:
    return {
        id_: result
        for id_, result in results.items()
        if not reads_record_of(program, id_, indicator)
    }


def refining_answers(drawn: Drawn, random: Random) -> None:
    """Law 4, on leaves: learn more, and nothing is added, overturned or withdrawn."""
    program, known = drawn.program, drawn.facts()
    wide = random.sample(known.known, min(3, len(known.known)))
    leaves = {
        each.step: cast("Answer | Amount", program.steps[each.step]).open
        for each in wide
    }
    known = evolve(known, worlds=known.instead(leaves))
    refined = evolve(known, worlds=tuple(_refined(known, random)))
    before, results = judged(program, known)
    after, narrowed = judged(program, refined)
    assert_no_narrower(results, narrowed)
    for link in program.rules:
        assert is_within(after[link.when], before[link.when]), link.id
    assert is_enough(program, after) or not is_enough(program, before)
    for id_, result in results.items():
        assert result.status != "settled" or narrowed[id_].status == "settled"
        if result.status == "settled":
            assert narrowed[id_].possible == result.possible


def _refined(known: Facts, random: Random) -> list[dict[int, Value]]:
    worlds = random.sample(known.worlds, random.randint(1, len(known.worlds)))
    steps = random.sample(sorted(worlds[0]), random.randint(1, len(worlds[0])))
    numbers = {step: random.randrange(1 << 16) for step in steps}
    return [
        {
            step: _part(value, numbers[step]) if step in numbers else value
            for step, value in world.items()
        }
        for world in worlds
    ]


def _part(value: Value, number: int) -> Value:
    """Return a non-empty part of a value, the same for the same number."""
    if isinstance(value, Truth):
        return [Truth.FALSE, Truth.TRUE][number % 2] if value is Truth.OPEN else value
    if isinstance(value, tuple):
        return _stretch(value, number)
    return value & number or value & -value


def _stretch(extent: Extent, number: int) -> Extent:
    low, high = extent
    if high is None:
        return low + number % 7, low + number % 7 + number % 50
    first = low + number % (high - low + 1)
    return first, first + (number // 7) % (high - first + 1)


def learning_in_the_case(drawn: Drawn, random: Random) -> None:
    """Law 4, on the case: a first grade, or the day of birth, only narrows."""
    ruleset, before = drawn.program.ruleset, drawn.decide().outcomes
    for indicator, spec in ruleset.indicators.items():
        records = records_of(drawn.case["answers"].get(indicator, []))
        said = any("grade" in record or "number" in record for record in records)
        stands = any(record.get("state") == "not_applicable" for record in records)
        if said or stands or spec.zero_fill or spec.scale is None:
            continue
        grade = _some_grade(drawn, indicator, random)
        after = drawn.with_answer(indicator, grade).decide().outcomes
        held = _claimed(drawn.program, after, indicator)
        assert_no_narrower(before, held)
    born = drawn.case["subject"].get("born")
    if born is not None and len(born) == len("2020"):
        _learn_birth(drawn, born, before)


def _some_grade(drawn: Drawn, indicator: str, random: Random) -> Any:
    """Return an answer that fits: a permitted grade with its evidence."""
    spec = drawn.program.ruleset.indicators[indicator]
    scale = drawn.program.ruleset.scales[spec.scale or ""]
    grades = [
        g.id for g in scale.grades if spec.permits is None or g.id in spec.permits
    ]
    limited = spec.ages is not None or spec.subjects is not None
    grade = grades[0] if limited else random.choice(grades)
    evidence = {"source": "seen", "by": "worker-1", "date": drawn.at.date().isoformat()}
    record = {"grade": grade, **evidence}
    carers = drawn.case.get("carers", []) if spec.per is not None else []
    return [{**record, "about": carer} for carer in carers] or record


def _learn_birth(drawn: Drawn, born: str, before: Results) -> None:
    for month in ("01", "06"):
        narrower = drawn.with_subject(
            {**drawn.case["subject"], "born": f"{born}-{month}"}
        )
        if _fits(narrower):
            assert_no_narrower(before, narrower.decide().outcomes)


def _fits(drawn: Drawn) -> bool:
    return not list(misfits(drawn.program, drawn.read_case(), drawn.at))


def gaps_and_floors(drawn: Drawn, random: Random) -> None:
    """Law 23: whatever `open_answers` says the floor stands, and thin is never low.

    Looked at where it is hardest: everything that may be zero-filled is, and few
    answers are given.
    """
    thin = _thinned(drawn, random)
    spec = {
        "recommend": random.choice(["floor", "ceiling", "person"]),
        "enough": random.choice(_shares(drawn)),
    }
    other = thin.relinked({**thin.document, "open_answers": spec})
    before, after = thin.decide(), other.decide()
    openly = _asked_openly(other)
    for id_, result in after.outcomes.items():
        assert result.possible == before[id_].possible
        assert result.floor == result.possible[0]
        _says_no_less(result, openly[id_])
        enough = is_enough(other.program, after._values)
        assert enough or result.status != "at_least"


def _thinned(drawn: Drawn, random: Random) -> Drawn:
    indicators = {
        id_: {**item, "zero_fill": True} if _may_be_filled(drawn, id_) else item
        for id_, item in drawn.document["indicators"].items()
    }
    answers = drawn.case["answers"]
    kept = random.sample(list(answers), len(answers) // 3)
    case = {**drawn.case, "answers": {name: answers[name] for name in kept}}
    thin = drawn.relinked({**drawn.document, "indicators": indicators})
    return evolve(thin, case=case)


def _may_be_filled(drawn: Drawn, indicator: str) -> bool:
    spec = drawn.program.ruleset.indicators[indicator]
    if spec.scale is None or spec.critical_at is not None:
        return False
    return drawn.program.ruleset.scales[spec.scale].kind != "context"


def _shares(drawn: Drawn) -> list[dict[str, int]]:
    """Return what a ruleset could call enough: everything, or nothing at all."""
    ruleset = drawn.program.ruleset
    items: list[Indicator | Rating] = [*ruleset.indicators.values()]
    items += ruleset.ratings.values()
    shares: list[dict[str, int]] = [{}]
    shares += [{"core": 1}] * any(item.core for item in items)
    shares += [{"each_domain": 1}] * bool(ruleset.domains)
    return shares


def _asked_openly(drawn: Drawn) -> Results:
    """Return the results with every zero-filled answer open."""
    known = drawn.facts()
    filled = {
        each.step: cast("Answer | Amount", drawn.program.steps[each.step]).open
        for each in known.known
        if each.standing.state == "zero_filled"
    }
    return judged(drawn.program, evolve(known, worlds=known.instead(filled)))[1]


def _says_no_less(result: OutcomeResult, openly: OutcomeResult) -> None:
    rank = result.grades.index
    if result.recommended is not None:
        assert rank(result.recommended) >= rank(result.floor)
    if result.status == "not_determinable" and len(openly.possible) > 1:
        assert result.recommended != result.grades[0]
