"""What a change does to cases that are there, as a page: the verdict first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Final, final

from attrs import frozen

from neglect_rules.explain import Block, Bullet, Line, Page, Section, Table, words
from neglect_rules.impact._compare import Compared, Moved, SetAside
from neglect_rules.impact._groups import LEAST, GroupRow
from neglect_rules.impact._impact import Impact, OutcomeImpact
from neglect_rules.model import Ruleset
from neglect_rules.program import Program

MOST: Final = 20
"""How many cases are listed unless all are asked for."""
HIDDEN: Final = "hidden"

_WAYS: Final = {
    "up": "higher",
    "down": "lower",
    "both": "higher in one thing and lower in another",
    "other": "at a level that only one of the versions has",
}
_PAIRS: Final = {
    "up": 'Up: "{was}" to "{now}"',
    "down": 'Down: "{was}" to "{now}"',
    "other": 'Other: "{was}" to "{now}"',
    "same": 'No change: "{was}"',
}
_MOVES: Final = {
    "up": '{outcome}: up from "{was}" to "{now}"',
    "down": '{outcome}: down from "{was}" to "{now}"',
    "other": '{outcome}: from "{was}" to "{now}"',
}
_COLUMNS: Final = {"up": "Up", "down": "Down", "other": "Other", "same": "No change"}
_RULES: Final = ("thresholds", "modifiers", "easings", "guards")
_NOT_TAKEN: Final = {
    None: "It cannot be read as a case.",
    "old": "The old ruleset does not take it.",
    "new": "The new ruleset does not take it.",
}


@final
@frozen
class _Told:
    """Two rulesets with what becomes of cases between them."""

    old: Ruleset
    new: Ruleset
    impact: Impact

    def outcome(self, id_: str) -> str:
        """Return what people call an outcome."""
        return words(self.new, None).outcome(id_)

    def levels(self, outcome: str, was: str, now: str) -> dict[str, str]:
        """Return the labels of two levels, each in its own ruleset's words."""
        return {
            "was": words(self.old, None).level(outcome, was),
            "now": words(self.new, None).level(outcome, now),
        }


def impact_page(
    old: Program, new: Program, impact: Impact, *, grouped: bool = False
) -> Page:
    """Return what a change does to cases as a page.

    Args:
        old: The ruleset before the change.
        new: The ruleset after it.
        impact: What becomes of the cases.
        grouped: Groups were given, so what may be told of them is.
    """
    told = _Told(old.ruleset, new.ruleset, impact)
    return Page(
        (
            Section(None, (Line(_title(told), strong=True), Line(""), *_top(told))),
            *_levels(told),
            *(_groups(told) if grouped else ()),
            *_worklist(told),
            *_aside(told),
        )
    )


def _title(told: _Told) -> str:
    old, new = told.old, told.new
    if old.id == new.id:
        return f"{new.title}, from {old.version} to {new.version}"
    return f"From {old.title} {old.version} to {new.title} {new.version}"


def verdict(impact: Impact) -> str:
    """Return how many cases come out differently, in a sentence."""
    if not impact.judged:
        return "No case could be judged."
    cases = _cases(impact.judged)
    ways = [(_WAYS[way], count) for way, count in impact.ways.items() if count]
    if not ways:
        return f"None of {cases} comes out at another level."
    (word, first), *rest = ways
    come = "comes" if first == 1 else "come"
    parts = [f"{first:,} of {cases} {come} out {word}"]
    parts += [f"{count:,} {word}" for word, count in rest]
    if impact.moved_count == impact.ways["up"]:
        parts.append("none lower")
    if impact.moved_count == impact.ways["down"]:
        parts.append("none higher")
    return f"{', '.join(parts)}."


def _cases(count: int) -> str:
    return f"{count:,} case" if count == 1 else f"{count:,} cases"


def _top(told: _Told) -> Iterator[Block]:
    impact = told.impact
    yield Line(verdict(impact), strong=True)
    if impact.ways["down"] or impact.ways["both"]:
        yield Line("Who comes out lower may get less help than before.")
    if impact.set_aside_count:
        were = "was" if impact.set_aside_count == 1 else "were"
        aside = f"{_cases(impact.set_aside_count)} {were} set aside and not judged."
        yield Line(f"{aside} They are not counted above. The reasons stand below.")
    if impact.open:
        yield Line(
            f"{impact.open:,} of {_cases(impact.judged)} still have open answers that"
            " could bring more. Of each, the level that is certain so far was compared."
            " More can move once they are answered."
        )
    yield from _not_compared(told)


def _not_compared(told: _Told) -> Iterator[Block]:
    for one, other, which in (
        (told.old, told.new, "old"),
        (told.new, told.old, "new"),
    ):
        labels = [
            words(one, None).outcome(id_)
            for id_ in one.outcomes
            if id_ not in other.outcomes
        ]
        if labels:
            yield Line(
                f"Not compared, because only the {which} version gives it:"
                f" {'; '.join(labels)}."
            )


def _levels(told: _Told) -> Iterator[Section]:
    blocks: list[Block] = []
    for each in told.impact.outcomes:
        blocks += [Line("")] if blocks else []
        blocks += [Line(told.outcome(each.outcome), strong=True), _table(told, each)]
    if blocks:
        yield Section("From level to level", tuple(blocks))


