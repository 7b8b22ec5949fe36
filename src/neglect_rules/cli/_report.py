"""Reports: what a command says, as a page to look at, to print and to keep."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any, cast

import click

from neglect_rules.audit import Capsule, decision_in, moment_of, people_about
from neglect_rules.audit import replay as replayed
from neglect_rules.cli._check import looked_at
from neglect_rules.cli._exits import Exit
from neglect_rules.cli._given import AT, Moment, write_private
from neglect_rules.cli._impact import impact_told, of_cases
from neglect_rules.cli._log_find import between
from neglect_rules.cli._log_given import now, opened
from neglect_rules.cli._log_replay import decided_again
from neglect_rules.cli._reader import as_read, reading, remind
from neglect_rules.cli._records import loaded, recorded
from neglect_rules.cli._report_pages import replayed_log_page, replayed_page
from neglect_rules.cli._review import review_page
from neglect_rules.cli._route import directory_of, due_after
from neglect_rules.cli._screen import example, talk
from neglect_rules.explain import Line, Page, Section, banner
from neglect_rules.pathways import route as routed
from neglect_rules.report import (
    Checked,
    decision_report,
    findings_report,
    make_sure_of_templates,
)
from neglect_rules.report import report as page_report
from neglect_rules.trace import Trace

OUT = click.option(
    "--out",
    required=True,
    metavar="FILE",
    help="Write the report here: a file for a web browser, such as report.html.",
)


@click.group(
    epilog=example(
        "neglect-rules report decision capsule.json --out decision.html",
        "neglect-rules report check ruleset.json --out check.html",
    )
)
def report() -> None:
    """Make a page to look at, to print and to keep.

    Each is one file for a web browser: no script, and nothing from elsewhere.
    """
    make_sure_of_templates()


@report.command(
    "decision",
    epilog=example(
        "neglect-rules report decision capsule.json --out decision.html",
        "neglect-rules report decision capsule.json --directory bcp --out d.html",
        "neglect-rules report decision --log decisions --id a-17 --out d.html",
    ),
)
@click.argument("file", metavar="TRACE|CAPSULE", required=False)
@click.option(
    "--ruleset",
    "wanted",
    metavar="FILE|ID",
    help="The ruleset that a trace names; a capsule holds its own.",
)
@click.option("--log", "folder", metavar="FOLDER", help="Instead of a file: a log.")
@click.option("--id", "id_", metavar="ID", help="With --log: the decision's id.")
@click.option(
    "--directory",
    metavar="FILE|AREA",
    help="Also say whom to ring: a directory's file, or an area that ships.",
)
@click.option(
    "--at",
    type=Moment(),
    metavar="MOMENT",
    help="When somebody rings; else the moment of the decision.",
)
@as_read
@OUT
def decision(
    file: str | None, folder: str | None, id_: str | None, out: str, **given: Any
) -> int:
    """A decision: the level, what it rests on, what is open, whom to ring.

    From a log it also has what people said and what the named person decided.
    """
    if (file is None) == (folder is None) or (folder is None) != (id_ is None):
        message = "name a trace or capsule, or a log with --log and --id"
        raise click.UsageError(message)
    people: Any = None
    if folder is not None and id_ is not None:
        log = opened(folder)
        found = decision_in(log, id_)
        trace, ruleset = found.trace, found.program.ruleset
        people = people_about(log, id_, found, at=given["at"] or now())
    else:
        trace, of_file = recorded(cast("str", file), given["wanted"])
        if of_file is None:
            message = "a report needs the ruleset that the trace names: --ruleset"
            raise click.UsageError(message)
        ruleset = of_file
    calls = _calls(trace, given["directory"], given["at"])
    if calls is None:
        return Exit.RULESET
    told = decision_report(trace, ruleset, **reading(given), people=people, **calls)
    _write(out, told)
    remind(given)
    return Exit.DONE


def _calls(
    trace: Trace, wanted: str | None, at: dt.datetime | None
) -> dict[str, Any] | None:
    """Return whom to ring, if that is asked for; `None` where it cannot be said."""
    if wanted is None:
        return {}
    directory = directory_of(wanted)
    if directory is None:
        return None
    moment = at or moment_of(trace)
    found = routed(trace, directory, at=moment, audience="professional")
    return {"route": found, "dues": due_after(trace, directory, moment)}


@report.command(
    "impact",
    epilog=example(
        "neglect-rules report impact old.json new.json --cases a.json --out i.html"
    ),
)
@of_cases
@OUT
def impact(out: str, **given: Any) -> int:
    """What a change of a ruleset does to cases that are there."""
    after, page, set_aside = impact_told(**given)
    _write(out, page_report(_with_banner(after.ruleset, page), "What the change does"))
    return Exit.SET_ASIDE if set_aside else Exit.DONE


def _with_banner(ruleset: Any, page: Page) -> Page:
    words = banner(ruleset)
    first = [] if words is None else [Section(None, (Line(words, strong=True),))]
    return Page((*first, *page.sections))


@report.command(
    "replay",
    epilog=example(
        "neglect-rules report replay capsule.json --out replay.html",
        "neglect-rules report replay decisions --out replay.html",
    ),
)
@click.argument("file", metavar="CAPSULE|LOG")
@OUT
def replay(file: str, out: str) -> int:
    """What came of deciding a record again, or every decision of a log."""
    if Path(file).is_dir():
        log, found = decided_again(file)
        _write(out, page_report(replayed_log_page(log, found), "Replay of a log"))
        return Exit.DONE if found.is_sound else Exit.REPLAY
    capsule = loaded(file)
    if not isinstance(capsule, Capsule):
        message = "a trace cannot be decided again alone: give its capsule"
        raise click.UsageError(message)
    again = replayed(capsule)
    _write(out, page_report(replayed_page(again), "Replay"))
    return Exit.DONE if again.is_exact else Exit.REPLAY


@report.command(
    "check", epilog=example("neglect-rules report check ruleset.json --out check.html")
)
@click.argument("files", metavar="RULESET...", nargs=-1, required=True)
@AT
@OUT
def check(files: tuple[str, ...], at: dt.datetime | None, out: str) -> int:
    """All that is wrong or odd in rulesets."""
    looked = looked_at(files, at)
    checked = [
        Checked(
            f"{each.ruleset.title} {each.ruleset.version}"
            if each.ruleset
            else "A ruleset that cannot be used",
            each.file,
            each.found,
        )
        for each in looked
    ]
    _write(out, findings_report(checked))
    refused = any(each.ruleset is None for each in looked)
    return Exit.RULESET if refused else Exit.DONE


@report.command(
    "review",
    epilog=example(
        "neglect-rules report review decisions --from 2026-01-01 --out review.html"
    ),
)
@click.argument("folder", metavar="LOG")
@between
@OUT
def review(folder: str, since: dt.date | None, until: dt.date | None, out: str) -> int:
    """The yearly pack of a log."""
    title, page = review_page(folder, since, until)
    _write(out, page_report(page, title))
    return Exit.DONE


def _write(out: str, text: str) -> None:
    write_private(out, text)
    talk(f"{out}: written.")
