"""What every chapter of a handbook is written from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, final

from attrs import field, frozen

from neglect_rules.analysis import Weighing
from neglect_rules.explain import (
    Block,
    Bullet,
    Line,
    Words,
    asks,
    rests_on,
    stands,
)
from neglect_rules.model import Adoption, Condition, Ruleset
from neglect_rules.pathways import Directory
from neglect_rules.pointer import Pointer
from neglect_rules.program import Program


@final
@frozen(kw_only=True)
class Book:
    """A ruleset with all that a handbook may say of it.

    Attributes:
        words: The ruleset's words.
        weighing: What its weights come to.
        adoption: Who took it into use, if somebody did.
        directory: Whom to call, if it was handed in.
    """

    program: Program
    words: Words = field(repr=False)
    weighing: Weighing = field(repr=False)
    adoption: Adoption | None = None
    directory: Directory | None = None

    @property
    def ruleset(self) -> Ruleset:
        """Return the ruleset itself."""
        return self.program.ruleset

    def raw(self, at: str) -> Any:
        """Return what stands at a place of the author's document."""
        return Pointer.parse(at).resolve(self.ruleset.document)

    def keyed(self, what: str, id_: str, at: str, key: str) -> str | None:
        """Return what stands under a key in words; nothing where it is not written."""
        found: Mapping[str, Any] = self.raw(at)
        if key not in found:
            return None
        return stands(self.words, what, id_, key, found[key])

    def bare(self, what: str, id_: str, at: str, key: str) -> str | None:
        """Return the same without the quotation marks around the whole of it."""
        told = self.keyed(what, id_, at, key)
        return None if told is None else told.strip('"')

    def source(self, at: str) -> Iterator[Block]:
        """Yield which source a thing rests on, one step in."""
        found = rests_on(self.words, at)
        if found is not None:
            yield Line(self.words.say("sources.source", source=found), 1)

    def when(
        self, condition: Condition | None, key: str = "edits.when", level: int = 1
    ) -> list[Block]:
        """Return a condition in words: one line if it is short, else several."""
        if condition is None:
            return []
        head, (first, *more) = (
            self.words.say(key),
            asks(self.words, condition, level + 1),
        )
        if not more and isinstance(first, Bullet):
            return [Line(f"{head} {sentences(first.text)}", level)]
        return [Line(head, level), first, *more]

    def rest(self, at: str, *told: str | None, level: int = 1) -> Iterator[Block]:
        """Yield what else there is to say of a thing, and which source it rests on."""
        found = rests_on(self.words, at)
        source = found and self.words.say("sources.source", source=found)
        line = sentences(*told, source)
        if line:
            yield Line(line, level)


def sentences(*told: str | None) -> str:
    """Return what there is to say as sentences, one after another."""
    return " ".join(_sentence(each) for each in told if each)


def _sentence(words: str) -> str:
    text = words[:1].upper() + words[1:]
    return text if text.endswith((".", "!", "?")) else f"{text}."


def why(because: str | None) -> str | None:
    """Return a reason as it is told."""
    return None if because is None else f"Why: {because}"


def joined(words: Sequence[str], last: str = "and") -> str:
    """Return words as people list them.

    Examples:
        >>> joined(["a", "b", "c"]), joined(["a", "b"], "or"), joined(["a"])
        ('a, b and c', 'a or b', 'a')
    """
    if len(words) < 2:  # noqa: PLR2004 - one word is not a list
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"


def titled(label: str, id_: str) -> str:
    """Return a label with the id as a reference to quote.

    Examples:
        >>> titled("Warmth", "EMO1"), titled("A lasting sign.", "S1")
        ('Warmth [EMO1]', 'A lasting sign. [S1]')
    """
    return f"{label} [{id_}]"
