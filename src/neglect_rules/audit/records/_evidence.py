"""One piece of evidence: a record, and apart from it what may one day be deleted."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from functools import cached_property
from importlib.metadata import PackageNotFoundError, version
from platform import python_version
from typing import Any, Final, Literal, final

import attrs
from attrs import field, frozen

from neglect_rules.audit.records._disclosures import Disclosure, disclosed
from neglect_rules.canonical import canonical_bytes, fingerprint
from neglect_rules.people import Person

Form = Literal["committed", "inline"]
ALGORITHM: Final = "sha-256"


def engine() -> dict[str, str]:
    """Return the versions of what judges here: this library, Python, time zones."""
    names = ("neglect-rules", "tzdata")
    found = {name: _version(name) for name in names}
    return {
        "python": python_version(),
        **{name: each for name, each in found.items() if each is not None},
    }


def _version(name: str) -> str | None:
    try:
        return version(name)
    except PackageNotFoundError:
        return None


@final
@frozen(kw_only=True)
class Context:
    """Under what circumstances something is recorded.

    Attributes:
        id: The caller's own id of what is recorded. A log takes each id once, so that
            sending the same thing again records nothing twice.
        by: Who did it, by a pseudonym.
        recorded: When it is recorded. Must carry a time zone.
        subject: The caller's pseudonym of whom it is about; what `find` looks for.
        app: The program that recorded it.
        retention: The class by which the caller decides how long to keep it.
        engine: The versions that judged; see `engine`.
    """

    id: str
    by: Person = field(repr=False)
    recorded: dt.datetime
    subject: str | None = field(default=None, repr=False)
    app: str | None = None
    retention: str | None = None
    engine: Mapping[str, str] = field(factory=engine, hash=False)

    def of(self, person: Person) -> Context:
        """Return the same with another person as the one who did it."""
        return attrs.evolve(self, by=person)

    def to_dict(self, decided: dt.datetime) -> dict[str, Any]:
        """Return it as a JSON value, with the moment of what is recorded."""
        found = {
            "id": self.id,
            "by": {key: each for key, each in attrs.asdict(self.by).items() if each},
            "decided": decided.isoformat(),
            "recorded": self.recorded.isoformat(),
            "app": self.app,
            "retention": self.retention,
            "engine": dict(self.engine),
        }
        return {key: each for key, each in found.items() if each is not None}


@final
@frozen(kw_only=True)
class Evidence:
    """A record with what it commits to.

    Attributes:
        record: The record in the form of `record-1`, before a log has chained it.
        disclosures: What it commits to, each of which may be deleted on its own.
        documents: The rulesets and adoptions that it names, by fingerprint, for the
            archive.
        withheld: Places that this copy does not show; a log takes no such copy.
    """

    record: Mapping[str, Any] = field(repr=False, hash=False)
    disclosures: tuple[Disclosure, ...] = field(default=(), repr=False)
    documents: Mapping[str, Any] = field(factory=dict, repr=False, hash=False)
    withheld: tuple[str, ...] = field(default=(), repr=False)

    @cached_property
    def fingerprint(self) -> str:
        """Return the fingerprint of the record, whatever log it stands in."""
        return fingerprint(self.record)

    @property
    def kind(self) -> str:
        """Return what kind of record it is."""
        return str(self.record["kind"])

    @property
    def id(self) -> str:
        """Return the caller's id of it."""
        return str(self.record["context"]["id"])

    def to_dict(self) -> dict[str, Any]:
        """Return it as a JSON value in the form of `evidence-1`."""
        found = {
            "format": 1,
            "record": self.record,
            "disclosures": [each.text for each in self.disclosures],
            "documents": dict(self.documents),
        }
        return {**found, "withheld": list(self.withheld)} if self.withheld else found

    def to_json(self) -> str:
        """Return it as canonical JSON text."""
        return canonical_bytes(self.to_dict()).decode("utf-8")


def evidence(  # noqa: PLR0913 - a record is what it is made of
    kind: str,
    core: Mapping[str, Any],
    values: Mapping[str, Any],
    context: Context,
    *,
    decided: dt.datetime,
    secret: bytes = b"",
    form: Form = "committed",
    documents: Mapping[str, Any] | None = None,
) -> Evidence:
    """Return evidence of a kind.

    Args:
        kind: What is recorded.
        core: What everybody may read for as long as the log stands.
        values: What only holders of the disclosures may read, by its place.
        context: Under what circumstances.
        decided: When it was so.
        secret: What the salts are made of; needed if there is something to commit to.
        form: `committed`: values stand in disclosures. `inline`: they stand in the
            record, for ever, for everybody who can read the log.
        documents: What the record names, by fingerprint.

    Raises:
        AuditError: NR722, the secret is too short.
    """
    about = {} if context.subject is None else {"subject": context.subject}
    record: dict[str, Any] = {
        "format": 1,
        "kind": kind,
        "core": {**about, **core},
        "context": context.to_dict(decided),
    }
    found: tuple[Disclosure, ...] = ()
    if form == "inline":
        record["inline"] = dict(values)
    elif values:
        found = disclosed(values, secret, of=context.id)
        parts = {each.name: each.digest for each in found}
        record["sealed"] = {"algorithm": ALGORITHM, "parts": parts}
    return Evidence(record=record, disclosures=found, documents=documents or {})
