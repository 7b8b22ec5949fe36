"""The worked cases of all rulesets that ship, decided once and told as wanted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, Final

import pytest

from neglect_rules.evaluation import Decision, evaluate
from neglect_rules.explain import Bullet, Line, Page, Pairs, explain_trace, page_of
from neglect_rules.golden import is_for, read_test
from neglect_rules.linking import link
from neglect_rules.loading import read_ruleset
from neglect_rules.program import Program
from tests.builders import NOON, a_case, a_program
from tests.unit.explain.test_explain import flat, section

ROOT: Final = Path(__file__).parents[3]
CASES: Final = sorted(ROOT.glob("rulesets/*/*/cases/*.json"))
ORDINARY: Final = 8
"""Of so many worked cases one is looked at in each run; the slow run takes all."""
SENTENCE_END: Final = re.compile(r"(?<=[.!?])\s+")


def name_of(file: Path) -> str:
    """Return what a test calls a worked case."""
    return file.relative_to(ROOT / "rulesets").as_posix()


EVERY: Final = [
    pytest.param(
        file,
        id=name_of(file),
        marks=[pytest.mark.slow] if number % ORDINARY else [],
    )
    for number, file in enumerate(CASES)
]


@cache
def _programs(folder: Path) -> tuple[Program, ...]:
    files = sorted(folder.glob("*/ruleset.json"), reverse=True)
    return tuple(link(read_ruleset(file)) for file in files)


@cache
def decided(file: Path) -> Decision:
    """Return the decision on a worked case by the newest version that it is for."""
    test = read_test(file)
    program = next(p for p in _programs(file.parents[1]) if is_for(test, p))
    return evaluate(program, test.case, at=test.at)


@cache
def page(file: Path, layer: Any, audience: Any = "practitioner") -> Page:
    """Return the page of a worked case."""
    decision = decided(file)
    cleared = audience == "family"
    return page_of(
        decision.trace,
        decision.program.ruleset,
        layer=layer,
        audience=audience,
        cleared_for_sharing=cleared,
    )


@cache
def without_ruleset(file: Path, layer: Any, audience: Any = "practitioner") -> str:
    """Return what is told of a worked case where the ruleset is not at hand."""
    return explain_trace(decided(file).trace, layer=layer, audience=audience)


def prose(page: Page) -> Iterator[str]:
    """Yield the paragraphs of a page."""
    for part in page.sections:
        for block in part.blocks:
            if isinstance(block, Line | Bullet):
                yield block.text
            elif isinstance(block, Pairs):
                yield from (text for _, told in block.rows for text in told)


def words_in_a_sentence(page: Page) -> float:
    """Return how many words a sentence has on average."""
    sentences = [
        sentence
        for text in prose(page)
        for sentence in SENTENCE_END.split(text)
        if text
    ]
    return sum(len(sentence.split()) for sentence in sentences) / len(sentences)


def judged(
    answers: dict[str, Any], changes: dict[str, Any] | None = None, **more: Any
) -> Decision:
    """Return the decision on a case of the small ruleset."""
    return evaluate(a_program(changes), a_case(answers, **more), at=NOON)


def note_of(text: str) -> str:
    """Return the paragraph of a case note."""
    return flat(section(text, "Case note"))
