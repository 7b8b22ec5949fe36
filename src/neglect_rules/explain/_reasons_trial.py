"""What would come out if some answers were others: a trial that nobody records."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from neglect_rules.explain._amounts import apart, named
from neglect_rules.explain._page import Block, Bullet, Line, Section, Table
from neglect_rules.explain._reasons_words import Reader
from neglect_rules.explain._said import listed
from neglect_rules.reasons import Change, Possible, Turned, WhatIf

_TURNS: Final = {
    "met": {("false", "true"), ("open", "true")},
    "no_longer": {("true", "false"), ("true", "open")},
    "opened": {("false", "open")},
    "closed": {("open", "false")},
}


def trial_sections(reader: Reader, found: WhatIf) -> Iterator[Section]:
    """Yield what was tried, what came out, which rules turned."""
    told: list[Block] = [Line(reader.say("reasons.trial.told"), strong=True)]
    told.append(Line(reader.plural("reasons.trial.changes", len(found.changes))))
    told += (Bullet(_tried(reader, each)) for each in found.changes)
    told.append(Line(reader.say("reasons.trial.held")))
    yield Section(reader.say("reasons.trial.title"), tuple(told))
    yield Section(reader.say("reasons.trial.result"), tuple(_result(reader, found)))
    yield from _turned(reader, found.turned)


def _tried(reader: Reader, change: Change) -> str:
    """Return which answer was replaced; more than one answer stands for none."""
    about = change.about
    now = (
        reader.say("reasons.trial.not_known")
        if len(set(change.now)) > 1
        else reader.value(about, change.now)
    )
    was = reader.telling.value(about.id)
    told = reader.say("reasons.change", now=now, was=was)
    return named(reader.label(about.id), told)


def _result(reader: Reader, found: WhatIf) -> Iterator[Block]:
    asked = set(reader.outcomes)
    before = {p.outcome: p for p in found.before if p.outcome in asked}
    after = {p.outcome: p for p in found.after if p.outcome in asked}
    head = ("", reader.say("reasons.trial.now"), reader.say("reasons.trial.then"))
    rows = [
        (
            reader.telling.words.outcome(outcome),
            _before(reader, before[outcome]),
            _after(reader, after[outcome]),
        )
        for outcome in reader.outcomes
    ]
    yield Table(head, tuple(rows))
    if all(before[each] == after[each] for each in reader.outcomes):
        yield Line("")
        yield Line(reader.say("reasons.trial.same"))
    names = [
        reader.telling.words.outcome(each)
        for each in reader.outcomes
        if _falls(reader, found.changes, before[each], after[each])
    ]
    if names:
        told = reader.say("reasons.trial.falls", outcomes="; ".join(names))
        yield from (Line(""), Line(told, strong=True))


def _before(reader: Reader, possible: Possible) -> str:
    status = reader.telling.outcomes[possible.outcome]["status"]
    return _cell(reader, possible, sure=status == "settled")


def _after(reader: Reader, possible: Possible) -> str:
    """Return what would come out.

    A trial does not look at how much was answered. Where too little was, or where
    questions that nobody answered were counted, it does not show a low level.
    """
    filled = any(w["kind"] == "zero_filled" for w in reader.telling.account.warnings)
    thin = reader.is_thin(possible.outcome)
    return _cell(reader, possible, sure=not (filled or thin))


def _cell(reader: Reader, possible: Possible, *, sure: bool) -> str:
    outcome, grades = possible.outcome, possible.grades
    lowest = reader.ruleset.outcomes[outcome].grades[0]
    shown = [
        g for g in grades if g != lowest or (sure or not _unsaid(reader, possible))
    ]
    told = [apart(reader.telling.words.level(outcome, grade)) for grade in shown]
    if len(shown) == len(grades):
        return listed(reader.telling.phrases, told, "or")
    if not told:
        return reader.say("reasons.trial.unsaid")
    levels = listed(reader.telling.phrases, told, "or")
    return reader.say("reasons.trial.perhaps", levels=levels)


def _unsaid(reader: Reader, possible: Possible) -> bool:
    """Return whether a lowest level must not be named."""
    return len(possible.grades) == 1 or reader.is_thin(possible.outcome)


def _falls(
    reader: Reader, changes: Sequence[Change], before: Possible, after: Possible
) -> bool:
    """Return whether a trial gives less, and not only because more would be known."""
    outcome = before.outcome
    known = any(len(set(each.was)) == 1 and each.was != each.now for each in changes)
    least = reader.is_more(outcome, before.grades[0], after.grades[0])
    most = reader.is_more(outcome, before.grades[-1], after.grades[-1])
    return least or (most and known)


def _turned(reader: Reader, turned: Sequence[Turned]) -> Iterator[Section]:
    blocks: list[Block] = []
    for key, verdicts in _TURNS.items():
        rules = [
            each
            for each in turned
            if each.kind != "promise" and (each.was, each.now) in verdicts
        ]
        if rules:
            blocks += [Line("")] if blocks else []
            blocks.append(Line(reader.say(f"reasons.trial.{key}")))
            blocks += (Bullet(reader.because(each)) for each in rules)
    blocks = blocks or [Line(reader.say("reasons.trial.no_rule"))]
    yield Section(reader.say("reasons.trial.rules"), tuple(blocks))
