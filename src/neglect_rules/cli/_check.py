"""Check rulesets: every problem at once, each with its line and a caret."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from importlib.metadata import version
from typing import Final, TypedDict, Unpack, final

import click
from attrs import frozen

from neglect_rules.analysis import (
    CHECKS,
    Examined,
    KnownFinding,
    digest_of,
    examine,
    page,
    plain,
)
from neglect_rules.cli._check_around import siblings, worked_cases
from neglect_rules.cli._check_edition import base_of, edition_line
from neglect_rules.cli._check_fix import fix
from neglect_rules.cli._check_known import Looked, left, read_known, write_known
from neglect_rules.cli._check_live import signed
from neglect_rules.cli._exits import Exit
from neglect_rules.cli._given import AT
from neglect_rules.cli._screen import example, say, talk
from neglect_rules.diagnostics import CODES, Diagnostic, Severity, nearest
from neglect_rules.errors import RulesetError
from neglect_rules.explain import agreed_so_far, plural
from neglect_rules.linking import linked
from neglect_rules.loading import (
    SarifRule,
    read_ruleset,
    show_github,
    show_json,
    show_sarif,
    show_text,
)
from neglect_rules.model import Ruleset

_SHOW: Final = {"text": show_text, "json": show_json, "github": show_github}
_FORMS: Final = (*_SHOW, "sarif")


class _Options(TypedDict):
    """What may be said about a check."""

    form: str
    at: dt.datetime | None
    baseline: str | None
    write_baseline: str | None
    put_right: bool
    diff: bool
    strict: bool
    explain: str | None
    purpose: str | None
    based_on: str | None


@click.command(
    epilog=example(
        "neglect-rules check rulesets/example/neglect-screen/1.2.0/ruleset.json",
        "neglect-rules check 1.2.0/ruleset.json --for live",
        "neglect-rules check --explain NR330",
    )
)
@click.argument("files", metavar="RULESET...", nargs=-1)
@click.option(
    "--format",
    "form",
    type=click.Choice(_FORMS),
    default="text",
    help="For people, for machines, or beside the lines on a code host.",
)
@click.option("--explain", metavar="CODE", help="Say what a code means, and no more.")
@click.option("--baseline", metavar="FILE", help="Leave out what this file knows.")
@click.option(
    "--write-baseline", metavar="FILE", help="Write down what is found, as known."
)
@click.option("--fix", "put_right", is_flag=True, help="Put right what is safe.")
@click.option("--diff", is_flag=True, help="With --fix: only show it.")
@click.option("--strict", is_flag=True, help="Leave with 7 if a warning is left.")
@click.option(
    "--for",
    "purpose",
    type=click.Choice(["live"]),
    help="Refuse what is not adopted, not in force, or not free of warnings.",
)
@click.option(
    "--based-on",
    metavar="FILE|ID",
    help="Of a local edition: what it is an edition of.",
)
@AT
def check(files: tuple[str, ...], **options: Unpack[_Options]) -> int:
    """Say all that is wrong with rulesets, line by line."""
    if options["explain"] is not None:
        return _explained(options["explain"])
    _make_sure(files, options)
    known = read_known(options["baseline"])
    if options["put_right"]:
        for file in files:
            fix(file, only_show=options["diff"])
    return Exit.DONE if options["diff"] else _checked(files, known, options)


def _checked(
    files: tuple[str, ...], known: tuple[KnownFinding, ...], options: _Options
) -> int:
    # Dates are held against today, unless another day is named.
    moment = options["at"] or dt.datetime.now().astimezone()  # noqa: TID251 - a command may ask the clock
    for_live = options["purpose"] == "live"
    asked = _Asked(
        files=files, moment=moment, for_live=for_live, based_on=options["based_on"]
    )
    looked = [_looked(file, asked) for file in files]
    refused = any(each.ruleset is None for each in looked)
    if options["write_baseline"] is not None:
        write_known(options["write_baseline"], looked)
        return Exit.RULESET if refused else Exit.DONE
    found = left(looked, known)
    _show(options["form"], found, looked)
    if refused:
        if for_live:
            talk("Not ready for live use.")
        return Exit.RULESET
    warned = any(each.severity is Severity.WARNING for each in found)
    if for_live:
        return _told_live(warned=warned)
    return Exit.TEST if options["strict"] and warned else Exit.DONE


def looked_at(files: tuple[str, ...], at: dt.datetime | None) -> list[Looked]:
    """Return what is wrong or odd in each of several files."""
    moment = at or dt.datetime.now().astimezone()  # noqa: TID251 - a command may ask the clock
    asked = _Asked(files=files, moment=moment, for_live=False, based_on=None)
    return [_looked(file, asked) for file in files]


def _told_live(*, warned: bool) -> int:
    if warned:
        talk("Not ready for live use: put right or agree on each warning first.")
        return Exit.RULESET
    talk("Ready for live use.")
    return Exit.DONE


def _make_sure(files: tuple[str, ...], options: _Options) -> None:
    """Refuse what makes no sense.

    Raises:
        UsageError: With the reason.
    """
    if not files:
        message = "name a ruleset's file, or a code with --explain"
        raise click.UsageError(message)
    if options["diff"] and not options["put_right"]:
        message = "--diff shows what --fix would do: give both"
        raise click.UsageError(message)
    if options["baseline"] and options["write_baseline"]:
        message = "read a baseline, or write one: not both at once"
        raise click.UsageError(message)


@final
@frozen(kw_only=True)
class _Asked:
    """What files are looked at together, when, and for what."""

    files: tuple[str, ...]
    moment: dt.datetime
    for_live: bool
    based_on: str | None

    @property
    def day(self) -> dt.date:
        return self.moment.date()


def _looked(file: str, asked: _Asked) -> Looked:
    """Return what is wrong or odd in a file, and its ruleset if it can be used."""
    try:
        ruleset = read_ruleset(file)
        program, warnings = linked(ruleset)
    except RulesetError as refused:
        talk(f"{file}: {plural(len(refused.diagnostics), 'problem')}.")
        return Looked(file=file, ruleset=None, found=refused.diagnostics)
    examined = Examined(
        program=program,
        day=asked.day,
        siblings=siblings(file, ruleset, asked.files),
        cases=worked_cases(file, program),
        base=base_of(file, ruleset, asked.based_on, asked.moment),
    )
    ruleset, adoption = signed(file, ruleset, asked.day, for_live=asked.for_live)
    found = (*adoption, *warnings, *examine(examined))
    talk(f"{file}: {_counted(found)}. {_summary(ruleset, asked.day)}")
    if examined.base is not None and (line := edition_line(examined.base, ruleset)):
        talk(line)
    falls = any(each.severity is Severity.ERROR for each in adoption)
    return Looked(file=file, ruleset=None if falls else ruleset, found=found)


def _counted(found: Sequence[Diagnostic]) -> str:
    severities = [each.severity for each in found]
    if Severity.ERROR in severities:
        return plural(severities.count(Severity.ERROR), "problem")
    counts = [
        plural(severities.count(each), each.value)
        for each in (Severity.WARNING, Severity.NOTE)
        if each in severities
    ]
    return f"no problems, but {' and '.join(counts)}" if counts else "no problems"


def _summary(ruleset: Ruleset, day: dt.date) -> str:
    counts = (
        plural(len(ruleset.indicators), "indicator"),
        plural(len(ruleset.thresholds), "threshold"),
        plural(len(ruleset.modifiers), "modifier"),
        plural(len(ruleset.guards), "guard"),
    )
    named = f"{ruleset.title} {ruleset.version}, {agreed_so_far(ruleset, day)}"
    return f"{named}: {', '.join(counts)}."


def _show(form: str, found: tuple[Diagnostic, ...], looked: Sequence[Looked]) -> None:
    if form == "sarif":
        say(_sarif(found, looked))
    elif found or form == "json":
        say(_SHOW[form](found))


def _sarif(found: tuple[Diagnostic, ...], looked: Sequence[Looked]) -> str:
    digests = {
        finding: digest_of(each.ruleset, finding)
        for each in looked
        if each.ruleset is not None
        for finding in each.found
    }
    rules = {
        each.code: SarifRule(
            level=each.severity.value,
            text=plain(page(each.code)),
            markdown=page(each.code),
        )
        for each in CHECKS
    }
    return show_sarif(
        found, version=version("neglect-rules"), rules=rules, digests=digests
    )


def _explained(written: str) -> int:
    """Write the page about a code, or its one line where it has no page.

    Raises:
        UsageError: There is no such code.
    """
    code = written.upper()
    if code not in CODES:
        hint = nearest(code, CODES)
        message = f"there is no code {written}" + (f": {hint}" if hint else "")
        raise click.UsageError(message)
    if any(each.code == code for each in CHECKS):
        say(plain(page(code)))
    else:
        say(f"{code}: {CODES[code]}.")
    return Exit.DONE
