"""Words to avoid, each with the reason and what to write: data, in British English."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Any, Final, Literal, TypeAlias, final

from attrs import frozen

ENGLISH: Final = "en-GB"

Topic: TypeAlias = Literal[
    "jargon", "blame", "means", "protected", "place", "placeholders"
]


@final
@frozen
class Avoided:
    """Words to avoid.

    Attributes:
        words: The same thing in its several forms.
        why: What is wrong with them.
        write: What to write instead.
    """

    words: tuple[str, ...]
    why: str
    write: str


@final
@frozen
class Met:
    """A word to avoid, as it stands in a text."""

    word: str
    avoided: Avoided


@cache
def avoided(topic: Topic) -> tuple[Avoided, ...]:
    """Return the words of a topic that are to be avoided."""
    entries: list[dict[str, Any]] = _lists()[topic]
    return tuple(
        Avoided(tuple(each["words"]), each["why"], each["write"]) for each in entries
    )


def met(topic: Topic, text: str) -> Iterator[Met]:
    """Yield each thing to avoid that a text says, once, as whole words.

    Words in capitals are looked for in capitals only: `SEN` is no part of `sent`, and
    is not a name such as Sen.

    Examples:
        >>> [each.word for each in met("jargon", "Utilise the MASH. Utilise it now.")]
        ['Utilise', 'MASH']
        >>> list(met("jargon", "They mash potatoes."))
        []
    """
    for entry in avoided(topic):
        found = _pattern(entry.words).search(text)
        if found:
            yield Met(found[0], entry)


@cache
def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    ordered = sorted(words, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(_one, ordered))})(?!\w)")


def _one(word: str) -> str:
    written = re.escape(word).replace(r"\ ", r"\s+")
    return written if word.rstrip("s").isupper() else f"(?i:{written})"


@cache
def _lists() -> Mapping[str, Any]:
    file = files("neglect_rules.analysis") / f"words-{ENGLISH}.json"
    found: Mapping[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return found
