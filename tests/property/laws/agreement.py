"""Law 16: all engines agree; here the evaluator and the reference interpreter."""

from __future__ import annotations

from random import Random

from tests.differential.comparison import differences
from tests.property.drawn import Drawn


def engines_agree(drawn: Drawn, _: Random) -> None:
    """Law 16: nothing that either says of a case differs from what the other says."""
    assert differences(drawn.program, drawn.case) == {}
