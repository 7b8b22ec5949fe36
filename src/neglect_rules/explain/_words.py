"""The ruleset's own words for what a trace names; ids where there is no ruleset."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, final

from attrs import field, frozen

from neglect_rules.errors import UnsupportedError
from neglect_rules.explain._phrases import Phrases, english
from neglect_rules.model import AgedText, Indicator, Rating, Ruleset, Scale
from neglect_rules.pointer import Pointer


@final
@frozen
class Words:
    """Where labels, reasons and texts come from.

    Attributes:
        ruleset: The ruleset that a trace is about, if it is at hand.
        translated: The ruleset's words in the language asked for, by pointer.
        language: That language, where it is not the ruleset's own.
        phrases: The library's own sentences.
    """

    ruleset: Ruleset | None = field(repr=False)
    translated: Mapping[str, str] = field(factory=dict, repr=False, hash=False)
    language: str | None = None
    phrases: Phrases = field(factory=english, repr=False)

    def say(self, key: str, **parts: object) -> str:
        """Return one of the library's own sentences."""
        return self.phrases.say(key, **parts)

    def of(self, at: str, own: str) -> str:
        """Return what stands at a place: translated, else in the author's words."""
        return self.translated.get(at, own)

    def at(self, at: str, key: str) -> str | None:
        """Return the text under a key of what stands at a place, if there is one."""
        if self.ruleset is None:
            return None
        place = Pointer.parse(at)
        try:
            found: Any = place.resolve(self.ruleset.document)[key]
        except KeyError:
            return None
        return self.of(f"{at}/{key}", found) if isinstance(found, str) else None

    def thing(self, id_: str) -> Indicator | Rating | None:
        """Return the indicator or rating of an id."""
        if self.ruleset is None:
            return None
        return self.ruleset.indicators.get(id_) or self.ruleset.ratings.get(id_)

    def place(self, id_: str) -> str:
        """Return where an indicator or rating stands."""
        rated = self.ruleset is not None and id_ in self.ruleset.ratings
        return f"/{'ratings' if rated else 'indicators'}/{id_}"

    def label(self, id_: str) -> str:
        """Return the label of an indicator or rating."""
        found = self.thing(id_)
        return (
            id_ if found is None else self.of(f"{self.place(id_)}/label", found.label)
        )

    def domain(self, id_: str) -> str:
        """Return the label of a domain."""
        return self.at(f"/domains/{id_}", "label") or id_

    def event(self, kind: str) -> str:
        """Return the label of a kind of event."""
        return self.at(f"/event_kinds/{kind}", "label") or self._plain(kind)

    def outcome(self, id_: str) -> str:
        """Return the label of an outcome."""
        return self.at(f"/outcomes/{id_}", "label") or self._plain(id_)

    def level(self, outcome: str, grade: str) -> str:
        """Return the label of a grade of an outcome."""
        return self.at(f"/outcomes/{outcome}/labels", grade) or self._plain(grade)

    def scale(self, id_: str) -> Scale | None:
        """Return the scale of an indicator or rating; a number has none."""
        found = self.thing(id_)
        if self.ruleset is None or found is None or found.scale is None:
            return None
        return self.ruleset.scales[found.scale]

    def grade(self, id_: str, grade: str) -> str:
        """Return the label of a grade of an indicator or rating."""
        scale, found = self.scale(id_), self.thing(id_)
        for index, each in enumerate(scale.grades if scale else ()):
            if each.id == grade and each.label is not None and found is not None:
                at = f"/scales/{found.scale}/grades/{index}/label"
                return self.of(at, each.label)
        return self._plain(grade)

    def described(
        self, id_: str, grade: str, months: tuple[int, int] | None
    ) -> str | None:
        """Return what a grade of an indicator means at an age; `None` if unsaid."""
        spec = self.ruleset.indicators.get(id_) if self.ruleset else None
        text = spec.grades.get(grade) if spec else None
        at = f"/indicators/{id_}/grades/{grade}"
        if text is None or isinstance(text, str):
            return None if text is None else self.of(at, text)
        fitting = [
            self.of(f"{at}/{index}/text", each.text)
            for index, each in enumerate(text)
            if months is not None and _is_for(each, months)
        ]
        return fitting[0] if len(fitting) == 1 else None

    def _plain(self, id_: str) -> str:
        """Return an id that has no label as words; as it is without a ruleset."""
        if self.ruleset is None:
            return id_
        text = id_.replace("_", " ")
        return text[:1].upper() + text[1:]


def words(
    ruleset: Ruleset | None, language: str | None, phrases: Phrases | None = None
) -> Words:
    """Return the words of a ruleset in a language, with the library's own sentences.

    The library's sentences are in English unless the caller hands in others.

    Raises:
        UnsupportedError: The ruleset has no words in that language.
    """
    own = english() if phrases is None else phrases
    if ruleset is None or language in {None, ruleset.language}:
        return Words(ruleset, phrases=own)
    if language not in ruleset.translations:
        known = ", ".join([ruleset.language, *ruleset.translations])
        message = f"this ruleset has no words in {language}; it has {known}"
        raise UnsupportedError(message)
    return Words(ruleset, ruleset.translations[language or ""], language, own)


def _is_for(text: AgedText, months: tuple[int, int]) -> bool:
    low, high = months
    starts, ends = text.ages.from_, text.ages.before
    return (ends is None or low < ends) and (starts is None or high >= starts)