def _table(told: _Told, each: OutcomeImpact) -> Table:
    before: Counter[str] = Counter()
    for (was, _), count in each.table.items():
        before[was] += count
    ladders = [
        ruleset.outcomes[each.outcome].grades for ruleset in (told.old, told.new)
    ]
    pairs = sorted(
        each.table,
        key=lambda pair: (
            list(_PAIRS).index(each.directions.get(pair, "same")),
            *(ladder.index(level) for ladder, level in zip(ladders, pair, strict=True)),
        ),
    )
    rows = [
        (
            _PAIRS[each.directions.get(pair, "same")].format(
                **told.levels(each.outcome, *pair)
            ),
            f"{each.table[pair]:,} of {before[pair[0]]:,}",
        )
        for pair in pairs
    ]
    return Table(("", "Cases, of that level before"), tuple(rows))


def _groups(told: _Told) -> Iterator[Section]:
    rows = told.impact.groups
    if not rows:
        said = "There are no two groups large enough to be shown."
        yield Section("By group", (Line(said),))
        return
    blocks: list[Block] = [
        Line(
            f"Counts under {LEAST} are hidden, so that nobody can be recognised. Where"
            " one could be worked out from the rest, another is hidden as well."
        )
    ]
    for outcome, each in groupby(rows, key=lambda row: row.outcome):
        head = Line(told.outcome(outcome), strong=True)
        blocks += [Line(""), head, _group_table(list(each))]
    yield Section("By group", tuple(blocks))


def _group_table(rows: Sequence[GroupRow]) -> Table:
    # A way that nobody goes is left out: the table from level to level says so.
    ways = [way for way in _COLUMNS if any(row.moves[way] != 0 for row in rows)]
    return Table(
        ("", "Cases", *(_COLUMNS[way] for way in ways)),
        tuple(
            (
                row.group or "No group given",
                _cell(row.cases),
                *(_cell(row.moves[way]) for way in ways),
            )
            for row in rows
        ),
    )


def _cell(count: int | None) -> str:
    return HIDDEN if count is None else f"{count:,}"


def _worklist(told: _Told) -> Iterator[Section]:
    impact = told.impact
    if not impact.moved:
        return
    rules = [_rules(ruleset) for ruleset in (told.old, told.new)]
    blocks: list[Block] = [Line("Those that go up come first, the gravest at the top.")]
    for case in impact.moved:
        blocks += [Line(""), *_case(told, rules, case)]
    more = impact.moved_count - len(impact.moved)
    if more:
        rest = f"… and {more:,} more (use --format lines or --all)"
        blocks += [Line(""), Line(rest)]
    yield Section("The cases to look at", tuple(blocks))


def _case(
    told: _Told, rules: Sequence[Mapping[str, str]], case: Compared
) -> Iterator[Block]:
    yield Line(case.ref, strong=True)
    for move in case.moved:
        levels = told.levels(move.outcome, move.was, move.now)
        outcome = told.outcome(move.outcome)
        yield Bullet(_MOVES[move.direction].format(outcome=outcome, **levels))
        yield from _because(move, *rules)


def _because(
    move: Moved, old: Mapping[str, str], new: Mapping[str, str]
) -> Iterator[Block]:
    for head, ids, rules in (
        ("Met now", move.now_met, new),
        ("No longer met", move.no_longer_met, old),
        ("Met as before, gives another level now", move.changed, new),
    ):
        yield from (Line(f"{head}: {rules[id_]}", 1) for id_ in ids)


def _rules(ruleset: Ruleset) -> dict[str, str]:
    """Return for each rule its reason with its id, as a decision's page has it."""
    told = words(ruleset, None)
    found = {}
    for kind in _RULES:
        for number, rule in enumerate(getattr(ruleset, kind)):
            because = told.at(f"/{kind}/{number}", "because")
            found[rule.id] = f"{because or kind[:-1]} [{rule.id}]"
    return found


def _aside(told: _Told) -> Iterator[Section]:
    impact = told.impact
    if not impact.set_aside:
        return
    blocks: list[Block] = []
    for each in impact.set_aside:
        blocks += [Bullet(_aside_head(each)), *_why(each)]
    more = impact.set_aside_count - len(impact.set_aside)
    if more:
        blocks.append(Line(f"… and {more:,} more (use --all)"))
    yield Section("Set aside, not judged", tuple(blocks))


def _aside_head(each: SetAside) -> str:
    named = "" if each.ruleset is None else f"{each.ref}, "
    return f"{named}{each.place}. {_NOT_TAKEN[each.ruleset]}"


def _why(each: SetAside) -> Iterator[Block]:
    for found in each.diagnostics:
        at = f" at {found.at}" if found.at.parts else ""
        if found.span and not at:
            at = f" (column {found.span.column})"
        said = found.message[:1].upper() + found.message[1:]
        yield Line(f"{said}{at}. [{found.code}]", 1)


def aside_line(each: SetAside) -> str:
    """Return a case that was set aside as one line, for a screen that scrolls."""
    why = " ".join(block.text for block in _why(each) if isinstance(block, Line))
    return f"Set aside: {_aside_head(each)} {why}"
