"""What an indicator may be given in answer, and what an open answer may turn out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from fractions import Fraction
from itertools import chain, product
from typing import Any, final

from attrs import frozen

from neglect_rules.testing._calendar import is_stale, standing
from neglect_rules.testing._draft import Document
from neglect_rules.testing._edges import (
    Form,
    as_number,
)
from neglect_rules.testing._plain import grades_of, towards_worse

Records = list[Document]
STATES = ["not_asked", "not_known", "not_observed", "refused", "unable_to_score"]
NOT_APPLICABLE = "not_applicable"
_LIMITS = {"ask_if", "ages", "subjects"}


@final
@frozen(kw_only=True)
class Question:
    """One indicator of a ruleset on one day.

    Attributes:
        form: The ruleset.
        name: The indicator.
        day: The civil date.
        carers: Whom the case names.
    """

    form: Form
    name: str
    day: date
    carers: tuple[str, ...] = ()

    @property
    def item(self) -> Document:
        """The indicator as the ruleset has it."""
        found: Document = self.form.document["indicators"][self.name]
        return found

    @property
    def scale(self) -> Document:
        """The scale of its grades."""
        found: Document = self.form.document["scales"][self.item["scale"]]
        return found

    @property
    def about(self) -> tuple[str, ...]:
        """The carers whom it is asked of apart; none where it is asked once (3.11)."""
        return self.carers if self.item.get("per") == "carer" else ()

    @property
    def is_followed(self) -> bool:
        """Whether its records are counted over time."""
        return self.name in self.form.past.followed


def permitted(question: Question) -> list[str]:
    """Return the grades that may be given, from the mildest to the gravest (3.1)."""
    return question.form.grades[question.name]


def may_be_not_applicable(question: Question) -> bool:
    """Return whether `not_applicable` may be recorded (3.2)."""
    return bool(question.item.get("may_not_apply") or _LIMITS & question.item.keys())


def lowest(question: Question) -> str:
    """Return the grade that is given where a question does not apply (3.8)."""
    listed = grades_of(question.scale)
    return min(permitted(question), key=listed.index)


def with_evidence(question: Question, record: Document) -> Document:
    """Return the record with who saw it and when, where its grade asks for that."""
    asked_at = question.item.get("evidence_required_at")
    if asked_at is None or "grade" not in record:
        return record
    worse = towards_worse(question.scale)
    if worse.index(record["grade"]) < worse.index(asked_at):
        return record
    evidence = {"source": "seen", "by": "worker-1", "date": question.day.isoformat()}
    return {**evidence, **record}


def records_of(answer: Any) -> Records:
    """Return an answer, however it is written, as records."""
    if isinstance(answer, list):
        return answer
    if isinstance(answer, dict):
        return [answer]
    if isinstance(answer, str):
        states = [*STATES, NOT_APPLICABLE]
        return [{"state" if answer in states else "grade": answer}]
    return [{"number": answer}]


def fillings(question: Question, records: Records) -> list[Records]:
    """Return every set of records that these could turn out to be.

    A fresh known answer, and whatever the ruleset itself settles (zero-filled, skipped
    or limited to some subjects), has one filling: itself. So has one with a grade whose
    records are counted over time, since another record would be one more to count.
    """
    if question.is_followed and any("grade" in record for record in records):
        return [records]
    if not question.about:
        return _alone(question, records)
    each = [
        _about(carer, _alone(question, [r for r in records if r["about"] == carer]))
        for carer in question.about
    ]
    return [list(chain(*together)) for together in product(*each)]


def _about(carer: str, filled: list[Records]) -> list[Records]:
    return [[{**record, "about": carer} for record in records] for records in filled]


def _alone(question: Question, records: Records) -> list[Records]:
    item = question.item
    limited = _LIMITS & item.keys()
    given = [r for r in records if "state" not in r]
    recorded = standing(given, item, question.day)
    if not recorded and (limited or item.get("zero_fill")):
        return [records]
    if "number" in item:
        return _numbers(question, recorded) or [records]
    if not recorded:
        return _grades(question, records)
    if limited:
        return [records]
    return list(_turned_out(question, recorded))


def _grades(question: Question, records: Records) -> list[Records]:
    if records and all(r["state"] == NOT_APPLICABLE for r in records):
        return [records]
    found = [[with_evidence(question, {"grade": g})] for g in permitted(question)]
    if question.item.get("may_not_apply"):
        found.insert(0, [{"state": NOT_APPLICABLE}])
    return found


def _turned_out(question: Question, recorded: Records) -> Iterator[Records]:
    """Yield what stale and differing records may turn out to be (3.3, 3.4)."""
    stale = all(is_stale(r, question.item, question.day) for r in recorded)
    each = [list(_could_be(question, r) if stale else [r]) for r in recorded]
    usual = "open" if question.scale["kind"] == "context" else "worst"
    if question.item.get("disagree", usual) == "worst":
        yield from map(list, product(*each))
    else:
        yield from ([record] for choices in each for record in choices)


def _could_be(question: Question, record: Document) -> Iterator[Document]:
    grades = permitted(question)
    if question.scale["kind"] != "context":
        grades = grades[grades.index(record["grade"]) :]
    fresh = {**record, "date": question.day.isoformat()}
    for name in grades:
        yield with_evidence(question, {**fresh, "grade": name})


def _numbers(question: Question, recorded: Records) -> list[Records]:
    whole = question.form.numbers[question.name]
    stale = all(is_stale(r, question.item, question.day) for r in recorded)
    said = [] if stale else [Fraction(record["number"]) for record in recorded]
    ends = said or [whole[0], whole[-1]]
    beside = question.form.beside[question.name]
    inside = {n for n in beside if min(ends) <= n <= max(ends)}
    values = sorted({min(ends), max(ends), *inside})
    if len(values) == 1 and len(recorded) == 1:
        return [recorded]
    return [[{"number": as_number(value)}] for value in values]


def number_of_fillings(answers: Iterable[list[Records]]) -> int:
    """Return how many completions there are."""
    count = 1
    for choices in answers:
        count *= len(choices)
    return count


def all_fillings(case: Mapping[str, Any], form: Form, day: date) -> Document:
    """Return, for each indicator, every set of records that it could turn out to be."""
    carers = tuple(case.get("carers", ()))
    return {
        name: fillings(
            Question(form=form, name=name, day=day, carers=carers),
            records_of(case["answers"].get(name, [])),
        )
        for name in form.document["indicators"]
    }
