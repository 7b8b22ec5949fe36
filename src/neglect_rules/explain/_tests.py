"""What a condition or measure asks, in words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias, assert_never

from neglect_rules.explain._amounts import listed, number
from neglect_rules.explain._words import Words
from neglect_rules.linking import selected
from neglect_rules.model import (
    Age,
    CountOf,
    GradeTest,
    IndicatorTest,
    MaxOf,
    Mean,
    Measure,
    MeasureTest,
    MinOf,
    NumberOf,
    OutcomeTest,
    Points,
    RatingTest,
    Score,
    Selection,
    SumOf,
    Times,
    Total,
)

