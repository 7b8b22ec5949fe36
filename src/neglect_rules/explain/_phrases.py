"""The library's own sentences, in one language."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Final, final

from attrs import field, frozen

ENGLISH: Final = "en-GB"


@final
@frozen
class Phrases:
    """The library's own sentences in one language.

    Attributes:
        language: Which language.
        texts: Each sentence by its key, with the names of what is put in, in braces.
    """

    language: str
    texts: Mapping[str, str] = field(repr=False, hash=False)

    def say(self, key: str, **parts: object) -> str:
        """Return the sentence of a key.

        What this language does not have is said in English, and marked as such: a
        gap must be seen and not guessed at.

        Raises:
            KeyError: English has no such sentence either, or a part is missing.
        """
        text = self.texts.get(key)
        if text is not None:
            return text.format(**parts)
        return f"[{ENGLISH}] {english().texts[key].format(**parts)}"

    def plural(self, key: str, count: int, **parts: object) -> str:
        """Return the sentence for so many: of `key.one`, else of `key.other`.

        Examples:
            >>> english().plural("count.day", 1), english().plural("count.day", 2)
            ('1 day', '2 days')
        """
        form = "one" if count == 1 else "other"
        return self.say(f"{key}.{form}", count=count, **parts)


@cache
def english() -> Phrases:
    """Return the sentences in English, which are complete."""
    texts: dict[str, str] = {}
    folder = files("neglect_rules.explain") / "phrases" / ENGLISH
    for file in sorted(folder.iterdir(), key=lambda each: each.name):
        texts.update(json.loads(file.read_text(encoding="utf-8")))
    return Phrases(ENGLISH, texts)
