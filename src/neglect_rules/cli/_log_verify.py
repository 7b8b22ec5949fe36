"""What a log shows of itself, in plain words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from textwrap import fill
from typing import Final

import click

from neglect_rules.audit.logs import (
    Completeness,
    EvidenceLog,
    Head,
    PublicKey,
    Seal,
    Verification,
    verify,
)
from neglect_rules.cli._exits import Exit
from neglect_rules.cli._log_given import FOLDER, looked_into, opened
from neglect_rules.cli._log_keys import read_public
from neglect_rules.cli._screen import WIDTH, example, say, talk
from neglect_rules.errors import AuditError, UnsupportedError
from neglect_rules.loading import file_bytes, show_text

_HEAD: Final = re.compile(r"[^\s:]+:\d+:(?:sha256:[0-9a-f]{64}|none)")
_COMPLETE: Final[dict[Completeness, str]] = {
    "witnessed": "it holds every head that was kept elsewhere.",
    "unwitnessed": (
        "unwitnessed. Nobody can tell from the log alone whether records were cut off"
        " its end, or whether it was written anew. Keep what `neglect-rules log heads`"
        " shows somewhere else, and give it here with --expect-at-least."
    ),
    "cut_short": "CUT SHORT. It ends before a record that was there once.",
    "another_log": (
        "ANOTHER LOG. Where a record was kept elsewhere, this one has a different one."
    ),
}


@click.command(
    "verify",
    epilog=example(
        "neglect-rules log verify decisions",
        "neglect-rules log verify decisions --expect-at-least kept-head.txt \\",
        "  --key seal-key.pub.pem",
    ),
)
@FOLDER
@click.option(
    "--expect-at-least",
    "kept",
    multiple=True,
    metavar="HEAD|FILE",
    help="A head that was kept elsewhere, or a file with some. Again for more.",
)
@click.option(
    "--key",
    "keys",
    multiple=True,
    metavar="FILE",
    help="The public half of a key that you trust. Again for more.",
)
def verify_log(folder: str, kept: tuple[str, ...], keys: tuple[str, ...]) -> int:
    """Say whether a log was changed, and whether all of it is there.

    The two are asked apart: a log whose end was cut off is whole as far as it goes.
    """
    expected = [head for each in kept for head in heads_in(each)]
    found = verified(
        looked_into(folder), expected, [read_public(each) for each in keys]
    )
    for line in _lines(found):
        say(fill(line, WIDTH, subsequent_indent="  "))
    if found.diagnostics:
        say(show_text(found.diagnostics))
    return Exit.DONE if found.is_sound else Exit.REPLAY


def verified(
    log: EvidenceLog, expected: Sequence[Head], keys: Sequence[PublicKey]
) -> Verification:
    """Return what a log shows; seals are left alone where nothing can check them."""
    try:
        return verify(log, expected=expected, keys=keys)
    except UnsupportedError as missing:
        if keys:
            raise
        talk(f"The seals are not looked at. {missing}.")
        return verify(log, expected=expected, keys=None)


def heads_in(named: str) -> tuple[Head, ...]:
    """Return a head that is given, or those in a file.

    Raises:
        UsageError: It is neither, or there is none in the file.
    """
    if _HEAD.fullmatch(named) is not None:
        return (Head.parse(named),)
    text = file_bytes(named, AuditError).decode("utf-8", "replace")
    found = [line.strip() for line in text.splitlines()]
    heads_ = tuple(Head.parse(line) for line in found if _HEAD.fullmatch(line))
    if not heads_:
        message = f"there is no head in {Path(named).name}: `log heads` shows one"
        raise click.UsageError(message)
    return heads_


def _lines(found: Verification) -> Iterator[str]:
    broken = "BROKEN. Something in it was changed or taken away; see below."
    whole = "nothing in it was changed."
    yield f"Integrity: {whole if found.integrity == 'intact' else broken}"
    yield f"Completeness: {_COMPLETE[found.completeness]}"
    yield f"Records: {found.head.sequence:,}"
    yield from _of_seals(found)
    kept = found.kept
    if found.unfinished:
        yield (
            f"Unfinished: {found.unfinished:,} bytes of an append that never ended."
            " Nothing of it was recorded; the next append sets it aside."
        )
    yield (
        f"Values kept beside the records: {kept.readable:,} readable,"
        f" {kept.forgotten:,} deleted as recorded,"
        f" {kept.missing:,} missing without a record of it"
    )
    yield f"Rulesets and adoptions in the archive: {kept.documents:,}"
    if kept.strays:
        yield f"Left of appends that never ended: {kept.strays:,} pieces"


def _of_seals(found: Verification) -> Iterator[str]:
    if not found.seals:
        yield "Seals: none. A seal says who vouched for the log, and how far."
        return
    yield f"Seals: {len(found.seals):,}"
    for seal in found.seals:
        yield f"- up to record {seal.sequence:,}: {_of_seal(seal)}"
    if found.unsealed:
        last = f"{found.head.sequence:,}"
        yield f"No seal covers records {found.sealed + 1:,} to {last}."


def _of_seal(seal: Seal) -> str:
    if seal.holds is None:
        return "not looked at"
    if not seal.holds:
        return "DOES NOT HOLD"
    if seal.trusted:
        return "holds, by a key that you gave"
    return (
        "holds, by a key that only the log itself names. Give the key that you trust"
        " with --key."
    )


@click.command(epilog=example("neglect-rules log heads decisions > kept-head.txt"))
@FOLDER
def heads(folder: str) -> int:
    """Show the head of a log, to be kept where nobody can change both.

    Such as in an e-mail to the auditor. `log verify` takes it later, and every seal.
    """
    log = opened(folder)
    say(str(log.head))
    for entry in log.entries():
        if entry.kind == "head_sealed":
            say(f"\nSealed {entry.document['context']['decided']}:\n{entry.head}")
    return Exit.DONE
