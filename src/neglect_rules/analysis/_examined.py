"""What a check is shown of a ruleset, with what it answers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from functools import cached_property
from typing import Final, TypeAlias, final

from attrs import field, frozen

from neglect_rules.analysis._forms import Forms, forms_of
from neglect_rules.analysis._texts import Text, texts_of
from neglect_rules.diagnostics import CODES, Diagnostic, Severity
from neglect_rules.model import Case, Ruleset
from neglect_rules.program import Program

_SETTLED: Final = frozenset({"consulted", "adopted"})


@final
@frozen(kw_only=True)
class Examined:
    """A ruleset that links, with all that stands around it.

    Attributes:
        program: The ruleset, linked.
        day: The day on which it is looked at.
        siblings: The other versions of the same ruleset.
        cases: Its worked cases, each with its moment.
        base: What it is held against as a local edition, if it is at hand.
    """

    program: Program
    day: dt.date
    siblings: tuple[Ruleset, ...] = field(default=(), repr=False)
    cases: tuple[tuple[Case, dt.datetime], ...] = field(default=(), repr=False)
    base: Ruleset | None = field(default=None, repr=False)

    @property
    def ruleset(self) -> Ruleset:
        """The ruleset as its author wrote it."""
        return self.program.ruleset

    @property
    def is_settled(self) -> bool:
        """Whether people were asked about it or took it into use: no draft any more."""
        return self.ruleset.status in _SETTLED

    @cached_property
    def texts(self) -> tuple[Text, ...]:
        """The author's own texts that people read, each with its place."""
        return tuple(texts_of(self.ruleset.document))

    @cached_property
    def forms(self) -> Forms:
        """Forms that nobody filled in, ready to be decided."""
        return forms_of(self.program)


Find: TypeAlias = Callable[[Examined], Iterator[Diagnostic]]


@final
@frozen
class Check:
    """One thing that is looked for.

    Attributes:
        code: Its code; a page with the same name explains it.
        severity: How much a finding matters.
        find: What finds it.
    """

    code: str
    severity: Severity
    find: Find = field(repr=False)

    @property
    def title(self) -> str:
        """What it finds, in one line."""
        return CODES[self.code]


def named(label: str | None, id_: str) -> str:
    """Return how a message names an entry: by its label, with its id.

    Examples:
        >>> named("Enough food", "NUT1"), named(None, "T1")
        ('`Enough food` (NUT1)', '`T1`')
    """
    return f"`{id_}`" if label is None else f"`{label}` ({id_})"
