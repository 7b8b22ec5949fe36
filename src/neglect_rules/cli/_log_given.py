"""What every command about a log is given: the log, and who acts in whose name."""

from __future__ import annotations

import datetime as dt
import secrets
import uuid
from collections.abc import Callable
from typing import Any, Final, TypeVar, final

import click
from attrs import field, fields, frozen

from neglect_rules.audit.logs import Entry, StoredLog, look_into, open_log
from neglect_rules.audit.records import Context, Evidence, load_evidence
from neglect_rules.cli._given import Moment, write_private
from neglect_rules.cli._log_words import plain
from neglect_rules.cli._screen import say, talk
from neglect_rules.people import Person

_Command = TypeVar("_Command", bound=Callable[..., Any])

_APP: Final = "neglect-rules"
FOLDER = click.argument("folder", metavar="FOLDER")
LOG = click.option("--log", "folder", metavar="FOLDER", help="Record it in this log.")
OUT = click.option(
    "--out", metavar="FILE", help="Write it here instead, for `log append`."
)
REASON = click.option(
    "--reason", required=True, metavar="TEXT", help="Why. Only holders can read it."
)


def now() -> dt.datetime:
    """Return the present moment, in the zone of this machine."""
    clock = dt.datetime.now()  # noqa: DTZ005, TID251 - a command may ask the clock
    return clock.astimezone().replace(microsecond=0)


def secret() -> bytes:
    """Return random bytes that are used once."""
    return secrets.token_bytes(32)


@final
@frozen(kw_only=True)
class Acting:
    """Who acts, and what a record says of the circumstances."""

    actor: str = field(repr=False)
    role: str
    authority: str
    agency: str | None = None
    app: str = _APP
    at: dt.datetime = field(factory=now)
    id: str = field(factory=lambda: str(uuid.uuid4()))
    subject: str | None = field(default=None, repr=False)
    retention: str | None = None

    @property
    def person(self) -> Person:
        """Return who acts."""
        return Person(
            ref=self.actor,
            role=self.role,
            authority=self.authority,
            agency=self.agency,
        )

    @property
    def context(self) -> Context:
        """Return under what circumstances it is recorded: now, by this person."""
        return Context(
            id=self.id,
            by=self.person,
            recorded=now(),
            subject=self.subject,
            app=self.app,
            retention=self.retention,
        )


_ACTING: Final = tuple(each.name for each in fields(Acting))


def acting(given: dict[str, Any]) -> Acting:
    """Take who acts out of what a command was given.

    Raises:
        UsageError: It is not said who acts, where only some uses need it.
    """
    taken = {key: given.pop(key) for key in _ACTING if key in given}
    if any(taken.get(key) is None for key in _ACTING[:3]):
        message = "say who does this: --actor, --role and --authority"
        raise click.UsageError(message)
    return Acting(**{key: each for key, each in taken.items() if each is not None})


def _who(*, required: bool) -> tuple[Callable[[_Command], _Command], ...]:
    """Return the options that say who acts; each may stand in the environment."""
    prefix = "NEGLECT_RULES"
    return (
        click.option(
            "--actor",
            required=required,
            envvar=f"{prefix}_ACTOR",
            metavar="REF",
            help="Who does this: a staff number or the like, never a name.",
        ),
        click.option(
            "--role",
            required=required,
            envvar=f"{prefix}_ROLE",
            metavar="ROLE",
            help="What they are, such as `team manager`.",
        ),
        click.option(
            "--authority",
            required=required,
            envvar=f"{prefix}_AUTHORITY",
            metavar="TEXT",
            help="By what right they do it, such as a procedure.",
        ),
        click.option(
            "--agency",
            envvar=f"{prefix}_AGENCY",
            metavar="NAME",
            help="For whom they work.",
        ),
        click.option(
            "--app", envvar=f"{prefix}_APP", metavar="NAME", help="What records it."
        ),
    )


_WHEN: Final = click.option(
    "--at", type=Moment(), metavar="MOMENT", help="When it was so; else now."
)
_ID: Final = click.option(
    "--id", metavar="ID", help="Your own id of it; else one is made up."
)
_ABOUT: Final = (
    click.option(
        "--subject",
        metavar="REF",
        help="Of whom: your own reference, never a name. Stays readable for ever.",
    ),
    click.option(
        "--retention", metavar="CLASS", help="How long you keep such records."
    ),
)


def says_who(command: _Command) -> _Command:
    """Give a command the options that say who does something to the log."""
    return _given(command, *_who(required=True), _WHEN)


def may_say_who(command: _Command) -> _Command:
    """Give a command the same options, for where only some use records anything."""
    return _given(command, *_who(required=False))


def records(command: _Command) -> _Command:
    """Give a command all that a record about somebody may say."""
    return _given(command, LOG, OUT, *_who(required=True), _WHEN, _ID, *_ABOUT)


def says_about(command: _Command) -> _Command:
    """Give a command all that a record about one in a log may say."""
    log = click.option(
        "--log", "folder", required=True, metavar="FOLDER", help="The log."
    )
    return _given(command, log, *_who(required=True), _WHEN, _ID, *_ABOUT)


def _given(command: _Command, *options: Callable[[_Command], _Command]) -> _Command:
    for option in reversed(options):
        command = option(command)
    return command


def opened(folder: str) -> StoredLog:
    """Return the log in a folder.

    Raises:
        LogError: There is none, or it is broken.
    """
    return open_log(folder, clock=now)


def looked_into(folder: str) -> StoredLog:
    """Return the log in a folder, even a broken one, to be looked at only.

    Raises:
        LogError: There is none.
    """
    return look_into(folder, clock=now)


def keep(evidence: Evidence, folder: str | None, out: str | None) -> None:
    """Record evidence in a log, or write it to a file.

    Raises:
        UsageError: Neither is named, or both are.
        AuditError: The evidence has not the form of one, or the log refuses it.
    """
    checked = load_evidence(evidence.to_dict(), name="<record>")
    if (folder is None) == (out is None):
        message = "say either --log FOLDER or --out FILE"
        raise click.UsageError(message)
    if out is not None:
        write_private(out, checked.to_json() + "\n")
        talk(f"{out}: written. Nothing is recorded until it is added to a log.")
    if folder is not None:
        tell(*opened(folder).append(checked))


def tell(*entries: Entry) -> None:
    """Say under which numbers something stands in a log."""
    for entry in entries:
        say(f"Recorded as number {entry.sequence:,}: {plain(entry.id)}")
