"""Random cases that fit a ruleset, and every case that one may turn out to be."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from random import Random
from typing import Any

from neglect_rules.testing._answers import (
    Records,
    all_fillings,
    number_of_fillings,
    records_of,
)
from neglect_rules.testing._calendar import make_moment
from neglect_rules.testing._draft import (
    Document,
    Shape,
    chance,
    chances,
    pick,
    pick_some,
)
from neglect_rules.testing._edges import Form, read_form
from neglect_rules.testing._events import make_earlier, make_events, make_reviews
from neglect_rules.testing._past import Times
from neglect_rules.testing._records import Asking, make_answer, make_answers
from neglect_rules.testing._subjects import make_subject, possible_months

MOST_COMPLETIONS = 400
_ENDS = 60
_CARERS = ["mother", "father", "gran"]


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
            rule and all that is counted over time, and has no more than 400
            completions.
    """
    form = ruleset if isinstance(ruleset, Form) else read_form(ruleset)
    moment = at or _moment(random, form)
    case = _head(random, form.document, moment)
    day = moment.date()
    known = shape == "monotone"
    case["subject"] = make_subject(random, form, day, known=known)
    times = _past(random, form, case, day, known=known)
    asking = _asking(random, form, case, times, monotone=known)
    case["answers"] = make_answers(asking)
    if known:
        _settle_some(asking, case)
    return case


def _moment(random: Random, form: Form) -> datetime:
    """Return a moment, often at the end of a month where months are counted back."""
    return make_moment(random, _ENDS) if form.past.is_read else make_moment(random)


def _head(random: Random, document: Document, moment: datetime) -> Document:
    case: Document = {"format": 1, "at": moment.isoformat()}
    named, versioned, addressed, noted = chances(random, 15, 50, 5, 5)
    if named:
        case["ruleset"] = {"id": document["id"]}
        if versioned:
            case["ruleset"]["version"] = document["version"]
    if addressed:
        case["$schema"] = "../schemas/case-1.schema.json"
    if noted:
        case["note"] = "Drawn at random."
    return case


def _past(
    random: Random, form: Form, case: Document, day: date, *, known: bool
) -> Times:
    """Put into a case what happened before, and return the dates of it."""
    past = form.past
    earlier = make_earlier(random, form.document, past, day, known=known)
    reviews = make_reviews(random, past, day)
    times = Times(
        day=day,
        earlier=date.fromisoformat(earlier["date"]) if earlier else None,
        reviews=reviews or (),
    )
    events = make_events(random, past, times, known=known)
    dates = None if reviews is None else [each.isoformat() for each in reviews]
    found = {"events": events, "reviews": dates, "earlier": earlier}
    case.update({key: held for key, held in found.items() if held is not None})
    return times


def _asking(
    random: Random, form: Form, case: Document, times: Times, *, monotone: bool
) -> Asking:
    """Return how answers are drawn, once it is settled whom the case names."""
    document, subject = form.document, case["subject"]
    asked_of_each = any("per" in item for item in document["indicators"].values())
    if chance(random, 80 if asked_of_each else 5):
        case["carers"] = pick_some(random, _CARERS)
    limits = document["subjects"].get("age_months", {})
    return Asking(
        random=random,
        form=form,
        monotone=monotone,
        months=possible_months(subject, limits, times.day),
        kind=subject.get("kind", "child"),
        times=times,
        carers=tuple(case.get("carers", ())),
    )


def _settle_some(asking: Asking, case: Document) -> None:
    """Answer open questions until brute force can go through what is left."""
    while True:
        open_ = all_fillings(case, asking.form, asking.times.day)
        if number_of_fillings(open_.values()) <= MOST_COMPLETIONS:
            return
        name = pick(asking.random, [n for n, each in open_.items() if len(each) > 1])
        case["answers"][name] = make_answer(asking, asking.question(name), "grade")


def completions(
    ruleset: Mapping[str, Any] | Form,
    case: Mapping[str, Any],
    limit: int = MOST_COMPLETIONS,
) -> Iterator[Document]:
    """Yield the cases that `case` may turn out to be once all is known.

    An open answer becomes each permitted grade, and `n/a` where that is permitted; a
    stale one becomes itself or worse, as of today; an unknown number stands at both
    ends and on both sides of every edge; about each carer by itself. Zero-filled
    answers, open ones that may be skipped or are limited to some ages or kinds of
    subject, and those with a grade whose records are counted over time stay as they
    are, and so does all that happened. Only answers change, but with them how they are
    recorded: what reads record facts or coverage may come out differently for that
    alone.

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
