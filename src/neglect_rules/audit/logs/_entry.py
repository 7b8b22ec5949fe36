"""One line of a log."""

from __future__ import annotations

import json
from collections.abc import Mapping
from decimal import Decimal
from functools import cached_property
from hashlib import sha256
from typing import Any, Final, NoReturn, final

from attrs import field, frozen

from neglect_rules.canonical import canonical_bytes, fingerprint

LONGEST_LINE: Final = 16 * 2**20
"""The most bytes of one line; a record of a thousand answers has about 300,000."""

MALFORMED: Final = (
    AttributeError,
    KeyError,
    RecursionError,
    TypeError,
    ValueError,
)
"""What reading a line may raise that is not as a log writes it."""


@final
@frozen(kw_only=True)
class Head:
    """How far a log goes, and by what it can be recognised.

    Attributes:
        log: The log's id.
        sequence: The number of its last record; 0 before there is one.
        digest: The digest of that record; `None` before there is one.
    """

    log: str
    sequence: int = 0
    digest: str | None = None

    def __str__(self) -> str:
        return f"{self.log}:{self.sequence}:{self.digest or 'none'}"

    @classmethod
    def parse(cls, text: str) -> Head:
        """Return the head that `str` wrote.

        Raises:
            ValueError: It is not such a text.
        """
        log, sequence, digest = text.strip().split(":", 2)
        if not sequence.isdigit() or not log:
            raise ValueError(text)
        is_none = digest == "none"
        return cls(log=log, sequence=int(sequence), digest=None if is_none else digest)


@final
@frozen
class Entry:
    """A record as it stands in a log.

    Attributes:
        line: Its canonical bytes, without a line break.
    """

    line: bytes = field(repr=False)

    @cached_property
    def document(self) -> Mapping[str, Any]:
        """Return the record, with its place in the log.

        Raises:
            ValueError: The line is not a JSON object as a log writes it.
        """
        found = json.loads(
            self.line.decode("utf-8"),
            object_pairs_hook=_object,
            parse_float=Decimal,
            parse_constant=_not_json,
        )
        if not isinstance(found, dict) or not isinstance(found.get("log"), dict):
            message = "not a record"
            raise ValueError(message)  # noqa: TRY004 - one kind for whatever is wrong
        return found

    @cached_property
    def digest(self) -> str:
        """Return the digest by which the next record names this one."""
        return f"sha256:{sha256(self.line).hexdigest()}"

    @property
    def head(self) -> Head:
        """Return the head of a log that ends here."""
        log = self.document["log"]
        return Head(log=log["id"], sequence=log["sequence"], digest=self.digest)

    @property
    def sequence(self) -> int:
        """Return its number in the log; the first is 1."""
        return int(self.document["log"]["sequence"])

    @property
    def batch(self) -> tuple[int, int]:
        """Return the first and last number of the append that it came with."""
        first, last = self.document["log"].get("batch", (self.sequence, self.sequence))
        return int(first), int(last)

    @property
    def kind(self) -> str:
        """Return what kind of record it is."""
        return str(self.document["kind"])

    @property
    def id(self) -> str:
        """Return the caller's id of it."""
        return str(self.document["context"]["id"])

    @cached_property
    def record(self) -> Mapping[str, Any]:
        """Return the record as it was before it stood in a log."""
        own = ("log", "signature")
        return {key: each for key, each in self.document.items() if key not in own}

    @cached_property
    def fingerprint(self) -> str:
        """Return the fingerprint of the record, whatever log it stands in."""
        return fingerprint(self.record)

    @property
    def names(self) -> tuple[str, ...]:
        """Return the fingerprints of what it names for the archive."""
        ruleset = self.document["core"].get("ruleset")
        if not isinstance(ruleset, Mapping):
            return ()
        adoption = ruleset.get("adoption")
        digest = adoption.get("digest") if isinstance(adoption, Mapping) else adoption
        found = (ruleset.get("fingerprint"), ruleset.get("program"), digest)
        return tuple(each for each in found if isinstance(each, str))

    @property
    def is_canonical(self) -> bool:
        """Return whether these are the only bytes that say this."""
        return canonical_bytes(self.document) == self.line


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        message = "a key stands twice"
        raise ValueError(message)
    return found


def _not_json(_: str) -> NoReturn:
    message = "not a JSON number"
    raise ValueError(message)
