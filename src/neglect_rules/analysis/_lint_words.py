"""Checks of the words: can a worker read them out, and a family hear them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from neglect_rules.analysis._examined import Check, Examined, named
from neglect_rules.analysis._texts import Text
from neglect_rules.analysis._tidy import tidy
from neglect_rules.analysis._word_lists import Topic, met
from neglect_rules.diagnostics import Diagnostic, Severity, either
from neglect_rules.model import AgedText, Indicator
from neglect_rules.pointer import Pointer

MOST_WORDS: Final = 25
"""A sentence with more words is hard to take in when it is read once."""

_SENTENCE: Final = re.compile(r"(?<=[.!?:])[\"'\u2019\u201d)]*\s+|\n")
_WORD: Final = re.compile(r"\S*\w\S*")
_FIRST: Final = 4


def _long(examined: Examined) -> Iterator[Diagnostic]:
    for text in _english(examined):
        for sentence in _SENTENCE.split(text.words):
            words = _WORD.findall(sentence)
            if len(words) > MOST_WORDS:
                yield Diagnostic(
                    "NR330",
                    f"a sentence of {len(words)} words, which begins "
                    f"`{' '.join(words[:_FIRST])}`",
                    text.at,
                    f"write two sentences; none of more than {MOST_WORDS} words",
                )


def _jargon(examined: Examined) -> Iterator[Diagnostic]:
    yield from _avoided(examined, "NR331", "jargon")


def _blame(examined: Examined) -> Iterator[Diagnostic]:
    yield from _avoided(examined, "NR332", "blame")


def _placeholder(examined: Examined) -> Iterator[Diagnostic]:
    yield from _avoided(examined, "NR341", "placeholders")


def _avoided(examined: Examined, code: str, topic: Topic) -> Iterator[Diagnostic]:
    for text in _english(examined):
        for each in met(topic, text.words):
            why, write = each.avoided.why, each.avoided.write
            yield Diagnostic(
                code,
                f"the text says `{each.word}`",
                text.at,
                f"{why} Write instead: {write}",
            )


def _untranslated(examined: Examined) -> Iterator[Diagnostic]:
    if not examined.is_settled:
        return
    wanted = [text for text in examined.texts if text.key != "because"]
    for language, texts in examined.ruleset.translations.items():
        missing = [text for text in wanted if str(text.at) not in texts]
        if missing:
            yield Diagnostic(
                "NR333",
                f"of {len(wanted)} texts, {len(missing)} have no translation into "
                f"`{language}`",
                Pointer(("translations", language)),
                f"the first is `{missing[0].words}`, at {missing[0].at}",
            )


def _copied(examined: Examined) -> Iterator[Diagnostic]:
    own = {str(text.at): text.words for text in examined.texts}
    for language, texts in examined.ruleset.translations.items():
        for place, words in texts.items():
            if words == own.get(place) and len(_WORD.findall(words)) > 1:
                yield Diagnostic(
                    "NR334",
                    f"the translation into `{language}` is the text itself",
                    Pointer(("translations", language, place)),
                    "translate it, or leave it out: the text itself is shown then",
                )


def _undescribed(examined: Examined) -> Iterator[Diagnostic]:
    for id_, spec in _concerns(examined):
        if not spec.grades:
            yield Diagnostic(
                "NR335",
                f"{named(spec.label, id_)} does not say what its grades look like",
                Pointer(("indicators", id_)),
                'add "grades" with a sentence for each: what a worker would see',
            )


def _half_described(examined: Examined) -> Iterator[Diagnostic]:
    for id_, spec in examined.ruleset.indicators.items():
        missing = [grade for grade in _permitted(examined, spec) if spec.grades]
        missing = [grade for grade in missing if grade not in spec.grades]
        if missing:
            yield Diagnostic(
                "NR336",
                f"{named(spec.label, id_)} does not say what {either(missing)} is",
                Pointer(("indicators", id_, "grades")),
                "describe every grade that may be given, or none",
            )


def _alike_grades(examined: Examined) -> Iterator[Diagnostic]:
    for id_, spec in examined.ruleset.indicators.items():
        seen: dict[str, str] = {}
        for grade, words in _said(spec).items():
            first = seen.setdefault(_plain(words), grade)
            if first != grade:
                yield Diagnostic(
                    "NR337",
                    f"{named(spec.label, id_)} describes `{first}` and `{grade}` in "
                    "the same words",
                    Pointer(("indicators", id_, "grades", grade)),
                    "say what a worker would see in the one and not in the other",
                )


def _alike_labels(examined: Examined) -> Iterator[Diagnostic]:
    seen: dict[tuple[str, str], str] = {}
    for text in examined.texts:
        section, *rest = text.at.parts
        if text.key != "label" or len(rest) != len(("id", "label")):
            continue
        first = seen.setdefault((section, _plain(text.words)), rest[0])
        if first != rest[0]:
            yield Diagnostic(
                "NR338",
                f"`{text.words}` is the label of {_id_at(examined, section, first)} "
                f"and of {_id_at(examined, section, rest[0])}",
                text.at,
                "people see the label and not the id: make them differ",
            )


def _unasked(examined: Examined) -> Iterator[Diagnostic]:
    for id_, spec in examined.ruleset.indicators.items():
        if spec.ask_as is None:
            yield Diagnostic(
                "NR339",
                f"{named(spec.label, id_)} has no question",
                Pointer(("indicators", id_)),
                'add "ask_as": the question as a worker would put it',
            )


def _untidy(examined: Examined) -> Iterator[Diagnostic]:
    for text in examined.texts:
        if tidy(text.words) != text.words:
            yield Diagnostic(
                "NR340",
                "a text has spaces too many, or of an odd kind",
                text.at,
                "`check --fix` puts it right and changes no rule",
            )


def _english(examined: Examined) -> tuple[Text, ...]:
    """Return the texts, if they are in a language that we have words for."""
    return examined.texts if examined.ruleset.language.startswith("en") else ()


def _concerns(examined: Examined) -> Iterator[tuple[str, Indicator]]:
    scales = examined.ruleset.scales
    for id_, spec in examined.ruleset.indicators.items():
        if spec.scale is not None and scales[spec.scale].kind == "concern":
            yield id_, spec


def _permitted(examined: Examined, spec: Indicator) -> list[str]:
    """Return the grades that may be given; of a number, none."""
    if spec.scale is None:
        return []
    grades = examined.ruleset.scales[spec.scale].grades
    return [each.id for each in grades if each.id in (spec.permits or [each.id])]


def _said(spec: Indicator) -> Mapping[str, str]:
    """Return what is said of each grade, for all ages together."""
    return {grade: _joined(words) for grade, words in spec.grades.items()}


def _joined(words: str | tuple[AgedText, ...]) -> str:
    if isinstance(words, str):
        return words
    return " ".join(f"{each.ages} {each.text}" for each in words)


def _plain(words: str) -> str:
    """Return words as they sound: no case, no marks."""
    return " ".join(re.findall(r"\w+", words.casefold()))


def _id_at(examined: Examined, section: str, key: str) -> str:
    """Return the id of an entry: its key, or what stands in it."""
    entry = examined.ruleset.document[section]
    found = entry[int(key)]["id"] if isinstance(entry, list) else key
    return f"`{found}`"


WORDS: Final = (
    Check("NR330", Severity.WARNING, _long),
    Check("NR331", Severity.WARNING, _jargon),
    Check("NR332", Severity.WARNING, _blame),
    Check("NR333", Severity.WARNING, _untranslated),
    Check("NR334", Severity.NOTE, _copied),
    Check("NR335", Severity.WARNING, _undescribed),
    Check("NR336", Severity.WARNING, _half_described),
    Check("NR337", Severity.WARNING, _alike_grades),
    Check("NR338", Severity.WARNING, _alike_labels),
    Check("NR339", Severity.NOTE, _unasked),
    Check("NR340", Severity.NOTE, _untidy),
    Check("NR341", Severity.WARNING, _placeholder),
)
