"""Functions of several questions, each stored once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import repeat
from typing import Any, TypeAlias, final

from attrs import define, field

Node: TypeAlias = int
CONSTANT = 1 << 30
"""The question that a constant asks: it comes after every other."""


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

    def join(
        self,
        change: Callable[[Any, Any], object],
        one: Node,
        other: Node,
        *,
        settled: Iterable[object] = (),
        settles: Iterable[object] = (),
    ) -> Node:
        """Return the function that does `change` to what two nodes give together.

        Args:
            change: What is done.
            one: The first function.
            other: The second one.
            settled: Values of the first that `change` leaves as they are, whatever the
                second gives: there it need not be looked at.
            settles: Values of the second that come out, whatever the first gives.
        """
        done: dict[tuple[Node, Node], Node] = {}
        known, asks, kids, ask = done.get, self.asks, self.kids, self.ask
        over = {self.constant(each) for each in settled}
        under = {self.constant(each) for each in settles}

        # Nearly all the time of a proof goes here: nothing is called that need not be.
        def go(pair: tuple[Node, Node]) -> Node:
            a, b = pair
            if a in over:
                return a
            if b in under:
                return b
            self._spend()
            of_a, of_b = asks[a], asks[b]
            if of_a == of_b == CONSTANT:
                node = self.constant(change(self.value[a], self.value[b]))
            else:
                found = []
                ones = kids[a] if of_a <= of_b else repeat(a)
                others = kids[b] if of_b <= of_a else repeat(b)
                for each in zip(ones, others):  # noqa: B905 - one may go on for ever
                    kid = known(each)
                    found.append(go(each) if kid is None else kid)
                node = ask(min(of_a, of_b), found)
            done[pair] = node
            return node

        return go((one, other))

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
