"""How long: civil time in whole months or whole days."""

from __future__ import annotations

from typing import Literal, TypeAlias, final

from attrs import frozen


@final
@frozen(kw_only=True)
class Duration:
    """A number of months or of days; exactly one is set."""

    months: int | None = None
    days: int | None = None


Within: TypeAlias = Duration | Literal["since_last_assessment"] | None
"""How far back a measure looks; `None` for all that is on record."""
