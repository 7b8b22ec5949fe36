"""Keys that seal a log: Ed25519 (RFC 8032), held to one encoding each.

Signatures need the extra `sign`. What a key or signature looks like is checked here
and more strictly than by most libraries: a text that two readers could take in two ways
is refused, and so are the few keys under which a signature fits many messages.
"""

from __future__ import annotations

from base64 import urlsafe_b64decode, urlsafe_b64encode
from hashlib import sha256
from importlib import import_module
from typing import Any, Final, NoReturn, final

from attrs import field, frozen

from neglect_rules.audit.logs._errors import LogError
from neglect_rules.diagnostics import Diagnostic
from neglect_rules.errors import UnsupportedError
from neglect_rules.pointer import Pointer

_PRIME: Final = 2**255 - 19
_ORDER: Final = 2**252 + 27742317777372353535851937790883648493
_WEAK: Final = frozenset(
    {
        0,
        1,
        _PRIME - 1,
        2707385501144840649318225287225658788936804267575313519463743609750303402022,
        55188659117513257062467267217118295137698188065244968500265048394206261417927,
    }
)
"""The y of every point whose order divides 8: under such a key anything is signed."""

_KEY_BYTES: Final = 32
_SIGNATURE_BYTES: Final = 64


@final
@frozen
class PublicKey:
    """The public half of a key that seals.

    Attributes:
        data: Its 32 bytes.
    """

    data: bytes

    def __attrs_post_init__(self) -> None:
        """Refuse what is no key, or a weak one.

        Raises:
            LogError: NR728.
        """
        if len(self.data) != _KEY_BYTES:
            _refuse("a public key has 32 bytes")
        y = _number(self.data) & (1 << 255) - 1
        if y >= _PRIME:
            _refuse("the key is not written in the one way that counts")
        if y in _WEAK:
            _refuse("the key is weak: its signatures fit many messages")

    @property
    def id(self) -> str:
        """Return the fingerprint of its bytes, so that no two keys share an id."""
        return f"sha256:{sha256(self.data).hexdigest()}"

    def to_dict(self) -> dict[str, str]:
        """Return it as `key_added` records hold it."""
        public = base64_text(self.data)
        return {"id": self.id, "algorithm": "ed25519", "public": public}

    @classmethod
    def parse(cls, text: str) -> PublicKey:
        """Return the key that a record or a person writes as base64url.

        Raises:
            LogError: NR728.
        """
        return cls(_bytes_of(text, "a public key"))

    def verifies(self, signature: str, message: bytes) -> bool:
        """Return whether a signature is this key's over a message.

        Raises:
            UnsupportedError: The extra `sign` is not installed.
        """
        try:
            data = _bytes_of(signature, "a signature")
        except LogError:
            return False
        if len(data) != _SIGNATURE_BYTES or _number(data[_KEY_BYTES:]) >= _ORDER:
            return False
        if _number(data[:_KEY_BYTES]) & (1 << 255) - 1 >= _PRIME:
            return False
        library = _library()
        try:
            library.Ed25519PublicKey.from_public_bytes(self.data).verify(data, message)
        except (import_module("cryptography.exceptions").InvalidSignature, ValueError):
            return False
        return True


@final
@frozen
class SealingKey:
    """A private key that seals; a `Signer`.

    Attributes:
        seed: Its 32 bytes, from `secrets.token_bytes(32)` or a key file.
    """

    seed: bytes = field(repr=False)

    def __attrs_post_init__(self) -> None:
        """Refuse what cannot be a random key.

        Raises:
            LogError: NR728.
        """
        if len(self.seed) != _KEY_BYTES:
            _refuse("a private key has 32 bytes")
        if len(set(self.seed)) < 8:  # noqa: PLR2004 - less than one chance in 2**190
            _refuse("the private key is not random")

    @property
    def public(self) -> PublicKey:
        """Return its public half.

        Raises:
            UnsupportedError: The extra `sign` is not installed.
        """
        key = _library().Ed25519PrivateKey.from_private_bytes(self.seed)
        return PublicKey(key.public_key().public_bytes_raw())

    @property
    def id(self) -> str:
        """Return the id of its public half."""
        return self.public.id

    def sign(self, message: bytes) -> bytes:
        """Return the signature of a message.

        Raises:
            UnsupportedError: The extra `sign` is not installed.
        """
        key = _library().Ed25519PrivateKey.from_private_bytes(self.seed)
        found: bytes = key.sign(message)
        return found


def base64_text(data: bytes) -> str:
    """Return bytes as base64url without padding."""
    return urlsafe_b64encode(data).decode("ascii").rstrip("=")


def _bytes_of(text: str, what: str) -> bytes:
    try:
        data = urlsafe_b64decode(text + "=" * (-len(text) % 4))
    except (ValueError, TypeError):
        data = b""
    if not data or base64_text(data) != text:
        _refuse(f"{what} is not written in the one way that counts")
    return data


def _number(data: bytes) -> int:
    return int.from_bytes(data, "little")


def _refuse(message: str) -> NoReturn:
    raise LogError((Diagnostic("NR728", message, Pointer(("key",))),))


def _library() -> Any:
    try:
        return import_module("cryptography.hazmat.primitives.asymmetric.ed25519")
    except ImportError:
        message = (
            "Signatures need one more part;"
            ' install it with: pip install "neglect-rules[sign]"'
        )
        raise UnsupportedError(message) from None
