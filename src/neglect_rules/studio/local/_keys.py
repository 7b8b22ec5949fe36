"""What shows that a request comes from whoever started the page.

Another person's program on the same computer can reach the address too, and so can a
page of somebody else that is open in the same browser.
"""

from __future__ import annotations

from hmac import compare_digest
from secrets import token_urlsafe
from typing import Final, final

from attrs import field, frozen

_BYTES: Final = 32


@final
@frozen(kw_only=True)
class Keys:
    """The secrets of one start.

    Attributes:
        key: What stands in the address that is printed.
        cookie: What the browser is given for it and shows from then on.
    """

    key: str = field(repr=False)
    cookie: str = field(repr=False)


def new_keys() -> Keys:
    """Return secrets that nobody has seen."""
    return Keys(key=token_urlsafe(_BYTES), cookie=token_urlsafe(_BYTES))


def is_same(given: str, wanted: str) -> bool:
    """Return whether a secret was shown, in a time that tells nothing about it."""
    return compare_digest(given.encode("utf-8", "replace"), wanted.encode())
