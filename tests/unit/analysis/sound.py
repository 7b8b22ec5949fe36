"""A small ruleset with which every check is content, and examples put into it."""

from __future__ import annotations

import copy
import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any, Final

from neglect_rules.analysis import CHECKS, Examined, examine
from neglect_rules.diagnostics import Diagnostic
from neglect_rules.linking import link
from neglect_rules.loading import load_ruleset
from tests.builders import a_case

TODAY: Final = dt.date(2026, 11, 22)
NOON: Final = dt.datetime(2026, 11, 1, 12, tzinfo=dt.UTC)

_FROM: Final = {"source": "guidance", "status": "adapted"}
_SOUND: Final[dict[str, Any]] = {
    "format": 1,
    "semantics": 1,
    "id": "test.sound",
    "version": "1.0.0",
    "status": "adopted",
    "language": "en-GB",
    "title": "Neglect screen",
    "owner": "Safeguarding partnership, policy team",
    "area": "test",
    "effective": {"from": "2025-04-01"},
    "subjects": {"kinds": ["child"], "age_months": {"from": 0, "before": 216}},
    "definition": {
        "text": "The persistent failure to meet a child's basic needs.",
        "source": "guidance",
    },
    "sources": {"guidance": {"title": "Working Together to Safeguard Children 2023"}},
    "scales": {
        "care": {
            "kind": "concern",
            "grades": [
                {"id": "met", "label": "Met", "points": 0},
                {"id": "worrying", "label": "Worrying", "points": 1},
                {"id": "severe", "label": "Severe", "points": 2},
            ],
        },
        "strength": {
            "kind": "strength",
            "grades": [
                {"id": "weak", "label": "None seen"},
                {"id": "reliable", "label": "Reliable"},
            ],
        },
    },
    "domains": {"everyday": {"label": "Everyday care"}},
    "indicators": {
        "FOOD": {
            "label": "Enough food, regularly",
            "scale": "care",
            "domain": "everyday",
            "core": True,
            "ask_as": "What did the child eat and drink yesterday?",
            "grades": {
                "met": "The child eats well every day.",
                "worrying": "Meals are missed now and then.",
                "severe": "The child is hungry most days.",
            },
            "ask": ["school", "carer"],
            **_FROM,
        },
        "ALONE": {
            "label": "Left alone",
            "scale": "care",
            "domain": "everyday",
            "critical_at": "severe",
            "ask_as": "Who looks after the child when the main carer is out?",
            "grades": {
                "met": "A suitable adult is always there.",
                "worrying": "The child was alone for a short time.",
                "severe": "The child is alone now, or overnight.",
            },
            "ask": ["carer", "child"],
            **_FROM,
        },
        "HELP": {
            "label": "Somebody who helps",
            "scale": "strength",
            "ask_as": "Who else looks out for the child?",
            **_FROM,
        },
        "ROOMS": {
            "label": "Rooms",
            "number": {"unit": "rooms", "from": 0, "before": 30, "step": 1},
            "ask_as": "How many rooms does the home have?",
            **_FROM,
        },
    },
    "outcomes": {
        "level": {
            "label": "Level of need",
            "grades": ["universal", "early_help", "urgent"],
            "labels": {
                "universal": "Universal",
                "early_help": "Early help",
                "urgent": "Urgent",
            },
            "because": "Three levels are what this area has services for.",
            **_FROM,
        }
    },
    "thresholds": [
        {
            "id": "T1",
            "when": {"indicator": "FOOD", "at_least": "worrying"},
            "reach": {"level": "early_help"},
            "because": "A child who misses meals needs help soon.",
            **_FROM,
        }
    ],
    "guards": [
        {
            "id": "G1",
            "when": {"some": {"from": "all", "graded": "critical"}},
            "at_least": {"level": "urgent"},
            "because": "One critical sign is enough.",
            **_FROM,
        }
    ],
    "reviews": [
        {
            "id": "V1",
            "within": {"months": 3},
            "because": "Help can still be changed after three months.",
            **_FROM,
        }
    ],
    "report": [{"id": "points", "label": "Points in all", "measure": {"total": "all"}}],
    "open_answers": {
        "recommend": "floor",
        "because": "Blanks show nothing. The page says what to ask next.",
    },
}
_WHOLE: Final = frozenset({"effective", "definition", "open_answers", "sources"})
"""What an example shows whole; of other parts it shows single entries."""


def a_sound_ruleset(example: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """Return the sound ruleset with an example in it; `None` leaves a key out."""
    document = copy.deepcopy(_SOUND)
    for key, value in (example or {}).items():
        if value is None:
            del document[key]
        elif isinstance(value, Mapping) and key not in _WHOLE:
            document[key] = {**document.get(key, {}), **value}
        else:
            document[key] = value
    return document


def looked_at(
    example: Mapping[str, Any] | None = None,
    others: Iterable[Mapping[str, Any]] = (),
    *,
    cases: bool = True,
    day: dt.date = TODAY,
) -> Examined:
    """Return the sound ruleset, with an example in it, as checks are shown it."""
    program = link(load_ruleset(a_sound_ruleset(example)))
    beside = [load_ruleset(a_sound_ruleset(o), name="other.json") for o in others]
    siblings = [each for each in beside if each.id == program.ruleset.id]
    return Examined(
        program=program,
        day=day,
        siblings=tuple(siblings),
        # What has another id is what the example is a local edition of.
        base=next((each for each in beside if each not in siblings), None),
        cases=((a_case({"FOOD": "met", "ALONE": "met"}), NOON),) if cases else (),
    )


def found(
    example: Mapping[str, Any] | None = None,
    others: Iterable[Mapping[str, Any]] = (),
    **more: Any,
) -> list[tuple[str, str]]:
    """Return code and place of all that checks find."""
    return [(d.code, str(d.at)) for d in findings(example, others, **more)]


def findings(
    example: Mapping[str, Any] | None = None,
    others: Iterable[Mapping[str, Any]] = (),
    **more: Any,
) -> tuple[Diagnostic, ...]:
    """Return all that checks find."""
    return examine(looked_at(example, others, **more), checks=CHECKS)
