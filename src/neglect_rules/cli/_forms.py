"""What to ask, and what documents look like."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from textwrap import wrap
from typing import Any

import attrs
import click

from neglect_rules.cli._exits import Exit
from neglect_rules.cli._given import AT, FORMAT, RULESET, ruleset_of
from neglect_rules.cli._screen import WIDTH, example, say, say_banner
from neglect_rules.intake import Question, case_schema
from neglect_rules.intake import questions as asked
from neglect_rules.linking import link
from neglect_rules.loading import NAMES
from neglect_rules.loading import schema as schema_of


@click.command(
    epilog=example(
        "neglect-rules questions --ruleset example.neglect-screen \\",
        "  --born 2025-10-03 --at 2026-05-12T10:00:00+01:00",
    )
)
@RULESET
@click.option("--born", metavar="DATE", help="The date of birth: 2025-10-03, 2025-10.")
@click.option("--age-months", type=int, help="The age in months, if no date is known.")
@click.option("--due", metavar="DATE", help="The day on which birth is or was due.")
@click.option(
    "--kind", default="child", help="child, unborn, carer, household, person."
)
@AT
@FORMAT
def questions(  # noqa: PLR0913, PLR0917 - one argument for each option
    wanted: str,
    born: str | None,
    age_months: int | None,
    due: str | None,
    kind: str,
    at: dt.datetime | None,
    form: str,
) -> int:
    """List what a ruleset asks about a child."""
    program = link(ruleset_of(wanted, at))
    about: dict[str, Any] = {"born": born, "age_months": age_months, "due": due}
    known = {key: value for key, value in about.items() if value is not None}
    found = asked(program, {"kind": kind, **known}, at=at)
    if form == "json":
        say(json.dumps([_as_object(each) for each in found], indent=2))
    else:
        say_banner(program.ruleset)
        say("\n".join(line for each in found for line in _as_text(each)).strip())
    return Exit.DONE


def _as_object(question: Question) -> dict[str, Any]:
    whole = attrs.asdict(question)
    whole["states"] = [state.value for state in question.states]
    if question.number is not None:
        edges = {"from": question.number.from_, "before": question.number.before}
        edges["step"] = question.number.step
        plain = {key: _plain(value) for key, value in edges.items()}
        whole["number"] = {"unit": question.number.unit, **plain}
    return whole


def _plain(number: Any) -> int | float:
    return int(number) if number == int(number) else float(number)


def _as_text(question: Question) -> Iterator[str]:
    yield ""
    yield from _wrapped(f"{question.id}  {question.ask_as}", "", " " * 6)
    core = ". Core" if question.core else ""
    where = f" ({question.domain})" if question.domain else ""
    yield from _wrapped(f"{question.label}{where}{core}.", " " * 6)
    if question.help:
        yield from _wrapped(question.help, " " * 6)
    for grade in question.grades:
        said = f": {grade.description}" if grade.description else f": {grade.label}"
        yield from _wrapped(f"{grade.id}{said}", " " * 8, " " * 10)
    if question.number is not None:
        yield from _wrapped(_range(question), " " * 8)
    if question.may_be_spared:
        yield from _wrapped("Other answers, or the age, may make it needless.", " " * 6)
    if question.ask:
        yield from _wrapped(f"Ask: {'; '.join(question.ask)}.", " " * 6)


def _range(question: Question) -> str:
    number = question.number
    if number is None:
        return ""
    edges = f"from {number.from_} to below {number.before}, in steps of {number.step}"
    return f"a number: {number.unit}, {edges}"


def _wrapped(text: str, first: str, rest: str | None = None) -> list[str]:
    after = first if rest is None else rest
    return wrap(text, WIDTH, initial_indent=first, subsequent_indent=after)


@click.command(
    epilog=example(
        "neglect-rules schema ruleset",
        "neglect-rules schema case --ruleset my-ruleset.json",
    )
)
@click.argument("name", metavar="NAME", type=click.Choice(NAMES))
@click.option(
    "--ruleset",
    "wanted",
    metavar="FILE|ID",
    help="With `case`: the schema of a case for this ruleset.",
)
@AT
def schema(name: str, wanted: str | None, at: dt.datetime | None) -> int:
    """Write the JSON Schema of a kind of document."""
    if wanted is not None and name != "case":
        message = f"--ruleset is for `schema case`, not for `schema {name}`"
        raise click.UsageError(message)
    found = schema_of(name) if wanted is None else case_schema(
        link(ruleset_of(wanted, at))
    )  # fmt: skip
    say(json.dumps(found, indent=2, default=_plain))
    return Exit.DONE
