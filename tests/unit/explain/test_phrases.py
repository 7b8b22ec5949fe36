"""The library's own sentences: English is complete, and any language can take over."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from string import ascii_letters
from typing import Any, Final

import attrs
import pytest

from neglect_rules.evaluation import evaluate
from neglect_rules.explain import asked, explain_household, page_of, text_of, words
from neglect_rules.explain._phrases import Phrases, english
from neglect_rules.golden import is_for, read_test
from neglect_rules.households import evaluate_household, load_household
from neglect_rules.linking import link
from neglect_rules.loading import load_ruleset
from neglect_rules.program import Program
from tests.builders import NOON, a_ruleset
from tests.shipped import decided
from tests.unit.explain.test_explain import OUR_WORDS, flat
from tests.unit.households.builders import (
    GRAVE,
    RESCREEN,
    WELL,
    a_child,
    a_household,
    unassessed,
)

ROOT: Final = Path(__file__).parents[3]
RULESETS: Final = ROOT / "rulesets"
CATALOGUE: Final = sorted((ROOT / "src/neglect_rules/explain/phrases").rglob("*.json"))
SOURCES: Final = sorted(
    file
    for file in (ROOT / "src/neglect_rules/explain").rglob("*.py")
    if file.name != "_phrases.py"
)
SHIPPED: Final = [
    "example/neglect-screen/1.2.0",
    "bcp/practitioner-toolkit/2.0.0",
    "hull/observation/2.0.0",
    "hull/assessment/2.0.0",
]
VIEWS: Final[list[dict[str, Any]]] = [
    {"layer": "line"},
    {"layer": "paragraph"},
    {"layer": "page"},
    {"audience": "family", "cleared_for_sharing": True},
]
EVERY: Final = 7
"""One worked case in so many is told in the other language."""

_PART: Final = re.compile(r"({[^}]*})")
_KEY: Final = re.compile(r'f?"([a-z_]+(?:\.(?:[a-z0-9_]|{[^"]*?})+)+)"')
_SAID: Final = re.compile(r'\b(?:say|plural)\(\s*f?"([^"]+)"')
_ACCENTED: Final = str.maketrans(
    ascii_letters, "áƀćďéƒǵĥíĵķĺḿńóṕɋŕśťúṽẃẍýźÁɃĆĎÉƑǴĤÍĴḰĹḾŃÓṔɊŔŚŤÚṼẂẌÝŹ"
)
_GREEK: Final = str.maketrans(
    ascii_letters, "αβγδεζηθικλμνξοπρστυφχψωαβΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩΑΒ"
)
_TEXTS: Final = {
    "ask",
    "ask_as",
    "because",
    "description",
    "help",
    "label",
    "labels",
    "owner",
    "task",
    "text",
    "title",
    "unit",
    "who",
}
"""Where the author's own words stand in a ruleset."""

other_language = pytest.mark.parametrize(
    "path", [pytest.param(path, id=path) for path in SHIPPED]
)


@cache
def accented() -> Phrases:
    """Return the sentences in a language that has no letter of English."""
    return Phrases("qaa", {key: _marked(each) for key, each in english().texts.items()})


def _marked(text: str) -> str:
    parts = (
        part if _PART.fullmatch(part) else part.translate(_ACCENTED)
        for part in _PART.split(text)
    )
    return f"«{''.join(parts)}»"


def in_greek(found: Any, *, told: bool = False) -> Any:
    """Return a ruleset with its author's words in Greek letters; ids as they are."""
    match found:
        case str():
            return found.translate(_GREEK) if told else found
        case dict():
            return {
                key: in_greek(each, told=told or _is_told(key, each))
                for key, each in found.items()
            }
        case list():
            return [in_greek(each, told=told) for each in found]
        case _:
            return found


def _is_told(key: str, found: Any) -> bool:
    """Return whether people read what stands there: texts, and what grades mean."""
    return key in _TEXTS or (key == "grades" and isinstance(found, dict))


@cache
def program(path: str) -> Program:
    """Return a shipped ruleset, its words in Greek letters."""
    document = json.loads((RULESETS / path / "ruleset.json").read_text("utf-8"))
    document.pop("accepts", None)  # there `grades` holds ids
    return link(load_ruleset(json.dumps(in_greek(document))))


def english_in(text: str) -> set[str]:
    """Return the words in the letters of English, without check marks."""
    return set(re.findall(r"[A-Za-z]+", re.sub(r"\b[0-9a-f]{12}\b", "", text)))


def words_of(*names: str) -> set[str]:
    """Return what names, ids and zones are made of."""
    return {word for name in names for word in english_in(name)}


def ids_of(found: Any) -> Iterator[str]:
    """Yield every id that people may see in brackets, or that has no label."""
    match found:
        case dict():
            yield from [found["id"]] if isinstance(found.get("id"), str) else []
            for each in found.values():
                yield from ids_of(each)
        case list():
            for each in found:
                yield from ids_of(each)
        case _:
            pass


