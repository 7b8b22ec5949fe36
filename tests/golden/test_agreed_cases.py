"""Every worked case that ships comes out as agreed, in every version it names."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Final

import pytest

from neglect_rules.golden import is_for, read_test, run_test
from neglect_rules.linking import link
from neglect_rules.loading import read_ruleset
from neglect_rules.program import Program

pytestmark = pytest.mark.golden

ROOT: Final = Path(__file__).parents[2]
CASES: Final = sorted(ROOT.glob("rulesets/*/*/cases/*.json"))


@cache
def versions(ruleset: Path) -> tuple[Program, ...]:
    """Return every version of a ruleset, linked."""
    files = sorted(ruleset.glob("*/ruleset.json"))
    return tuple(link(read_ruleset(file)) for file in files)


@pytest.mark.parametrize(
    "file", [pytest.param(f, id=f.relative_to(ROOT).as_posix()) for f in CASES]
)
def test_a_worked_case_comes_out_as_agreed(file: Path) -> None:
    test = read_test(file)
    meant = [p for p in versions(file.parents[1]) if is_for(test, p)]

    assert meant
    for program in meant:
        assert run_test(program, test).differences == ()


def test_the_example_has_at_least_twenty_worked_cases() -> None:
    assert len([file for file in CASES if "neglect-screen" in file.parts]) >= 20
