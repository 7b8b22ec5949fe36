"""What the agreed cases try of a ruleset, in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

import attrs

from neglect_rules.explain import (
    Block,
    Bullet,
    Page,
    Section,
    Table,
    words,
)
from neglect_rules.explain import asked as asks
from neglect_rules.golden._coverage import KINDS, Coverage
from neglect_rules.golden._places import label_of
from neglect_rules.golden._targets import Target
from neglect_rules.model import Condition, Ruleset
from neglect_rules.pointer import Pointer

_TITLES: Final = {
    "rule": "Rules, each met once and not met once",
    "condition": "Conditions, each met once and not met once",
    "edge": "Edges, each from both sides",
    "answer": "Answers, each given once and left open once",
}
_NEVER: Final = {
    "rule": "Rules",
    "condition": "Conditions",
    "edge": "Edges",
    "answer": "Answers",
}
_ANSWERS: Final = {"open": "left open", "n/a": "not applicable", "number": "a number"}


def coverage_page(ruleset: Ruleset, covered: Coverage) -> Page:
    """Return how much the agreed cases try, and what they never try."""
    rows = []
    for kind in KINDS:
        tried, whole = covered.counts(kind)
        rows.append((_TITLES[kind], str(tried), str(whole)))
    head = Section(
        "What the agreed cases try", (Table(("", "Tried", "Of"), tuple(rows)),)
    )
    return Page((head, *_missing(ruleset, covered)))


def _missing(ruleset: Ruleset, covered: Coverage) -> Iterator[Section]:
    for kind in KINDS:
        mine = [target for target in covered.missing if target.kind == kind]
        grouped: dict[tuple[str, str], list[Target]] = {}
        for target in mine:
            # Edges of one rule stand together; two conditions may read alike.
            at = target.at if kind == "condition" else ""
            grouped.setdefault((_named(ruleset, target), at), []).append(target)
        blocks: list[Block] = [
            Bullet(f"{name}: never {_needs(ruleset, held)}.")
            for (name, _), held in grouped.items()
        ]
        if blocks:
            yield Section(f"Never tried: {_NEVER[kind].lower()}", tuple(blocks))


def _needs(ruleset: Ruleset, targets: Sequence[Target]) -> str:
    needs = [_need(ruleset, target) for target in targets]
    return " or ".join([", ".join(needs[:-1]), needs[-1]] if needs[1:] else needs)


def _need(ruleset: Ruleset, target: Target) -> str:
    if target.kind == "edge":
        return f"{target.number} ({_side(target)})"
    if target.kind == "answer":
        told = words(ruleset, None).grade(target.id, target.need)
        return _ANSWERS.get(target.need) or f'"{told}"'
    return target.need


def _side(target: Target) -> str:
    if target.need == "below":
        return f"just below {target.edge}"
    at = target.number == target.edge
    return "the edge itself" if at else f"just above {target.edge}"


def _named(ruleset: Ruleset, target: Target) -> str:
    """Return what a target is of; a condition with what it asks."""
    label = label_of(ruleset, target.at)
    if target.kind != "condition":
        return label
    parts = Pointer.parse(target.at).parts
    if parts[0] in {"domains", "indicators"} and len(parts) < _WITHIN:
        return f"Enough answered of {label if len(parts) > 1 else 'all'}"
    asked = [
        each.text for each in asks(words(ruleset, None), _condition(ruleset, parts))
    ]
    head, rest = asked[0], "; ".join(asked[1:])
    return f"{label}: {head} {rest}".rstrip()


_WITHIN: Final = 3


def _condition(ruleset: Ruleset, parts: Sequence[str]) -> Condition:
    node: Any = ruleset
    for part in parts:
        if isinstance(node, Mapping):
            node = node[part]
        elif isinstance(node, tuple):
            node = node[int(part)]
        else:
            fields = attrs.fields_dict(type(node))
            node = getattr(node, part if part in fields else f"{part}_")
    found: Condition = node
    return found


def told_target(ruleset: Ruleset, target: Target) -> str:
    """Return what a case tries, in words."""
    return f"{_named(ruleset, target)}: {_need(ruleset, target)}"
