"""What ships: a list of rulesets, and a demonstration on a worked case."""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections.abc import Iterator
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Final

import click

from neglect_rules.catalogue import Shipped, shipped, shipped_ruleset
from neglect_rules.cli._exits import Exit
from neglect_rules.cli._given import FORMAT
from neglect_rules.cli._screen import columns, example, say, show, talk
from neglect_rules.evaluation import Decision, evaluate
from neglect_rules.explain import (
    Block,
    Bullet,
    Line,
    Page,
    Section,
    headline,
    notable,
    page_of,
)
from neglect_rules.golden import Test, load_test
from neglect_rules.linking import link
from neglect_rules.packaged import folder

_RULESET: Final = "example.neglect-screen"
_CASE: Final = "example/neglect-screen/cases/01-baby-left-with-drunk-adult.json"


@click.command(epilog=example("neglect-rules rulesets"))
@FORMAT
def rulesets(form: str) -> int:
    """List the rulesets that ship."""
    entries = shipped()
    if form == "json":
        say(json.dumps([_as_object(entry) for entry in entries], indent=2))
        return Exit.DONE
    rows = [("Ruleset", "Version", "Status", "In force")]
    rows += [(e.id, e.version, e.status, _window(e)) for e in entries]
    say(columns(rows))
    return Exit.DONE


def _window(entry: Shipped) -> str:
    if entry.until is not None:
        return f"{entry.first} to before {entry.until}"
    return f"from {entry.first}"


def _as_object(entry: Shipped) -> dict[str, str | None]:
    return {
        "id": entry.id,
        "version": entry.version,
        "status": entry.status,
        "title": entry.title,
        "area": entry.area,
        "from": entry.first.isoformat(),
        "before": None if entry.until is None else entry.until.isoformat(),
        "path": entry.path,
    }


@click.command(epilog=example("neglect-rules demo --save try"))
@click.option(
    "--save",
    metavar="FOLDER",
    help="Also write the case and the ruleset there, to change and try again.",
)
def demo(save: str | None) -> int:
    """Show a decision about a child, with its reasons."""
    test = load_test(_file(_CASE).read_bytes(), name=_CASE)
    ruleset = shipped_ruleset(_RULESET, at=test.at)
    program = link(ruleset)
    decision = evaluate(program, test.case, at=test.at)
    twins = [(t.story, evaluate(program, t.case, at=test.at)) for t in test.twins]
    page = page_of(decision.trace, ruleset)
    show(Page((_the_case(test, decision), *page.sections, _one_away(twins))))
    if save is not None:
        _save(Path(save), test, ruleset.text or "")
    say("\n".join(["", *_next(save)]))
    return Exit.DONE


def _file(path: str) -> Traversable:
    file = folder("rulesets")
    for part in path.split("/"):
        file = file / part
    return file


def _the_case(test: Test, decision: Decision) -> Section:
    """Return the case in a few lines: the story, and what was recorded of note."""
    grave, others = notable(decision.trace, decision.program.ruleset)
    blocks: list[Block] = [Line(test.story), Line("")]
    blocks += [Bullet(told, 1) for told in grave]
    blocks.append(Bullet(f"{others} other answers were recorded, none of concern.", 1))
    return Section("The case (made up)", tuple(blocks))


def _one_away(twins: list[tuple[str, Decision]]) -> Section:
    """Return what the same case comes to with one answer changed."""
    blocks: list[Block] = []
    for story, decision in twins:
        outcome = next(iter(decision.outcomes))
        level, *_ = headline(decision.trace, decision.program.ruleset, outcome)
        blocks += [Bullet(story), Line(f"Then: {level}.", 1)]
    return Section("The same case, one answer away", tuple(blocks))


def _save(place: Path, test: Test, text: str) -> None:
    """Write the case and the ruleset as files; nothing is written over."""
    files = {place / "case.json": _case_text(test), place / "ruleset.json": text}
    there = [str(file) for file in files if file.exists()]
    if there:
        message = f"{there[0]} is there already; give another folder"
        raise click.UsageError(message)
    try:
        place.mkdir(parents=True, exist_ok=True)
        for file, content in files.items():
            file.write_text(content, encoding="utf-8", newline="\n")
    except OSError as reason:
        message = f"cannot write to {place}: {(reason.strerror or '').lower()}"
        raise click.UsageError(message) from None
    talk(f"Wrote {' and '.join(str(file) for file in files)}.")


def _case_text(test: Test) -> str:
    written = {**test.case.document, "at": test.at.isoformat()}
    return json.dumps(written, indent=2) + "\n"


def _next(save: str | None) -> Iterator[str]:
    command = _command()
    place = save or "try"
    yield "Try next"
    yield "--------"
    if save is None:
        yield from _step(
            "Get this case and its ruleset as files:", f"demo --save {place}"
        )
    case, ruleset = f"{place}/case.json", f"{place}/ruleset.json"
    tries = (
        ("Change an answer in the case, and judge again:",
         f"evaluate {case} --ruleset {ruleset}"),
        ("Misspell one letter in the ruleset, and be told where:", f"check {ruleset}"),
        ("See what to ask about a child of 8 months:",
         f"questions --ruleset {ruleset} --age-months 8"),
        ("Check that all that ships does what was agreed:", "self-check"),
    )  # fmt: skip
    for told, words in tries:
        yield from _step(told, words)
    yield f"Every command explains itself: {command} --help"


def _step(told: str, words: str) -> Iterator[str]:
    yield told
    yield f"  {_command()} {words}"


def _command() -> str:
    """Return how this command is called from here."""
    name = "neglect-rules"
    called = sys.argv[0]
    if not os.path.basename(called).startswith(name):  # noqa: PTH119 - just its name
        return name
    found = shutil.which(name)
    if found is not None and Path(found).resolve() == Path(called).resolve():
        return name
    try:
        return os.path.relpath(called)
    except ValueError:  # another drive, on Windows
        return called
