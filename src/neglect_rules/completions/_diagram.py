"""Functions of several questions, each stored once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import repeat
from types import MappingProxyType
from typing import Any, TypeAlias, final

from attrs import define, field

Node: TypeAlias = int
CONSTANT = 1 << 30
"""The question that a constant asks: it comes after every other."""

_NOTHING: Mapping[Any, object] = MappingProxyType({})


class SpentError(Exception):
    """The budget of steps is spent."""


@final
@define
class Diagrams:
    """A store of functions from answers to values, in which equal functions are one.

    A function is a *node*: a constant, or a question with one node for each way of
    answering it. Questions are asked in the order of their numbers, a question whose
    answer makes no difference is left out, and no node is stored twice. So two nodes
    are the same function if, and only if, they are the same number.

    R. E. Bryant, Graph-Based Algorithms for Boolean Function Manipulation, 1986; with
    as many branches as a question has ways of answering it, and any value at the end.

    Attributes:
        budget: How many nodes may be looked at before `SpentError`.
        spent: How many were.
        asks: For each node the question it asks, or `CONSTANT`.
        kids: For each node what it goes on to, one for each way.
        value: For each constant its value.
        made: For what was done to which nodes, what came of it; whoever does the same
            again finds it here.
    """

    budget: int
    spent: int = 0
    asks: list[int] = field(factory=list)
    kids: list[tuple[Node, ...]] = field(factory=list)
    value: list[Any] = field(factory=list)
    made: dict[Any, Node] = field(factory=dict)
    _known: dict[Any, Node] = field(factory=dict)

    def constant(self, value: object) -> Node:
        """Return the function that is always `value`."""
        return self._node((CONSTANT, value), CONSTANT, (), value)

    def ask(self, question: int, kids: Sequence[Node]) -> Node:
        """Return the function that goes on to one of `kids`, by what is answered."""
        found = tuple(kids)
        if found.count(found[0]) == len(found):
            return found[0]
        node = self._known.get((question, found))
        if node is not None:
            return node
        return self._node((question, found), question, found, None)

    def through(self, change: Callable[[Any], object], node: Node) -> Node:
        """Return the function that does `change` to what `node` gives."""
        done: dict[Node, Node] = {}

        def go(at: Node) -> Node:
            if at not in done:
                self._spend()
                asked = self.asks[at]
                done[at] = (
                    self.constant(change(self.value[at]))
                    if asked == CONSTANT
                    else self.ask(asked, [go(kid) for kid in self.kids[at]])
                )
            return done[at]

        return go(node)

    def join(  # noqa: C901 - nearly all the time of a proof goes into one loop
        self,
        change: Callable[[Any, Any], object],
        one: Node,
        other: Node,
        *,
        settled: Iterable[object] = (),
        settles: Mapping[Any, object] = _NOTHING,
        neutral: Iterable[object] = (),
    ) -> Node:
        """Return the function that does `change` to what two nodes give together.

        Args:
            change: What is done.
            one: The first function.
            other: The second one.
            settled: Values of the first that `change` leaves as they are, whatever the
                second gives: there it need not be looked at.
            settles: For values of the second what comes out, whatever the first gives.
            neutral: Values of the second that leave what the first gives as it is.
        """
        done: dict[tuple[Node, Node], Node] = {}
        known, asks, kids, ask = done.get, self.asks, self.kids, self.ask
        over = {self.constant(each) for each in settled}
        under = {self.constant(at): self.constant(to) for at, to in settles.items()}
        same = {self.constant(each) for each in neutral}
        room = self.budget - self.spent

        # Nothing is called here that need not be.
        def go(pair: tuple[Node, Node]) -> Node:
            a, b = pair
            if a in over or b in same:
                return a
            if b in under:
                return under[b]
            if len(done) >= room:
                raise SpentError
            of_a, of_b = asks[a], asks[b]
            pairs: Iterable[tuple[Node, Node]]
            if of_a < of_b:
                question, pairs = of_a, zip(kids[a], repeat(b))
            elif of_b < of_a:
                question, pairs = of_b, zip(repeat(a), kids[b])
            elif of_a == CONSTANT:
                made = self.constant(change(self.value[a], self.value[b]))
                return done.setdefault(pair, made)
            else:
                question, pairs = of_a, zip(kids[a], kids[b], strict=True)
            found = []
            for each in pairs:
                kid = known(each)
                found.append(go(each) if kid is None else kid)
            return done.setdefault(pair, ask(question, found))

        try:
            return go((one, other))
        finally:
            self.spent += len(done)

    def _spend(self) -> None:
        self.spent += 1
        if self.spent > self.budget:
            raise SpentError

    def _node(
        self, key: object, asks: int, kids: tuple[Node, ...], value: object
    ) -> Node:
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = len(self.asks)
            self.asks.append(asks)
            self.kids.append(kids)
            self.value.append(value)
        return found


def below(diagrams: Diagrams, root: Node) -> list[Node]:
    """Return the nodes of a function, what they go on to first."""
    found: set[Node] = set()
    waiting = [root]
    while waiting:
        node = waiting.pop()
        if node not in found:
            found.add(node)
            waiting.extend(diagrams.kids[node])
    return sorted(found)
