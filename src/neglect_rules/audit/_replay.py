"""A recorded decision, decided again from what was stored.

The stored ruleset is linked afresh and judges at the recorded moment: whether it is in
force today says nothing of whether the decision was right then.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Any, Final, Literal, final

import attrs
from attrs import field, frozen

from neglect_rules.audit._capsule import Capsule
from neglect_rules.audit._compare import differences
from neglect_rules.audit._load import MEANINGS
from neglect_rules.audit._moment import moment_of
from neglect_rules.canonical import fingerprint
from neglect_rules.diagnostics import Diagnostic
from neglect_rules.errors import CaseError, RulesetError
from neglect_rules.evaluation import evaluate
from neglect_rules.linking import link
from neglect_rules.model import Case, Ruleset
from neglect_rules.pointer import Pointer
from neglect_rules.trace import Trace

Verdict = Literal[
    "exact",
    "same_outcome",
    "mismatch",
    "ruleset_unavailable",
    "meaning_unavailable",
    "altered",
]


@final
@frozen(kw_only=True)
class Replay:
    """What came of deciding a record again.

    Attributes:
        verdict: `exact`: the same bytes of trace. `same_outcome`: another trace with
            the same results. `mismatch`: another result. `ruleset_unavailable`: no
            ruleset, or one that this version refuses. `meaning_unavailable`: a
            semantics number that this version does not know. `altered`: the parts do
            not belong together.
        at: The first place that differs or was altered, in the trace or, of a capsule
            whose parts do not belong together, in the capsule.
        entries: How many entries the recorded trace has.
        outcomes: How many outcomes it has.
        ruleset: The fingerprint of the ruleset that it names.
        diagnostics: The reasons, unless the replay is exact; none with a case's value.
    """

    verdict: Verdict
    at: Pointer | None = None
    entries: int
    outcomes: int
    ruleset: str
    diagnostics: tuple[Diagnostic, ...] = field(default=(), repr=False)

    @property
    def is_exact(self) -> bool:
        """Return whether the same bytes of trace came out."""
        return self.verdict == "exact"

    @property
    def compared(self) -> str:
        """Return in words what was compared."""
        named = (_counted(self.entries, "entry", "entries"),)
        counts = (*named, _counted(self.outcomes, "outcome", "outcomes"))
        return f"{', '.join(counts)}, ruleset {self.ruleset}"

    def __str__(self) -> str:
        place = "" if self.at is None else f" at {self.at}"
        return f"{_SAID[self.verdict]}{place} ({self.compared})"


_SAID: Final[Mapping[Verdict, str]] = {
    "exact": "exact",
    "same_outcome": "same outcome, other trace",
    "mismatch": "mismatch",
    "ruleset_unavailable": "ruleset unavailable",
    "meaning_unavailable": "meaning unavailable",
    "altered": "altered",
}


def _counted(number: int, one: str, several: str) -> str:
    return f"{number} {one if number == 1 else several}"


def replay(capsule: Capsule) -> Replay:
    """Return what comes of deciding a capsule's case again by its own ruleset."""
    trace = capsule.trace
    for found in _misshapen(capsule.document, Pointer()):
        return _result(trace, "altered", found.at, found)
    if _is_of_unknown_meaning(trace):
        return _without_meaning(trace)
    for found in _altered(capsule):
        return _result(trace, "altered", found.at, found)
    try:
        ruleset, case = capsule.ruleset, capsule.case
    except RulesetError as refused:
        return _result(trace, "ruleset_unavailable", None, *refused.diagnostics)
    except CaseError as refused:
        return _result(trace, "mismatch", Pointer(("case",)), *refused.diagnostics)
    return replay_trace(trace, ruleset, case)


def replay_trace(trace: Trace, ruleset: Ruleset | None, case: Case) -> Replay:
    """Return what comes of deciding a case again by the ruleset that a trace names.

    Args:
        trace: The record.
        ruleset: The ruleset that it names, with its adoption if the trace names one;
            `None` if there is none any more.
        case: The case that it names.
    """
    for found in _misshapen({"trace": trace.document}, Pointer(("trace",))):
        return _result(trace, "altered", found.at, found)
    if _is_of_unknown_meaning(trace):
        return _without_meaning(trace)
    if ruleset is None or _is_another(trace, ruleset):
        named = trace.document["ruleset"]
        message = f"the ruleset `{named['id']}` {named['version']} is not at hand"
        place = Pointer(("ruleset",))
        found = Diagnostic("NR702", message, place)
        return _result(trace, "ruleset_unavailable", place, found)
    for found in _unlike(trace, ruleset.document, case.document):
        return _result(trace, "altered", found.at, found)
    as_then = _adopted_as_then(trace, ruleset)
    if as_then is None:
        place = Pointer(("ruleset", "adoption"))
        message = "the adoption that the trace names is not at hand"
        found = Diagnostic("NR702", message, place)
        return _result(trace, "ruleset_unavailable", place, found)
    return _decided_again(trace, as_then, case)


def _adopted_as_then(trace: Trace, ruleset: Ruleset) -> Ruleset | None:
    """Return a ruleset with the adoption that a trace names, if it has that.

    A record that was written after the decision does not change what was decided.
    """
    mark = trace.document["ruleset"].get("adoption")
    if mark is None:
        return attrs.evolve(ruleset, adoption=None)
    record = ruleset.adoption
    digest = None if record is None else fingerprint(record.document)
    return ruleset if digest == _at(mark, Pointer(("digest",))) else None


