"""A small worked case, and the stories that tests make of it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Final

from neglect_rules.golden import Ran, Story, load_test, run_story
from neglect_rules.program import Program

AT: Final = "2026-05-01T12:00:00+00:00"

AGREED: Final[Mapping[str, Any]] = {
    "format": 1,
    "name": "Two signs",
    "at": AT,
    "case": {
        "subject": {"age_months": 60},
        "answers": {"A": "established", "B": "established", "C": "met"},
    },
    "expect": {"outcomes": {"level": {"floor": "middle"}}, "met": ["T1"]},
}


def a_document(**more: Any) -> dict[str, Any]:
    """Return a small worked case with other keys; `...` takes one out."""
    whole = {**AGREED, **more}
    return {key: value for key, value in whole.items() if value is not ...}


def a_story(text: str | None = None, file: str = "01-a.json", **more: Any) -> Story:
    """Return a story of a text, or of a small worked case with other keys."""
    text = json.dumps(a_document(**more)) if text is None else text
    return Story(file=file, test=load_test(text), text=text)


def ran(program: Program, **more: Any) -> Ran:
    """Return how a small worked case with other keys comes out."""
    return run_story(program, a_story(**more))
