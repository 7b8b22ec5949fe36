"""How far each count or sum that a rule looks at is from what the rule asks for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any, Final, Literal, TypeAlias, final

from attrs import frozen

from neglect_rules.explain import Words, asked, extent
from neglect_rules.model import (
    Age,
    AllOf,
    AnyOf,
    AtLeastOf,
    Condition,
    MeasureTest,
    Named,
    Ruleset,
)
from neglect_rules.pointer import Pointer
from neglect_rules.program import OR_MORE
from neglect_rules.trace import Account, Trace

Verdict: TypeAlias = Literal["met", "open", "not_met"]
_VERDICTS: Final[Mapping[str, Verdict]] = {
    "true": "met",
    "open": "open",
    "false": "not_met",
}
_KINDS: Final = ("threshold", "modifier", "guard")
_ROOM: Final = Fraction(6, 5)
"""How much of a bar stands behind the furthest of its marks."""


@final
@frozen(kw_only=True)
class Margin:
    """One comparison of a rule.

    Attributes:
        asks: What is compared with what, in words.
        found: What was found, in words.
        verdict: Whether it holds.
        says: How close it is, in words.
        low: Where what was found begins, as a share of the bar.
        high: Where it ends.
        limit: Where what is asked for stands.
    """

    asks: str
    found: str
    verdict: Verdict
    says: str
    low: float
    high: float
    limit: float


@final
@frozen
class Compared:
    """A rule with its comparisons.

    Attributes:
        rule: The rule's reason in words, with its id.
        gives: The levels that it gives.
        margins: Each comparison, in the author's order.
    """

    rule: str
    gives: str
    margins: tuple[Margin, ...]


def compared(
    words: Words, trace: Trace, account: Account, ruleset: Ruleset
) -> Iterator[Compared]:
    """Yield each rule that can raise a level and compares numbers, in its order.

    Ages are not among them: nobody's age is a matter of degree. Nor is what a rule
    asks *not* to hold, of which "how close" would be read the wrong way round.
    """
    for rule in account.rules:
        if rule["kind"] in _KINDS:
            folder, index = Pointer.parse(rule["at"]).parts
            written = getattr(ruleset, folder)[int(index)]
            tests = _tests(ruleset, written.when, f"{rule['at']}/when")
            found = tuple(_margin(words, trace, test, at) for test, at in tests)
            if found:
                yield Compared(_because(words, rule), _gives(words, rule), found)


def _because(words: Words, rule: Mapping[str, Any]) -> str:
    because = words.at(rule["at"], "because")
    return f"{because} [{rule['id']}]" if because else str(rule["id"])


def _gives(words: Words, rule: Mapping[str, Any]) -> str:
    gives = rule.get("gives", {}).items()
    return "; ".join(words.level(id_, grade) for id_, grade in gives)


def _tests(
    ruleset: Ruleset, condition: Condition, at: str
) -> Iterator[tuple[MeasureTest, str]]:
    match condition:
        case Named(is_=name):
            inner = ruleset.conditions[name]
            yield from _tests(ruleset, inner, f"/conditions/{name}")
        case AllOf(all=parts):
            yield from _among(ruleset, parts, f"{at}/all")
        case AnyOf(any=parts):
            yield from _among(ruleset, parts, f"{at}/any")
        case AtLeastOf(of=parts):
            yield from _among(ruleset, parts, f"{at}/of")
        case MeasureTest(measure=measure) if not isinstance(measure, Age):
            yield condition, at


def _among(
    ruleset: Ruleset, parts: Sequence[Condition], at: str
) -> Iterator[tuple[MeasureTest, str]]:
    for index, part in enumerate(parts):
        yield from _tests(ruleset, part, f"{at}/{index}")


def _margin(words: Words, trace: Trace, test: MeasureTest, at: str) -> Margin:
    named = isinstance(test.measure, str)
    place = f"/measures/{test.measure}" if named else f"{at}/measure"
    found = trace.value(place, "measure")
    verdict = _VERDICTS[trace.value(at, "condition")]
    low, high = Fraction(found[0] or 0), _end(found[1])
    limit, is_least = _limit(test)
    ends = (limit, low, high or Fraction(0), Fraction(1))
    scale = max(max(each, -each) for each in ends) * _ROOM
    return Margin(
        asks=next(asked(words, test, ids=False)).text,
        found=extent(words.phrases, found),
        verdict=verdict,
        says=_says(words, verdict, (low, high), limit, is_least=is_least),
        low=_share(low, scale),
        high=1.0 if high is None else _share(high, scale),
        limit=_share(limit, scale),
    )


def _end(high: str | None) -> Fraction | None:
    """Return where a range ends; nothing where it has no end."""
    return None if high is None or Fraction(high) >= OR_MORE else Fraction(high)


def _limit(test: MeasureTest) -> tuple[Fraction, bool]:
    """Return what is asked for, and whether it is the least that will do."""
    for bound in (test.at_least, test.above):
        if bound is not None:
            return Fraction(bound), True
    most = test.below if test.at_most is None else test.at_most
    return Fraction(0 if most is None else most), False


def _share(value: Fraction, scale: Fraction) -> float:
    """Return where a value stands on a bar that begins at nought."""
    return round(float(max(Fraction(0), min(value / scale, Fraction(1)))), 4)


def _says(
    words: Words,
    verdict: Verdict,
    found: tuple[Fraction, Fraction | None],
    limit: Fraction,
    *,
    is_least: bool,
) -> str:
    low, high = found
    ends = [None if end is None else _gap(end, limit, is_least) for end in (low, high)]
    far, near = ends if is_least else reversed(ends)
    if verdict == "met":
        spare = None if far is None else -far
        if not spare:
            return words.say("report.margin.met")
        return words.say("report.margin.met_by", amount=_told(words, spare))
    if verdict == "open":
        if far is None or abs(far) >= OR_MORE:
            return words.say("report.margin.open_far")
        return words.say("report.margin.open", amount=_told(words, far))
    if far is None or near is None or abs(far) >= OR_MORE:
        return words.say("report.margin.not_known")
    if far == near == 0:
        return words.say("report.margin.at")
    if far == near:
        return words.say("report.margin.away", amount=_told(words, far))
    return words.say(
        "report.margin.away_between", low=_told(words, near), high=_told(words, far)
    )


def _gap(value: Fraction, limit: Fraction, is_least: bool) -> Fraction:  # noqa: FBT001
    """Return how much is lacking; below nought where there is some to spare."""
    return limit - value if is_least else value - limit


def _told(words: Words, amount: Fraction) -> str:
    return extent(words.phrases, (amount, amount))
