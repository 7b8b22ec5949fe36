"""The answers of a case: in every form, state and number, with dates on the edges."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from random import Random
from typing import Any, final

from attrs import frozen

from neglect_rules.testing._answers import (
    NOT_APPLICABLE,
    STATES,
    Question,
    Records,
    lowest,
    may_be_not_applicable,
    permitted,
    with_evidence,
)
from neglect_rules.testing._calendar import before, last_stale
from neglect_rules.testing._conditions import SOURCES
from neglect_rules.testing._draft import (
    Document,
    chance,
    chances,
    pick,
    spread,
)
from neglect_rules.testing._edges import Form, as_number
from neglect_rules.testing._events import BY
from neglect_rules.testing._past import Times, past_day

_MANNERS = spread({"grade": 36, "record": 22, "none": 12, "state": 16, "several": 14})
_FOLLOWED = spread({"several": 50, "record": 20, "none": 11, "grade": 10, "state": 9})
_OF_ONE = spread({1: 6, 2: 2, 0: 2})
_DETAILS: Mapping[str, Sequence[Any]] = {
    "frequency": ["once", "occasional", "frequent", "constant"],
    "duration_days": range(31),
    "cause": ["means", "skill", "will", "health"],
    "note": ["Seen on a visit."],
}


@final
@frozen(kw_only=True)
class Asking:
    """How the answers of one case are drawn.

    Attributes:
        random: Where every choice comes from.
        form: The ruleset.
        monotone: Nothing is suspected, and what is followed over time is known.
        months: The least and greatest age that the subject may have.
        kind: The kind of subject.
        times: What dates are drawn beside.
        carers: Whom the case names.
    """

    random: Random
    form: Form
    monotone: bool
    months: tuple[int, int | None]
    kind: str
    times: Times
    carers: tuple[str, ...] = ()

    def question(self, name: str) -> Question:
        """Return an indicator as it is asked here."""
        day = self.times.day
        return Question(form=self.form, name=name, day=day, carers=self.carers)


def make_answers(asking: Asking) -> Document:
    """Return answers to some of what the ruleset asks."""
    answers: Document = {}
    followed = asking.form.past.followed
    for name in asking.form.document["indicators"]:
        manner = pick(asking.random, _FOLLOWED if name in followed else _MANNERS)
        if asking.monotone and name == "C1":
            manner = "grade"
        answer = make_answer(asking, asking.question(name), manner)
        if answer is not None:
            answers[name] = answer
    return answers


def make_answer(asking: Asking, question: Question, manner: str) -> Any:
    """Return one answer in whatever form it is written, or `None` for none.

    Args:
        asking: How it is drawn.
        question: The indicator.
        manner: `grade` for one that is known, `state`, `record`, `several` or `none`.
    """
    if asking.monotone and question.is_followed:
        return _known_throughout(asking, question)
    if manner == "none":
        return None
    if question.about:
        return _of_each(asking, question, manner)
    if manner in {"grade", "state"}:
        record = _bare(asking, question, manner)
        needs_record = with_evidence(question, record) != record
        if needs_record or chance(asking.random, 25):
            return with_evidence(question, record)
        return next(iter(record.values()))
    if manner == "record":
        return _record(asking, question, "grade", [])
    return _several(asking, question)


def _several(asking: Asking, question: Question) -> Records:
    shown = _shown_at_a_review(asking, question)
    if shown:
        return shown
    followed = question.is_followed
    often = 12 if followed else 25
    records: Records = []
    for _ in range(asking.random.randint(1, 4 if followed else 3)):
        manner = "state" if chance(asking.random, often) else "grade"
        records.append(_record(asking, question, manner, records))
    return records


def _shown_at_a_review(asking: Asking, question: Question) -> Records:
    """Return records that are milder near a review than before and after, or none."""
    random, near = asking.random, question.form.past.near_review
    over = [each for each in asking.times.reviews if each < question.day]
    asked = "scale" in question.item and not _is_outside(asking, question.item)
    grades = permitted(question) if asked else []
    if not (near and over and len(grades) > 1) or not chance(random, 50):
        return []
    place = random.randint(1, len(grades) - 1)
    review = pick(random, over)
    first, beside = before(review, near), timedelta(days=pick(random, [0, 1]))
    dates = [first, pick(random, [first + beside, review]), review + timedelta(days=1)]
    return [
        with_evidence(question, {"grade": grades[at], "date": day.isoformat()})
        for at, day in zip([place, place - 1, place], dates, strict=True)
    ]


def _of_each(asking: Asking, question: Question, manner: str) -> Records | None:
    """Return what is recorded about each carer, and of some of them perhaps nothing."""
    records: Records = []
    for carer in question.about:
        for _ in range(1 if manner == "grade" else pick(asking.random, _OF_ONE)):
            form = "state" if manner == "state" else "grade"
            if manner == "several" and chance(asking.random, 20):
                form = "state"
            made = _record(asking, question, form, records)
            records.append({**made, "about": carer})
    return records or None


def _known_throughout(asking: Asking, question: Question) -> Records:
    """Return records by which every count over time is known, and the answer too."""
    random, times = asking.random, asking.times
    spans = question.form.past.followed[question.name]
    dates = [each for each in times.reviews if each <= times.day]
    dates += [past_day(random, spans, times) for _ in range(random.randint(0, 3))]
    carers = question.about
    about: list[Any] = [*carers, *(pick(random, carers or (None,)) for _ in dates)]
    dates = [*(times.day for _ in carers or (None,)), *dates]
    if not carers:
        about = [None for _ in dates]
    same = _bare(asking, question, "grade")
    is_open = question.item.get("disagree") == "open"
    return [
        {
            **(same if is_open else _bare(asking, question, "grade")),
            "source": pick(random, SOURCES),
            "date": day.isoformat(),
            "by": pick(random, BY),
            **({} if carer is None else {"about": carer}),
        }
        for day, carer in zip(dates, about, strict=True)
    ]


def _bare(asking: Asking, question: Question, manner: str) -> Document:
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


def _is_outside(asking: Asking, item: Document) -> bool:
    """Return whether an indicator is certainly for other kinds or ages (3.8)."""
    if asking.kind not in item.get("subjects", [asking.kind]):
        return True
    low, high = asking.months
    band = item.get("ages", {})
    too_young = "from" in band and high is not None and high < band["from"]
    return too_young or ("before" in band and low >= band["before"])


def _record(
    asking: Asking, question: Question, manner: str, others: Records
) -> Document:
    random, followed = asking.random, question.is_followed
    record = _bare(asking, question, manner)
    suspected, sourced, dated, signed, told = chances(
        random,
        *(20, 70 if followed else 40),
        *(_percent_dated(question), 75 if followed else 30, 20),
    )
    if "state" not in record:
        if suspected and not asking.monotone:
            record["suspected"] = not chance(random, 15)
        if sourced:
            record["source"] = pick(random, SOURCES)
    if dated:
        record["date"] = _date(asking, question, others)
    if signed:
        record["by"] = pick(random, BY)
    if told:
        record.update(_detail(random, question.day))
    return with_evidence(question, record)


def _percent_dated(question: Question) -> int:
    if question.is_followed:
        return 88
    rests = question.item.keys() & {"stale_after", "believe"}
    return 75 if rests or question.form.past.near_review else 20


def _date(asking: Asking, question: Question, others: Records) -> str:
    """Return a day on an edge: of a window, a review, or of what goes stale."""
    random, past = asking.random, question.form.past
    dated = [other["date"] for other in others if "date" in other]
    if dated and chance(random, 15):
        return str(pick(random, dated))
    stale = question.item.get("stale_after")
    if question.is_followed and not (stale and chance(random, 30)):
        spans = past.followed[question.name]
        return past_day(random, spans, asking.times).isoformat()
    if past.near_review and not stale:
        return past_day(random, [past.near_review], asking.times).isoformat()
    return _stale_day(random, question).isoformat()


def _stale_day(random: Random, question: Question) -> date:
    """Return a day by which a record is fresh, just stale, just not, or long stale."""
    if "stale_after" not in question.item:
        return question.day - timedelta(days=random.randint(0, 400))
    edge = last_stale(question.day, question.item["stale_after"])
    choices = [question.day, edge + timedelta(days=1), edge, edge - timedelta(days=90)]
    return min(pick(random, choices), question.day)


def _detail(random: Random, day: date) -> Document:
    form = pick(random, ["frequency", "duration_days", "seen", "cause", "note"])
    if form == "seen":
        first = day - timedelta(days=random.randint(40, 80))
        last = day - timedelta(days=random.randint(0, 40))
        return {"first_seen": first.isoformat(), "last_seen": last.isoformat()}
    return {form: pick(random, _DETAILS[form])}
