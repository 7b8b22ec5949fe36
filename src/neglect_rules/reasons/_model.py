"""What is answered about a decision, as values."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction
from typing import Literal, TypeAlias, final

from attrs import field, frozen

from neglect_rules.completions import Unit

How: TypeAlias = Literal["exact", "search"]
"""`exact`: there is nothing better, as everything was looked at. `search`: what is
shown is true, but there may be more of it, or something smaller."""
Verdict: TypeAlias = Literal["can_change", "cannot", "undecided"]


@final
@frozen
class Topic:
    """What an answer is about.

    Attributes:
        kind: An indicator, a kind of event, a measure of the last assessment, or the
            subject's age.
        id: Of that kind; of the age, nothing.
    """

    kind: Literal["indicator", "events", "earlier", "age"]
    id: str = ""


@final
@frozen(kw_only=True)
class Said:
    """One answer of a case that might be, with the leaf that it is an answer to.

    Attributes:
        about: What it is about.
        at: Where the leaf stands in the ruleset.
        value: The grades, low to high (`n/a` is "does not apply"); or the least and
            the greatest number as text, the second `None` without a limit.
    """

    about: Topic
    at: str
    value: tuple[str | None, ...] = field(repr=False)


@final
@frozen(kw_only=True)
class Reached:
    """A grade with answers to what is open that bring it about.

    What is not among the answers may be answered in any way.
    """

    grade: str
    answers: tuple[Said, ...] = field(repr=False)


@final
@frozen(kw_only=True)
class StillPossible:
    """Which grades of an outcome are still possible.

    Attributes:
        possible: What the decision says: never fewer than can come about.
        reached: Each grade that some answers bring about, with such answers.
        ruled_out: Grades the decision leaves open that no answers bring about.
        unknown: Grades for which neither was found.
        how: `exact` where none is unknown.
        steps: How many steps the search took.
    """

    outcome: str
    possible: tuple[str, ...]
    reached: tuple[Reached, ...]
    ruled_out: tuple[str, ...]
    unknown: tuple[str, ...]
    how: How
    steps: int


@final
@frozen(kw_only=True)
class Met:
    """A rule that is met, with answers that are enough to meet it.

    Attributes:
        kind: Threshold, modifier, easing or guard.
        gives: The grade it gives, or the limit of what it moves.
        answers: Without any one of them, and with all others forgotten, it is not
            certainly met.
    """

    id: str
    at: str
    kind: str
    gives: str
    answers: tuple[Topic, ...]


@final
@frozen(kw_only=True)
class Why:
    """Why a grade is certain.

    Attributes:
        floor: The least grade that is certain.
        answers: With these alone, and all others forgotten, it still is; without any
            one of them it is not. The gravest first.
        fewest: No smaller set of answers would do.
        met: The rules that are met.
        runs: How many times the Program was judged for `answers`.
    """

    outcome: str
    floor: str
    answers: tuple[Topic, ...]
    fewest: bool
    met: tuple[Met, ...]
    how: How
    runs: int
    steps: int


@final
@frozen(kw_only=True)
class Change:
    """One answer that would be another.

    Attributes:
        was: What it stands for now.
        now: What it would be.
        steps: How many grades lie between; nought if `now` is still possible.
    """

    about: Topic
    was: tuple[str | None, ...] = field(repr=False)
    now: tuple[str | None, ...] = field(repr=False)
    steps: int


@final
@frozen(kw_only=True)
class Counterfactual:
    """Which answers would have to be others, for another grade.

    Attributes:
        direction: `up`: then at least `grade` is certain. `down`: then at most it is
            possible.
        changes: `None` if no answers that can change bring it about.
        how: `exact`: no fewer changed answers do, nor as many with fewer grade steps.
    """

    outcome: str
    direction: Literal["up", "down"]
    grade: str
    changes: tuple[Change, ...] | None
    how: How
    steps: int


@final
@frozen(kw_only=True)
class Part:
    """One thing that a rule asks for.

    Attributes:
        at: Where it stands.
        verdict: Whether it holds: `true`, `false` or `open`.
        short: By how much a number is too small at best; nought if what is open could
            bring it. `None` where no number is asked for.
        certain_short: By how much it is too small for certain.
        spare: By how much it could fall and still hold.
    """

    at: str
    role: str
    verdict: str
    short: Fraction | None = None
    certain_short: Fraction | None = None
    spare: Fraction | None = None


@final
@frozen(kw_only=True)
class NotMet:
    """A rule that would give more and is not certainly met.

    Attributes:
        verdict: `false` or `open`.
        failed: Those of its parts that do not hold.
        open: Those that may hold.
        needs: The fewest changed answers that would meet it.
    """

    id: str
    at: str
    kind: str
    gives: str
    verdict: str
    failed: tuple[Part, ...]
    open: tuple[Part, ...]
    needs: Counterfactual


@final
@frozen(kw_only=True)
class Pair:
    """Two sets of answers that differ in one answer, and in what they give.

    Attributes:
        one: The answer in question, with the grades that are then possible.
        other: Another answer to it, with the grades that are possible then.
        rest: What is answered alike; what is not named may be answered in any way.
    """

    one: tuple[Said, ...] = field(repr=False)
    one_gives: tuple[str, ...]
    other: tuple[Said, ...] = field(repr=False)
    other_gives: tuple[str, ...]
    rest: tuple[Said, ...] = field(repr=False)


@final
@frozen(kw_only=True)
class Question:
    """An open question, and whether its answer can change the outcome.

    Attributes:
        verdict: `can_change`: `pair` shows it. `cannot`: shown for all answers.
        decides: The highest grade of which the answer may decide whether it is
            reached; `None` where it decides none, or that is not known.
        alone: The highest grade that one answer to it makes certain by itself.
        ask: Who can answer.
        core: The ruleset counts it towards what must be answered.
        by: By when.
    """

    about: Topic
    verdict: Verdict
    pair: Pair | None = field(repr=False)
    decides: str | None
    alone: str
    ask: tuple[str, ...]
    core: bool
    by: dt.date | None


@final
@frozen(kw_only=True)
class Settling:
    """The fewest answers that would settle an outcome at a grade.

    Attributes:
        answers: Whatever else is answered, the grade stays. An age is none of them.
    """

    grade: str
    answers: tuple[Said, ...] = field(repr=False)


@final
@frozen(kw_only=True)
class Next:
    """What to ask next.

    Attributes:
        questions: Every open question, those that can do most first.
        settled_by: All of these must be answered to be sure that it is settled.
        settling: For each grade the fewest answers that would settle it at once.
        how: `exact` where no question is undecided and nothing settles it sooner.
    """

    outcome: str
    questions: tuple[Question, ...]
    settled_by: tuple[Topic, ...]
    settling: tuple[Settling, ...]
    how: How
    steps: int


@final
@frozen(kw_only=True)
class Margin:
    """How far a rule is from being met, or from being met no longer."""

    id: str
    at: str
    kind: str
    gives: str
    verdict: str
    parts: tuple[Part, ...]


@final
@frozen(kw_only=True)
class Hanging:
    """An answer that is not firm, and on which the outcome hangs.

    Attributes:
        because: Why it is not firm: `suspected`, `stale`, `disagreeing`, `judgement`.
        floor: The least certain grade without it.
    """

    about: Topic
    because: tuple[str, ...]
    floor: str


@final
@frozen(kw_only=True)
class Close:
    """How close an outcome is to another."""

    outcome: str
    floor: str
    margins: tuple[Margin, ...]
    hanging: tuple[Hanging, ...]
    how: How
    steps: int


@final
@frozen
class Possible:
    """The possible grades of an outcome, low to high."""

    outcome: str
    grades: tuple[str, ...]


@final
@frozen(kw_only=True)
class Turned:
    """A rule whose verdict would be another."""

    id: str
    at: str
    kind: str
    was: str
    now: str


@final
@frozen(kw_only=True)
class WhatIf:
    """What a decision would be if answers were others.

    Attributes:
        before: Each outcome as decided.
        after: Each with the changed answers.
        turned: The rules whose verdicts would be others.
    """

    changes: tuple[Change, ...]
    before: tuple[Possible, ...]
    after: tuple[Possible, ...]
    turned: tuple[Turned, ...]


def topic(unit: Unit) -> Topic:
    """Return what a unit is about."""
    return Topic(unit.kind, unit.id)
