"""One byte string for one meaning: RFC 8785 canonical JSON.

Pretty-printing, key order, `1.50` against `1.5` and what a database's jsonb does to a
document change nothing here, so a fingerprint names content, not layout.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from hashlib import sha256
from typing import Any

import rfc8785


def canonical_bytes(document: Any) -> bytes:
    """Return the RFC 8785 bytes of a JSON value.

    Numbers are ints or decimals of at most 15 significant digits: for these the
    nearest double, which RFC 8785 writes, reads back as the same decimal.

    Raises:
        ValueError: The value is not JSON, or a number is too large for RFC 8785.
    """
    return rfc8785.dumps(plain(document))


def fingerprint(document: Any) -> str:
    """Return `sha256:` and the hex digest of the canonical bytes of `document`."""
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
