"""Which members a condition or measure looks at, as their author wrote it."""

from __future__ import annotations

from typing import Literal, final

from attrs import frozen


@final
@frozen(kw_only=True)
class GradeTest:
    """Exactly one of three questions about a grade, in the order of its scale."""

    at_least: str | None = None
    at_most: str | None = None
    in_: tuple[str, ...] | None = None


@final
@frozen(kw_only=True)
class Members:
    """The indicators or ratings that a selection looks at; exactly one field is set.

    Attributes:
        all: Everything that stands in a domain on a concern or strength scale.
        domains: Everything in these domains.
        indicators: Just these indicators or ratings.
        tag: Everything that carries this tag.
    """

    all: bool = False
    domains: tuple[str, ...] | None = None
    indicators: tuple[str, ...] | None = None
    tag: str | None = None


@final
@frozen(kw_only=True)
class Selection:
    """The members whose grade meets a test.

    Attributes:
        from_: Which members are looked at.
        graded: The test, or `"critical"`: at or beyond the member's own
            `critical_at`; members without one are left out.
    """

    from_: Members
    graded: GradeTest | Literal["critical"]
