"""A trace: the recorded reason of one decision."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Any, final

from attrs import field, frozen

from neglect_rules.canonical import canonical_bytes, fingerprint


@final
@frozen
class Trace:
    """The reason of a decision as one JSON value, in the form of `trace-1`.

    Attributes:
        document: The JSON value. Who reads it must not change it.
    """

    document: Mapping[str, Any] = field(repr=False, hash=False)

    def to_json(self) -> str:
        """Return the trace as canonical JSON text: the same text for the same case."""
        return canonical_bytes(self.document).decode("utf-8")

    @cached_property
    def fingerprint(self) -> str:
        """Return the fingerprint of the trace."""
        return fingerprint(self.document)

    @cached_property
    def _values(self) -> Mapping[tuple[str, str], Any]:
        entries = self.document["entries"]
        return {(entry["at"], entry["role"]): entry["value"] for entry in entries}

    def value(self, at: str, role: str) -> Any:
        """Return the value that stands at a place of the ruleset in a role.

        Raises:
            KeyError: The trace has no such entry.
        """
        return self._values[at, role]

    def has(self, at: str, role: str) -> bool:
        """Return whether the trace has an entry for a place in a role."""
        return (at, role) in self._values
