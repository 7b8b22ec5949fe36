"""Law 2: a linked ruleset and a fitting case cannot raise; all else is refused."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from random import Random
from typing import Any
from unittest import mock

from neglect_rules.errors import DocumentError
from neglect_rules.evaluation import evaluate, run_worlds
from neglect_rules.linking import link
from neglect_rules.loading import load_case, load_ruleset
from neglect_rules.model import Case
from neglect_rules.program import Program
from neglect_rules.testing import Document
from tests.property.drawn import Drawn

_JUDGING = "neglect_rules.evaluation._evaluate.run_worlds"
_ODD: tuple[Any, ...] = (
    None,
    True,
    0,
    -1,
    10**14,
    "",
    "no_such_name",
    "2026-02-30",
    "9999-12",
    "0001-01-01",
    "2019",
    [],
    {},
    [{}],
    {"state": "refused", "suspected": True},
    {"from": 3, "to": 1},
)


def everything_is_read_off(drawn: Drawn, _: Random) -> None:
    """Law 2, where all fits: decision, trace and tables are there, no error."""
    decision = drawn.decide()
    assert decision.trace.to_json()
    assert (
        decision.to_dict()["outcomes"].keys() == drawn.program.ruleset.outcomes.keys()
    )


def broken_cases_are_refused(drawn: Drawn, random: Random) -> None:
    """Law 2, for cases: judged, or refused before the first condition is judged."""
    for _ in range(4):
        _judged_or_refused(drawn, damaged(drawn.case, random))


def _judged_or_refused(drawn: Drawn, document: Document) -> None:
    with mock.patch(_JUDGING, wraps=run_worlds) as judging:
        try:
            case = load_case(document)
            decision = evaluate(drawn.program, case, at=case.at or drawn.at)
        except DocumentError as refused:
            refused_early = bool(refused.diagnostics) and not judging.called
        except Exception as error:
            message = f"{type(error).__name__} where there should be a refusal"
            raise AssertionError(message) from error
        else:
            refused_early = bool(decision.trace.to_json())
    assert refused_early


def broken_rulesets_are_refused(drawn: Drawn, random: Random) -> None:
    """Law 2, for rulesets: what loads and links judges; the rest is refused."""
    program = _linked_or_refused(damaged(drawn.document, random))
    if program is not None:
        _judged(program, drawn.read_case(), drawn)


def _linked_or_refused(document: Document) -> Program | None:
    try:
        return link(load_ruleset(document))
    except DocumentError:
        return None
    except Exception as error:
        message = f"{type(error).__name__} where there should be a refusal"
        raise AssertionError(message) from error


def _judged(program: Program, case: Case, drawn: Drawn) -> None:
    try:
        assert evaluate(program, case, at=drawn.at).trace.to_json()
    except DocumentError:
        pass  # the case need not fit another ruleset
    except Exception as error:
        message = f"{type(error).__name__} from a ruleset that was linked"
        raise AssertionError(message) from error


def damaged(document: Document, random: Random) -> Document:
    """Return a document with one to three of its parts changed, taken out or moved."""
    broken = copy.deepcopy(document)
    for _ in range(random.randint(1, 3)):
        holders = [part for part in _holders(broken) if part]
        _damage(random.choice(holders), broken, random)
    return broken


def _damage(holder: Any, broken: Document, random: Random) -> None:
    key = random.choice(
        list(holder) if isinstance(holder, dict) else range(len(holder))
    )
    match random.randrange(4):
        case 0:
            del holder[key]
        case 1:
            holder[key] = copy.deepcopy(random.choice(_ODD))
        case 2 if isinstance(holder, dict):
            holder[random.choice(["grade", "state", "at", "is", "of", "x"])] = holder[
                key
            ]
        case _:
            holder[key] = copy.deepcopy(random.choice(list(_parts(broken))))


def _holders(node: Any) -> Iterator[Any]:
    return (part for part in _parts(node) if isinstance(part, dict | list))


def _parts(node: Any) -> Iterator[Any]:
    yield node
    if isinstance(node, dict | list):
        for child in node.values() if isinstance(node, dict) else node:
            yield from _parts(child)
