"""The tab with the ruleset's own form: a decision after each answer."""

from __future__ import annotations

import datetime as dt
from hashlib import sha256
from itertools import groupby
from typing import Any, Final

from attrs import evolve

from neglect_rules.audit import capsule
from neglect_rules.errors import CaseError
from neglect_rules.evaluation import Decision, evaluate
from neglect_rules.explain import headline, page_of, page_of_what_next, plural, words
from neglect_rules.intake import Question, carry_over
from neglect_rules.model import Window
from neglect_rules.program import Program
from neglect_rules.studio._case_fields import emptied
from neglect_rules.studio._older import BEFORE, choices, text_of
from neglect_rules.studio._opened import RULESET, opened
from neglect_rules.studio._panel import (
    choose_first,
    panel,
    refused,
    told,
    warning,
)
from neglect_rules.studio._past import ALSO, told_also
from neglect_rules.studio._request import File, Request, Response
from neglect_rules.studio._tried import Tried, tried

_TITLE: Final = "Try a case"
_BUDGET: Final = 40_000
"""How many steps a search for the next question may take: seconds in a browser."""

STATES: Final = {
    "not_asked": "Not asked",
    "not_known": "Not known",
    "not_observed": "Not observed",
    "refused": "They did not want to say",
    "unable_to_score": "Asked, but it cannot be graded",
    "not_applicable": "Does not apply",
}
_OF: Final = "{} of {} answered."
SOURCES: Final = {
    "seen": "I saw it",
    "child_said": "The child said so",
    "carer_said": "A carer said so",
    "record": "It stands in a record",
    "third_party": "Somebody else said so",
}
KINDS: Final = {
    "child": "A child",
    "unborn": "An unborn child",
    "carer": "A carer",
    "household": "A household",
    "person": "A person",
}


def tab(request: Request) -> Response:
    """Return the form as it was filled in, with what comes out."""
    if not request.text(RULESET):
        return choose_first(request, "try", _TITLE)
    program = opened(request.text(RULESET)).program
    if program is None:
        return refused(request, "try", _TITLE)
    keeps = _let_go(request)
    request = evolve(request, fields={**request.fields, **keeps})
    done = tried(program, request)
    file = _saved(done) if request.action == "capsule" else None
    wrong = {each.target: each.said for each in done.problems}
    return panel(
        request,
        "try",
        "try.html",
        title=_TITLE,
        said=_said(program, done, file),
        problems=done.problems,
        keeps=keeps,
        file=file,
        banner=warning(program.ruleset, request),
        ruleset=program.ruleset,
        kinds=[(k, KINDS.get(k, k)) for k in program.ruleset.subjects.kinds],
        groups=_groups(done.questions),
        states=STATES,
        sources=SOURCES,
        wrong=wrong,
        happened=program.ruleset.event_kinds,
        wrong_past=any(name.startswith(("events.", "reviews")) for name in wrong),
        also=told_also(program, request),
        signature=_signature(done),
        answered=_OF.format(done.given, plural(len(done.questions), "question")),
        result=_result(request, program, done.decision),
        versions=choices(request),
    )


def _let_go(request: Request) -> dict[str, str]:
    """Return the fields that are empty from now on."""
    if request.action == "empty":
        return emptied(request)
    return {ALSO: ""} if request.action == "form_only" else {}


def _saved(done: Tried) -> File | None:
    if done.decision is None:
        return None
    text = capsule(done.decision).to_json() + "\n"
    return File(name="capsule.json", media="application/json", text=text)


def _said(program: Program, done: Tried, file: File | None) -> str:
    """Return what a screen reader says after a change: the result, in a line."""
    if done.decision is None:
        return f"{plural(len(done.problems), 'answer')} to put right."
    if file is not None:
        return "The capsule is ready to save."
    return " ".join(
        f"{label}: {said[0]}. {' '.join(said[1:])}"
        for label, said in _heads(done.decision, program)
    )


def _heads(decision: Decision, program: Program) -> list[tuple[str, tuple[str, ...]]]:
    named = words(program.ruleset, None, None)
    return [
        (named.outcome(id_), headline(decision.trace, program.ruleset, id_))
        for id_ in decision.outcomes
    ]


def _groups(asked: tuple[Question, ...]) -> list[tuple[str, list[Question]]]:
    """Return the questions under what they belong to, in the ruleset's order."""
    found = groupby(asked, lambda each: each.domain or "Other questions")
    return [(domain, list(several)) for domain, several in found]


def _signature(done: Tried) -> str:
    """Return what changes when other questions, or other problems, are to be shown."""
    shown = [repr(each) for each in done.questions]
    wrong = [repr(each) for each in done.problems]
    return sha256("\n".join([*shown, "", *wrong]).encode()).hexdigest()[:16]


def _result(
    request: Request, program: Program, decision: Decision | None
) -> dict[str, Any] | None:
    if decision is None:
        return None
    asks = request.action == "next"
    return {
        "heads": _heads(decision, program),
        "page": told(page_of(decision.trace, program.ruleset)),
        "next": told(page_of_what_next(decision, budget=_BUDGET)) if asks else None,
        "beside": _beside(request, program, decision),
    }


def _at_any_time(program: Program) -> Program:
    """Return a ruleset as if it were in force on every day.

    Versions follow each other: on one day at most one of two is in force.
    """
    always = Window(from_=dt.date.min)
    return evolve(program, ruleset=evolve(program.ruleset, effective=always))


def _beside(
    request: Request, program: Program, decision: Decision
) -> dict[str, Any] | None:
    """Return the same case under another version, if one was named."""
    chosen = request.text("version")
    # What was chosen may be offered no longer: a change may be undone since.
    offered = chosen in dict(choices(request))
    text = text_of(request, chosen) if offered else None
    other = None if text is None else opened(text).program
    if other is None:
        return None
    title = f"{other.ruleset.title}, version {other.ruleset.version}"
    if chosen == BEFORE:
        title = "what it was when you opened it"
    other = _at_any_time(other)
    carried = carry_over(decision.case, program, other, at=decision.at)
    left = [each for each in carried.answers if each.what == "left_open"]
    try:
        found = evaluate(other, carried.case, at=decision.at)
    except CaseError as refusal:
        reasons = [each.message for each in refusal.diagnostics]
        return {"title": title, "heads": (), "left": 0, "reasons": reasons}
    heads = _heads(found, other)
    return {"title": title, "heads": heads, "left": len(left), "reasons": ()}
