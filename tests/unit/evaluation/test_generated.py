"""What is written for steps that few rulesets have, and what a traceback shows."""

from __future__ import annotations

import traceback
from itertools import product
from typing import Any

import pytest
from attrs import evolve

from neglect_rules.evaluation import generated, interpreted
from neglect_rules.program import Answer, Map, Quorum, RecordFact, Step
from neglect_rules.truth import Truth
from tests.builders import a_program

FACTS = tuple(
    RecordFact(at=f"/{n}", role="f", indicator="", fact="answered") for n in range(3)
)


def judged(steps: tuple[Step, ...], leaves: dict[int, Any]) -> tuple[Any, ...]:
    """Return what steps come to, held to what interpreting them says."""
    found = generated(evolve(a_program(), steps=steps))(leaves)

    assert found == interpreted(steps, leaves)
    return found


@pytest.mark.parametrize("need", range(5))
@pytest.mark.parametrize("truths", [*product(Truth, repeat=3)])
def test_so_many_of_three_hold_also_where_more_are_asked_than_there_are(
    need: int, truths: tuple[Truth, ...]
) -> None:
    step = Quorum(at="/", role="q", of=(0, 1, 2), need=need)

    judged((*FACTS, step), dict(enumerate(truths)))


@pytest.mark.parametrize("need", range(2))
def test_of_nothing_all_hold_and_none_does(need: int) -> None:
    step = Quorum(at="/", role="q", of=(), need=need)

    assert judged((step,), {})[0] is (Truth.FALSE if need else Truth.TRUE)


def test_a_table_with_too_many_sets_is_looked_up_each_time() -> None:
    sizes = (8, 8, 8)
    answers = tuple(
        Answer(
            at=f"/{n}",
            role="a",
            indicator=f"I{n}",
            grades=tuple("abcdefg"),
            open=254,
            lowest=254,
        )
        for n in range(3)
    )
    table = tuple(sum(each) % 7 + 1 for each in product(range(8), repeat=3))
    step = Map(
        at="/",
        role="m",
        of=(0, 1, 2),
        sizes=sizes,
        table=table,
        grades=tuple("abcdefg"),
    )

    for leaves in ({0: 2, 1: 4, 2: 8}, {0: 6, 1: 254, 2: 1}):
        judged((*answers, step), leaves)


def test_a_traceback_shows_the_line_that_was_generated() -> None:
    judge = generated(a_program())

    with pytest.raises(KeyError) as found:
        judge({})

    assert any("= leaf[" in line for line in traceback.format_exception(found.value))
