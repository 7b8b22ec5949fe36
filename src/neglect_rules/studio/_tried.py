"""The case that the fields of a form describe, and what came of judging it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Any, Final, final

from attrs import field, frozen

from neglect_rules.diagnostics import Diagnostic
from neglect_rules.errors import CaseError
from neglect_rules.evaluation import Decision, evaluate
from neglect_rules.intake import Question, case_from, questions
from neglect_rules.program import Program
from neglect_rules.studio._panel import Problem
from neglect_rules.studio._past import past_in
from neglect_rules.studio._request import Request
from neglect_rules.studio._words import sentence

_WHOLE: Final = re.compile(r"\d{1,4}", re.ASCII)


@final
@frozen(kw_only=True)
class Tried:
    """A form as it stands.

    Attributes:
        questions: What is asked about whom it is about.
        decision: What comes out; nothing while something is to be put right.
        problems: What is to be put right.
        given: How many questions were answered.
    """

    questions: tuple[Question, ...]
    decision: Decision | None = field(repr=False)
    problems: tuple[Problem, ...]
    given: int


def tried(program: Program, request: Request) -> Tried:
    """Return what the form comes to. A question left blank counts as not asked."""
    past = past_in(program, request)
    about, problems = _subject(request)
    about |= past.subject
    at = moment_of(request)
    if at is None:
        said = "Write the day as a date, such as 2026-03-02."
        problems.append(Problem(said=said, target="day"))
        at = request.now
    asked: list[Question] = []
    answers: dict[str, Mapping[str, Any]] = {}
    try:
        asked = questions(program, about, at=at)
        answers = {**past.answers, **_answers(asked, request, problems)}
        case = case_from(
            program,
            subject=about,
            answers=answers,
            at=at,
            events=past.events,
            reviews=past.reviews,
            **past.rest,
        )
        decision = evaluate(program, case, at=at)
    except CaseError as refused:
        problems += [_problem(each) for each in refused.diagnostics]
        if not asked:
            asked = _asked_of_anybody(program)
            answers = _answers(asked, request, [])
        decision = None
    return Tried(
        questions=tuple(asked),
        decision=None if problems else decision,
        problems=tuple(dict.fromkeys(problems)),
        given=len(answers),
    )


def moment_of(request: Request) -> dt.datetime | None:
    """Return the moment to decide at: now, or at this time on another day.

    Nothing where what stands for the day is none.
    """
    text = request.text("day").strip()
    if not text:
        return request.now
    try:
        day = dt.date.fromisoformat(text)
    except ValueError:
        return None
    return dt.datetime.combine(day, request.now.timetz())


def _subject(request: Request) -> tuple[dict[str, Any], list[Problem]]:
    """Return whom it is about, and what is no number."""
    kind = request.text("kind") or "child"
    about: dict[str, Any] = {"kind": kind}
    names = ("due", "gestation_weeks") if kind == "unborn" else ("born", "age_months")
    problems = []
    for name in names:
        text = request.text(name).strip()
        if not text:
            continue
        if name in {"born", "due"}:
            about[name] = text
        elif _WHOLE.fullmatch(text):
            about[name] = int(text)
        else:
            said = f"Write {_NAMES[name]} as a whole number, such as 14."
            problems.append(Problem(said=said, target=name))
    return about, problems


_NAMES: Final = {"age_months": "the age in months", "gestation_weeks": "the weeks"}


def _asked_of_anybody(program: Program) -> list[Question]:
    """Return the questions of a form whose first part is to be put right."""
    for kind in program.ruleset.subjects.kinds:
        try:
            return questions(program, {"kind": kind})
        except CaseError:
            continue
    return []


def _answers(
    asked: list[Question], request: Request, problems: list[Problem]
) -> dict[str, Mapping[str, Any]]:
    return {
        each.id: answer
        for each in asked
        if (answer := _answer(each, request, problems)) is not None
    }


def _answer(
    question: Question, request: Request, problems: list[Problem]
) -> Mapping[str, Any] | None:
    """Return one answer, if any was given."""
    kind, _, value = request.text(f"answer.{question.id}").partition(":")
    day = request.text(f"date.{question.id}").strip()
    number = request.text(f"number.{question.id}").strip()
    known = {"source": "source", "by": "by"}
    told = {
        k: request.text(f"{name}.{question.id}").strip() for k, name in known.items()
    }
    dated = {k: v for k, v in {**told, "date": day}.items() if v}
    if number and question.number is not None:
        try:
            return {"number": _number(number), **dated}
        except InvalidOperation:
            said = f"Write a number for “{question.label}”, such as 3 or 2.5."
            problems.append(Problem(said=said, target=f"number.{question.id}"))
            return None
    # A ruleset may have been changed since: what the form no longer shows is blank.
    if kind == "state" and value in question.states:
        return {"state": value}
    if kind == "grade" and value in {each.id for each in question.grades}:
        return {"grade": value, **dated}
    return None


def _number(text: str) -> int | Decimal:
    """Return a number as it is written.

    Raises:
        InvalidOperation: It is none.
    """
    number = Decimal(text)
    if not number.is_finite():
        raise InvalidOperation
    return int(number) if re.fullmatch(r"-?\d{1,15}", text, re.ASCII) else number


def _problem(found: Diagnostic) -> Problem:
    said = f"{sentence(found.message)} {sentence(found.hint or '')}".strip()
    return Problem(said=said, target=_target([*found.at.parts]))


_PARTS: Final = ("date", "source", "by", "number")
"""What of an answer has a field of its own."""


def _target(at: list[str]) -> str:
    """Return the id of the field where something is put right."""
    match at:
        case ["subject", name, *_] if name in {
            "born",
            "age_months",
            "due",
            "gestation_weeks",
        }:
            return name
        case ["events", kind, *_]:
            return f"events.{kind}"
        case ["reviews", *_]:
            return "reviews"
        case ["answers", id_, *rest]:
            part = next((each for each in _PARTS if each in rest), "answer")
            return f"{part}.{id_}"
        case _:
            return "day"
