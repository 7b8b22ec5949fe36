"""Every rule in the order of the ruleset: met, open or not met, with what was found."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from neglect_rules.explain._amounts import quoted
from neglect_rules.explain._asked import asked
from neglect_rules.explain._audience import View
from neglect_rules.explain._page import Block, Bullet, Line, Section
from neglect_rules.explain._said import extent
from neglect_rules.explain._telling import Telling
from neglect_rules.explain._tests import members
from neglect_rules.explain._whole import rests_on
from neglect_rules.explain._why import condition_of
from neglect_rules.model import (
    Age,
    AllOf,
    AnyOf,
    AtLeastOf,
    Condition,
    CountOf,
    CoverageRecord,
    Every,
    IndicatorTest,
    Measure,
    MeasureTest,
    Named,
    NoneOf,
    Not,
    OutcomeTest,
    RatingTest,
    RecordTest,
    Some,
    StateRecord,
    SubjectTest,
)
from neglect_rules.trace import Coverage

Rule = Mapping[str, Any]
_VERDICTS: Final = {"true": "met", "open": "open", "false": "not_met"}
_GIVES: Final = {"modifier": "raises", "easing": "lowers"}
_FEW: Final = 5
_KINDS: Final = ("threshold", "modifier", "easing", "guard")


def rules(telling: Telling, _: View) -> Iterator[Section]:
    """Yield each rule with its verdict, what it asks and what was found."""
    whole = telling.words.ruleset is not None
    blocks: list[Block] = [Line(telling.say("rules.told" if whole else "rules.bare"))]
    for kind in _KINDS:
        found = [rule for rule in telling.account.rules if rule["kind"] == kind]
        if found:
            head = Line(telling.say(f"rules.head.{kind}"), strong=True)
            blocks += [Line(""), head]
        for rule in found:
            blocks += _rule(telling, rule)
    if len(blocks) > 1:
        yield Section(telling.say("rules.title"), tuple(blocks))


def because(telling: Telling, rule: Rule) -> str:
    """Return a rule's reason with its id; its kind and id where it has no words."""
    words = telling.words.at(rule["at"], "because")
    if words is None:
        return telling.say(f"rules.named.{rule['kind']}", id=rule["id"])
    return f"{words} [{rule['id']}]"


def verdict(telling: Telling, rule: Rule) -> str:
    """Return whether a rule is met."""
    return telling.say(f"rules.{_VERDICTS[rule['value']]}")


def how_many(telling: Telling, each: Coverage) -> str:
    """Return how many were answered of the questions that were due."""
    answered, due = (extent(telling.phrases, n) for n in (each.answered, each.due))
    return telling.say("answered.of", answered=answered, due=due)


def _rule(telling: Telling, rule: Rule) -> Iterator[Block]:
    words = telling.words
    yield Bullet(because(telling, rule), 1)
    levels = "; ".join(
        f"{words.outcome(id_)} {quoted(words.level(id_, grade))}"
        for id_, grade in telling.gives(rule).items()
    )
    gives = telling.say(f"rules.{_GIVES.get(rule['kind'], 'gives')}", levels=levels)
    yield Line(f"{verdict(telling, rule)} {gives}", 2)
    condition = condition_of(telling, rule)
    if condition is not None:
        yield from _judged(telling, condition, f"{rule['at']}/when", 2)
    yield from _from(telling, rule)


def _from(telling: Telling, rule: Rule) -> Iterator[Block]:
    """Yield which source a rule rests on, and how closely."""
    source = rests_on(telling.words, rule["at"])
    if source is not None:
        yield Line(telling.say("sources.source", source=source), 2)


def _judged(
    telling: Telling, condition: Condition, at: str, level: int
) -> Iterator[Block]:
    """Yield what a condition asks with the verdict on it and on each of its parts."""
    ruleset = telling.words.ruleset
    if isinstance(condition, Named):
        named = ruleset.conditions[condition.is_] if ruleset else condition
        yield from _judged(telling, named, f"/conditions/{condition.is_}", level)
        return
    head, parts = _parts(telling, condition, at)
    if not parts:
        yield from _leaf(telling, condition, at, level)
        return
    if len(parts) > 1 or isinstance(condition, Not):
        yield Bullet(_with_verdict(telling, head, at), level)
        level += 1
    for place, part in parts:
        yield from _judged(telling, part, place, level)


