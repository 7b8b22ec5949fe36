"""The JSON Schema of a case for one ruleset, for forms and interfaces."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from neglect_rules.facts import permitted
from neglect_rules.loading import schema
from neglect_rules.model import Indicator, State
from neglect_rules.program import Program


def case_schema(program: Program) -> dict[str, Any]:
    """Return the JSON Schema of a case of this ruleset, with questions as titles.

    It accepts what `load_case` and `evaluate` accept of grades, states and numbers;
    what depends on age, moment or other answers is left to them.
    """
    whole: dict[str, Any] = dict(schema("case"))
    ruleset = program.ruleset
    base, _, _ = str(whole["$id"]).rpartition("/")
    whole["$id"] = f"{base}/case-of-{ruleset.id}-{ruleset.version}.schema.json"
    whole["title"] = f"A case of {ruleset.title} {ruleset.version}"
    properties: dict[str, Any] = dict(whole["properties"])
    properties["answers"] = {
        "title": "Answers",
        "description": "One for each question. What is left out was not asked.",
        "type": "object",
        "properties": {
            id_: _answer(program, spec) for id_, spec in ruleset.indicators.items()
        },
        "additionalProperties": False,
    }
    return {**whole, "properties": properties}


def _answer(program: Program, spec: Indicator) -> dict[str, Any]:
    value, record = _value(program, spec), _record(program, spec)
    states = {"title": "No grade", "enum": [state.value for state in State]}
    several = {
        "title": "Several people's records",
        "type": "array",
        "items": record,
        "minItems": 1,
        "maxItems": 100,
    }
    found = {
        "title": spec.ask_as or spec.label,
        "anyOf": [value, states, record, several],
    }
    return {**found, "description": spec.help} if spec.help else found


def _value(program: Program, spec: Indicator) -> dict[str, Any]:
    if spec.number is not None:
        return {
            "title": f"Number ({spec.number.unit})",
            "type": "number",
            "minimum": _plain(spec.number.from_),
            "exclusiveMaximum": _plain(spec.number.before),
            "multipleOf": _plain(spec.number.step),
        }
    scale = program.ruleset.scales[spec.scale or ""]
    labels = {grade.id: grade.label or grade.id for grade in scale.grades}
    return {
        "title": "Grade",
        "oneOf": [
            _grade(spec, grade, labels[grade]) for grade in permitted(program, spec)
        ],
    }


def _grade(spec: Indicator, grade: str, label: str) -> dict[str, Any]:
    text = spec.grades.get(grade)
    found = {"const": grade, "title": label}
    return {**found, "description": text} if isinstance(text, str) else found


def _record(program: Program, spec: Indicator) -> dict[str, Any]:
    whole: Mapping[str, Any] = schema("case")["$defs"]["record"]
    head = "number" if spec.number is not None else "grade"
    other = "grade" if head == "number" else "number"
    properties = {k: v for k, v in whole["properties"].items() if k != other}
    properties[head] = _value(program, spec)
    heads = [{"required": [head]}, {"required": ["state"]}]
    return {**whole, "properties": properties, "oneOf": heads}


def _plain(number: Any) -> Any:
    # A schema is JSON for others to read; nothing is judged by it.
    whole = number == int(number)
    return int(number) if whole else float(number)
