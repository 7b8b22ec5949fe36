"""Keys that seal a log, in files that `openssl` reads as well."""

from __future__ import annotations

import base64
import binascii
import os
from pathlib import Path
from typing import Any, Final, Literal

import click

from neglect_rules.audit.logs import LogError, PublicKey, SealingKey
from neglect_rules.audit.records import key_evidence
from neglect_rules.cli._exits import Exit
from neglect_rules.cli._log_given import (
    FOLDER,
    acting,
    opened,
    says_who,
    secret,
    tell,
)
from neglect_rules.cli._screen import example, say, talk
from neglect_rules.diagnostics import Diagnostic
from neglect_rules.loading import file_bytes

_PRIVATE: Final = bytes.fromhex("302e020100300506032b657004220420")
_PUBLIC: Final = bytes.fromhex("302a300506032b6570032100")
"""What stands before the 32 bytes of an Ed25519 key in DER (RFC 8410)."""


def _pem(label: str, data: bytes) -> str:
    text = base64.encodebytes(data).decode("ascii")
    return f"-----BEGIN {label}-----\n{text}-----END {label}-----\n"


def _of_pem(file: str, label: str, head: bytes) -> bytes:
    """Return the 32 bytes of a key in a PEM file.

    Raises:
        LogError: NR728, it is no such key. Nothing of the file is repeated.
    """
    lines = file_bytes(file, LogError).decode("ascii", "replace").split("\n")
    text = [line.strip() for line in lines if line.strip()]
    try:
        if (text[0], text[-1]) == (
            f"-----BEGIN {label}-----",
            f"-----END {label}-----",
        ):
            data = base64.b64decode("".join(text[1:-1]), validate=True)
            if data.startswith(head) and len(data) == len(head) + 32:
                return data[len(head) :]
    except (IndexError, binascii.Error):
        pass
    message = f"this is not the {label.lower()} of an Ed25519 key"
    hint = "make a key with `neglect-rules log new-key`"
    raise LogError((Diagnostic("NR728", message, hint=hint, file=file),))


def read_public(file: str) -> PublicKey:
    """Return the public half of a key.

    Raises:
        LogError: NR728.
    """
    return PublicKey(_of_pem(file, "PUBLIC KEY", _PUBLIC))


def read_private(file: str) -> SealingKey:
    """Return a private key.

    Raises:
        LogError: NR728.
    """
    return SealingKey(_of_pem(file, "PRIVATE KEY", _PRIVATE))


def _write_new(path: Path, text: str, mode: int) -> None:
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
        with os.fdopen(handle, "w", encoding="ascii", newline="\n") as file:
            file.write(text)
    except OSError as reason:
        message = f"cannot write {path}: {(reason.strerror or 'not possible').lower()}"
        raise click.UsageError(message) from None


@click.command("new-key", epilog=example("neglect-rules log new-key seal-key.pem"))
@click.argument("file", metavar="FILE")
def new_key(file: str) -> int:
    """Make a key that seals, with its public half beside it.

    FILE is the private half: whoever has it can seal. The public half, FILE with
    .pub.pem at its end, is for everybody who verifies.
    """
    key = SealingKey(secret())
    public = Path(file).with_suffix(".pub.pem")
    shared = _pem("PUBLIC KEY", _PUBLIC + key.public.data)
    _write_new(Path(file), _pem("PRIVATE KEY", _PRIVATE + key.seed), 0o600)
    _write_new(public, shared, 0o644)
    say(f"Private half, to be kept secret: {file}")
    say(f"Public half, for whoever verifies: {public}")
    talk("Next: `neglect-rules log add-key`, and give the public half to the auditor.")
    return Exit.DONE


_KEY = click.option(
    "--key", "file", required=True, metavar="FILE", help="The public half of a key."
)
_BY: Final = "  --role 'records officer' --authority 'records procedure 3'"


@click.command(
    "add-key",
    epilog=example(
        "neglect-rules log add-key decisions --key seal-key.pub.pem \\",
        f"  --actor staff-7 \\\n  {_BY}",
    ),
)
@FOLDER
@_KEY
@says_who
def add_key(folder: str, file: str, **given: Any) -> int:
    """Record that a key may seal this log from here on."""
    return _change("added", folder, file, given)


@click.command(
    "retire-key",
    epilog=example(
        "neglect-rules log retire-key decisions --key seal-key.pub.pem \\",
        f"  --actor staff-7 \\\n  {_BY}",
    ),
)
@FOLDER
@_KEY
@says_who
def retire_key(folder: str, file: str, **given: Any) -> int:
    """Record that a key no longer seals. What it sealed before stays sealed."""
    return _change("retired", folder, file, given)


def _change(
    change: Literal["added", "retired"], folder: str, file: str, given: dict[str, Any]
) -> int:
    who, key = acting(given), read_public(file)
    log = opened(folder)
    found = key_evidence(change, key.to_dict(), who.context, at=who.at)
    tell(*log.append(found))
    return Exit.DONE


@click.command(
    epilog=example(
        "neglect-rules log seal decisions --key seal-key.pem --actor staff-7 \\",
        _BY,
    )
)
@FOLDER
@click.option(
    "--key", "file", required=True, metavar="FILE", help="The private half of a key."
)
@says_who
def seal(folder: str, file: str, **given: Any) -> int:
    """Vouch with a key for everything in a log up to here."""
    who, key = acting(given), read_private(file)
    entry = opened(folder).seal(key, who.context, at=who.at)
    tell(entry)
    say(f"Keep this head somewhere else:\n{entry.head}")
    return Exit.DONE
