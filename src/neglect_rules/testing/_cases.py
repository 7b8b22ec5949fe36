"""Random cases that fit a ruleset, and every case that one may turn out to be."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from random import Random
from typing import Any, final

from attrs import frozen

from neglect_rules.testing._answers import (
    NOT_APPLICABLE,
    STATES,
    Question,
    Records,
    all_fillings,
    lowest,
    may_be_not_applicable,
    number_of_fillings,
    permitted,
    records_of,
    with_evidence,
)
from neglect_rules.testing._calendar import last_stale, make_moment
from neglect_rules.testing._conditions import SOURCES
from neglect_rules.testing._draft import Document, Shape, chance, pick, pick_weighted
from neglect_rules.testing._edges import Form, as_number, read_form
from neglect_rules.testing._subjects import make_subject, possible_months

MOST_COMPLETIONS = 400
_MANNERS = {"grade": 36, "record": 22, "none": 12, "state": 16, "several": 14}


@final
@frozen(kw_only=True)
class _Asking:
    """How answers are drawn.

    Attributes:
        random: Where every choice comes from.
        monotone: Nothing is suspected.
        months: The least and greatest age that the subject may have.
        kind: The kind of subject.
    """

    random: Random
    monotone: bool
    months: tuple[int, int | None]
    kind: str


def make_case(
    random: Random,
    ruleset: Mapping[str, Any] | Form,
    *,
    at: datetime | None = None,
    shape: Shape = "any",
) -> Document:
    """Return a case document that its schema accepts and that fits the ruleset.

    It always says its moment. Nothing that is refused is drawn: outside its ages or
    kinds of subject an indicator has its lowest grade at most.

    Args:
        random: Where every choice comes from; the same state gives the same document.
        ruleset: A ruleset document, or for many cases the form read from it.
        at: The moment, with a time zone; drawn where it is not given.
        shape: `monotone` gives whole dates, suspects nothing, knows what chooses a
            rule, and has no more than 400 completions.
    """
    form = ruleset if isinstance(ruleset, Form) else read_form(ruleset)
    moment = at or make_moment(random)
    case = _head(random, form.document, moment)
    day = moment.date()
    known = shape == "monotone"
    case["subject"] = make_subject(random, form, day, known=known)
    asking = _asking(random, form.document, case["subject"], day, monotone=known)
    case["answers"] = _answers(asking, form, day)
    if known:
        _settle_some(asking, form, case, day)
    return case


def _head(random: Random, document: Document, moment: datetime) -> Document:
    case: Document = {"format": 1, "at": moment.isoformat()}
    if chance(random, 15):
        case["ruleset"] = {"id": document["id"]}
        if chance(random, 50):
            case["ruleset"]["version"] = document["version"]
    if chance(random, 5):
        case["$schema"] = "../schemas/case-1.schema.json"
    if chance(random, 5):
        case["note"] = "Drawn at random."
    return case


def _asking(
    random: Random, document: Document, subject: Document, day: date, *, monotone: bool
) -> _Asking:
    limits = document["subjects"].get("age_months", {})
    return _Asking(
        random=random,
        monotone=monotone,
        months=possible_months(subject, limits, day),
        kind=subject.get("kind", "child"),
    )


def _answers(asking: _Asking, form: Form, day: date) -> Document:
    answers: Document = {}
    for name in form.document["indicators"]:
        question = Question(form=form, name=name, day=day)
        manner = pick_weighted(asking.random, _MANNERS)
        if asking.monotone and name == "C1":
            manner = "grade"
        answer = _answer(asking, question, manner)
        if answer is not None:
            answers[name] = answer
    return answers


def _answer(asking: _Asking, question: Question, manner: str) -> Any:
    if manner == "none":
        return None
    if manner in {"grade", "state"}:
        record = _bare(asking, question, manner)
        needs_record = with_evidence(question, record) != record
        if needs_record or chance(asking.random, 25):
            return with_evidence(question, record)
        return next(iter(record.values()))
    if manner == "record":
        return _record(asking, question, "grade")
    return [
        _record(
            asking, question, pick_weighted(asking.random, {"grade": 3, "state": 1})
        )
        for _ in range(asking.random.randint(1, 3))
    ]


def _bare(asking: _Asking, question: Question, manner: str) -> Document:
    """Return a record with a grade, number or state and nothing else."""
    random = asking.random
    if manner == "state":
        states = list(STATES)
        if may_be_not_applicable(question):
            states += [NOT_APPLICABLE, NOT_APPLICABLE]
        return {"state": pick(random, states)}
    if "number" in question.item:
        held = question.form.beside if chance(random, 70) else question.form.numbers
        return {"number": as_number(pick(random, held[question.name]))}
    if _is_outside(asking, question.item):
        return {"grade": lowest(question)}
    return {"grade": pick(random, permitted(question))}


def _is_outside(asking: _Asking, item: Document) -> bool:
    """Return whether an indicator is certainly for other kinds or ages (3.8)."""
    if asking.kind not in item.get("subjects", [asking.kind]):
        return True
    low, high = asking.months
    band = item.get("ages", {})
    too_young = "from" in band and high is not None and high < band["from"]
    return too_young or ("before" in band and low >= band["before"])


def _record(asking: _Asking, question: Question, manner: str) -> Document:
    random = asking.random
    record = _bare(asking, question, manner)
    if "state" not in record:
        if chance(random, 20) and not asking.monotone:
            record["suspected"] = not chance(random, 15)
        if chance(random, 40):
            record["source"] = pick(random, SOURCES)
    if chance(random, 75 if question.item.keys() & {"stale_after", "believe"} else 20):
        record["date"] = _date(random, question).isoformat()
    if chance(random, 30):
        record["by"] = pick(random, ["worker-1", "school"])
    if chance(random, 20):
        record.update(_detail(random, question.day))
    return with_evidence(question, record)


def _date(random: Random, question: Question) -> date:
    """Return a day by which a record is fresh, just stale, just not, or long stale."""
    if "stale_after" not in question.item:
        return question.day - timedelta(days=random.randint(0, 400))
    edge = last_stale(question.day, question.item["stale_after"])
    choices = [question.day, edge + timedelta(days=1), edge, edge - timedelta(days=90)]
    return min(pick(random, choices), question.day)


def _detail(random: Random, day: date) -> Document:
    first = day - timedelta(days=random.randint(40, 80))
    last = day - timedelta(days=random.randint(0, 40))
    details: list[Document] = [
        {"frequency": pick(random, ["once", "occasional", "frequent", "constant"])},
        {"duration_days": random.randint(0, 30)},
        {"first_seen": first.isoformat(), "last_seen": last.isoformat()},
        {"cause": pick(random, ["means", "skill", "will", "health"])},
        {"note": "Seen on a visit."},
    ]
    return pick(random, details)


def _settle_some(asking: _Asking, form: Form, case: Document, day: date) -> None:
    """Answer open questions until brute force can go through what is left."""
    while True:
        open_ = all_fillings(case, form, day)
        if number_of_fillings(open_.values()) <= MOST_COMPLETIONS:
            return
        name = pick(asking.random, [n for n, each in open_.items() if len(each) > 1])
        question = Question(form=form, name=name, day=day)
        case["answers"][name] = _answer(asking, question, "grade")


def completions(
    ruleset: Mapping[str, Any] | Form,
    case: Mapping[str, Any],
    limit: int = MOST_COMPLETIONS,
) -> Iterator[Document]:
    """Yield the cases that `case` may turn out to be once all is known.

    An open answer becomes each permitted grade, and `n/a` where that is permitted; a
    stale one becomes itself or worse, as of today; an unknown number stands at both
    ends and on both sides of every edge. Zero-filled answers, and open ones that may be
    skipped or are limited to some ages or kinds of subject, stay as they are. Only
    answers change, but with them how they are recorded: what reads record facts or
    coverage may come out differently for that alone.

    Args:
        ruleset: A ruleset document, or the form read from it.
        case: A case document that says its moment.
        limit: The most to yield. Where there are more, the first (all at their
            mildest), the last (all at their gravest) and others evenly between.
    """
    form = ruleset if isinstance(ruleset, Form) else read_form(ruleset)
    moment = datetime.fromisoformat(case["at"])
    open_ = all_fillings(case, form, moment.date())
    count = number_of_fillings(open_.values())
    places = range(count)
    if count > limit:
        places = range(0, count, -(-count // max(limit - 1, 1)))
    for place in dict.fromkeys((*places, count - 1)):
        yield {**case, "answers": _filled(case, open_, place)}


def _filled(case: Mapping[str, Any], open_: Document, place: int) -> Document:
    answers: Document = dict(case["answers"])
    for name, choices in open_.items():
        place, index = divmod(place, len(choices))
        records: Records = choices[index]
        if records and records != records_of(answers.get(name, [])):
            answers[name] = records
    return answers
