"""How worked cases came out, in words; and as a document for machines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from textwrap import wrap
from typing import Any

from neglect_rules.cli._screen import WIDTH
from neglect_rules.explain import plural
from neglect_rules.golden import Difference, Ran, label_of, lines_at, parts_of, told
from neglect_rules.model import Ruleset


def failures(
    ruleset: Ruleset, ran: Sequence[Ran], command: str, *, whole: bool
) -> Iterator[str]:
    """Yield the lines about each story that is not as agreed.

    Args:
        ruleset: Where labels come from.
        ran: The stories.
        command: How this was asked for, to ask for one story of it.
        whole: Say everything that differs; else only the first thing of each story.
    """
    places = {at for each in ran for one in each.differences for at in one.rules}
    lines = lines_at(ruleset, places)
    for each in ran:
        shown = each.differences if whole else each.differences[:1]
        for where, held in groupby(shown, key=lambda one: one.where):
            yield from _headed(each, where)
            for one in held:
                yield from _indented(_sentence(told(ruleset, one)))
                yield from _indented(*_place(ruleset, one, lines))
        if shown:
            more = len(each.differences) - len(shown)
            if more:
                yield from _indented(f"And {plural(more, 'other thing')} in this file.")
            yield "  To see it again:"
            yield f'  {command} --only "{each.story.file}"{_part(shown)}'
            yield ""


def _headed(ran: Ran, where: str) -> Iterator[str]:
    """Yield which part it is, with what differs in it from the case itself."""
    part = "" if where == "case" else f", {where}"
    yield from wrap(f"{ran.story.file}{part}: {ran.story.test.name}", WIDTH)
    story = next(p.story for p in parts_of(ran.story.test) if p.where == where)
    if part and story:
        yield from _indented(story)


def _indented(*texts: str) -> Iterator[str]:
    for text in texts:
        yield from wrap(text, WIDTH, initial_indent="  ", subsequent_indent="  ")


def _sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}."


def _place(ruleset: Ruleset, each: Difference, lines: dict[str, int]) -> list[str]:
    """Return where in the ruleset to look; of a rule that is named, only the line."""
    if not each.rules:
        return []
    at = each.rules[0]
    where = f"line {lines[at]}" if at in lines else at
    if each.about[0] in {"outcomes", "sufficient"}:
        where = f"{label_of(ruleset, at)}, {where}"
    return [f"In the ruleset: {where}."]


def _part(shown: Sequence[Difference]) -> str:
    """Return the option for the one part that is shown, where it is not the case."""
    wheres = {each.where for each in shown}
    return "" if len(wheres) > 1 or "case" in wheres else f" --{wheres.pop()}"


def summary(ruleset: Ruleset, ran: Sequence[Ran], others: int) -> Iterator[str]:
    """Yield the lines that say how many came out as agreed."""
    agreed = [each for each in ran if each.story.is_agreed]
    made = [each for each in ran if not each.story.is_agreed]
    parts, wrong = _counts(agreed)
    named = f"{ruleset.title} {ruleset.version}"
    cases = f"{plural(len(agreed), 'agreed file')} with {plural(parts, 'case')}"
    result = "all as agreed" if not wrong else f"{wrong} not as agreed"
    told = f"{cases}, {result}" if ran else "no case that fits is agreed for it"
    yield from wrap(f"{named}: {told}.", WIDTH)
    if made:
        parts, wrong = _counts(made)
        result = f"{wrong} come out otherwise than when made" if wrong else "unchanged"
        yield from wrap(
            f"Apart from these, generated and agreed by nobody: {plural(parts, 'case')},"
            f" {result}.",
            WIDTH,
        )
    if others:
        yield f"For other versions only: {plural(others, 'file')}."


def _counts(ran: Sequence[Ran]) -> tuple[int, int]:
    return sum(len(each.decided) for each in ran), sum(len(each.failed) for each in ran)


def as_document(ruleset: Ruleset, ran: Sequence[Ran]) -> dict[str, Any]:
    """Return how stories came out as a JSON value."""
    return {
        "ruleset": {"id": ruleset.id, "version": ruleset.version},
        "stories": [
            {
                "file": each.story.file,
                "name": each.story.test.name,
                "agreed": each.story.is_agreed,
                "cases": len(each.decided),
                "differences": [_as_object(ruleset, one) for one in each.differences],
            }
            for each in ran
        ],
    }


def _as_object(ruleset: Ruleset, each: Difference) -> dict[str, Any]:
    return {
        "where": each.where,
        "at": str(each.at),
        "agreed": each.expected,
        "found": each.found,
        "rules": list(each.rules),
        "told": told(ruleset, each),
    }