@other_language
def test_all_that_the_library_says_can_be_said_in_another_language(path: str) -> None:
    rules = program(path)
    files = sorted((RULESETS / path).parent.glob("cases/*.json"))[::EVERY]
    tests = [test for test in map(read_test, files) if is_for(test, rules)]
    assert tests
    for test in tests:
        decision = evaluate(rules, test.case, at=test.at)
        by = {each.by or "" for given in test.case.answers.values() for each in given}
        zone = decision.trace.document["zone"]
        own = words_of(*ids_of(rules.ruleset.document), *by, zone)
        for view in VIEWS:
            page = page_of(decision.trace, rules.ruleset, phrases=accented(), **view)
            text = flat(text_of(page))

            assert english_in(text) <= own


@other_language
def test_what_a_rule_asks_can_be_said_in_another_language(path: str) -> None:
    ruleset = program(path).ruleset
    own = words_of(*ruleset.indicators, *ruleset.ratings, *ids_of(ruleset.document))
    told = words(ruleset, None, accented())
    conditions = [
        *(rule.when for rule in ruleset.thresholds),
        *(rule.when for rule in ruleset.modifiers),
        *(rule.when for rule in ruleset.easings),
        *(rule.when for rule in ruleset.guards),
    ]
    lines = (line.text for each in conditions for line in asked(told, each))

    assert english_in(" ".join(lines)) <= own


def test_a_household_can_be_told_in_another_language() -> None:
    changes = {
        **RESCREEN,
        "/outcomes/level/label": "Level",
        "/outcomes/level/labels": {"low": "Low", "middle": "Middle", "high": "High"},
        "/reviews": [{"id": "V1", "within": {"days": 9}, "because": "…"}],
    }
    rules = link(load_ruleset(in_greek(a_ruleset(changes))))
    children = [a_child("7", WELL), a_child("8", GRAVE), unassessed("9")]
    decision = evaluate_household(
        rules, load_household(a_household(*children)), at=NOON
    )
    text = flat(explain_household(decision, phrases=accented()))

    assert english_in(text) == {"G", "small", "test"}


def test_what_a_language_lacks_is_said_in_english_and_marked() -> None:
    texts = {k: v for k, v in accented().texts.items() if k != "result.person"}
    decision = decided("01")
    page = page_of(
        decision.trace, decision.program.ruleset, phrases=Phrases("qaa", texts)
    )
    text = flat(text_of(page))

    assert text.count("[en-GB]") == 1
    assert "[en-GB] This is a recommendation. A named person decides. " in text


def test_a_page_all_in_one_language_has_no_note_on_words() -> None:
    decision = decided("01")
    ruleset = attrs.evolve(decision.program.ruleset, translations={"cy": {}})
    note = "Only the ruleset's own words are translated"
    welsh = Phrases("cy", english().texts)
    in_part = text_of(page_of(decision.trace, ruleset, "cy"))
    in_full = text_of(page_of(decision.trace, ruleset, "cy", phrases=welsh))

    assert (note in flat(in_part), note in flat(in_full)) == (True, False)


def test_no_sentence_stands_in_two_files() -> None:
    keys = Counter(key for file in CATALOGUE for key in _pairs(file))

    assert [key for key, times in keys.items() if times > 1] == []


def _pairs(file: Path) -> list[str]:
    """Return the keys of a file, each as often as it stands there."""
    found: list[tuple[str, str]] = json.loads(
        file.read_text("utf-8"), object_pairs_hook=list
    )
    return [key for key, _ in found]


def test_every_sentence_that_is_asked_for_is_there() -> None:
    keys = english().texts.keys()
    forms = [key.removesuffix(".one") for key in keys if not key.endswith(".other")]

    assert [each for each in _asked_for() if not _match(each, [*keys, *forms])] == []


def test_every_sentence_is_asked_for() -> None:
    asked = _asked_for()
    plurals = [f"{key}.{form}" for key in asked for form in ("one", "other")]
    used = {
        found for key in [*asked, *plurals] for found in _match(key, english().texts)
    }

    assert [key for key in english().texts if key not in used] == []


def _asked_for() -> list[str]:
    """Return the keys in the source, as patterns: some have a part put in.

    Besides what is said on the spot it is every text that begins as a key does.
    """
    subjects = {key.partition(".")[0] for key in english().texts}
    source = "\n".join(file.read_text("utf-8") for file in SOURCES)
    texts = [t for t in _KEY.findall(source) if t.partition(".")[0] in subjects]
    keys = dict.fromkeys([*_SAID.findall(source), *texts])
    patterns = [re.sub(r"\\{.*?}", "[a-z0-9_]+", re.escape(key)) for key in keys]
    return [re.sub(r"^\[a-z0-9_\]", "[a-z0-9_.]", each) for each in patterns]


def _match(pattern: str, keys: Iterable[str]) -> list[str]:
    return [key for key in keys if re.fullmatch(pattern, key)]


def test_sentences_are_short() -> None:
    long = [key for key, text in english().texts.items() if _mean_length(text) >= 20]

    assert long == []


def _mean_length(text: str) -> float:
    sentences = [each for each in re.split(r"[.!?](?:\s|$)", text) if each.strip()]
    return len(text.split()) / max(len(sentences), 1)


def test_no_sentence_has_a_word_of_ours() -> None:
    found = {k: OUR_WORDS.findall(text) for k, text in english().texts.items()}

    assert {key: words for key, words in found.items() if words} == {}
