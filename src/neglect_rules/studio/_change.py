"""The tab on which numbers and words are changed without touching the file's text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from itertools import groupby
from typing import Any, Final, final

from attrs import frozen

from neglect_rules.diagnostics import Severity
from neglect_rules.errors import RulesetError
from neglect_rules.explain import asked, plural, words
from neglect_rules.loading import read_text
from neglect_rules.program import Program
from neglect_rules.studio._older import BEFORE
from neglect_rules.studio._opened import RULESET, opened
from neglect_rules.studio._panel import Problem, choose_first, panel, refused
from neglect_rules.studio._request import Request, Response
from neglect_rules.studio._spots import (
    RULES,
    Document,
    Spot,
    every_spot,
    parts_of,
    rule_head,
    spots,
)
from neglect_rules.studio._words import sentence
from neglect_rules.studio._written import applied, shown_as, undone, written

_TITLE: Final = "Change numbers and words"
PART: Final = "part"
_SHOWN: Final = "shown"
"""The part whose values a question brings with it."""


@final
@frozen(kw_only=True)
class _Changed:
    """One value that is not what it was when the ruleset was opened."""

    spot: Spot
    was: str
    now: str

    @property
    def undo(self) -> str:
        """What is asked to have it as it was."""
        return f"undo.{self.spot.at}"


def tab(request: Request) -> Response:
    """Return the values of a part, with those changed that were asked for."""
    text = request.text(RULESET)
    if not text:
        return choose_first(request, "change", _TITLE)
    document = _document(text)
    if document is None:
        return refused(request, "change", _TITLE)
    wanted, shown = (_part(document, request.text(name)) for name in (PART, _SHOWN))
    problems: list[Problem] = []
    before = request.text(BEFORE) or text
    if request.action == "change":
        every = spots(document, shown)
        text, problems = _taken(text, document, every, request.fields)
    elif request.action == "undo":
        text = before
    elif request.action.startswith("undo."):
        text = _undone(text, before, request.action.removeprefix("undo."))
    # What is to be put right must be seen before another part is.
    return _told(request, text, before, shown if problems else wanted, problems)


def _part(document: Mapping[str, Any], named: str) -> str:
    return named if named in parts_of(document) else next(iter(parts_of(document)))


def _document(text: str) -> Mapping[str, Any] | None:
    """Return a ruleset's document; nothing where it is none that a form can change."""
    try:
        value = read_text(text, "the ruleset", RulesetError).value
    except RulesetError:
        return None
    # Its parts must be of the right kinds; whatever else is wrong may stay so.
    return value if opened(text).program is not None else None


def _taken(
    text: str, document: Document, every: Sequence[Spot], fields: Mapping[str, str]
) -> tuple[str, list[Problem]]:
    """Return the text with what may stand in it, and what is to be put right."""
    whole, problems = applied(text, document, every, fields)
    if opened(whole).program is not None:
        return whole, problems
    # Somebody who is refused must see which value it is, so each is tried alone.
    shown = {at: shown_as(value).strip() for at, value in written(text, every).items()}
    moved = [s for s in every if fields.get(s.name, shown[s.at]).strip() != shown[s.at]]
    for spot in moved:
        alone, refusals = applied(text, document, [spot], fields)
        if refusals:
            continue
        if opened(alone).program is None:
            problems.append(Problem(said=_why(alone), target=spot.name))
        else:
            text, document = alone, _document(alone) or document
    return text, problems


def _why(text: str) -> str:
    """Return why a text is no ruleset that can be used."""
    found = opened(text).found
    first = next(each for each in found if each.severity is Severity.ERROR)
    return f"The ruleset could not be used with this. {sentence(first.message)}"


def _undone(text: str, before: str, at: str) -> str:
    new, old = _document(text), _document(before)
    if new is None or old is None:
        return text
    return undone(text, new, before, old, at)


def _changed(text: str, before: str) -> Iterator[_Changed]:
    new, old = _document(text), _document(before)
    if text == before or new is None or old is None:
        return
    every = list(every_spot(new))
    now, was = written(text, every), written(before, list(every_spot(old)))
    for spot in every:
        if spot.at in was and was[spot.at] != now[spot.at]:
            yield _Changed(
                spot=spot,
                was=_named(spot, was[spot.at]),
                now=_named(spot, now[spot.at]),
            )


def _asked(
    program: Program | None, document: Document
) -> dict[str, list[tuple[int, str]]]:
    """Return by the name of each rule what it asks, line by line."""
    if program is None:
        return {}
    told = words(program.ruleset, None)
    found = {}
    for kind in RULES:
        rules = getattr(program.ruleset, kind)
        for number, rule in enumerate(document.get(kind, ())):
            lines = asked(told, rules[number].when)
            head = rule_head(kind, number, rule)
            found[head] = [(each.level, each.text) for each in lines]
    return found


def _named(spot: Spot, value: str) -> str:
    shown = shown_as(value)
    return dict(spot.choices).get(shown, shown)


def _told(
    request: Request, text: str, before: str, part: str, problems: list[Problem]
) -> Response:
    found = opened(text)
    document = _document(text)
    keeps = {RULESET: text, BEFORE: before, PART: part}
    if document is None:
        # What was written is kept, and Check says what is wrong with it.
        return panel(
            request, "change", "refused.html", title=_TITLE, said=_SPOILT, keeps=keeps
        )
    every = spots(document, part)
    changed = list(_changed(text, before))
    wrong = {each.target: each.said for each in problems}
    values = {at: shown_as(value) for at, value in written(text, every).items()}
    values |= {s.at: request.text(s.name) for s in every if s.name in wrong}
    warnings = sum(each.severity is not Severity.NOTE for each in found.found)
    return panel(
        request,
        "change",
        "change.html",
        title=_TITLE,
        said=_said(changed, problems),
        problems=problems,
        keeps=keeps,
        ruleset=found.ruleset,
        parts=parts_of(document),
        part=part,
        groups=[(head, list(held)) for head, held in groupby(every, lambda s: s.head)],
        values=values,
        asks=_asked(found.program, document) if part == "rules" else {},
        wrong=wrong,
        changed=changed,
        warnings=warnings,
        signature=sha256(f"{part}{sorted(wrong)}".encode()).hexdigest(),
    )


_SPOILT: Final = "The ruleset cannot be used as it is now. See Check."


def _said(changed: list[_Changed], problems: list[Problem]) -> str:
    if problems:
        return f"{plural(len(problems), 'value')} to put right."
    if not changed:
        return "Nothing is changed."
    return f"{plural(len(changed), 'value')} changed since you opened it."
