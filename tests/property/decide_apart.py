"""Decide stored documents in a process of its own, and print what came out.

Reads pairs of a ruleset and a case from the standard input, and prints one fingerprint
for each pair: of the bytes of decision and trace. Only what deciding needs is imported,
so that any Python that has the package can run it. A word as argument puts a wrong
version in, to show that the law notices.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import sys
from decimal import Decimal
from typing import Any

import attrs

from neglect_rules.canonical import canonical_bytes
from neglect_rules.errors import CaseError, RulesetError
from neglect_rules.evaluation import _entries, _trace, evaluate
from neglect_rules.linking import link
from neglect_rules.loading._case import case_of
from neglect_rules.loading._parameters import put_in_place
from neglect_rules.loading._structure import structured
from neglect_rules.loading._values import from_values
from neglect_rules.model import Ruleset


def decided(ruleset: Any, case: Any) -> bytes:
    """Return the bytes of decision, trace and Program of a ruleset and a case."""
    value = from_values(ruleset, "stored", RulesetError).value
    placed = {k: v for k, v in put_in_place(value).items() if k != "$schema"}
    program = link(attrs.evolve(structured(placed, Ruleset), document=value))
    known = case_of(from_values(case, "stored", CaseError).value)
    decision = evaluate(program, known, at=dt.datetime.fromisoformat(case["at"]))
    parts = (decision.to_dict(), decision.trace.document, program.document)
    return b"\n".join(canonical_bytes(part) for part in parts)


def _in_hash_order() -> None:
    """Read members in the order of their hashes, as a set gives them."""
    right: Any = _entries._members

    def wrong(*args: Any) -> Any:
        found = right(*args)
        words = {*found["met"], *found["open"], "a", "b", "c", "d", "e", "f"}
        return {**found, "met": list(words)}

    vars(_entries)["_members"] = wrong


def _asserting() -> None:
    """Do some of the work in an assertion, which `-O` leaves out."""
    right: Any = _trace._rules

    def wrong(*args: Any) -> Any:
        rules = list(right(*args))
        assert rules.pop(), "every drawn ruleset has a rule"
        return rules

    vars(_trace)["_rules"] = wrong


def main() -> None:
    """Decide what stands on the standard input."""
    for word in sys.argv[1:]:
        {"hash-order": _in_hash_order, "assertion": _asserting}[word]()
    for ruleset, case in json.loads(sys.stdin.read(), parse_float=Decimal):
        print(hashlib.sha256(decided(ruleset, case)).hexdigest())  # noqa: T201


if __name__ == "__main__":
    main()
