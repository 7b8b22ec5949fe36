"""The command's front door: its options, and what becomes of each kind of error."""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Sequence
from typing import Final, NoReturn

import click

from neglect_rules.cli._commands import Commands
from neglect_rules.cli._exits import Exit
from neglect_rules.cli._screen import make_safe, say, talk
from neglect_rules.errors import (
    AuditError,
    BrokenLogError,
    CaseError,
    DocumentError,
    InternalError,
    LogError,
    NeglectRulesError,
    PersonError,
    RulesetError,
    UnavailableLogError,
)
from neglect_rules.loading import show_text

_REFUSED: Final = (
    (BrokenLogError, Exit.REPLAY, "The log is broken; `neglect-rules log verify`."),
    (UnavailableLogError, Exit.REPLAY, "Nothing was recorded. Try it again later."),
    (LogError, Exit.REPLAY, "Not done: the log does not take it."),
    (PersonError, Exit.REPLAY, "Nothing was recorded."),
    (RulesetError, Exit.RULESET, "The ruleset is refused."),
    (CaseError, Exit.CASE, "The case is refused."),
    (AuditError, Exit.REPLAY, "The record is refused."),
    (DocumentError, Exit.RULESET, "No such ruleset."),
)
_STOPPED: Final = 130


_BEGIN: Final = """\b
Begin here:
  neglect-rules demo
  neglect-rules evaluate case.json --ruleset example.neglect-screen

\b
Exit codes:
  0 done                   4 cannot be determined from what was recorded
  1 we failed              5 the replay differs, or the record was altered
  2 wrong usage            6 a case was refused
  3 a ruleset was refused  7 something is not as agreed, or does not hold
                           8 done, but some cases were set aside
"""


@click.group(
    cls=Commands,
    epilog=_BEGIN,
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.option("--debug", is_flag=True, help="If we fail, show where (may hold data).")
def commands(debug: bool) -> None:  # noqa: FBT001 - click passes it by name
    """Judge a case by a ruleset, and say why.

    What comes out is a recommendation. A named person decides.
    """


def main() -> NoReturn:
    """Run the command line and leave with its exit code."""
    sys.exit(run(sys.argv[1:]))


def run(arguments: Sequence[str]) -> int:
    """Run a command and return its exit code; nothing but output leaves it."""
    make_safe()
    try:
        return _run(arguments)
    except BrokenPipeError:
        # Who read the output has enough; Python must not try to flush the rest.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return Exit.DONE
    except KeyboardInterrupt:
        talk("Stopped.")
        return _STOPPED
    except Exception as failure:  # noqa: BLE001 - the last door: no traceback for people
        return _failed(failure, debug="--debug" in arguments)


def _run(arguments: Sequence[str]) -> int:
    try:
        code = commands.main(
            args=list(arguments), prog_name="neglect-rules", standalone_mode=False
        )
    except click.Abort:
        talk("Stopped.")
        return _STOPPED
    except click.ClickException as wrong:
        wrong.show()
        return Exit.USAGE
    except DocumentError as refused:
        return _refused(refused)
    except InternalError:
        raise
    except NeglectRulesError as wrong:
        talk(f"Not possible: {wrong}.")
        return Exit.USAGE
    return int(code or Exit.DONE)


def _refused(refused: DocumentError) -> int:
    for kind, code, words in _REFUSED:
        if isinstance(refused, kind):
            say(show_text(refused.diagnostics))
            talk(words)
            return code
    raise refused


def _failed(failure: Exception, *, debug: bool) -> int:
    """Say that we failed, and where; never with a value that may be a child's."""
    if debug:
        talk("".join(traceback.format_exception(failure)))
    frames = traceback.extract_tb(failure.__traceback__)
    place = f"{os.path.basename(frames[-1].filename)}:{frames[-1].lineno}"  # noqa: PTH119 - a name in a traceback
    talk(f"We failed, and it is not your mistake: {type(failure).__name__} at {place}.")
    talk("Please report this line, and no part of the case.")
    if not debug:
        talk("`neglect-rules --debug ...` shows more. Read it before you share it.")
    return Exit.FAILED