_FORM: Final[Mapping[str, type]] = {
    "/trace": Mapping,
    "/trace/semantics": int,
    "/trace/ruleset": Mapping,
    "/trace/ruleset/id": str,
    "/trace/ruleset/version": str,
    "/trace/moment": str,
    "/trace/zone": str,
    "/trace/outcomes": Mapping,
    "/ruleset": Mapping,
    "/case": Mapping,
    "/program": Mapping,
}
"""What is looked at before anything is compared; a loaded document has it all."""


def _misshapen(whole: Mapping[str, Any], within: Pointer) -> Iterator[Diagnostic]:
    """Yield the places within a capsule that cannot be what was recorded."""
    for place, kind in _FORM.items():
        at = Pointer.parse(place)
        if at.is_within(within) and not isinstance(_at(whole, at), kind):
            yield Diagnostic("NR701", "this cannot be what was recorded", at)
            return
    try:
        dt.datetime.fromisoformat(whole["trace"]["moment"])
    except ValueError:
        at = Pointer(("trace", "moment"))
        yield Diagnostic("NR701", "this cannot be what was recorded", at)


def _at(whole: Mapping[str, Any], at: Pointer) -> Any:
    try:
        return at.resolve(whole)
    except KeyError:
        return None


def _is_of_unknown_meaning(trace: Trace) -> bool:
    return trace.document["semantics"] not in MEANINGS


def _without_meaning(trace: Trace) -> Replay:
    number, place = trace.document["semantics"], Pointer(("semantics",))
    message = f"this version cannot judge by semantics {number}"
    hint = "replay it with a version of the library that can"
    found = Diagnostic("NR703", message, place, hint)
    return _result(trace, "meaning_unavailable", place, found)


def _is_another(trace: Trace, ruleset: Ruleset) -> bool:
    named = trace.document["ruleset"]
    return (named["id"], named["version"]) != (ruleset.id, ruleset.version)


def _altered(capsule: Capsule) -> Iterator[Diagnostic]:
    """Yield the parts of a capsule that are not those that its trace names."""
    whole, trace = capsule.document, capsule.trace
    yield from _unlike(trace, whole["ruleset"], whole["case"])
    named = trace.document["ruleset"]
    if fingerprint(whole["program"]) != named.get("program"):
        yield _not_as_named("the Program", Pointer(("program",)))
    yield from _adoption_altered(whole, named)
    adopted = {"status": "adopted"} if "adoption" in whole else {}
    said = {**whole["ruleset"], **adopted}
    for word in ("id", "version", "status"):
        if said.get(word) != named.get(word):
            place = Pointer(("trace", "ruleset", word))
            yield _not_as_named(f"the ruleset's {word}", place)


def _adoption_altered(
    whole: Mapping[str, Any], named: Mapping[str, Any]
) -> Iterator[Diagnostic]:
    """Yield whether the adoption is that of the trace, and of the ruleset there."""
    at = Pointer(("adoption",))
    found = fingerprint(whole["adoption"]) if "adoption" in whole else None
    if found != _at(named, Pointer(("adoption", "digest"))):
        yield _not_as_named("the adoption", at)
    signed = at / "ruleset" / "fingerprint"
    if "adoption" in whole and _at(whole, signed) != fingerprint(whole["ruleset"]):
        message = "what was adopted is not the ruleset that stands here"
        hint = "one of the two was changed after the adoption"
        yield Diagnostic("NR701", message, signed, hint)


def _unlike(
    trace: Trace, ruleset: Mapping[str, Any], case: Mapping[str, Any]
) -> Iterator[Diagnostic]:
    if fingerprint(ruleset) != trace.document["ruleset"].get("fingerprint"):
        yield _not_as_named("the ruleset", Pointer(("ruleset",)))
    if fingerprint(case) != trace.document.get("case"):
        yield _not_as_named("the case", Pointer(("case",)))


def _not_as_named(what: str, at: Pointer) -> Diagnostic:
    message = f"{what} is not the one that the trace names"
    hint = "one of the two was changed after the decision"
    return Diagnostic("NR701", message, at, hint)


def _decided_again(trace: Trace, ruleset: Ruleset, case: Case) -> Replay:
    try:
        program = link(ruleset)
    except RulesetError as refused:
        return _result(trace, "ruleset_unavailable", None, *refused.diagnostics)
    try:
        fresh = evaluate(program, case, at=moment_of(trace)).trace
    except CaseError as refused:
        return _result(trace, "mismatch", Pointer(("case",)), *refused.diagnostics)
    if fresh.to_json() == trace.to_json():
        return _result(trace, "exact", None)
    at = next(differences(trace.document, fresh.document, Pointer()), Pointer())
    before, now = trace.document["outcomes"], fresh.document["outcomes"]
    if fingerprint(before) == fingerprint(now):
        message = "the results are the same, the way to them is not"
        return _result(trace, "same_outcome", at, Diagnostic("NR704", message, at))
    changed = [
        id_ for id_ in sorted({*before, *now}) if before.get(id_) != now.get(id_)
    ]
    names = ", ".join(f"`{id_}`" for id_ in changed)
    message = f"deciding again gives another result for {names}"
    return _result(trace, "mismatch", at, Diagnostic("NR704", message, at))


def _result(
    trace: Trace, verdict: Verdict, at: Pointer | None, *diagnostics: Diagnostic
) -> Replay:
    whole = {"trace": trace.document}
    entries, outcomes, ruleset = (
        _at(whole, Pointer.parse(f"/trace/{place}"))
        for place in ("entries", "outcomes", "ruleset/fingerprint")
    )
    return Replay(
        verdict=verdict,
        at=at,
        entries=len(entries) if isinstance(entries, list) else 0,
        outcomes=len(outcomes) if isinstance(outcomes, Mapping) else 0,
        ruleset=str(ruleset),
        diagnostics=diagnostics,
    )
