"""A rule or a condition left out, a cap taken off, all for any."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from neglect_rules import model
from neglect_rules.golden._edited import Edit, drop
from neglect_rules.golden._mutation import Mutation
from neglect_rules.model import Ruleset
from neglect_rules.pointer import Pointer

_WHOLE: Final = (
    model.Threshold,
    model.Modifier,
    model.Easing,
    model.Guard,
    model.Review,
    model.Task,
)
_HERE, _OUT = "as it stands", "left out"


def other_shapes(ruleset: Ruleset, at: Pointer, node: Any) -> Iterator[Mutation]:
    """Yield what a part would be with something left out, or joined otherwise."""
    match node:
        case model.AllOf(all=parts) if len(parts) > 1:
            other = model.AnyOf(any=parts, exception=node.exception)
            yield _joined(ruleset, at, other, ("all", "any"))
            yield from _left_out(at / "all", len(parts))
        case model.AnyOf(any=parts) if len(parts) > 1:
            whole = model.AllOf(all=parts, exception=node.exception)
            yield _joined(ruleset, at, whole, ("any", "all"))
            yield from _left_out(at / "any", len(parts))
        case model.Some(some=wanted):
            every = model.Every(every=wanted, exception=node.exception)
            yield _joined(ruleset, at, every, ("some", "every"))
        case model.Every(every=wanted):
            some = model.Some(some=wanted, exception=node.exception)
            yield _joined(ruleset, at, some, ("every", "some"))
        case model.Grades(grades=branches) if len(branches) > 1:
            yield from _left_out(at / "grades", len(branches))
        case model.Domain(cap=cap) if cap is not None:
            yield _out(at / "cap", f"{cap} points at most", "no limit")
        case _ if isinstance(node, _WHOLE):
            yield _out(at, _HERE, _OUT)
        case _:
            return


_TOLD: Final = {
    "all": "all of the conditions",
    "any": "any one of the conditions",
    "some": "one of the signs",
    "every": "every one of the signs",
}


def _joined(
    ruleset: Ruleset, at: Pointer, node: Any, keys: tuple[str, str]
) -> Mutation:
    """Return the same parts under another key."""
    held = at.resolve(ruleset.document)
    old, new = keys
    value = {new if key == old else key: each for key, each in held.items()}
    edit = Edit(at=at, value=value, node=node)
    return Mutation(at=str(at), was=_TOLD[old], now=_TOLD[new], edits=(edit,))


def _left_out(at: Pointer, count: int) -> Iterator[Mutation]:
    for number in range(count):
        yield _out(at / number, _HERE, _OUT)


def _out(at: Pointer, was: str, now: str) -> Mutation:
    return Mutation(at=str(at), was=was, now=now, edits=(drop(at),))
