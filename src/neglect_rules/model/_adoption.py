"""Who took a ruleset into use: roles and bodies, never a person."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any, final

from attrs import field, frozen


@final
@frozen(kw_only=True)
class RulesetMark:
    """One version of one ruleset, to the letter.

    Attributes:
        fingerprint: Of its document, words and all.
    """

    id: str
    version: str
    fingerprint: str


@final
@frozen(kw_only=True)
class Agreed:
    """A role that agreed.

    Attributes:
        organisation: For whom they spoke; `None` where the role says it.
    """

    role: str
    organisation: str | None = None


@final
@frozen(kw_only=True)
class Dissenting:
    """A role that did not agree, with what was said against it."""

    role: str
    said: str


@final
@frozen(kw_only=True)
class Adoption:
    """The record that a body took a ruleset into use, as it then stood.

    Attributes:
        ruleset: What was adopted.
        body: Who adopted it.
        agreed: The roles that agreed.
        on: The day.
        minute: Where the decision is written down.
        next_review: The day by which they look at it again.
        dissent: The roles that did not agree.
        document: The JSON value it was made from.
        text: The text it was read from, for places in it.
        name: What diagnostics call it.
    """

    format: int
    ruleset: RulesetMark
    body: str
    agreed: tuple[Agreed, ...]
    on: dt.date
    minute: str
    next_review: dt.date
    dissent: tuple[Dissenting, ...] = ()
    document: Mapping[str, Any] = field(hash=False, eq=False, repr=False, factory=dict)
    text: str | None = field(eq=False, repr=False, default=None)
    name: str = field(eq=False, repr=False, default="<adoption>")
