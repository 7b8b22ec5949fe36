"""One mistake at a time in a sound ruleset is found, with its place."""

from __future__ import annotations

import pytest

from benchmarks.defects import Defect, defects, found, is_found, sound
from neglect_rules.diagnostics import Severity

pytestmark = pytest.mark.golden

DEFECTS = list(defects())


@pytest.mark.parametrize("defect", DEFECTS, ids=[each.name for each in DEFECTS])
def test_a_mistake_is_found_at_its_place(defect: Defect) -> None:
    assert is_found(defect)


def test_there_are_many_kinds_of_mistakes() -> None:
    assert len(DEFECTS) >= 50
    assert len({defect.code for defect in DEFECTS}) >= 35


@pytest.mark.parametrize("base", sorted({defect.base for defect in DEFECTS}))
def test_a_sound_ruleset_has_none_of_them(base: str) -> None:
    every = found(sound(base), {defect.code for defect in DEFECTS})
    grave = [each for each in every if each.severity is not Severity.NOTE]

    assert grave == []
