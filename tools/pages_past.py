"""What a page of a ruleset says of time: events, what is believed, reviews."""

from __future__ import annotations

from collections.abc import Iterator

from neglect_rules.explain import asked
from neglect_rules.explain._history import duration
from neglect_rules.explain._words import Words
from neglect_rules.model import Believe, Indicator, Ruleset


def believed(spec: Indicator) -> str:
    """Return which of several dated answers stand, in words; nothing for all."""
    match spec.believe:
        case None:
            return ""
        case Believe(sustained=many) if many is not None:
            return f"Milder is believed after {many} dates"
        case Believe(worst_within=length) if length is not None:
            return f"The worst of {duration(length)} stands, and the latest"
        case _:
            return "The latest answer stands"


def events(ruleset: Ruleset) -> Iterator[str]:
    """Yield the kinds of event that a case may hold."""
    if ruleset.event_kinds:
        yield from ("## Events with a date", "")
        for kind, spec in ruleset.event_kinds.items():
            ask = f" Ask: {', '.join(spec.ask)}." if spec.ask else ""
            yield f"- **{spec.label}** (`{kind}`). {spec.help or ''}{ask}"
        yield ""


def reviews(ruleset: Ruleset, told: Words) -> Iterator[str]:
    """Yield by when a case is looked at again, and what that means for others."""
    if ruleset.reviews:
        yield from ("## When it is looked at again", "")
        yield from ("The earliest of those that apply counts.", "")
    for review in ruleset.reviews:
        yield from (f"### {review.id}: within {duration(review.within)}", "")
        yield from (review.because, "")
        if review.when is not None:
            for bullet in asked(told, review.when):
                yield f"{'  ' * bullet.level}- {bullet.text}"
            yield ""
    if ruleset.near_review is not None:
        near = duration(ruleset.near_review)
        yield f"An improvement seen only within {near} before a review is pointed out."
        yield ""
    if ruleset.households is not None:
        at = ruleset.households.rescreen_at.items()
        levels = " or ".join(told.level(outcome, grade) for outcome, grade in at)
        yield f"From {levels} on, the other children of the household are looked at."
        yield from ("", ruleset.households.because, "")
