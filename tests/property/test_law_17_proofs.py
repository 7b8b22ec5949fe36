"""Law 17: what is proved of a ruleset no case refutes, and what is counted is right."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from decimal import Decimal
from functools import cache
from random import Random
from typing import Any

import pytest

from neglect_rules.analysis import _moves, _promises, _reached, prove
from neglect_rules.analysis._subjects import subjects
from neglect_rules.linking import link
from neglect_rules.loading import load_ruleset
from neglect_rules.program import Program
from neglect_rules.testing import read_form
from tests.property.drawn import Drawn, ruled, with_case
from tests.property.laws import proofs
from tests.shipped import ROOT

pytestmark = pytest.mark.property

CHUNKS, RULESETS = 3, 6
SLOW_CHUNKS, SLOW_RULESETS = 10, 30
TRIES = 30
AGES = 12
SHIPPED = sorted((ROOT / "rulesets").glob("*/*/*/ruleset.json"))
QUICK = [
    file for file in SHIPPED if "observation" in file.parts and "2.0.0" in file.parts
]
Law = Callable[..., None]
LAWS: dict[str, Law] = {
    "a filled form is a case": proofs.a_filled_form_is_a_case,
    "changes are counted": proofs.changes_are_counted,
    "proved means proved": proofs.proved_means_proved,
    "alike is alike": proofs.alike_is_alike,
}


@pytest.fixture
def few_tries(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let searches end early: what they say then is to be as right."""
    for module in (_moves, _promises, _reached):
        monkeypatch.setattr(module, "TRIES", TRIES)


def drawn_from(first: int, count: int) -> Iterator[Drawn]:
    """Yield draws of rulesets that link, each with a case.

    Those are left out that tell every month of a life apart: they take minutes each.
    """
    for seed in range(first, first + count):
        found = ruled(seed)
        if found is not None and len(subjects(found[1])) <= AGES:
            yield with_case(found, seed, Random(seed))


@pytest.mark.usefixtures("few_tries")
@pytest.mark.parametrize("law", LAWS)
@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_proved_means_proved_whatever_is_drawn(chunk: int, law: str) -> None:
    for drawn in drawn_from(chunk * RULESETS, RULESETS):
        LAWS[law](drawn, Random(chunk))


@pytest.mark.slow
@pytest.mark.usefixtures("few_tries")
@pytest.mark.parametrize("law", LAWS)
@pytest.mark.parametrize("chunk", range(SLOW_CHUNKS))
def test_proved_means_proved_in_many_more_rulesets(chunk: int, law: str) -> None:
    for drawn in drawn_from(1000 + chunk * SLOW_RULESETS, SLOW_RULESETS):
        LAWS[law](drawn, Random(chunk))


@cache
def shipped(file: Any) -> tuple[Program, Any]:
    """Return a ruleset that ships, with what its form asks."""
    document = json.loads(file.read_text(encoding="utf-8"), parse_float=Decimal)
    return link(load_ruleset(document)), read_form(document)


def no_case_refutes(file: Any, cases: int) -> None:
    program, form = shipped(file)
    findings = prove(program)
    for each in findings:
        proofs.is_shown(program, each)
    for case in proofs.cases_of(form, Random(cases), cases):
        proofs.stands(program, findings, proofs.values_of(program, case))


@pytest.mark.usefixtures("few_tries")
@pytest.mark.parametrize("file", QUICK, ids=lambda file: file.parent.parent.name)
def test_no_case_refutes_what_is_proved_of_a_ruleset_that_ships(file: Any) -> None:
    no_case_refutes(file, 100)


@pytest.mark.slow
@pytest.mark.parametrize("file", SHIPPED, ids=lambda f: "-".join(f.parts[-4:-1]))
def test_no_case_refutes_what_is_proved_in_two_thousand_cases(file: Any) -> None:
    no_case_refutes(file, 2_000)
