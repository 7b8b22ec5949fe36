"""Run the cases that people agreed on, and see how much of a ruleset they try."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from textwrap import fill
from typing import Any, Final, final

import click
from attrs import evolve, field, frozen

from neglect_rules.cli._exits import Exit
from neglect_rules.cli._given import AT, FORMAT, is_file, ruleset_of
from neglect_rules.cli._screen import WIDTH, example, say, say_banner, show, talk
from neglect_rules.cli._test_cover import generated
from neglect_rules.cli._test_mutants import mutants_page, surveyed
from neglect_rules.cli._test_pages import as_document, failures, summary
from neglect_rules.cli._test_places import accept_all, folder_of, write
from neglect_rules.diagnostics import Diagnostic
from neglect_rules.errors import CaseError
from neglect_rules.golden import (
    Coverage,
    Ran,
    Story,
    Survey,
    agreed_parts,
    cases_of,
    coverage,
    coverage_page,
    is_for,
    junit_of,
    mutations,
    parts_of,
    read_stories,
    read_story,
    run_story,
    told,
)
from neglect_rules.linking import link
from neglect_rules.loading import show_json, show_text
from neglect_rules.model import Ruleset
from neglect_rules.program import Program


@final
@frozen(kw_only=True)
class _Asked:
    """What was given on the command line; `wanted` is the ruleset."""

    wanted: str
    cases: str | None
    only: str | None
    twin: int | None
    row: int | None
    accept: bool
    released: bool
    junit: str | None
    coverage: bool
    generate: bool
    mutate: bool
    at: dt.datetime | None
    form: str

    @property
    def where(self) -> str | None:
        """The one part that is asked for, if one is."""
        if self.twin is not None:
            return f"twin {self.twin}"
        return None if self.row is None else f"row {self.row}"

    @property
    def command(self) -> str:
        """The same command again, as it can be typed; each part of it in quotes."""
        words = ["neglect-rules test", _quoted(self.wanted)]
        if self.cases is not None:
            words += ["--cases", f'"{self.cases}"']
        return " ".join(words)


def _quoted(word: str) -> str:
    return f'"{word}"' if " " in word else word


@final
@frozen(kw_only=True)
class _Done:
    """What was run, and what was found out besides.

    Attributes:
        refused: Files that hold no worked case.
        others: How many cases are agreed for other versions only.
        wrote: What was written to files, line by line.
    """

    ran: tuple[Ran, ...] = field(repr=False)
    refused: tuple[Diagnostic, ...]
    others: int
    wrote: tuple[str, ...] = ()
    covered: Coverage | None = None
    survey: Survey | None = None

    @property
    def agreed(self) -> tuple[Ran, ...]:
        """What people agreed on."""
        return tuple(each for each in self.ran if each.story.is_agreed)

    @property
    def misfits(self) -> tuple[Diagnostic, ...]:
        """Why files and cases are refused."""
        return (*self.refused, *(d for each in self.ran for d in each.refused))


@click.command(
    epilog=example(
        "neglect-rules test my-ruleset/1.0.0/ruleset.json",
        "neglect-rules test example.neglect-screen@1.2.0 --coverage",
    )
)
@click.argument("wanted", metavar="FILE|ID")
@click.option(
    "--cases", metavar="FOLDER", help="The cases, if not in `cases` beside the version."
)
@click.option("--only", metavar="FILE", help="One case only, with all that differs.")
@click.option("--twin", type=int, metavar="N", help="With --only: its twin N only.")
@click.option("--row", type=int, metavar="N", help="With --only: its row N only.")
@click.option("--accept", is_flag=True, help="Write what came out into the cases.")
@click.option(
    "--released", is_flag=True, help="With --accept: even for a released version."
)
@click.option("--junit", metavar="FILE", help="Also write a report for a build server.")
@click.option("--coverage", is_flag=True, help="Also say what the cases never try.")
@click.option("--generate", is_flag=True, help="Also write cases that try it.")
@click.option(
    "--mutate", is_flag=True, help="Also say which small changes no case notices."
)
@AT
@FORMAT
def test(**given: Any) -> int:
    """Run the worked cases of a ruleset, and say what is not as agreed."""
    asked = _Asked(**given)
    _refuse_misfits(asked)
    program = link(ruleset_of(asked.wanted, asked.at))
    folder = folder_of(asked.wanted, asked.cases)
    done = _with_more(asked, program, _ran(asked, program, folder))
    if asked.accept:
        lines = accept_all(
            program.ruleset, folder, done.agreed, released=asked.released
        )
        again = _ran(asked, program, folder)
        done = evolve(done, ran=again.ran, refused=again.refused, wrote=tuple(lines))
    if asked.generate:
        made = generated(program, folder, done.agreed)
        done = evolve(done, wrote=(*done.wrote, *made))
    if asked.junit is not None:
        write(Path(asked.junit), _junit(program.ruleset, done))
    if asked.form == "json":
        _say_json(program, done)
    else:
        _say_text(asked, program, done)
    return _code(done)


_TOGETHER: Final = "--only is for one case: it does not go with"


def _refuse_misfits(asked: _Asked) -> None:
    """Refuse options that do not go together."""
    message = None
    if asked.only is None and asked.where is not None:
        message = "--twin and --row need --only with the file of the case"
    elif asked.twin is not None and asked.row is not None:
        message = "give --twin or --row, not both"
    elif asked.only is not None:
        more = {
            name: getattr(asked, name) for name in ("coverage", "generate", "mutate")
        }
        wrong = [f"--{name}" for name, is_asked in more.items() if is_asked]
        message = f"{_TOGETHER} {' and '.join(wrong)}" if wrong else None
    elif asked.released and not asked.accept:
        message = "--released goes with --accept"
    writes = asked.accept or asked.generate
    if writes and asked.cases is None and not is_file(asked.wanted):
        message = "give the ruleset's file, or --cases: what ships is never written to"
    if message is not None:
        raise click.UsageError(message)


def _ran(asked: _Asked, program: Program, folder: Path) -> _Done:
    stories, refused = _stories(asked, folder)
    meant = [story for story in stories if is_for(story.test, program)]
    ran = tuple(run_story(program, story, asked.where) for story in meant)
    return _Done(ran=ran, refused=refused, others=len(stories) - len(meant))


def _stories(
    asked: _Asked, folder: Path
) -> tuple[tuple[Story, ...], tuple[Diagnostic, ...]]:
    if asked.only is None:
        return read_stories(folder)
    try:
        story = read_story(folder, asked.only.replace("\\", "/"))
    except CaseError as wrong:
        return (), wrong.diagnostics
    if asked.where not in {None, *(part.where for part in parts_of(story.test))}:
        message = f"{asked.only} has no {asked.where}"
        raise click.UsageError(message)
    return (story,), ()


def _with_more(asked: _Asked, program: Program, done: _Done) -> _Done:
    if asked.coverage:
        done = evolve(done, covered=coverage(program, cases_of(done.agreed)))
    if asked.mutate:
        changes = mutations(program.ruleset)
        talk(f"Trying {len(changes)} small changes. This may take some minutes.")
        done = evolve(
            done, survey=surveyed(program, agreed_parts(done.agreed), changes)
        )
    return done


def _say_text(asked: _Asked, program: Program, done: _Done) -> None:
    ruleset = program.ruleset
    say_banner(ruleset)
    for line in done.wrote:
        say(fill(line, WIDTH, subsequent_indent="  "))
    if done.wrote:
        say()
    if done.misfits:
        say(show_text(done.misfits) + "\n")
    for line in failures(
        ruleset, done.ran, asked.command, whole=asked.only is not None
    ):
        say(line)
    for line in summary(ruleset, done.ran, done.others):
        say(line)
    for page in (
        done.covered and coverage_page(ruleset, done.covered),
        done.survey and mutants_page(ruleset, done.survey),
    ):
        if page:
            say()
            show(page)


def _say_json(program: Program, done: _Done) -> None:
    document = as_document(program.ruleset, done.ran)
    document["wrote"] = list(done.wrote)
    document["refused"] = json.loads(show_json(done.misfits))
    if done.covered is not None:
        document["coverage"] = done.covered.to_dict()
    if done.survey is not None:
        document["changes"] = [
            {"at": m.at, "was": m.was, "now": m.now, "fate": fate.name.lower()}
            for m, fate in done.survey.fates
        ]
    say(json.dumps(document, indent=2, ensure_ascii=False))


def _junit(ruleset: Ruleset, done: _Done) -> str:
    title = f"{ruleset.id} {ruleset.version}"
    return junit_of(title, done.agreed, lambda each: told(ruleset, each))


def _code(done: _Done) -> int:
    if done.misfits:
        return Exit.CASE
    # Where there is nothing to run, nothing has been shown to be as agreed.
    wrong = not done.ran or any(each.differences for each in done.agreed)
    unnoticed = done.survey is not None and bool(done.survey.missed)
    return Exit.TEST if wrong or unnoticed else Exit.DONE