def _parts(
    telling: Telling, condition: Condition, at: str
) -> tuple[str, list[tuple[str, Condition]]]:
    """Return how a condition joins its parts, and these with their places."""
    match condition:
        case AllOf(all=parts):
            head, key = telling.say("rules.all"), "all"
        case AnyOf(any=parts):
            head, key = telling.say("rules.any"), "any"
        case AtLeastOf(at_least=least, of=parts):
            head, key = telling.say("rules.at_least", count=least), "of"
        case Not(not_=inner):
            return telling.say("rules.not"), [(f"{at}/not", inner)]
        case _:
            return "", []
    return head, [(f"{at}/{key}/{n}", part) for n, part in enumerate(parts)]


def _with_verdict(telling: Telling, told: str, at: str, found: str = "") -> str:
    word = _VERDICTS[telling.trace.value(at, "condition")]
    key = f"rules.part.found_{word}" if found else f"rules.part.{word}"
    return telling.say(key, asked=told, found=found)


def _leaf(
    telling: Telling, condition: Condition, at: str, level: int
) -> Iterator[Block]:
    told = next(asked(telling.words, condition, ids=False)).text
    found = found_at(telling, condition, at)
    yield Bullet(_with_verdict(telling, told, at, found), level)
    labels = _named(telling, condition)
    if labels:
        told = telling.say("rules.looked_at", signs="; ".join(labels))
        yield Line(told, level + 1)
    for id_ in _counted(telling, condition, at, "met"):
        yield Bullet(telling.titled(id_), level + 1)
    if telling.trace.value(at, "condition") == "open":
        yield from _still_open(telling, _counted(telling, condition, at, "open"), level)


def _still_open(telling: Telling, ids: Sequence[str], level: int) -> Iterator[Block]:
    """Yield the answers that could decide it; only how many where they are many."""
    if len(ids) > _FEW:
        yield Bullet(telling.say("rules.open_many", count=len(ids)), level + 1)
    else:
        yield from (Bullet(telling.titled(id_), level + 1) for id_ in ids)


def found_at(telling: Telling, condition: Condition, at: str) -> str:
    """Return what stands where a condition looks; "" where answers are listed."""
    match condition:
        case IndicatorTest(indicator=id_) | RatingTest(rating=id_):
            return telling.value(id_)
        case OutcomeTest(outcome=id_):
            result, words = telling.outcomes[id_], telling.words
            ends = dict.fromkeys((result["floor"], result["ceiling"]))
            return " - ".join(words.level(id_, grade) for grade in ends)
        case MeasureTest(measure=measure):
            return _measured(telling, measure, f"{at}/measure")
        case RecordTest(record=CoverageRecord(coverage=domain)):
            found = telling.account.coverage
            return how_many(telling, next(c for c in found if c.domain == domain))
        case RecordTest(record=StateRecord(indicator=id_)):
            return telling.value(id_)
        case SubjectTest():
            kind = telling.account.header["subject"]["kind"]
            return telling.say(f"note.subject.{kind}")
        case _:
            return ""


def _measured(telling: Telling, measure: Measure, at: str) -> str:
    if isinstance(measure, Age) and measure.age == "months":
        return telling.age() or telling.say("rules.age_unknown")
    return extent(telling.phrases, telling.trace.value(_place(measure, at), "measure"))


def _place(measure: Measure, at: str) -> str:
    return f"/measures/{measure}" if isinstance(measure, str) else at


def _named(telling: Telling, condition: Condition) -> list[str]:
    """Return the labels of the signs that a condition names one by one."""
    match condition:
        case Some(some=wanted) | Every(every=wanted) | NoneOf(none=wanted):
            pass
        case MeasureTest(measure=CountOf(count=wanted)):
            pass
        case _:
            return []
    if wanted.from_.indicators is None and wanted.from_.tag is None:
        return []
    words = telling.words
    return [words.label(id_) for id_ in members(words, wanted)]


def _counted(
    telling: Telling, condition: Condition, at: str, key: str
) -> Sequence[str]:
    """Return the answers that a condition selected, or that a measure counted."""
    if isinstance(condition, MeasureTest):
        at = _place(condition.measure, f"{at}/measure")
    elif not isinstance(condition, Some | Every | NoneOf):
        return []
    entries = (e for e in telling.trace.document["entries"] if e["at"] == at)
    return [id_ for entry in entries for id_ in entry.get(key, ())]
