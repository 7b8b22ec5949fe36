"""A value that a record commits to, with the salt by which it is shown or forgotten.

The encoding is that of SD-JWT (RFC 9901, 4.2): base64url of the JSON array of salt,
name and value; its digest is base64url of SHA-256 over that text. Without the salt a
digest says nothing, not even to somebody who guesses the value.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Iterable, Mapping
from decimal import Decimal
from functools import cached_property
from typing import Any, Final, final

from attrs import field, frozen

from neglect_rules.canonical import canonical_bytes
from neglect_rules.diagnostics import Diagnostic
from neglect_rules.errors import AuditError
from neglect_rules.pointer import Pointer

SHORTEST_SECRET: Final = 32
_SALT_BYTES: Final = 16
_BASE64: Final = re.compile(r"[A-Za-z0-9_-]+\Z")


@final
@frozen
class Disclosure:
    """One committed value, as the text that shows it.

    Attributes:
        text: The encoded salt, name and value. Who deletes it, deletes the value.
    """

    text: str = field(repr=False)

    @cached_property
    def digest(self) -> str:
        """Return what the record says of it."""
        return _base64(hashlib.sha256(self.text.encode("ascii")).digest())

    @cached_property
    def _content(self) -> tuple[str, str, Any]:
        salt, name, value = json.loads(
            _decoded(self.text), parse_float=Decimal, parse_constant=_not_json
        )
        if not isinstance(salt, str) or not isinstance(name, str):
            raise TypeError
        return salt, name, value

    @property
    def name(self) -> str:
        """Return the place of the value, as a pointer into what was committed."""
        return self._content[1]

    @property
    def value(self) -> Any:
        """Return the value."""
        return self._content[2]


def disclosed(
    values: Mapping[str, Any], secret: bytes, *, of: str
) -> tuple[Disclosure, ...]:
    """Return a disclosure for each of several named values.

    Args:
        values: What is to be committed to, by its name.
        secret: At least 32 random bytes, fresh for each record, from the caller. Each
            salt is made of it, of the id and of the name (HMAC-SHA-256), so the same
            secret gives the same record. Forget it after use: whoever has it can test
            a guess.
        of: The id of the record.

    Raises:
        AuditError: NR722, the secret is too short.
    """
    if len(secret) < SHORTEST_SECRET:
        message = f"the secret is too short, expected at least {SHORTEST_SECRET} bytes"
        hint = "`secrets.token_bytes(32)` makes one; use each one once"
        raise AuditError((Diagnostic("NR722", message, hint=hint),))
    return tuple(
        _disclosure(_salt(secret, of, name), name, values[name]) for name in values
    )


def read_disclosures(texts: Iterable[Any]) -> tuple[Disclosure, ...]:
    """Return the disclosures that texts write.

    Raises:
        AuditError: NR730, with the position of each that cannot be read; never with
            what it holds.
    """
    found = tuple(Disclosure(text if _is_ascii(text) else "") for text in texts)
    wrong = [number for number, each in enumerate(found) if not _is_readable(each)]
    if wrong:
        message = "this is not a disclosure"
        raise AuditError(
            tuple(
                Diagnostic("NR730", message, Pointer(("disclosures", str(number))))
                for number in wrong
            )
        )
    return found


def _is_ascii(text: Any) -> bool:
    return isinstance(text, str) and text.isascii()


def _is_readable(each: Disclosure) -> bool:
    try:
        return bool(each.name) or True
    except (ValueError, TypeError, RecursionError):
        return False


def _salt(secret: bytes, of: str, name: str) -> bytes:
    message = canonical_bytes([of, name])
    return hmac.digest(secret, message, "sha256")[:_SALT_BYTES]


def _disclosure(salt: bytes, name: str, value: Any) -> Disclosure:
    return Disclosure(_base64(canonical_bytes([_base64(salt), name, value])))


def _base64(data: bytes) -> str:
    return urlsafe_b64encode(data).decode("ascii").rstrip("=")


def _decoded(text: str) -> bytes:
    if not _BASE64.match(text):
        raise ValueError
    found = urlsafe_b64decode(text + "=" * (-len(text) % 4))
    # One text for one value: spare bits of the last letter must be nought.
    if _base64(found) != text:
        raise ValueError
    return found


def _not_json(_: str) -> None:
    raise ValueError
