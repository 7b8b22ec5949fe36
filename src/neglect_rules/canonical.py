"""One byte string for one meaning: RFC 8785 canonical JSON.

Pretty-printing, key order, `1.50` against `1.5` and what a database's jsonb does to a
document change nothing here, so a fingerprint names content, not layout.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from decimal import Decimal
from typing import Any, Final

_MOST_INT: Final = 2**53 - 1
_SURROGATES: Final = "\ud800"


def canonical_bytes(document: Any) -> bytes:
    """Return the RFC 8785 bytes of a JSON value.

    Numbers are ints or decimals of at most 15 significant digits: for these the
    nearest double, which RFC 8785 writes, reads back as the same decimal.

    Raises:
        ValueError: The value is not JSON, or a number is too large for RFC 8785.
    """
    if is_plain(document):
        return _TEXT(document).encode("utf-8")
    # Most who import the library write no bytes, so that only writing loads it.
    import rfc8785  # noqa: PLC0415

    return rfc8785.dumps(plain(document))


_TEXT: Final = json.JSONEncoder(
    ensure_ascii=False, separators=(",", ":"), sort_keys=True
).encode


def is_plain(value: Any) -> bool:
    """Return whether the standard library writes a value as RFC 8785 does.

    It does for all but three things: decimals and floats, whole numbers that a double
    does not hold, and keys with characters that UTF-16 sorts otherwise.
    """
    kind = type(value)
    if kind is str or kind is bool or value is None:
        return True
    if kind is int:
        return bool(abs(value) <= _MOST_INT)
    if kind is dict:
        return all(
            type(key) is str and (key.isascii() or max(key) < _SURROGATES)
            for key in value
        ) and all(map(is_plain, value.values()))
    return (kind is list or kind is tuple) and all(map(is_plain, value))


def fingerprint(document: Any) -> str:
    """Return `sha256:` and the hex digest of the canonical bytes of `document`."""
    from hashlib import sha256  # noqa: PLC0415 - as above

    return f"sha256:{sha256(canonical_bytes(document)).hexdigest()}"


def plain(value: Any) -> Any:
    """Return a JSON value with whole numbers and floats where it holds decimals.

    For `json.dumps`, which takes no `Decimal`; the float reads back as the same number.
    """
    if isinstance(value, str):
        return value
    if isinstance(value, Decimal):
        whole = value == value.to_integral_value()
        # The one float of the core: rfc8785 takes nothing else for a decimal.
        return int(value) if whole else float(value)
    if isinstance(value, Mapping):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    return value
