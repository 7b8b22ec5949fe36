"""Which indicators, domains or limits of a ruleset make no sense by themselves."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from neglect_rules.diagnostics import Diagnostic
from neglect_rules.exact import Number
from neglect_rules.linking._scope import things
from neglect_rules.linking._walk import Parts
from neglect_rules.model import (
    AgeBand,
    Domain,
    Enough,
    Indicator,
    NumberRange,
    Ruleset,
    Scale,
    Window,
)
from neglect_rules.pointer import Pointer


def senseless_items(ruleset: Ruleset, parts: Parts) -> Iterator[Diagnostic]:
    """Yield NR105, NR205, NR209, NR213, NR214, NR215 and NR218."""
    for at, node in parts:
        match node:
            case Indicator():
                scale = None if node.scale is None else ruleset.scales[node.scale]
                yield from _indicator(node, scale, at)
            case NumberRange():
                yield from _number(node, at)
            case AgeBand() | Window():
                yield from _empty(node, at)
            case Domain():
                yield from _domain(node, at)
            case Enough():
                yield from _enough(ruleset, node, at)
            case _:
                pass
    if not (ruleset.outcomes or ruleset.report):
        yield Diagnostic(
            code="NR218",
            message="this ruleset concludes nothing: it has no outcome and no report",
            hint='add "outcomes", or "report" a measure or rating',
        )
    yield from _translations(ruleset)


_NEED_SCALE = (
    "permits",
    "may_not_apply",
    "ages",
    "subjects",
    "ask_if",
    "evidence_required_at",
    "critical_at",
    "grades",
)


def _indicator(
    spec: Indicator, scale: Scale | None, at: Pointer
) -> Iterator[Diagnostic]:
    if scale is None:
        for word in _NEED_SCALE:
            if getattr(spec, word):
                yield _of_a_number(word, at)
    if scale is None or scale.kind == "context":
        yield from _without_worse(spec, at)
    if spec.zero_fill and spec.critical_at is not None:
        yield Diagnostic(
            code="NR215",
            message="a critical sign must never be filled in as nought",
            at=at / "zero_fill",
            hint="take zero_fill out: no answer then stays open",
        )


def _of_a_number(word: str, at: Pointer) -> Diagnostic:
    return Diagnostic(
        code="NR209",
        message=f"`{word}` needs a scale, and this is a number",
        at=at / word,
        hint="make a rating of the number, and say it there",
    )


def _without_worse(spec: Indicator, at: Pointer) -> Iterator[Diagnostic]:
    wrong = [("zero_fill", spec.zero_fill), ("disagree", spec.disagree == "worst")]
    wrong += [("evidence_required_at", spec.evidence_required_at is not None)]
    for word, is_wrong in wrong:
        if is_wrong and not (word == "evidence_required_at" and spec.scale is None):
            yield Diagnostic(
                code="NR209",
                message=f"nothing is worse here, so `{word}` has no meaning",
                at=at / word,
                hint=f"take `{word}` out",
            )


def _number(spec: NumberRange, at: Pointer) -> Iterator[Diagnostic]:
    if spec.from_ >= spec.before:
        yield Diagnostic(
            code="NR213",
            message=f"no number is from {spec.from_} and below {spec.before}",
            at=at / "before",
        )


def _empty(band: AgeBand | Window, at: Pointer) -> Iterator[Diagnostic]:
    if band.before is None or band.from_ is None:
        return
    start: Any = band.from_
    if start >= band.before:
        days = isinstance(band, Window)
        yield Diagnostic(
            code="NR214" if days else "NR213",
            message="`before` must be later than `from`"
            if days
            else "`before` must be above `from`",
            at=at / "before",
        )


def _domain(spec: Domain, at: Pointer) -> Iterator[Diagnostic]:
    if spec.cap is not None and spec.floor is not None and spec.cap < spec.floor:
        yield Diagnostic(
            code="NR214", message="the cap is below the floor", at=at / "cap"
        )


def _enough(ruleset: Ruleset, spec: Enough, at: Pointer) -> Iterator[Diagnostic]:
    yield from share(spec.core, at / "core")
    yield from share(spec.each_domain, at / "each_domain")
    if spec.core is not None and not any(part.core for _, part in things(ruleset)):
        yield Diagnostic(
            code="NR205",
            message="no indicator is marked as core, so no share of them is enough",
            at=at / "core",
            hint='mark indicators with "core": true',
        )


def share(number: Number | None, at: Pointer) -> Iterator[Diagnostic]:
    """Yield NR105 if a share is not from nought to one."""
    if number is not None and not 0 <= Fraction(number) <= 1:
        yield Diagnostic(
            code="NR105",
            message="a share is a number from 0 to 1",
            at=at,
            hint="write 0.8 for four fifths",
        )


def _translations(ruleset: Ruleset) -> Iterator[Diagnostic]:
    for language, texts in ruleset.translations.items():
        for place in texts:
            try:
                found = Pointer.parse(place).resolve(ruleset.document)
            except KeyError:
                found = None
            if not isinstance(found, str):
                yield Diagnostic(
                    code="NR201",
                    message=f"no text stands at `{place}`",
                    at=Pointer(("translations", language, place)),
                )
