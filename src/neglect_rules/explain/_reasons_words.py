"""What the pages on reasons name: answers, rules, levels, and what a rule asks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any, Final, TypeAlias, final

from attrs import frozen

from neglect_rules.explain._amounts import apart, named, quoted, sentence
from neglect_rules.explain._asked import asked
from neglect_rules.explain._audience import Audience
from neglect_rules.explain._claims import claimed
from neglect_rules.explain._page import Block, Bullet, Line
from neglect_rules.explain._result import is_lowest
from neglect_rules.explain._rules import because, found_at
from neglect_rules.explain._said import extent, listed, number
from neglect_rules.explain._telling import NA, Telling
from neglect_rules.explain._tests import graded, limit, measured, selection
from neglect_rules.model import (
    AllOf,
    AnyOf,
    AtLeastOf,
    Condition,
    Every,
    IndicatorTest,
    MeasureTest,
    Named,
    NoneOf,
    Not,
    Points,
    RatingTest,
    Ruleset,
    Score,
    Some,
    Total,
)
from neglect_rules.pointer import Pointer
from neglect_rules.reasons import (
    Margin,
    Met,
    NotMet,
    Part,
    Said,
    Topic,
    Turned,
)

AnyRule: TypeAlias = Met | NotMet | Margin | Turned
_MANY: Final = 6


@final
@frozen
class Reader:
    """A decision in words, with who reads them.

    Attributes:
        telling: The decision and its words.
        audience: Who reads.
        ruleset: The decision's own.
        outcomes: The ladders that are asked about.
    """

    telling: Telling
    audience: Audience
    ruleset: Ruleset
    outcomes: tuple[str, ...]

    @property
    def checks(self) -> bool:
        """Return whether the reader checks decisions, places and steps included."""
        return self.audience == "auditor"

    @property
    def keeps_the_rules(self) -> bool:
        """Return whether the reader looks after the rules.

        Only they are told what would lower a level: it can be used to get round it.
        """
        return self.audience in {"policy", "auditor"}

    def say(self, key: str, **parts: object) -> str:
        """Return one of the library's own sentences."""
        return self.telling.say(key, **parts)

    def plural(self, key: str, count: int, **parts: object) -> str:
        """Return one of the library's own sentences, for so many."""
        return self.telling.phrases.plural(key, count, **parts)

    def claimed(self, outcome: str) -> str:
        """Return what is recommended on a ladder and how sure that is."""
        return claimed(self.telling, outcome, "line")

    def is_thin(self, outcome: str) -> bool:
        """Return whether too little was answered to say anything of a low level."""
        result = self.telling.outcomes[outcome]
        short = result["status"] == "not_determinable"
        return short and is_lowest(self.telling, outcome)

    def level(self, outcome: str, grade: str) -> str:
        """Return the label of a level, in quotation marks."""
        return quoted(self.telling.words.level(outcome, grade))

    def is_more(self, outcome: str, grade: str, than: str) -> bool:
        """Return whether a level of a ladder is higher than another."""
        grades = self.ruleset.outcomes[outcome].grades
        return grades.index(grade) > grades.index(than)

    def gives(self, levels: Iterable[tuple[str, str]]) -> str:
        """Return levels with the names of their ladders: Need "High"; Path "None"."""
        words = self.telling.words
        return "; ".join(
            f"{words.outcome(outcome)} {self.level(outcome, grade)}"
            for outcome, grade in levels
        )

    def label(self, id_: str) -> str:
        """Return the label of an indicator; for those who check, with its id."""
        label = self.telling.words.label(id_)
        return f"{label} ({id_})" if self.keeps_the_rules and label != id_ else label

    def topic(self, about: Topic) -> str:
        """Return what an answer is about, without what was answered."""
        if about.kind == "indicator":
            return self.label(about.id)
        if about.kind == "events":
            event = self.telling.words.event(about.id)
            return self.say("reasons.topic.events", event=event)
        return self.say(f"reasons.topic.{about.kind}")

    def answered(self, about: Topic) -> str:
        """Return what an answer is about, with what was answered."""
        if about.kind == "indicator":
            return named(self.label(about.id), self.telling.value(about.id))
        return self.topic(about)

    def details(self, about: Topic) -> Sequence[str]:
        """Return what an answer means, and who says so, as far as that is recorded."""
        return self.telling.details(about.id) if about.kind == "indicator" else ()

    def said(self, said: Said) -> str:
        """Return what would be answered to what."""
        return named(self.topic(said.about), self.value(said.about, said.value))

    def value(self, about: Topic, value: Sequence[str | None]) -> str:
        """Return grades or a range of numbers in words."""
        asked = about.kind == "indicator"
        spec = self.ruleset.indicators[about.id] if asked else None
        if spec is None or spec.number is not None:
            unit = spec.number.unit if spec and spec.number else ""
            return f"{extent(self.telling.phrases, value)} {unit}".rstrip()
        words = self.telling.words
        told = [apart(words.grade(about.id, g)) for g in value if g not in {NA, None}]
        if NA in value:
            told.append(self.say("reasons.does_not_apply"))
        return listed(self.telling.phrases, told, "or")

    def because(self, rule: AnyRule) -> str:
        """Return the reason of a rule with its id."""
        known = {"at": rule.at, "id": rule.id, "kind": rule.kind}
        return because(self.telling, known)


