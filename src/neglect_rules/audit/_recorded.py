"""A record of a decision, decided again from what can still be read of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import Any, Final, Literal, final

from attrs import evolve, field, frozen

from neglect_rules.adoption import load_adoption, with_adoption
from neglect_rules.audit._hidden import Hidden, hidden_of, widened
from neglect_rules.audit._load import MEANINGS
from neglect_rules.audit._moment import moment_in
from neglect_rules.audit.records import (
    CASE,
    TRACE,
    Disclosure,
    core_of,
    parts_of,
    strangers,
    whole_of,
)
from neglect_rules.canonical import fingerprint
from neglect_rules.diagnostics import Diagnostic
from neglect_rules.errors import AuditError, CaseError, DocumentError, RulesetError
from neglect_rules.evaluation import evaluate
from neglect_rules.linking import link
from neglect_rules.loading import load_case, load_ruleset
from neglect_rules.pointer import Pointer
from neglect_rules.program import Program

RecordVerdict = Literal[
    "exact",
    "consistent",
    "inconclusive",
    "mismatch",
    "tampered",
    "ruleset_unavailable",
    "meaning_unavailable",
    "unverified",
]

Archive = Callable[[str], Mapping[str, Any] | None]
"""Gives a ruleset or adoption by its fingerprint."""


@final
@frozen(kw_only=True)
class Replayed:
    """What came of deciding a recorded decision again.

    Attributes:
        verdict: `exact`: the same bytes of trace, and of the record. `consistent`: what
            can be read gives what was recorded, or leaves it possible. `inconclusive`:
            so much is hidden that nothing else could have come out. `mismatch`: another
            result. `tampered`: what is kept is not what was committed to.
            `ruleset_unavailable`, `meaning_unavailable`: it cannot be decided again
            here. `unverified`: this version does not know how it was committed to.
        hidden: The places of the case that cannot be read and on which the result
            rests, so that it is not exact.
        diagnostics: The reasons, unless it is exact; none with a case's value.
    """

    verdict: RecordVerdict
    hidden: tuple[str, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = field(default=(), repr=False)


def replay_record(
    record: Mapping[str, Any],
    disclosures: Sequence[Disclosure],
    archive: Archive,
    programs: dict[str, Program] | None = None,
) -> Replayed:
    """Return what comes of deciding a record again.

    Args:
        record: A record of the kind `decision`, in the form of `record-1`.
        disclosures: What can still be read of what it commits to.
        archive: Where its ruleset is.
        programs: Programs by the fingerprints of ruleset and adoption, kept from one
            record to the next; what is missing is added.
    """
    core = record["core"]
    if core["semantics"] not in MEANINGS:
        return _unknown_meaning(core["semantics"])
    foreign = tuple(strangers(record, disclosures))
    if foreign:
        is_unknown = foreign[0].at.parts[-1] == "algorithm"
        return Replayed(
            verdict="unverified" if is_unknown else "tampered", diagnostics=foreign
        )
    try:
        program = program_of(
            core["ruleset"], archive, {} if programs is None else programs
        )
    except (RulesetError, AuditError) as missing:
        return Replayed(verdict="ruleset_unavailable", diagnostics=missing.diagnostics)
    shown = record.get("inline") or {each.name: each.value for each in disclosures}
    kept = record.get("sealed", {"parts": shown})["parts"].keys()
    gone = kept - shown.keys()
    at = moment_in(record["context"]["decided"], core["zone"])
    hidden = hidden_of(gone, program.ruleset)
    try:
        if hidden:
            return _of_some(core, program, shown, hidden, at)
        return _of_all(record, program, shown, gone, at)
    except (CaseError, AuditError) as refused:
        return Replayed(verdict="mismatch", diagnostics=_placed(refused))


def _of_all(
    record: Mapping[str, Any],
    program: Program,
    shown: Mapping[str, Any],
    gone: Collection[str],
    at: dt.datetime,
) -> Replayed:
    """Decide again where everything that is judged can be read."""
    shown = _without_half_a_name(shown, gone)
    case = load_case({"format": 1, **whole_of(shown, CASE)}, name="<record>")
    trace = evaluate(program, case, at=at).trace.document
    fresh = parts_of(case.document, trace)
    is_whole = not any(Pointer.parse(place).is_within(CASE) for place in gone)
    found = list(_differing(shown, fresh, set() if is_whole else _repeating(gone)))
    if is_whole and not gone:
        found += [place for place in fresh if place not in shown]
    core = core_of(case.document, trace, at)
    found += [f"/core/{key}" for key in core if core[key] != record["core"].get(key)]
    if found:
        message = "deciding again gives something else here"
        places = sorted(found)[:1]
        return Replayed(
            verdict="mismatch",
            diagnostics=tuple(
                Diagnostic("NR704", message, Pointer.parse(each)) for each in places
            ),
        )
    return Replayed(verdict="consistent" if gone else "exact")


def _without_half_a_name(
    shown: Mapping[str, Any], gone: Collection[str]
) -> Mapping[str, Any]:
    """Return what can be read, without the ruleset's name if half of it is hidden.

    Which ruleset a case names is never judged, but half a name is no case.
    """
    if not any(Pointer.parse(place).is_within(_NAMED) for place in gone):
        return shown
    within = {place for place in shown if Pointer.parse(place).is_within(_NAMED)}
    return {place: value for place, value in shown.items() if place not in within}


_NAMED: Final = CASE / "ruleset"


def _repeating(gone: Collection[str]) -> set[str]:
    """Return what a trace says otherwise where something of the case cannot be read.

    Nothing that is judged is hidden, so that is the case's fingerprint, and the
    reference under which the subject is known.
    """
    is_nameless = str(CASE / "subject" / "ref") in gone
    return {str(TRACE / "case")} | ({str(TRACE / "subject")} if is_nameless else set())


def _differing(
    shown: Mapping[str, Any], fresh: Mapping[str, Any], skipped: Collection[str]
) -> Iterator[str]:
    for place, value in shown.items():
        known = place in fresh and fingerprint(fresh[place]) == fingerprint(value)
        if not known and place not in skipped:
            yield place


def _of_some(
    core: Mapping[str, Any],
    program: Program,
    shown: Mapping[str, Any],
    hidden: Hidden,
    at: dt.datetime,
) -> Replayed:
    """Decide again where something that is judged is hidden: it may be anything."""
    found = widened(program, shown, hidden, at)
    recorded = {id_: set(each["possible"]) for id_, each in core["outcomes"].items()}
    if recorded.keys() != found.possible.keys():
        message = "the record has other ladders than its ruleset"
        return _mismatch(message, Pointer(("core", "outcomes")))
    for id_, possible in found.possible.items():
        if not recorded[id_] <= set(possible):
            message = f"what can be read rules out what was recorded for `{id_}`"
            return _mismatch(message, Pointer(("core", "outcomes", id_)))
    said = {place for places in found.rests_on.values() for place in places}
    names = tuple(place for place, _ in hidden.apart() if place in said)
    is_open = all(
        len(found.possible[link.id]) == len(link.grades) for link in program.outcomes
    )
    verdict: RecordVerdict = "inconclusive" if is_open else "consistent"
    return Replayed(verdict=verdict, hidden=names)


def _mismatch(message: str, at: Pointer) -> Replayed:
    return Replayed(verdict="mismatch", diagnostics=(Diagnostic("NR704", message, at),))


def _placed(refused: DocumentError) -> tuple[Diagnostic, ...]:
    return tuple(
        evolve(each, at=Pointer((*CASE.parts, *each.at.parts)), file=None)
        for each in refused.diagnostics
    )


def program_of(
    named: Mapping[str, Any], archive: Archive, programs: dict[str, Program]
) -> Program:
    """Return the Program of the ruleset that a record names, as it was adopted then.

    Raises:
        AuditError: NR702, the archive does not have it; NR701, it has another one.
        RulesetError: This version cannot read it.
    """
    mark = named["fingerprint"]
    adopted = named.get("adoption", {}).get("digest", "")
    key = f"{mark} {adopted}"
    if key not in programs:
        # What is at hand is looked at each time; what is made of it is made once.
        document = _archived(mark, archive)
        record = _archived(adopted, archive) if adopted else None
        programs[key] = _linked(key, document, record)
    return programs[key]


_LINKED: Final[dict[str, Program]] = {}
_MOST_LINKED: Final = 16


def _linked(
    key: str, document: Mapping[str, Any], record: Mapping[str, Any] | None
) -> Program:
    """Return the Program of a document, kept by what its fingerprints say it holds."""
    if key not in _LINKED:
        ruleset = load_ruleset(document, name="<archive>")
        if record is not None:
            ruleset = with_adoption(ruleset, load_adoption(record, name="<archive>"))
        while len(_LINKED) >= _MOST_LINKED:
            del _LINKED[next(iter(_LINKED))]
        _LINKED[key] = link(ruleset)
    return _LINKED[key]


def _archived(mark: str, archive: Archive) -> Mapping[str, Any]:
    document = archive(mark)
    at = Pointer(("core", "ruleset"))
    if document is None:
        message = "the ruleset or its adoption is not at hand"
        raise AuditError((Diagnostic("NR702", message, at),))
    if fingerprint(document) != mark:
        message = "what is at hand is not what the record names"
        raise AuditError((Diagnostic("NR701", message, at),))
    return document


_AT_SEMANTICS: Final = Pointer(("core", "semantics"))


def _unknown_meaning(number: Any) -> Replayed:
    message = f"this version cannot judge by semantics {number}"
    hint = "replay it with a version of the library that can"
    found = Diagnostic("NR703", message, _AT_SEMANTICS, hint)
    return Replayed(verdict="meaning_unavailable", diagnostics=(found,))
