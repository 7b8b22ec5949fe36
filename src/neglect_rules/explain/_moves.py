"""Whom a change of a ruleset moves, in words for those who agree it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Final

from neglect_rules.analysis import Change, Direction, Edit, OutcomeMoves
from neglect_rules.explain._edits import edit_group, edits_section
from neglect_rules.explain._moves_near import ORDER, Tale, examples, levels_of, tale
from neglect_rules.explain._page import Block, Bullet, Line, Page, Section, Table
from neglect_rules.explain._phrases import Phrases

_FEW: Final = 6
_SIZES: Final = (
    ("hundred", 100),
    ("thousand", 1_000),
    ("million", 1_000_000),
    ("billion", 1_000_000_000),
)
_READS: Final = {"open_answers", "households"}
_LEVELLESS: Final = {
    "accepted",
    "document",
    "households",
    "promise",
    "report",
    "review",
    "task",
}
"""What no recommended level of one child can hang on."""
_UNUSED: Final = {"event_kind", "parameter", "scale"}
"""What nothing can use yet when it is new."""


def page_of_change(change: Change, *, phrases: Phrases | None = None) -> Page:
    """Return what a change does as a page, the verdict first."""
    told = tale(change, phrases)
    head = Line(title(told), strong=True)
    return Page(
        (
            Section(None, (head, Line(""), *verdict(told))),
            edited(told, phrases),
            *moved(told),
            apart(told),
            numbering(told),
        )
    )


def title(told: Tale) -> str:
    """Return the name of a ruleset with its two versions."""
    old, new = told.change.old.ruleset, told.change.new.ruleset
    return told.say("moves.title", title=new.title, old=old.version, new=new.version)


def verdict(told: Tale) -> Iterator[Block]:
    """Yield what a change comes to, in a line or two."""
    found = _directions(told)
    moves = told.change.moves
    yield Line(told.say(f"moves.verdict.{_verdict(told, found)}"), strong=True)
    if "other" in found and len(found) > 1:
        yield Line(told.say("moves.verdict.other"))
    if "down" in found:
        yield Line(told.say("moves.verdict.less"))
    if moves.known == "searched" and told.change.same is not True:
        yield Line(told.say("moves.verdict.searched"))


def _directions(told: Tale) -> set[Direction]:
    return {way for each in told.change.moves.outcomes for way in each.movers}


def _verdict(told: Tale, found: set[Direction]) -> str:
    change = told.change
    if not change.edits:
        return "equal"
    if not found:
        by_same = {True: "same", False: "done", None: "levels"}
        return by_same[change.same]
    return "_".join(way for way in ("up", "down") if way in found) or "other"


def edited(told: Tale, phrases: Phrases | None) -> Section:
    """Return what changed, below each edit what it does alone."""
    change = told.change
    effects = {id(each.edit): each.effect for each in change.edits}
    telling = _tells_apart(told)

    def note(edit: Edit) -> str | None:
        if not telling or not _is_looked_at(edit):
            return None
        return told.say(f"moves.alone.{effects[id(edit)]}")

    return edits_section(
        [each.edit for each in change.edits],
        change.old.ruleset,
        change.new.ruleset,
        phrases=phrases,
        note=note,
    )


def _tells_apart(told: Tale) -> bool:
    """Return whether it says anything what edits do alone: one, or all as one, do not.

    The verdict says what a single edit does.
    """
    looked = [each for each in told.change.edits if _is_looked_at(each.edit)]
    return len(looked) > 1 and any(each.effect != "not_alone" for each in looked)


def _is_looked_at(edit: Edit) -> bool:
    """Return whether something is to be said of what an edit does alone."""
    if edit_group(edit) in {"document", "words", "parts"} or edit.what in _LEVELLESS:
        return False
    return edit.kind != "added" or edit.what not in _UNUSED


def moved(told: Tale) -> Iterator[Section]:
    """Yield how many move from level to level, and examples of who does."""
    moves = told.change.moves
    key = f"moves.who.{moves.known}"
    blocks: list[Block] = [Line(told.say(key, count=f"{moves.forms:,}"))]
    if not moves.moves_any:
        tried = "_tried" if moves.known == "searched" else ""
        blocks.append(Line(told.say(f"moves.who.nobody{tried}")))
    else:
        blocks.append(Line(told.say("moves.who.families")))
        for outcome in moves.outcomes:
            label = told.new.outcome(outcome.outcome)
            blocks += [Line(""), Line(label, strong=True), *_table(told, outcome)]
    yield Section(told.say("moves.who.title"), tuple(blocks))
    if moves.moves_any:
        yield examples(told)


def _table(told: Tale, outcome: OutcomeMoves) -> Iterator[Block]:
    before: dict[str, int] = {}
    for (was, _), count in outcome.table.items():
        before[was] = before.get(was, 0) + count
    rows = [
        (_pair(told, outcome, levels), f"{count:,}", share(told, count, before[was]))
        for way in ORDER
        for levels, count in _in_order(told, outcome)
        if outcome.directions[levels] == way
        for was in levels[:1]
    ]
    if not rows:
        yield Line(told.say("moves.who.stays"))
        return
    head = (told.say("moves.who.combinations"), told.say("moves.who.share"))
    yield Table(("", *head), tuple(rows))


def _in_order(told: Tale, outcome: OutcomeMoves) -> list[tuple[tuple[str, str], int]]:
    """Return who moved from level to level, low to high."""
    olds, news = (
        next(link.grades for link in program.outcomes if link.id == outcome.outcome)
        for program in (told.change.old, told.change.new)
    )
    return sorted(
        outcome.table.items(),
        key=lambda each: (olds.index(each[0][0]), news.index(each[0][1])),
    )


def _pair(told: Tale, outcome: OutcomeMoves, levels: tuple[str, str]) -> str:
    was, now = levels_of(told, outcome.outcome, *levels)
    pair = told.say("moves.who.pair", was=was, now=now)
    return told.say(f"moves.who.{outcome.directions[levels]}", pair=pair)


def share(told: Tale, count: int, every: int) -> str:
    """Return how large a part of something is, in a few words."""
    if count == every:
        return told.say("moves.share.all")
    for name, size in _SIZES:
        parts = round(Fraction(count * size, every))
        if parts == size:
            return told.say("moves.share.nearly")
        if parts:
            return told.say(f"moves.share.{name}", count=parts)
    return told.say("moves.share.less")


def apart(told: Tale) -> Section:
    """Return what a comparison of filled forms does not show."""
    change = told.change
    moves = change.moves
    lines = [told.say("moves.apart.open"), told.say("moves.apart.next")]
    if change.same is True:
        lines = []
    named_by = {
        "left_out": [_label(told, id_) for id_ in moves.left_out],
        "over_time": [_label(told, id_) for id_ in moves.over_time],
        "gone": [told.old.outcome(id_) for id_ in moves.gone],
        "fresh": [told.new.outcome(id_) for id_ in moves.fresh],
    }
    for key, labels in named_by.items():
        if labels and change.same is not True:
            lines.append(
                told.say(f"moves.apart.{key}", labels=_shortened(told, labels))
            )
    decisive = [each.edit for each in change.edits if each.effect != "words"]
    if any(edit.what == "subjects" for edit in decisive):
        lines.append(told.say("moves.apart.subjects"))
    if any(edit.what in _READS for edit in decisive):
        lines.append(told.say("moves.apart.rest"))
    if not lines:
        return Section(None, ())
    return Section(told.say("moves.apart.title"), tuple(Bullet(line) for line in lines))


def _label(told: Tale, id_: str) -> str:
    """Return what people call a question, a kind of event or a number worked out."""
    for side, program in ((told.new, told.change.new), (told.old, told.change.old)):
        if id_ in program.ruleset.event_kinds:
            return side.event(id_)
        if side.thing(id_) is not None:
            return side.label(id_)
    label = told.new.at(f"/measures/{id_}", "label")
    return label or told.old.at(f"/measures/{id_}", "label") or id_.replace("_", " ")


def _shortened(told: Tale, labels: Sequence[str]) -> str:
    first = "; ".join(dict.fromkeys(labels[:_FEW]))
    if len(labels) <= _FEW:
        return first
    return told.say("moves.apart.more", labels=first, count=len(labels) - _FEW)


def numbering(told: Tale) -> Section:
    """Return which version the change calls for, with whether it has it."""
    found = told.change.numbering
    new = told.change.new.ruleset.version
    if found.apart:
        lines = [Line(told.say("moves.version.apart"))]
    else:
        form = found.needed == "major" and not told.change.moves.moves_any
        key = f"{found.needed}{'_form' if form else ''}"
        lines = [Line(told.say(f"moves.version.{key}", least=found.least))]
    if not found.apart and found.needed != "none":
        key = "enough" if found.enough else "too_small"
        said = told.say(f"moves.version.{key}", new=new)
        lines.append(Line(said, strong=not found.enough))
    return Section(told.say("moves.version.title"), tuple(lines))
