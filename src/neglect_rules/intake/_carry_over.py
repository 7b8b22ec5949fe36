"""Answers given under one ruleset, carried over to another one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Literal, final

from attrs import evolve, field, frozen

from neglect_rules.facts import misfits, permitted, wrong_records
from neglect_rules.intake._case_from import case_of_records
from neglect_rules.intake._past import past_carried
from neglect_rules.model import Accepted, Case, Record
from neglect_rules.program import Program

Records = tuple[Record, ...]


@final
@frozen(kw_only=True)
class Carried:
    """What became of one answer, or of one question that was not asked before.

    Attributes:
        indicator: The indicator it was recorded for, or the kind of event or measure
            that is left out; `None` for a new question.
        to: The indicator that it now answers; `None` where it answers none.
        what: `kept`; `mapped` to another indicator, to another grade or to a suspicion;
            `left_open`; or `new`, a question of the newer ruleset that the older did
            not ask.
        why: The reason in a sentence, without any value from the case.
    """

    indicator: str | None
    to: str | None
    what: Literal["kept", "mapped", "left_open", "new"]
    why: str


@final
@frozen(kw_only=True)
class CarriedOver:
    """A case under a newer ruleset, with the reason for each of its answers.

    Attributes:
        case: The case, for the newer ruleset.
        answers: Every answer of the older case, in the order of the older ruleset and
            none left out, then the questions that are new.
    """

    case: Case = field(repr=False)
    answers: tuple[Carried, ...]


def carry_over(
    case: Case, old: Program, new: Program, *, at: dt.datetime | None = None
) -> CarriedOver:
    """Return a case under another ruleset: a newer version, or one that accepts it.

    Between versions of one ruleset an answer keeps its indicator and its grade where
    both are still there. From another ruleset, and where the newer version says so,
    `accepts` decides: nothing is taken in above its `highest`, and from another ruleset
    only as suspected unless it was seen. What was not known stays open. No answer is
    dropped without being listed. Reviews go along, and events of kinds that are still
    asked for.

    Args:
        case: What was recorded under `old`.
        old: The ruleset that asked.
        new: The ruleset that is to judge.
        at: The moment of the new decision, if it is known: then answers that do not fit
            the subject's age at that moment are left open too.
    """
    answers: dict[str, Records] = {}
    told: list[Carried] = []
    asked = [id_ for id_ in old.ruleset.indicators if id_ in case.answers]
    for indicator in dict.fromkeys([*asked, *case.answers]):
        records = case.answers[indicator]
        carried, taken = _carried(records, indicator, old, new)
        told.append(carried)
        if carried.to is not None:
            if new.ruleset.indicators[carried.to].per is None:
                taken = tuple(evolve(record, about=None) for record in taken)
            answers[carried.to] = (*answers.get(carried.to, ()), *taken)
    past, gone = past_carried(case, old.ruleset, new.ruleset, _homes(old, new))
    told += [_left(name, why) for name, why in gone]
    made = case_of_records(new, case.subject, answers, at, past)
    if at is not None:
        made, told = _fitting(made, told, new, at)
    return CarriedOver(case=made, answers=(*told, *_new(told, old, new)))


def _carried(
    records: Records, indicator: str, old: Program, new: Program
) -> tuple[Carried, Records]:
    if indicator not in old.ruleset.indicators:
        return _left(indicator, "the older ruleset does not ask it either"), ()
    for accepted in new.ruleset.accepts:
        if (accepted.from_, accepted.indicator) == (old.ruleset.id, indicator):
            return _accepted(records, accepted, old, new)
    if old.ruleset.id == new.ruleset.id:
        return _kept(records, indicator, old, new)
    return _left(indicator, f"{new.ruleset.title} does not take this in"), ()


def _homes(old: Program, new: Program) -> dict[str, str]:
    """Return for each indicator of the older ruleset the one that takes it in here."""
    same = old.ruleset.id == new.ruleset.id
    kept = [i for i in old.ruleset.indicators if same and i in new.ruleset.indicators]
    taken = {
        each.indicator: each.as_ or each.indicator
        for each in new.ruleset.accepts
        if each.from_ == old.ruleset.id
    }
    return {**{id_: id_ for id_ in kept}, **taken}


def _left(indicator: str, why: str) -> Carried:
    return Carried(indicator=indicator, to=None, what="left_open", why=why)


def _kept(
    records: Records, indicator: str, old: Program, new: Program
) -> tuple[Carried, Records]:
    then = old.ruleset.indicators[indicator]
    now = new.ruleset.indicators.get(indicator)
    if now is None:
        return _left(indicator, "the newer version does not ask it"), ()
    kinds = [_kind(program, indicator) for program in (old, new)]
    if kinds[0] != kinds[1]:
        return _left(indicator, "the newer version asks it in another way"), ()
    found = list(wrong_records(new, indicator, records))
    if found:
        return _left(indicator, f"in the newer version: {found[0].message}"), ()
    why = "question and grades are the same"
    if any(
        then.grades.get(r.grade or "") != now.grades.get(r.grade or "") for r in records
    ):
        why = "the grade is still there, but its description has changed: read it again"
    return Carried(indicator=indicator, to=indicator, what="kept", why=why), records


def _kind(program: Program, indicator: str) -> str:
    """Return how an indicator is answered: its scale's kind, or its unit."""
    spec = program.ruleset.indicators[indicator]
    if spec.number is not None:
        return f"number of {spec.number.unit}"
    return program.ruleset.scales[spec.scale or ""].kind


