"""Lines of Python on their way, with the constants and names that stand in them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final, final

from attrs import define, field

from neglect_rules.program import (
    Compare,
    Member,
    Not,
    Quorum,
    RecordFact,
    Step,
)

_VERDICTS: Final = frozenset({Compare, Member, Not, Quorum, RecordFact})
_IN_A_ROW: Final = 50
"""How many inputs stand in one line: the compiler goes as deep as a line is long."""


@final
@define
class Writer:
    """Lines on their way.

    Attributes:
        names: By what name the verdict or choice of a step goes.
        ends: By what names the two ends of a step's extent go.
        limited: The steps whose extent always has an upper end.
    """

    steps: Sequence[Step]
    held: bool
    lines: list[str] = field(factory=list)
    constants: dict[str, Any] = field(factory=dict)
    names: dict[int, str] = field(factory=dict)
    ends: dict[int, tuple[str, str]] = field(factory=dict)
    limited: set[int] = field(factory=set)
    _known: dict[Any, str] = field(factory=dict)

    def say(self, line: str) -> None:
        """Write a line."""
        self.lines.append(line)

    def let(self, index: int, expression: str) -> None:
        """Write what the verdict or choice of a step is."""
        name = self.names[index] = f"v{index}"
        self.say(f"{name} = {expression}")

    def low(self, index: int, expression: str) -> None:
        """Write what the lower end of a step's extent is."""
        self.say(f"a{index} = {expression}")

    def high(self, index: int, expression: str, *, limited: bool) -> None:
        """Write what the upper end is, and whether there is always one."""
        self.say(f"b{index} = {expression}")
        self.both(index, limited=limited)

    def both(self, index: int, *, limited: bool) -> None:
        """Take note that both ends are written."""
        self.ends[index] = (f"a{index}", f"b{index}")
        if limited:
            self.limited.add(index)

    def same(self, index: int, of: int) -> None:
        """Take note that a step comes to what another one does."""
        if of in self.ends:
            self.ends[index] = self.ends[of]
        else:
            self.names[index] = self.names[of]
        if of in self.limited:
            self.limited.add(index)

    def constant(self, value: Any, key: object = None) -> str:
        """Return the name of a constant; `key` tells it from others, if it must."""
        told = (type(value), value if key is None else key)
        name = self._known.get(told)
        if name is None:
            name = self._known[told] = f"k{len(self._known)}"
            self.constants[name] = value
        return name

    def value(self, index: int) -> str:
        """Return what is to be written for the value of a step."""
        if index in self.ends:
            return f"({', '.join(self.ends[index])})"
        name = self.names[index]
        return f"WORD[{name}]" if type(self.steps[index]) in _VERDICTS else name

    def chain(self, name: str, sign: str, terms: Sequence[str]) -> None:
        """Write terms with one sign between them, in lines of moderate length."""
        for begin in range(0, len(terms), _IN_A_ROW):
            part = f" {sign} ".join(terms[begin : begin + _IN_A_ROW])
            self.say(f"{name} {'' if not begin else sign}= {part}")
