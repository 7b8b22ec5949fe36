"""A log in a folder is made once, then opened."""

from __future__ import annotations

import os
from collections.abc import Iterable
from os import PathLike, fspath

from neglect_rules.audit.logs._disk import Disk, RealDisk
from neglect_rules.audit.logs._errors import LogError
from neglect_rules.audit.logs._guard import Guard, again
from neglect_rules.audit.logs._jsonlines import JsonLinesStore
from neglect_rules.audit.logs._stored import Clock, StoredLog
from neglect_rules.audit.records import Context, Form, opened_evidence
from neglect_rules.diagnostics import Diagnostic


def create_log(  # noqa: PLR0913 - a log is what it is opened for
    folder: str | PathLike[str],
    id_: str,
    context: Context,
    *,
    clock: Clock,
    admits: Iterable[str] = ("adopted",),
    forms: Iterable[Form] = ("committed",),
    disk: Disk | None = None,
) -> StoredLog:
    """Return a new log in a folder.

    The folder is made if there is none; the folder above it must be there. If
    the program dies half-way, the same can be done again.

    Args:
        folder: Where the log is kept. Not a network drive.
        id_: The log's own id.
        context: Under what circumstances it is opened.
        clock: Gives the present moment.
        admits: The statuses of rulesets whose decisions it takes, for ever.
        forms: The forms of record that it takes, for ever.
        disk: The operating system, or what stands for it.

    Raises:
        LogError: NR735, there is a log in the folder.
        UnavailableLogError: NR727, the folder cannot be made or written to.
    """
    guard = Guard(RealDisk() if disk is None else disk)
    root = fspath(folder)
    with guard.told():
        again(guard.disk.make_folder, root)
        guard.sync_folder(os.path.dirname(root) or ".")  # noqa: PTH120 - text as given
    log = StoredLog(JsonLinesStore(root, disk=guard.disk), clock=clock)
    if log.head.sequence:
        message = "there is a log in this folder already"
        hint = "open it, or take a folder of its own"
        raise LogError((Diagnostic("NR735", message, hint=hint),))
    log.append(opened_evidence(id_, context, at=clock(), admits=admits, forms=forms))
    return log


def open_log(
    folder: str | PathLike[str], *, clock: Clock, disk: Disk | None = None
) -> StoredLog:
    """Return the log in a folder.

    It fails closed: what cannot be recorded raises. See `Queued` for the other choice.

    Args:
        folder: Where the log is kept.
        clock: Gives the moment of records that the log makes itself.
        disk: The operating system, or what stands for it.

    Raises:
        LogError: NR732, there is none, or it was never made to the end.
        BrokenLogError: NR724, its records do not belong together.
        UnavailableLogError: NR727, it cannot be read.
    """
    log = StoredLog(JsonLinesStore(folder, disk=disk), clock=clock)
    if not log.head.sequence:
        message = "there is no log in this folder"
        hint = "make one with `create_log`"
        raise LogError((Diagnostic("NR732", message, hint=hint),))
    return log


def look_into(
    folder: str | PathLike[str], *, clock: Clock, disk: Disk | None = None
) -> StoredLog:
    """Return the log in a folder, even if it is broken: for `verify` and `replay_log`.

    Args:
        folder: Where the log is kept.
        clock: Gives the moment of records that the log makes itself.
        disk: The operating system, or what stands for it.

    Raises:
        LogError: NR732, there is none.
        UnavailableLogError: NR727, it cannot be read.
    """
    store = JsonLinesStore(folder, disk=disk)
    if not store.tail(0):
        message = "there is no log in this folder"
        hint = "make one with `create_log`"
        raise LogError((Diagnostic("NR732", message, hint=hint),))
    return StoredLog(store, clock=clock, unread=True)