def _accepted(
    records: Records, accepted: Accepted, old: Program, new: Program
) -> tuple[Carried, Records]:
    to = accepted.as_ or accepted.indicator
    ladder = permitted(new, new.ruleset.indicators[to])
    kept = tuple(
        r for r in records if accepted.grades.get(r.grade or "", "") is not None
    )
    if not kept:
        return _left(accepted.indicator, "no answer of this kind is taken in"), ()
    taken = tuple(_taken(record, accepted, ladder) for record in kept)
    if old.ruleset.id != new.ruleset.id:
        taken = tuple(_unconfirmed(record) for record in taken)
    found = list(wrong_records(new, to, taken))
    if found:
        return _left(accepted.indicator, found[0].message), ()
    same = to == accepted.indicator and taken == records
    why = "taken in as it was recorded" if same else _how(kept, taken, accepted)
    if len(kept) < len(records):
        # None is dropped without being listed, of several records either.
        why = "; ".join(part for part in (why, "a record of it is left out") if part)
    what: Literal["kept", "mapped"] = "kept" if same else "mapped"
    carried = Carried(indicator=accepted.indicator, to=to, what=what, why=why)
    return carried, taken


def _taken(record: Record, accepted: Accepted, ladder: tuple[str, ...]) -> Record:
    if record.grade is None:
        return record
    grade = accepted.grades.get(record.grade) or record.grade
    if grade in ladder and accepted.highest in ladder:
        grade = ladder[min(ladder.index(grade), ladder.index(accepted.highest))]
    return evolve(record, grade=grade)


def _unconfirmed(record: Record) -> Record:
    """Return a record of somebody else's: suspected, unless they saw it themselves."""
    if record.grade is None or record.source == "seen":
        return record
    return evolve(record, suspected=True)


def _how(records: Records, taken: Records, accepted: Accepted) -> str:
    pairs = list(zip(records, taken, strict=True))
    parts = ["another question here"] if accepted.as_ is not None else []
    if any(one.grade != other.grade for one, other in pairs):
        parts.append(f"no higher than `{accepted.highest}`, by the grades listed")
    if any(one.suspected != other.suspected for one, other in pairs):
        parts.append("suspected, because it was not seen by the person who recorded it")
    return "; ".join(parts)


def _fitting(
    case: Case, told: list[Carried], new: Program, at: dt.datetime
) -> tuple[Case, list[Carried]]:
    """Return the case without the answers that do not fit at the moment."""
    wrong: Mapping[str, str] = {
        each.at.parts[1]: each.message
        for each in reversed(list(misfits(new, case, at)))
        if each.at.parts[:1] == ("answers",)
    }
    kept = {id_: held for id_, held in case.answers.items() if id_ not in wrong}
    made = case_of_records(new, case.subject, kept, at, case)
    return made, [
        evolve(each, to=None, what="left_open", why=wrong[each.to])
        if each.to is not None and each.to in wrong
        else each
        for each in told
    ]


def _new(told: list[Carried], old: Program, new: Program) -> Iterator[Carried]:
    reached = {each.to for each in told}
    for indicator in new.ruleset.indicators:
        if indicator not in reached and indicator not in old.ruleset.indicators:
            why = "the older ruleset did not ask it"
            yield Carried(indicator=None, to=indicator, what="new", why=why)
