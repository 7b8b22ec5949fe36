"""Every decision of a log, decided again."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator, Mapping
from textwrap import fill
from typing import Any, Final, TypeVar

import click

from neglect_rules.audit import (
    RecordVerdict,
    ReplayedEntry,
    ReplayReport,
    replay_log,
)
from neglect_rules.audit.logs import BrokenLogError, EvidenceLog
from neglect_rules.audit.records import report_evidence
from neglect_rules.cli._exits import Exit
from neglect_rules.cli._log_given import Acting, acting, looked_into, may_say_who, tell
from neglect_rules.cli._log_words import Words, plain
from neglect_rules.cli._screen import WIDTH, columns, say
from neglect_rules.pointer import Pointer

_Command = TypeVar("_Command", bound=Callable[..., Any])

_STEP: Final = 100
SAID: Final[Mapping[RecordVerdict, str]] = {
    "exact": "The same again, byte for byte",
    "consistent": "In agreement, as far as they can be read",
    "inconclusive": "What is hidden leaves every level possible",
    "mismatch": "DIFFERENT when decided again",
    "tampered": "CHANGED since they were recorded",
    "ruleset_unavailable": "Not decided again: the ruleset is not at hand",
    "meaning_unavailable": "Not decided again: an older or newer version judged",
    "unverified": "Not decided again: kept in a way not known here",
}
_ONE: Final[Mapping[RecordVerdict, str]] = {
    **SAID,
    "consistent": "In agreement, as far as it can be read",
    "tampered": "CHANGED since it was recorded",
}
_PARTS: Final[Mapping[str, str]] = {
    "subject": "who it is about, such as the age",
    "reviews": "the plan and its reviews",
    "earlier": "earlier answers",
}
_SECTIONS: Final = {"answers": "indicators", "events": "event_kinds"}


def of_a_log(command: _Command) -> _Command:
    """Give a command the options for a log."""
    options = (
        click.option(
            "--workers",
            type=click.IntRange(1, 64),
            default=1,
            help="Of a log: how many processes decide.",
        ),
        click.option(
            "--from",
            "start",
            type=click.IntRange(min=1),
            default=1,
            metavar="NUMBER",
            help="Of a log: the first record.",
        ),
        click.option(
            "--to",
            "stop",
            type=click.IntRange(min=1),
            metavar="NUMBER",
            help="Of a log: the last record.",
        ),
        click.option("--json", "as_json", is_flag=True, help="Of a log: for machines."),
        click.option(
            "--record", "is_kept", is_flag=True, help="Of a log: record what came out."
        ),
    )
    command = may_say_who(command)
    for option in reversed(options):
        command = option(command)
    return command


def refuse_of_a_log(given: Mapping[str, Any]) -> None:
    """Refuse options for a log where there is none.

    Raises:
        UsageError: There are some.
    """
    usual = {"workers": 1, "start": 1, "stop": None, "as_json": False, "is_kept": False}
    if any(given[key] != each for key, each in usual.items()):
        message = "this is for a log, which is a folder; FILE is no folder"
        raise click.UsageError(message)


def replay_of_log(folder: str, given: dict[str, Any]) -> int:
    """Decide every decision of a log again, and say what came of it."""
    who = acting(given) if given["is_kept"] else None
    log, report = decided_again(
        folder, given["start"], given["stop"], workers=given["workers"]
    )
    if given["as_json"]:
        say(json.dumps(report.to_dict(), indent=2))
    else:
        _tell(log, report)
    if who is not None:
        _keep(log, report, who, is_told=not given["as_json"])
    return Exit.DONE if report.is_sound else Exit.REPLAY


def decided_again(
    folder: str, start: int = 1, stop: int | None = None, *, workers: int = 1
) -> tuple[EvidenceLog, ReplayReport]:
    """Decide decisions of a log again, with progress on a terminal."""
    log = looked_into(folder)
    found = replay_log(log, start=start, stop=stop, workers=workers)
    entries = tuple(_progress(found))
    last = _last(log, entries) if stop is None else stop
    return log, ReplayReport(entries=entries, first=start, last=last)


def _keep(
    log: EvidenceLog, report: ReplayReport, who: Acting, *, is_told: bool
) -> None:
    """Record what came out; said only where the screen is not for machines."""
    span, mark = (report.first, report.last), report.fingerprint
    found = report_evidence(report.counts, mark, span, who.context, at=who.at)
    entries = log.append(found)
    if is_told:
        say()
        tell(*entries)


def _last(log: EvidenceLog, entries: tuple[ReplayedEntry, ...]) -> int:
    try:
        return log.head.sequence
    except BrokenLogError:
        return entries[-1].sequence


def _progress(found: Iterator[ReplayedEntry]) -> Iterator[ReplayedEntry]:
    """Pass records on, and say how far it is if somebody looks on."""
    looks_on = sys.stderr.isatty()
    for number, each in enumerate(found, start=1):
        yield each
        if looks_on and number % _STEP == 0:
            click.echo(f"\r{number:,} records decided again", nl=False, err=True)
    if looks_on:
        click.echo("\r", nl=False, err=True)


def _tell(log: EvidenceLog, report: ReplayReport) -> None:
    counts = report.counts
    say(f"Decisions decided again: {len(report.entries):,}")
    rows = [(f"  {SAID[each]}", f"{counts[each]:,}") for each in SAID if counts[each]]
    if rows:
        say(columns(rows))
    for title, *lines in told_of(log, report):
        say(f"\n{title}\n" + "\n".join(map(_filled, lines)))


def told_of(log: EvidenceLog, report: ReplayReport) -> Iterator[list[str]]:
    """Yield what is said of each record that did not come out exactly the same.

    The first line names it; what follows stands under it.
    """
    told = [each for each in report.entries if each.replayed.verdict != "exact"]
    cores = _cores(log, {each.sequence for each in told}) if told else {}
    words = Words(log)
    for each in told:
        yield list(_lines(each, cores.get(each.sequence), words))


def _cores(log: EvidenceLog, wanted: set[int]) -> dict[int, Mapping[str, Any]]:
    """Return what everybody may read of some records, as far as the log is whole."""
    found: dict[int, Mapping[str, Any]] = {}
    try:
        for number, entry in enumerate(log.entries(), 1):
            if number in wanted:
                found[number] = entry.document["core"]
    except (BrokenLogError, ValueError, KeyError):
        pass
    return found


def _lines(
    each: ReplayedEntry, core: Mapping[str, Any] | None, words: Words
) -> Iterator[str]:
    found = each.replayed
    yield f"Number {each.sequence:,}: {plain(each.id)}".rstrip(": ")
    yield f"{_ONE[found.verdict]}."
    if found.hidden and core is not None:
        hidden = ", ".join(_hidden(place, core, words) for place in found.hidden)
        yield f"Hidden: {hidden}."
    for reason in found.diagnostics:
        place = f" Place: {reason.at}" if reason.at.parts else ""
        yield f"{reason.code}: {reason.message}.{place}"
        if reason.hint:
            yield f"Hint: {reason.hint}."


def _filled(words: str) -> str:
    return fill(
        words,
        WIDTH,
        initial_indent="  ",
        subsequent_indent="    ",
        break_long_words=False,
        break_on_hyphens=False,
    )


def _hidden(place: str, core: Mapping[str, Any], words: Words) -> str:
    """Return what is hidden as people know it."""
    head, *rest = Pointer.parse(place).parts
    if head in _SECTIONS and rest:
        return words.named(core, _SECTIONS[head], rest[0])
    return _PARTS.get(head, head)
