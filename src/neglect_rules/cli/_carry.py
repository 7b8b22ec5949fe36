"""A case carried over to another ruleset, with what became of every answer."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator, Sequence
from itertools import groupby
from textwrap import wrap
from typing import Final

import attrs
import click

from neglect_rules.cli._exits import Exit
from neglect_rules.cli._given import AT, FORMAT, RULESET, ruleset_of, write_private
from neglect_rules.cli._screen import WIDTH, example, say, say_banner, talk
from neglect_rules.explain import plural
from neglect_rules.intake import Carried, CarriedOver
from neglect_rules.intake import carry_over as carried_over
from neglect_rules.linking import link
from neglect_rules.loading import read_case
from neglect_rules.program import Program

_HEADS: Final = {
    "kept": "Kept",
    "mapped": "Taken in with a change",
    "left_open": "Left open: ask again",
    "new": "New questions",
}


@click.command(
    "carry-over",
    epilog=example(
        "neglect-rules carry-over visit.json --ruleset hull.observation \\",
        "  --to hull.assessment --at 2026-05-12T10:00:00+01:00 --save case.json",
    ),
)
@click.argument("file", metavar="CASE")
@RULESET
@click.option(
    "--to",
    "target",
    required=True,
    metavar="FILE|ID",
    help="The ruleset that is to judge, named in the same way.",
)
@AT
@click.option("--save", metavar="FILE", help="Write the new case there.")
@FORMAT
def carry_over(
    file: str,
    wanted: str,
    target: str,
    at: dt.datetime | None,
    save: str | None,
    form: str,
) -> int:
    """Carry a case over to a newer version, or to a ruleset that accepts it.

    Says of every answer whether it was kept, changed or left open, and why.
    """
    case = read_case(file)
    moment = at or case.at
    old, new = (link(ruleset_of(each, moment)) for each in (wanted, target))
    found = carried_over(case, old, new, at=moment)
    if form == "json":
        told = [attrs.asdict(each) for each in found.answers]
        say(json.dumps({"case": found.case.document, "answers": told}, default=float))
    else:
        say_banner(new.ruleset)
        say("\n".join(_lines(found, old, new)))
    if save is not None:
        write_private(save, json.dumps(found.case.document, default=float) + "\n")
        talk(f"The new case is in {save}.")
    return Exit.DONE


def _lines(found: CarriedOver, old: Program, new: Program) -> Iterator[str]:
    then, now = (f"{p.ruleset.title} {p.ruleset.version}" for p in (old, new))
    yield from wrap(f"From {then} to {now}.", WIDTH)
    for what, head in _HEADS.items():
        held = [each for each in found.answers if each.what == what]
        if held:
            yield ""
            yield f"{head} ({plural(len(held), 'question')})"
            yield from _grouped(held, old, new)


def _grouped(held: Sequence[Carried], old: Program, new: Program) -> Iterator[str]:
    """Yield the answers of one kind; a reason that several share stands once."""
    ordered = sorted(held, key=lambda each: each.why)
    for why, same in groupby(ordered, key=lambda each: each.why):
        yield from _indented(f"{why[:1].upper()}{why[1:]}:", 2)
        for each in same:
            yield from _indented(_named(each, old, new), 4)


def _indented(text: str, width: int) -> list[str]:
    first, rest = " " * width, " " * (width + 2)
    return wrap(text, WIDTH, initial_indent=first, subsequent_indent=rest)


def _named(each: Carried, old: Program, new: Program) -> str:
    ends = ((old, each.indicator), (new, each.to))
    named = [_titled(program, id_) for program, id_ in ends if id_ is not None]
    return " -> ".join(named if each.indicator != each.to else named[:1])


def _titled(program: Program, id_: str) -> str:
    spec = program.ruleset.indicators.get(id_)
    return id_ if spec is None else f"{id_} {spec.label}"
