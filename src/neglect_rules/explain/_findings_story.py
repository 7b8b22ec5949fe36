"""A case that shows something about a ruleset, told as a short story."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Final, TypeAlias, final

from attrs import field, frozen

from neglect_rules.analysis import Finding, Witness
from neglect_rules.evaluation import evaluate
from neglect_rules.explain._amounts import quoted, sentence
from neglect_rules.explain._page import Block, Bullet, Line
from neglect_rules.explain._said import age, day
from neglect_rules.explain._telling import Telling
from neglect_rules.explain._words import Words
from neglect_rules.facts import permitted
from neglect_rules.model import Case, State
from neglect_rules.program import Program
from neglect_rules.trace import account

Agreed: TypeAlias = tuple[str, Case, dt.datetime]
"""A case that people agreed on, with its name before and its moment after it."""

_LEVEL: Final = 1
_EVENTS: Final = "/events/"


@final
@frozen
class Shown:
    """A case that shows something, judged and ready to be told."""

    program: Program
    witness: Witness
    telling: Telling = field(repr=False)

    @cached_property
    def answers(self) -> dict[str, str]:
        """Return every answer and every event in words, by a key of its own."""
        telling, case = self.telling, self.witness.case
        answered = {
            id_: telling.titled(id_) for id_ in telling.leaves if id_ in case.answers
        }
        happened = {
            f"{_EVENTS}{kind}": telling.say(
                "findings.story.event",
                event=telling.words.event(kind),
                count=len(found.records),
            )
            for kind, found in case.events.items()
        }
        return {**answered, **happened}

    def is_told(self, key: str) -> bool:
        """Return whether an answer is not at its best, or a number or event counts."""
        if key in self.witness.case.answers:
            return _counts(self, key) and not _is_best(self, key)
        return bool(self.witness.case.events[key.removeprefix(_EVENTS)].records)

    @property
    def unanswered(self) -> int:
        """Return how many questions that may count have no answer."""
        telling, answers = self.telling, self.witness.case.answers
        return sum(
            id_ not in answers and telling.applies(id_) for id_ in telling.leaves
        )

    def levels(self) -> str:
        """Return what the case comes to, in a sentence."""
        telling, words = self.telling, self.telling.words
        told = "; ".join(
            f"{words.outcome(id_)} {quoted(words.level(id_, grade))}"
            for id_, grade in self.witness.levels.items()
        )
        sure = all(len(result["possible"]) == 1 for result in telling.outcomes.values())
        key = "findings.story.levels" if sure else "findings.story.levels_least"
        return telling.say(key, levels=told)


def shown(program: Program, words: Words, witness: Witness) -> Shown:
    """Return a case that shows something, judged by its ruleset."""
    trace = evaluate(program, witness.case, at=witness.at).trace
    return Shown(program, witness, Telling(trace, account(trace), words))


def story(
    program: Program, words: Words, finding: Finding, agreed: Sequence[Agreed]
) -> Iterator[Block]:
    """Yield the case that shows a finding, or the two that do together."""
    if finding.witness is None:
        return
    first = shown(program, words, finding.witness)
    if finding.other is None:
        yield Line(_which(words, finding, agreed), _LEVEL)
        yield from _about(first)
        yield from _told(first, [key for key in first.answers if first.is_told(key)])
        yield Line(first.levels(), _LEVEL)
    else:
        yield Line(words.say("findings.story.two"), _LEVEL)
        yield from _pair(first, shown(program, words, finding.other))


def _which(words: Words, finding: Finding, agreed: Sequence[Agreed]) -> str:
    """Return which case it is: one that was agreed, by its name, or one we made."""
    found = finding.witness
    if found is None or finding.how != "cases":
        return words.say("findings.story.made")
    names = [name for name, case, at in agreed if (case, at) == (found.case, found.at)]
    if not names:
        return words.say("findings.story.agreed")
    return words.say("findings.story.agreed_named", name=names[0])


def _about(each: Shown) -> Iterator[Block]:
    telling, case = each.telling, each.witness.case
    when = day(telling.phrases, each.witness.at.date())
    told = telling.say("findings.story.subject", subject=_subject(each), day=when)
    yield Line(told, _LEVEL)
    if case.earlier is not None:
        when = day(telling.phrases, case.earlier.date)
        yield Line(telling.say("findings.story.earlier", day=when), _LEVEL)


def _subject(each: Shown) -> str:
    telling, subject = each.telling, each.witness.case.subject
    told = telling.say(f"note.subject.{subject.kind}")
    weeks, months = subject.gestation_weeks, subject.age_months
    if weeks is not None:
        return telling.phrases.plural("findings.story.weeks", weeks, subject=told)
    years = telling.age()
    if months is not None and months.first == months.last:
        years = age(telling.phrases, months.first)
    return telling.say("note.aged", subject=told, age=years) if years else told


def _told(each: Shown, keys: Sequence[str]) -> Iterator[Block]:
    """Yield some answers, and what is to be said of all the others."""
    telling = each.telling
    yield from (Bullet(each.answers[key], _LEVEL) for key in keys)
    silent = [key for key in each.answers if not each.is_told(key)]
    if silent:
        rest = "rest" if keys else "all_best"
        first = "_first" if any(_is_context(telling, key) for key in silent) else ""
        yield Line(telling.say(f"findings.story.{rest}{first}"), _LEVEL)
    if each.unanswered:
        told = telling.phrases.plural("findings.story.unanswered", each.unanswered)
        yield Line(told, _LEVEL)


def _pair(milder: Shown, worse: Shown) -> Iterator[Block]:
    """Yield two cases that differ in one answer: what they share, then each."""
    telling = milder.telling
    apart = [k for k in milder.answers if milder.answers[k] != worse.answers[k]]
    shared = [k for k in milder.answers if milder.is_told(k) and k not in apart]
    yield from _about(milder)
    yield from _told(milder, shared)
    for word, each in (("milder", milder), ("worse", worse)):
        answers = " ".join(sentence(each.answers[key]) for key in apart)
        told = telling.say(f"findings.story.{word}", answer=answers)
        yield Bullet(f"{told} {each.levels()}", _LEVEL)


def _counts(each: Shown, id_: str) -> bool:
    """Return whether a question counts here, or was said not to apply."""
    records = each.witness.case.answers[id_]
    is_said = any(record.state is State.NOT_APPLICABLE for record in records)
    return is_said or each.telling.applies(id_)


def _is_best(each: Shown, id_: str) -> bool:
    """Return whether an answer is the best; the first where none is better."""
    telling = each.telling
    scale = telling.words.scale(id_)
    if scale is None:
        return [*telling.leaves[id_]["value"]] == ["0", "0"]
    grades = permitted(each.program, each.program.ruleset.indicators[id_])
    best = grades[-1 if scale.kind == "strength" else 0]
    return [*telling.grades(id_)] == [best]


def _is_context(telling: Telling, key: str) -> bool:
    scale = telling.words.scale(key)
    return scale is not None and scale.kind == "context"