def shortened(reader: Reader, texts: Sequence[str], level: int) -> Iterator[Block]:
    """Yield texts as bullets; of very many only the first, and how many more."""
    most = len(texts) if len(texts) <= _MANY or reader.checks else _MANY - 1
    yield from (Bullet(text, level) for text in texts[:most])
    if texts[most:]:
        yield Line(reader.plural("reasons.more", len(texts) - most), level)


def conditions(reader: Reader, rule: AnyRule) -> Mapping[str, Condition]:
    """Return every condition inside a rule by its place, groups included."""
    folder, index = Pointer.parse(rule.at).parts
    rules: Sequence[Any] = getattr(reader.ruleset, folder)
    return dict(_inside(reader, rules[int(index)].when, f"{rule.at}/when"))


def _inside(
    reader: Reader, condition: Condition, at: str
) -> Iterator[tuple[str, Condition]]:
    yield at, condition
    for place, part in parts_of(reader, condition, at):
        yield from _inside(reader, part, place)


def parts_of(
    reader: Reader, condition: Condition, at: str
) -> Iterator[tuple[str, Condition]]:
    """Yield what a condition joins, each with its place; of a single test nothing."""
    match condition:
        case AllOf(all=parts):
            key = "all"
        case AnyOf(any=parts):
            key = "any"
        case AtLeastOf(of=parts):
            key = "of"
        case Not(not_=inner):
            yield f"{at}/not", inner
            return
        case Named(is_=name):
            yield f"/conditions/{name}", reader.ruleset.conditions[name]
            return
        case _:
            return
    yield from ((f"{at}/{key}/{number}", part) for number, part in enumerate(parts))


def asks(reader: Reader, condition: Condition) -> str:
    """Return what a condition asks, on one line, and without ids that have no label."""
    words = reader.telling.words
    match condition:
        case IndicatorTest(indicator=id_) | RatingTest(rating=id_):
            return named(reader.label(id_), graded(words, id_, condition))
        case Some(some=wanted):
            return reader.say("reasons.asks.some", signs=selection(words, wanted))
        case Every(every=wanted):
            return reader.say("reasons.asks.every", signs=selection(words, wanted))
        case NoneOf(none=wanted):
            return reader.say("reasons.asks.none", signs=selection(words, wanted))
        case Not(not_=inner):
            return reader.say("reasons.asks.not", asked=asks(reader, inner))
        case MeasureTest(measure=measure):
            told = measured(words, measure)
            return named(f"{told[:1].upper()}{told[1:]}", limit(words, condition))
        case AllOf() | AnyOf() | AtLeastOf() | Named():
            return _joined(reader, condition)
        case _:
            return next(asked(words, condition)).text


def _joined(reader: Reader, condition: AllOf | AnyOf | AtLeastOf | Named) -> str:
    """Return what several conditions ask together."""
    told = [asks(reader, part) for _, part in parts_of(reader, condition, "")]
    if len(told) == 1:
        return told[0]
    if isinstance(condition, AtLeastOf):
        head = reader.say("reasons.asks.at_least", count=condition.at_least)
    else:
        every = isinstance(condition, AllOf)
        head = reader.say("reasons.asks.all" if every else "reasons.asks.any")
    return f"{head} {'; '.join(told)}"


def told_part(reader: Reader, condition: Condition, part: Part) -> str:
    """Return one thing that a rule asks for, with what was found and what is short."""
    telling = reader.telling
    told = [sentence(asks(reader, condition))]
    if found := found_at(telling, condition, part.at):
        told.append(reader.say("reasons.part.found", found=found))
    if part.spare is not None:
        told.append(_amount(reader, "spare", condition, part.spare))
    elif part.verdict == "open" and part.certain_short:
        told.append(_amount(reader, "perhaps_short", condition, part.certain_short))
    elif part.short:
        key = "short" if part.short == part.certain_short else "least_short"
        told.append(_amount(reader, key, condition, part.short))
    return " ".join(told)


def _amount(reader: Reader, key: str, condition: Condition, amount: Fraction) -> str:
    """Return by how much a number is short, or to spare: in points where it is."""
    measure = condition.measure if isinstance(condition, MeasureTest) else ""
    while isinstance(measure, str) and measure in reader.ruleset.measures:
        measure = reader.ruleset.measures[measure]
    points = isinstance(measure, Score | Total | Points)
    unit = "points" if points else "plain"
    form = "one" if amount == 1 else "other"
    count = number(reader.telling.phrases, amount)
    return reader.say(f"reasons.part.{key}.{unit}.{form}", count=count)
