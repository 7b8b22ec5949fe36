"""The yearly pack: what came of the decisions in a log, and what people did."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final, final

import click
from attrs import field, frozen

from neglect_rules.audit import (
    FEWEST,
    Count,
    Found,
    Reviewed,
    Wanted,
    find,
    part,
    replay_log,
    reviewed,
)
from neglect_rules.audit.logs import EvidenceLog
from neglect_rules.cli._exits import Exit
from neglect_rules.cli._log_find import between
from neglect_rules.cli._log_given import opened
from neglect_rules.cli._log_replay import SAID
from neglect_rules.cli._log_words import Words, plain
from neglect_rules.cli._screen import example, say, talk
from neglect_rules.explain import Block, Bullet, Line, Page, Section, Table, markdown_of

_HIDDEN: Final = "hidden"


@final
@frozen(kw_only=True)
class _Told:
    """The decisions of a span of days, and what they are told with."""

    log: EvidenceLog
    words: Words
    found: Sequence[Found] = field(repr=False)
    since: dt.date | None
    until: dt.date | None


@click.command(
    epilog=example(
        "neglect-rules review decisions --from 2026-01-01 --to 2026-12-31 \\",
        "  --out review-2026.md",
    )
)
@click.argument("folder", metavar="LOG")
@between
@click.option("--out", metavar="FILE", help="Write it here; else it is shown.")
def review(
    folder: str, since: dt.date | None, until: dt.date | None, out: str | None
) -> int:
    """Write what a yearly review of a log's decisions looks at.

    Counts of fewer than five are not told, and none by which one could be worked out.
    """
    title, page = review_page(folder, since, until)
    text = f"# {title}\n\n{markdown_of(page)}"
    if out is None:
        say(text.rstrip("\n"))
    else:
        _write(out, text)
        talk(f"{out}: written.")
    return Exit.DONE


def review_page(
    folder: str, since: dt.date | None, until: dt.date | None
) -> tuple[str, Page]:
    """Return the yearly pack of a log as a page, with its title."""
    log = opened(folder)
    found = list(find(log, Wanted(since=since, until=until)))
    told = _Told(log=log, words=Words(log), found=found, since=since, until=until)
    return f"Review of the log {plain(log.head.log)}", Page(tuple(_sections(told)))


def _write(out: str, text: str) -> None:
    try:
        Path(out).write_text(text, encoding="utf-8", newline="\n")
    except OSError as reason:
        message = f"cannot write {out}: {(reason.strerror or 'not possible').lower()}"
        raise click.UsageError(message) from None


def _sections(told: _Told) -> Iterator[Section]:
    yield Section(None, tuple(_top(told)))
    for each in reviewed(told.log, told.found):
        yield from _of_ruleset(told, each)
    yield Section("What people did", tuple(_people(told)))
    yield Section("What can be read", tuple(_readable(told)))
    yield Section("Deciding again", tuple(_replayed(told)))


def _top(told: _Told) -> Iterator[Block]:
    ends = (
        f"from {told.since}" if told.since else "",
        f"to {told.until}" if told.until else "",
    )
    span = " ".join(each for each in ends if each) or "of all days"
    yield Line(f"Decisions {span}: {len(told.found):,}.")
    yield Line(
        f"A count of fewer than {FEWEST} is {_HIDDEN}, and so is each by which one"
        " could be worked out."
    )
    yield Line(f"The log as it was read: {told.log.head}")


def _shown(count: Count, of: int | None = None) -> str:
    if count is None:
        return _HIDDEN
    return f"{count:,}" if of is None else f"{count:,} of {of:,}"


def _of_ruleset(told: _Told, each: Reviewed) -> Iterator[Section]:
    core = each.example.core
    title = f"{told.words.title(core)} {core['ruleset']['version']}"
    blocks: list[Block] = [Line(f"Decisions: {_shown(each.of)}.")]
    if each.of is not None:
        overdue = _shown(each.overdue, each.of)
        blocks.append(
            Line(f"Made after the day by which it was to be looked at: {overdue}.")
        )
    yield Section(title, tuple(blocks))
    for ladder in each.ladders:
        label = told.words.outcome(core, ladder.outcome)
        rows = tuple(
            (told.words.level(core, ladder.outcome, level), _shown(count, each.of))
            for level, count in sorted(
                ladder.levels.items(),
                key=lambda cell: told.words.rank(core, ladder.outcome, cell[0]),
            )
        )
        yield Section(f"{title}: {label}", (Table(("Level", "Decisions"), rows),))
    if each.rules:
        yield Section(f"{title}: by the rules that were met", (_rules(told, each),))


def _rules(told: _Told, each: Reviewed) -> Table:
    core = each.example.core
    head = ("Rule", "Met", "Raised", "Other view", "Decided otherwise")
    rows = tuple(
        (
            told.words.rule(core, rule.id),
            _shown(rule.met, each.of),
            *(
                _shown(count, rule.met)
                for count in (rule.raised, rule.disputed, rule.decided)
            ),
        )
        for rule in each.rules
        if told.words.is_rule(core, rule.id)
    )
    return Table(head, rows)


def _people(told: _Told) -> Iterator[Block]:
    counts = {
        "Raised by a professional judgement": _with(told, "override"),
        "Another agency held another view": _with(told, "dissent"),
        "Decided by the named person": _with(told, "named_person_decided"),
        "Decided otherwise than recommended": sum(
            each.is_decided_otherwise for each in told.found
        ),
    }
    for words, count in counts.items():
        yield Bullet(f"{words}: {_of_all(told, count)}")


def _with(told: _Told, kind: str) -> int:
    return sum(any(e.kind == kind for e in each.later) for each in told.found)


def _of_all(told: _Told, count: int) -> str:
    of = len(told.found)
    return _shown(part(count, of), of)


def _readable(told: _Told) -> Iterator[Block]:
    """Tell what is left to read; these counts, too, are of records."""
    of = len(told.found)
    deleted, corrected = _with(told, "redaction"), _with(told, "correction")
    yield Bullet(f"Something of it was deleted for good: {_shown(deleted, of)}")
    yield Bullet(f"Put right by a later record: {_shown(corrected, of)}")


def _replayed(told: _Told) -> Iterator[Block]:
    """Tell how many come out the same; these counts are of records, not of children."""
    wanted = {each.entry.sequence for each in told.found}
    again = replay_log(told.log) if wanted else ()
    counts = Counter(each.replayed.verdict for each in again if each.sequence in wanted)
    for verdict, words in SAID.items():
        if counts[verdict]:
            yield Bullet(f"{words}: {counts[verdict]:,} of {len(wanted):,}")
    if not wanted:
        yield Line("There is nothing to decide again.")
