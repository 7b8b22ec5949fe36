"""What people ask of a decision: why, why not more, what to ask next, what if."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any, TypeAlias, TypeVar, final

import click
from attrs import evolve, frozen

from neglect_rules.cli._exits import Exit
from neglect_rules.cli._given import AT, RULESET, ruleset_of
from neglect_rules.cli._moment import moment, placed
from neglect_rules.cli._screen import example, say, show, talk
from neglect_rules.diagnostics import Diagnostic, either, nearest
from neglect_rules.errors import CaseError
from neglect_rules.evaluation import Decision, evaluate
from neglect_rules.explain import (
    AUDIENCES,
    Audience,
    Page,
    markdown_of,
    page_of_what_if,
    page_of_what_next,
    page_of_why,
    page_of_why_not,
)
from neglect_rules.linking import link
from neglect_rules.loading import file_bytes, load_case, show_json, show_text
from neglect_rules.model import Indicator, State
from neglect_rules.program import Program
from neglect_rules.reasons import (
    Answer,
    document,
    how_close,
    still_possible,
    what_if,
    what_next,
    what_would_change,
    why_not,
)
from neglect_rules.reasons import why as why_of

_READERS = tuple(audience for audience in AUDIENCES if audience != "family")
_Command = TypeVar("_Command", bound=Callable[..., int])
Told: TypeAlias = Mapping[str, Any]


@final
@frozen(kw_only=True)
class _Asked:
    """What was asked of a decision.

    Attributes:
        case: The file of the case.
        wanted: The ruleset, by file or id.
        at: The moment, if it was given.
        outcome: The ladder, if one was named.
        audience: Who reads.
        language: In which language, if that was said.
        form: `text`, `markdown` or `json`.
    """

    case: str
    wanted: str
    at: dt.datetime | None
    outcome: str | None
    audience: Audience
    language: str | None
    form: str

    def decided(self) -> Decision:
        """Return the decision on the case.

        Raises:
            CaseError: The case is refused; each finding has its line and column.
            UsageError: The ruleset has no such outcome.
        """
        data = file_bytes(self.case, CaseError)
        case = load_case(data, name=self.case)
        try:
            at = moment(self.at, case.at, of="case")
            program = link(ruleset_of(self.wanted, at))
            _refuse_other_outcomes(program, self.outcome)
            return evaluate(program, case, at=at)
        except CaseError as refused:
            found = placed(refused.diagnostics, data, self.case, given=self.at)
            raise CaseError(found) from None

    def outcomes(self, decision: Decision) -> tuple[str, ...]:
        """Return the ladders that are asked about: all, unless one is named."""
        return tuple(decision.outcomes) if self.outcome is None else (self.outcome,)


def _refuse_other_outcomes(program: Program, outcome: str | None) -> None:
    known = [link.id for link in program.outcomes]
    if outcome is not None and outcome not in known:
        hint = nearest(outcome, known) or f"it has {either(known) or 'none'}"
        message = f"this ruleset has no outcome of that name; {hint}"
        raise click.UsageError(message)


def _asks(command: _Command) -> _Command:
    """Give a command the arguments that all of these commands have."""
    options = (
        click.argument("case", metavar="CASE"),
        RULESET,
        AT,
        click.option("--outcome", metavar="ID", help="One of its levels; else all."),
        click.option(
            "--audience",
            type=click.Choice(_READERS),
            default="practitioner",
            help="Who reads it. For a family `explain` has a page of its own.",
        ),
        click.option("--language", metavar="LANGUAGE", help="A language it has."),
        click.option(
            "--format",
            "form",
            type=click.Choice(["text", "markdown", "json"]),
            default="text",
            help="For people, for a case file, or for machines.",
        ),
    )
    for option in reversed(options):
        command = option(command)
    return command


def _answer(
    asked: _Asked,
    page: Callable[[Decision], Page],
    told: Callable[[Decision], Told],
) -> int:
    """Answer for people or for machines; a case that is refused for neither."""
    if asked.form == "json" and asked.language is not None:
        message = "--language is for people; leave it out with --format json"
        raise click.UsageError(message)
    try:
        decision = asked.decided()
    except CaseError as refused:
        return _refuse(refused.diagnostics, asked.form)
    if asked.form == "json":
        head = {"format": 1, "trace": decision.trace.fingerprint}
        say(json.dumps({**head, **told(decision)}, indent=2))
    elif asked.form == "markdown":
        say(markdown_of(page(decision)).rstrip("\n"))
    else:
        show(page(decision))
    return Exit.DONE


def _refuse(found: tuple[Diagnostic, ...], form: str) -> int:
    if form == "json":
        say(json.dumps({"refused": json.loads(show_json(found))}, indent=2))
    else:
        say(show_text(found))
    return Exit.CASE


def _by_outcome(
    asked: _Asked,
    decision: Decision,
    **asks: Callable[[Decision, str], object],
) -> Told:
    """Return what is answered of each outcome, as JSON."""
    told = [
        {
            "outcome": outcome,
            **{key: document(ask(decision, outcome)) for key, ask in asks.items()},
        }
        for outcome in asked.outcomes(decision)
    ]
    return {"outcomes": told}


@click.command(
    epilog=example("neglect-rules why case.json --ruleset example.neglect-screen")
)
@_asks
def why(**given: Any) -> int:
    """Say which answers alone make a level certain, and how firm that is."""
    asked = _Asked(**given)

    def page(decision: Decision) -> Page:
        return page_of_why(decision, asked.outcomes(decision), **_reader(asked))

    def told(decision: Decision) -> Told:
        return _by_outcome(
            asked,
            decision,
            still_possible=still_possible,
            why=why_of,
            how_close=how_close,
        )

    return _answer(asked, page, told)


@click.command(
    epilog=example("neglect-rules whynot case.json --ruleset example.neglect-screen")
)
@_asks
def whynot(**given: Any) -> int:
    """Say which rules for more are not met, and what each of them lacks."""
    asked = _Asked(**given)

    def page(decision: Decision) -> Page:
        return page_of_why_not(decision, asked.outcomes(decision), **_reader(asked))

    def changes(decision: Decision, outcome: str) -> object:
        return what_would_change(decision, outcome, audience=asked.audience)

    def told(decision: Decision) -> Told:
        return _by_outcome(asked, decision, why_not=why_not, what_would_change=changes)

    return _answer(asked, page, told)


@click.command(
    epilog=example("neglect-rules ask case.json --ruleset example.neglect-screen")
)
@_asks
def ask(**given: Any) -> int:
    """Say which open question to ask next, of whom, and what it could bring."""
    asked = _Asked(**given)

    def page(decision: Decision) -> Page:
        return page_of_what_next(decision, asked.outcomes(decision), **_reader(asked))

    def told(decision: Decision) -> Told:
        return _by_outcome(asked, decision, what_next=what_next)

    return _answer(asked, page, told)


@click.command(
    epilog=example(
        "neglect-rules whatif case.json --ruleset example.neglect-screen \\",
        "  --set SUP2=severe --forget EMO1",
    )
)
@_asks
@click.option(
    "--set",
    "changed",
    metavar="ID=ANSWER",
    multiple=True,
    help="An answer that would be another: a grade, a number, or not_applicable.",
)
@click.option(
    "--forget",
    "forgotten",
    metavar="ID",
    multiple=True,
    help="An answer that would not be known.",
)
def whatif(changed: tuple[str, ...], forgotten: tuple[str, ...], **given: Any) -> int:
    """Try what would come out if some answers were others. Nothing is recorded."""
    asked = _Asked(**given)
    trial = _trial(changed, forgotten)

    def page(decision: Decision) -> Page:
        answers, outcomes = _answers(decision, trial), asked.outcomes(decision)
        return page_of_what_if(decision, answers, outcomes, **_reader(asked))

    def told(decision: Decision) -> Told:
        return {"what_if": document(what_if(decision, _answers(decision, trial)))}

    try:
        return _answer(asked, page, told)
    except CaseError as refused:
        # The case itself was not refused, so it is the trial that does not fit it.
        found = tuple(evolve(each, file="--set") for each in refused.diagnostics)
        _refuse(found, asked.form)
        talk("The answers to try do not fit the ruleset.")
        return Exit.USAGE


def _trial(
    changed: Iterable[str], forgotten: Iterable[str]
) -> Sequence[tuple[str, str | None]]:
    """Return which answers to replace by which; `None` for one that is not known.

    Raises:
        UsageError: There are none, or one is given twice or without an answer.
    """
    pairs = [each.partition("=") for each in changed]
    if not all(id_ and value for id_, _, value in pairs):
        message = "--set takes an id, then =, then the answer: --set SUP2=severe"
        raise click.UsageError(message)
    trial = [
        *((id_, value) for id_, _, value in pairs),
        *((f, None) for f in forgotten),
    ]
    if not trial:
        message = "say which answer would be another: --set ID=ANSWER or --forget ID"
        raise click.UsageError(message)
    if len({id_ for id_, _ in trial}) < len(trial):
        message = "an answer can be replaced only once"
        raise click.UsageError(message)
    return trial


def _answers(
    decision: Decision, trial: Sequence[tuple[str, str | None]]
) -> Mapping[str, Answer]:
    ruleset = decision.program.ruleset
    return {id_: _read(ruleset.indicators.get(id_), value) for id_, value in trial}


def _read(spec: Indicator | None, value: str | None) -> Answer:
    """Return an answer as the library takes it: a state, a number or a grade."""
    if value in set(State):
        return State(value)
    if value is None or spec is None or spec.number is None:
        return value
    try:
        number = Decimal(value)
    except InvalidOperation:
        return value
    return int(number) if number == number.to_integral_value() else number


def _reader(asked: _Asked) -> dict[str, Any]:
    return {"audience": asked.audience, "language": asked.language}
