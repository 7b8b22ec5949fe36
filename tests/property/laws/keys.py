"""Law 25: every key is used or is a word, and a key that is not known is refused."""

from __future__ import annotations

import copy
from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cache
from random import Random
from typing import Any, TypeAlias, final

from attrs import frozen

from neglect_rules.diagnostics import Diagnostic
from neglect_rules.errors import CaseError, DocumentError, RulesetError
from neglect_rules.evaluation import evaluate
from neglect_rules.linking import link
from neglect_rules.loading import load_case, load_ruleset
from neglect_rules.pointer import Pointer
from neglect_rules.testing import Document
from tests.differential.comparison import read
from tests.property.drawn import Drawn
from tests.property.laws.words import WORDS
from tests.unit.testing.schema_use import Use, _fits, validator

STRANGE = "x-strange"
"""A key that no object of ours has."""

DECLARING = {
    "sources",
    "parameters",
    "scales",
    "domains",
    "indicators",
    "event_kinds",
    "measures",
    "conditions",
    "ratings",
    "outcomes",
}
"""Sections whose keys are new names; all other free keys stand for something."""

WORDS_HERE = {*WORDS, "area", "definition", "ask", "status", "sources", "title"}
"""Beside words, what only its readers use: who may answer, where it is from."""

WORDS_THERE = {("indicator", "grades"), ("aged_text", "ages")}
"""Descriptions of grades, and the ages of the children whom each describes."""

FIXED = {
    ("document", "format"),
    ("document", "semantics"),
    ("rule_most_common", "tie"),
    ("measure_unbroken", "in"),
}
"""Keys that have one permitted value; the schema refuses all others."""

TAKEN_IN = {"accepted", "households"}
"""Objects that carrying over and households read; their own tests show the effect."""

KEPT_OF_EVENTS = {("event", "source"), ("event", "by")}
"""Of an event, unlike an answer, who says so and how it is known decides nothing."""

HELD_AGAINST = {("document", "based_on"), ("document", "fingerprint")}
"""What a local edition is based on: `check` and `diff` hold it against that."""

EXCUSED = WORDS_THERE | FIXED | KEPT_OF_EVENTS | HELD_AGAINST
EXCUSED |= {("document", "accepts"), ("document", "households")}

KEPT = {"$schema", "note", "frequency", "duration_days"}
"""Keys of a case that are kept for people to read and are never judged."""


Json: TypeAlias = Mapping[str, Any]


@final
@frozen
class Place:
    """One object of a document.

    Attributes:
        where: The definition in the schema.
        at: Where it stands.
        known: The keys that it may have; nothing where its keys are names.
    """

    where: str
    at: Pointer
    known: Mapping[str, Any] | None


_REST = "additionalProperties"


def objects(name: str, document: Any) -> Iterator[Place]:
    """Yield every object of a document, by its schema."""
    whole: Any = validator(name).schema
    yield from _Reader(whole["$defs"]).objects(whole, document, Pointer(), "document")


@final
@frozen
class _Reader:
    """One schema's definitions, to be followed through a document."""

    definitions: Json

    def objects(
        self, schema: Any, value: Any, at: Pointer, where: str
    ) -> Iterator[Place]:
        """Yield every object in `value`."""
        for part, name in self._parts(schema, value, where):
            if isinstance(value, dict):
                known, rest = part.get("properties", {}), part.get(_REST)
                if rest is False or isinstance(rest, dict):
                    yield Place(name, at, known if rest is False else None)
                for key, child in value.items():
                    below = known.get(key, rest or {})
                    yield from self.objects(below, child, at / key, name)
            elif isinstance(value, list) and "items" in part:
                for index, child in enumerate(value):
                    yield from self.objects(part["items"], child, at / index, name)

    def _parts(self, schema: Any, value: Any, where: str) -> Iterator[tuple[Any, str]]:
        """Yield a schema with every schema that it applies to the same value."""
        yield schema, where
        if "$ref" in schema:
            name = schema["$ref"].removeprefix("#/$defs/")
            yield from self._parts(self.definitions[name], value, name)
        if "if" in schema:
            way = "then" if _fits(schema["if"], value) else "else"
            yield from self._parts(schema.get(way, {}), value, where)
        for part in schema.get("allOf", ()):
            yield from self._parts(part, value, where)


def unknown_keys_are_refused(drawn: Drawn, random: Random) -> None:
    """Law 25: a strange key in every object is named in every place."""
    ruleset, case = copy.deepcopy(drawn.document), copy.deepcopy(drawn.case)
    places = _strange(ruleset, "ruleset-1")
    assert {d.at for d in _findings(ruleset) if d.code == "NR102"} >= {
        at / STRANGE for at in places
    }
    places = _strange(case, "case-1")
    found = {d.at for d in _case_findings(drawn, case) if d.code == "NR102"}
    assert found >= set(places)
    _unknown_names_are_refused(drawn, random)


def _strange(document: Document, name: str) -> list[Pointer]:
    places = [each.at for each in objects(name, document) if each.known is not None]
    for at in dict.fromkeys(places):
        at.resolve(document)[STRANGE] = 1
    return places


def _unknown_names_are_refused(drawn: Drawn, random: Random) -> None:
    """Where keys are names of something, one that names nothing is refused."""
    free = [
        each.at
        for each in objects("ruleset-1", drawn.document)
        if each.known is None and each.at.parts[-1:] and _names_something(each.at)
    ]
    for at in random.sample(free, min(2, len(free))):
        document = copy.deepcopy(drawn.document)
        holder = at.resolve(document)
        value = copy.deepcopy(next(iter(holder.values()), "x"))
        holder["/x" if at.parts[0] == "translations" else "xStrange"] = value
        assert _findings(document), at
    answers = {**drawn.case["answers"], "xStrange": "no"}
    found = _case_findings(drawn, {**drawn.case, "answers": answers})
    assert "NR601" in {d.code for d in found}


