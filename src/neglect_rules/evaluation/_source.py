"""A Program as Python source: for each step the few lines that judge it.

The lines say what `_kinds` says, for one Program and straight on: no loop over steps,
no list of inputs, no look-up of how a kind is judged. Numbers, tables and all else
that a ruleset says stand in a table of constants beside the text. In the text there
are our own names with the numbers of steps, and nothing that an author wrote.

A verdict is a number here: 0 for false, 1 for open, `YES` for true. So `&` is *all*,
`|` is *any*, and a sum holds how many are true above how many are not false.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final, final

from attrs import field, frozen

from neglect_rules.evaluation import _kinds as kinds
from neglect_rules.evaluation._memo import Memo, alike, has_place, shifts
from neglect_rules.evaluation._writer import Writer
from neglect_rules.program import (
    Amount,
    Answer,
    Band,
    Clamp,
    Compare,
    Count,
    Extreme,
    Map,
    Member,
    Not,
    Quorum,
    Reach,
    RecordFact,
    Select,
    Shift,
    Step,
    Sum,
    cone,
    extreme_choice,
)
from neglect_rules.truth import Truth

_ABOVE: Final = 1 << 20
"""What one true verdict adds to a sum, so that more members than that have no place."""
_YES: Final = _ABOVE | 1
_WORDS: Final = {0: Truth.FALSE, 1: Truth.OPEN, _YES: Truth.TRUE}
_FIXED: Final[Mapping[str, Any]] = {
    "YES": _YES,
    "NOT": {0: _YES, 1: 1, _YES: 0},
    "WORD": _WORDS,
    "TRUE": Truth.TRUE,
    "FALSE": Truth.FALSE,
    "banded": kinds.banded,
    "selected": kinds.selected,
    "shifted": kinds.shifted,
    "extreme_choice": extreme_choice,
    "extreme_extent": kinds.extreme_extent,
    "mapped": kinds.mapped,
}


@final
@frozen
class Source:
    """Python text with the constants that it names.

    Attributes:
        text: A module of one function, `judge`, from leaf values to those of steps.
        constants: What each name in it stands for.
    """

    text: str
    constants: Mapping[str, Any] = field(repr=False, hash=False)


def source(
    steps: Sequence[Step], roots: Sequence[int] | None = None, *, held: bool = False
) -> Source:
    """Return the source that judges some steps, or all of them.

    Args:
        steps: All steps of a Program.
        roots: Those whose values are wanted, in this order; all, if not said.
        held: No easing is met that is only open (8.5).
    """
    wanted = range(len(steps)) if roots is None else roots
    writer = Writer(steps, held)
    for index in sorted(cone(steps, wanted)):
        _LINES[type(steps[index])](writer, index, steps[index])
    told = "".join(f"{writer.value(index)}, " for index in wanted)
    body = "\n".join(f"    {line}" for line in (*writer.lines, f"return ({told})"))
    return Source(f"def judge(leaf):\n{body}\n", {**_FIXED, **writer.constants})


def _answer(writer: Writer, index: int, _: Answer) -> None:
    writer.let(index, f"leaf[{index}]")


def _amount(writer: Writer, index: int, step: Amount) -> None:
    writer.say(f"a{index}, b{index} = leaf[{index}]")
    writer.both(index, limited=step.open[1] is not None)


def _record_fact(writer: Writer, index: int, _: RecordFact) -> None:
    writer.say(f"t = leaf[{index}]")
    writer.let(index, "YES if t is TRUE else 0 if t is FALSE else 1")


def _compare(writer: Writer, index: int, step: Compare) -> None:
    low, high = writer.ends[step.of]
    edge = writer.constant(step.at_least)
    some = f"{high} >= {edge}"
    if step.of not in writer.limited:
        some = f"{high} is None or {some}"
    writer.let(index, f"YES if {low} >= {edge} else 1 if {some} else 0")


def _member(writer: Writer, index: int, step: Member) -> None:
    choice = writer.names[step.of]
    writer.say(f"t = {choice} & {writer.constant(step.among)}")
    writer.let(index, f"0 if not t else YES if t == {choice} else 1")


def _quorum(writer: Writer, index: int, step: Quorum) -> None:
    names = [writer.names[of] for of in step.of]
    if step.need == 0:
        writer.names[index] = "YES"
    elif len(names) < step.need:
        writer.let(index, "0")
    elif len(names) == 1:
        writer.same(index, step.of[0])
    elif step.need in {1, len(names)}:
        writer.chain(f"v{index}", "|" if step.need == 1 else "&", names)
        writer.names[index] = f"v{index}"
    else:
        writer.chain("t", "+", names)
        certain = writer.constant(step.need * _ABOVE)
        possible = f"t & {writer.constant(_ABOVE - 1)} >= {writer.constant(step.need)}"
        writer.let(index, f"YES if t >= {certain} else 1 if {possible} else 0")


def _not(writer: Writer, index: int, step: Not) -> None:
    writer.let(index, f"NOT[{writer.names[step.of]}]")


def _count(writer: Writer, index: int, step: Count) -> None:
    writer.chain("t", "+", [writer.names[of] for of in step.of] or ["0"])
    writer.low(index, f"t // {writer.constant(_ABOVE)}")
    writer.high(index, f"t & {writer.constant(_ABOVE - 1)}", limited=True)


def _sum(writer: Writer, index: int, step: Sum) -> None:
    lows, highs = [writer.constant(step.constant)], [writer.constant(step.constant)]
    for of, weight in zip(step.of, step.weights, strict=True):
        low, high = writer.ends[of]
        by = "" if weight == 1 else f" * {writer.constant(weight)}"
        least, most = (low, high) if weight >= 0 else (high, low)
        lows.append(f"{least}{by}")
        highs.append(f"{most}{by}")
    writer.chain(f"a{index}", "+", lows)
    free = [writer.ends[of][1] for of in step.of if of not in writer.limited]
    if free:
        unless = " or ".join(f"{name} is None" for name in free)
        total = " + ".join(highs)
        writer.high(index, f"None if {unless} else {total}", limited=False)
        return
    writer.chain(f"b{index}", "+", highs)
    writer.both(index, limited=True)


def _clamp(writer: Writer, index: int, step: Clamp) -> None:
    (low, high), limited = writer.ends[step.of], step.of in writer.limited
    if step.low is not None:
        floor = writer.constant(step.low)
        writer.low(index, f"{low} if {low} > {floor} else {floor}")
        raised = f"{high} if {high} > {floor} else {floor}"
        raised = raised if limited else f"None if {high} is None else {raised}"
        writer.high(index, raised, limited=limited)
        low, high = writer.ends[index]
    if step.high is not None:
        cap = writer.constant(step.high)
        writer.low(index, f"{low} if {low} < {cap} else {cap}")
        some = (
            f"{high} < {cap}" if limited else f"{high} is not None and {high} < {cap}"
        )
        writer.high(index, f"{high} if {some} else {cap}", limited=True)
    elif step.low is None:
        writer.same(index, step.of)


def _extreme(writer: Writer, index: int, step: Extreme) -> None:
    if len(step.of) == 1 and (step.greatest or step.grades is None):
        writer.same(index, step.of[0])
    elif step.grades is not None:
        _extreme_choice(writer, index, step)
    elif all(of in writer.limited for of in step.of):
        for write, end in ((writer.low, 0), (_limited(writer), 1)):
            write(index, _furthest([writer.ends[of][end] for of in step.of], step))
    else:
        each = "".join(f"({', '.join(writer.ends[of])}), " for of in step.of)
        found = f"extreme_extent(({each}), greatest={step.greatest})"
        writer.say(f"a{index}, b{index} = {found}")
        writer.both(index, limited=False)


def _limited(writer: Writer) -> Callable[[int, str], None]:
    return lambda index, expression: writer.high(index, expression, limited=True)


def _furthest(names: Sequence[str], step: Extreme) -> str:
    return f"{'max' if step.greatest else 'min'}({', '.join(names)})"


def _extreme_choice(writer: Writer, index: int, step: Extreme) -> None:
    names = [writer.names[of] for of in step.of]
    if step.greatest:
        bars = ", ".join(f"{name} & -{name}" for name in names)
        writer.chain("t", "|", names)
        writer.let(index, f"t & -max({bars})")
        return
    each = "".join(f"{name}, " for name in names)
    writer.let(index, f"extreme_choice(({each}), greatest=False)")


def _map(writer: Writer, index: int, step: Map) -> None:
    names = [writer.names[of] for of in step.of]
    if has_place(step.sizes):
        key = " | ".join(
            f"{name} << {shift}" if shift else name
            for name, shift in zip(names, shifts(step.sizes), strict=True)
        )
        found = f"{writer.constant(Memo(step), alike(step))}[{key}]"
    else:
        each = "".join(f"{name}, " for name in names)
        found = f"mapped({writer.constant(step, index)}, ({each}))"
    if step.grades is not None:
        writer.let(index, found)
        return
    writer.say(f"a{index}, b{index} = {found}")
    writer.both(index, limited=True)


def _band(writer: Writer, index: int, step: Band) -> None:
    ends = ", ".join(writer.ends[step.of])
    writer.let(index, f"banded({writer.constant(step, index)}, ({ends}))")


def _select(writer: Writer, index: int, step: Select) -> None:
    each = "".join(
        "None, " if of is None else f"{writer.names[of]}, " for of in step.of
    )
    writer.let(index, f"selected({writer.names[step.chooser]}, ({each}))")


def _reach(writer: Writer, index: int, step: Reach) -> None:
    """7.1: from the highest level down, until one is certain."""
    by_level: dict[int, list[str]] = {}
    for of, level in zip(step.of, step.levels, strict=True):
        if level > step.base:
            by_level.setdefault(level, []).append(writer.names[of])
    bottom = writer.constant(1 << step.base)
    writer.let(index, "0")
    writer.say("u = 0")
    for level, names in sorted(by_level.items(), reverse=True):
        writer.chain("t", "|", names)
        writer.say(f"if t and u <= 1: v{index} |= {writer.constant(1 << level)}")
        writer.say("u |= t")
    writer.say(f"if u <= 1: v{index} |= {bottom}")


def _shift(writer: Writer, index: int, step: Shift) -> None:
    if not step.when:
        writer.same(index, step.of)
        return
    names, choice = [writer.names[of] for of in step.when], writer.names[step.of]
    lowers = writer.held and any(by < 0 for by in step.by)
    words = [f"WORD[{name}]" for name in names]
    if lowers:
        words = [f"TRUE if {name} == YES else FALSE" for name in names]
    moved = f"shifted({writer.constant(step, index)}, {choice}, ({', '.join(words)},))"
    writer.let(index, f"{moved} if {' | '.join(names)} else {choice}")


_LINES: Final[Mapping[type, Callable[[Writer, int, Any], None]]] = {
    Answer: _answer,
    Amount: _amount,
    RecordFact: _record_fact,
    Compare: _compare,
    Member: _member,
    Quorum: _quorum,
    Not: _not,
    Sum: _sum,
    Clamp: _clamp,
    Count: _count,
    Extreme: _extreme,
    Map: _map,
    Band: _band,
    Select: _select,
    Reach: _reach,
    Shift: _shift,
}