def _names_something(at: Pointer) -> bool:
    """Return whether keys name something here: not what is new, nor of elsewhere."""
    elsewhere = at.parts[0] == "accepts" or at.parts == ("translations",)
    return not elsewhere and not (len(at.parts) == 1 and at.parts[0] in DECLARING)


def _findings(document: Document) -> tuple[Diagnostic, ...]:
    try:
        link(load_ruleset(document))
    except RulesetError as refused:
        return refused.diagnostics
    return ()


def _case_findings(drawn: Drawn, case: Document) -> tuple[Diagnostic, ...]:
    try:
        evaluate(drawn.program, load_case(case), at=drawn.at)
    except CaseError as refused:
        return refused.diagnostics
    return ()


def has_effect(drawn: Drawn, at: Pointer, document: Document) -> bool:
    """Return whether a change of a ruleset shows: in its Program, or in a decision.

    A source that is not there, or an exception that is missed, shows by a refusal.
    """
    try:
        program = link(read(document))
        if program.document != drawn.program.document:
            return True
        after = evaluate(program, drawn.read_case(), at=drawn.at)
    except RulesetError as refused:
        codes = {d.code for d in refused.diagnostics}
        return any(codes <= may for key, may in _REFUSED if key == at.parts[-1])
    except Exception:  # noqa: BLE001 - the schema, slow to ask, would have refused it
        return False
    return _seen(after.to_dict()) != _seen(drawn.decide().to_dict())


_REFUSED = (
    ("source", {"NR201"}),
    ("exception", {"NR210", "NR211"}),
    ("hit", {"NR207"}),
)
"""Keys whose effect is that something is refused, with the codes of that."""


def case_meaning(drawn: Drawn, case: Document) -> Any:
    """Return all that a case comes to: its trace, or the codes of its refusal."""
    try:
        known = load_case(case)
        decision = evaluate(drawn.program, known, at=known.at or drawn.at)
    except DocumentError as refused:
        return [d.code for d in refused.diagnostics]
    return _seen(decision.trace.document)


def _seen(document: Json) -> Json:
    """Return a result without the fingerprints of the documents, which always move."""
    kept = {k: v for k, v in document.items() if k not in {"case", "trace"}}
    ruleset = {k: v for k, v in kept["ruleset"].items() if len(str(v)) < 64 + 7}
    return {**kept, "ruleset": ruleset}


def uses(name: str, document: Document) -> Iterator[tuple[Use, Pointer]]:
    """Yield each key that a document has and that is no word, with its place."""
    words = WORDS_HERE if name == "ruleset-1" else KEPT
    for place in objects(name, document):
        if place.where in TAKEN_IN:
            continue
        for key in place.at.resolve(document):
            use = (place.where, key)
            is_word = (key in words and use != ("document", "status")) or use in EXCUSED
            if place.known is not None and key in place.known and not is_word:
                yield use, place.at / key


def changed(document: Document, at: Pointer, random: Random) -> Document:
    """Return a document with another value in one place, or with none."""
    other = copy.deepcopy(document)
    holder, key = Pointer(at.parts[:-1]).resolve(other), at.parts[-1]
    options = list(_others(holder[key], document, key))
    if options and random.randrange(4):
        holder[key] = copy.deepcopy(random.choice(options))
    else:
        del holder[key]
    return other


_OTHER = {
    "version": "9.9.9",
    "from": "2019-01-01",
    "before": "2050-01-01",
    "id": "another",
    "source": "not_there",
    "at": "2026-05-01T12:00:00Z",
    "first_seen": "9999-12-31",
    "last_seen": "9999-12-31",
}


def _others(value: Any, document: Document, key: str) -> Iterator[Any]:
    """Yield other values of the same kind as what stands under a key."""
    if isinstance(value, bool):
        yield not value
    elif isinstance(value, int | Decimal):
        yield from (value + 1, value * 2 + 3, value - 1)
    elif isinstance(value, list) and len(value) > 1:
        yield from (value[1:], value[:-1], value[::-1])
    elif isinstance(value, dict):
        for name in value:
            yield from ({**value, name: each} for each in value.values())
    elif isinstance(value, str):
        yield from (new for name, new in _OTHER.items() if name == key)
        yield from (word for word in _alike(value, document) if word != value)
    if not isinstance(value, str):
        found = _under(document, key)
        yield from (each for each in found if type(each) is type(value))


def _alike(word: str, document: Document) -> Iterator[str]:
    """Yield what might stand instead of a word: names and grades of the same list."""
    for section in DECLARING:
        if word in document.get(section, {}):
            yield from document[section]
    lists = [each for each in _under(document, "grades") if isinstance(each, list)]
    lists += list(_under(_schema(), "enum"))
    for grades in lists:
        ids = [g["id"] if isinstance(g, dict) and "id" in g else g for g in grades]
        if word in ids:
            yield from ids


@cache
def _schema() -> Any:
    return validator("ruleset-1").schema


def _under(node: Any, key: str) -> Iterator[Any]:
    """Yield whatever stands under a key anywhere in a document."""
    if isinstance(node, dict):
        for name, child in node.items():
            if name == key:
                yield child
            yield from _under(child, key)
    elif isinstance(node, list):
        for child in node:
            yield from _under(child, key)
