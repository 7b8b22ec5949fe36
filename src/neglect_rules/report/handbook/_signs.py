"""Every question with its answers: what each means, and where it is from."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from neglect_rules.explain import (
    Block,
    Line,
    Pairs,
    Section,
    Table,
    made,
    plural,
)
from neglect_rules.model import Indicator, Rating, Row
from neglect_rules.model import Table as Grid
from neglect_rules.report.handbook._book import Book, joined, sentences, titled, why
from neglect_rules.report.handbook._opening import critical_told

_ALONE: Final = "Questions outside any part"
_NA: Final = "n/a"
_KIND_TOLD: Final = {
    "strength": "A strength: the later answers are better",
    "context": "Context only: no answer is better or worse",
}


def questions(book: Book) -> Iterator[Section]:
    """Yield a chapter for each part of the assessment, then what stands in none."""
    ruleset = book.ruleset
    for id_, domain in ruleset.domains.items():
        label = book.words.domain(id_)
        members = [k for k, each in ruleset.indicators.items() if each.domain == id_]
        made_of = [k for k, each in ruleset.ratings.items() if each.domain == id_]
        blocks: list[Block] = [Line(_counted(book, members))]
        reason = domain.because and f"Why it weighs what it does: {domain.because}"
        blocks += book.rest(f"/domains/{id_}", reason, level=0)
        yield Section(f"Questions: {label}", (*blocks, *_several(book, members)))
        if made_of:
            title = f"Answers worked out: {label}"
            yield Section(title, tuple(_ratings(book, made_of)))
    yield from _elsewhere(book)


def _elsewhere(book: Book) -> Iterator[Section]:
    ruleset = book.ruleset
    members = [k for k, each in ruleset.indicators.items() if each.domain is None]
    if members:
        title = _ALONE if ruleset.domains else "Questions"
        first = Line(_counted(book, members))
        yield Section(title, (first, *_several(book, members)))
    others = [k for k, each in ruleset.ratings.items() if each.domain is None]
    if others:
        yield Section("Answers worked out from others", tuple(_ratings(book, others)))
    if ruleset.event_kinds:
        yield Section("Events that are counted", tuple(_events(book)))


def _counted(book: Book, ids: list[str]) -> str:
    grave = sum(book.ruleset.indicators[id_].critical_at is not None for id_ in ids)
    told = f"{plural(len(ids), 'question')} asked"
    return sentences(told, critical_told(grave) if grave else None)


def _several(book: Book, ids: list[str]) -> Iterator[Block]:
    for id_ in ids:
        yield Line("")
        yield from _question(book, id_)


def _question(book: Book, id_: str) -> Iterator[Block]:
    words, spec = book.words, book.ruleset.indicators[id_]
    at = f"/indicators/{id_}"
    yield Line(titled(words.label(id_), id_), strong=True)
    told = sentences(words.at(at, "ask_as"), words.at(at, "help"))
    yield from [Line(told)] if told else []
    if spec.number is not None:
        yield Line(_range(book, id_))
    else:
        yield _told(tuple(_answers(book, id_)))
    yield from book.when(spec.ask_if, "edits.asked_when", 0)
    yield from book.rest(at, *_facts(book, id_, spec), why(spec.because), level=0)


def _range(book: Book, id_: str) -> str:
    at = f"/indicators/{id_}"
    told = book.keyed("indicator", id_, at, "number")
    return sentences(f"A number is given: {told}")


def _answers(book: Book, id_: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield each answer that may be given, with what it means at which age."""
    words, spec = book.words, book.ruleset.indicators[id_]
    scale = book.ruleset.scales[spec.scale or ""]
    grave = _critical(book, spec)
    for grade in scale.grades:
        if spec.permits is None or grade.id in spec.permits:
            label = words.grade(id_, grade.id)
            name = f"{label} (critical)" if grade.id in grave else label
            yield name, tuple(_meaning(book, id_, grade.id))


def _told(answers: tuple[tuple[str, tuple[str, ...]], ...]) -> Block:
    """Return the answers with what they mean; in one line where nothing says it."""
    if any(told for _, told in answers):
        return Pairs(answers)
    return Line(sentences(f"The answers: {'; '.join(name for name, _ in answers)}"))


def _critical(book: Book, spec: Indicator | Rating) -> list[str]:
    """Return the grades at or beyond the one from which an answer is critical."""
    if spec.critical_at is None or spec.scale is None:
        return []
    scale = book.ruleset.scales[spec.scale]
    ids = [grade.id for grade in scale.grades]
    place = ids.index(spec.critical_at)
    return ids[: place + 1] if scale.kind == "strength" else ids[place:]


def _meaning(book: Book, id_: str, grade: str) -> Iterator[str]:
    found: Any = book.ruleset.indicators[id_].grades.get(grade)
    at = f"/indicators/{id_}/grades/{grade}"
    if found is None:
        return
    if isinstance(found, str):
        yield book.words.of(at, found)
        return
    for index, each in enumerate(found):
        text = book.words.of(f"{at}/{index}/text", each.text)
        ages = book.keyed("indicator", id_, f"{at}/{index}", "ages")
        yield f"{(ages or '')[:1].upper()}{(ages or '')[1:]}: {text}"


def _facts(book: Book, id_: str, spec: Indicator) -> Iterator[str | None]:
    at = f"/indicators/{id_}"

    def told(key: str) -> str | None:
        return book.keyed("indicator", id_, at, key)

    scale = None if spec.scale is None else book.ruleset.scales[spec.scale]
    yield _KIND_TOLD.get(scale.kind) if scale else None
    yield "A core question" if spec.core else None
    yield "Only a person can answer it, by judgement" if spec.judgement else None
    yield f"Asked at these ages: {told('ages')}" if spec.ages else None
    yield f"Asked about: {told('subjects')}" if spec.subjects else None
    yield f"Asked of {book.bare('indicator', id_, at, 'per')}" if spec.per else None
    yield from _unknown(spec, told("stale_after"))
    yield f"Of several dated answers, what counts is {told('believe')}" * (
        spec.believe is not None
    )
    yield f"Where people differ, {book.bare('indicator', id_, at, 'disagree')}" * (
        spec.disagree is not None
    )
    yield (
        f"From {told('evidence_required_at')} on it must say who saw it and when"
    ) * (spec.evidence_required_at is not None)
    yield f"Its points count {told('weight')} times" * (spec.weight != 1)
    yield f"Ask: {'; '.join(spec.ask)}" if spec.ask else None


def _unknown(spec: Indicator, stale: str | None) -> Iterator[str | None]:
    """Yield what holds while an answer is missing or old, unless it just stays open."""
    if spec.zero_fill:
        yield (
            "If nobody answers it, it counts as its lowest answer, "
            "and each result says so"
        )
    else:
        yield "Not known: it stays open"
    if spec.may_not_apply:
        yield '"Does not apply" may be recorded'
    if stale is not None:
        yield f"An answer older than {stale} counts as it was or worse"


def _ratings(book: Book, ids: list[str]) -> Iterator[Block]:
    yield Line("Nobody is asked these. They are worked out from other answers.")
    for id_ in ids:
        spec, at = book.ruleset.ratings[id_], f"/ratings/{id_}"
        yield Line("")
        yield Line(titled(book.words.label(id_), id_), strong=True)
        yield from [Line(spec.help)] if spec.help else []
        yield from _made(book, id_, spec)
        grave = [book.words.grade(id_, each) for each in _critical(book, spec)]
        facts = (
            "It counts as a core question" if spec.core else None,
            f"Critical: {joined(grave, 'or')}" if grave else None,
            None
            if spec.weight == 1
            else f"Its points count {book.keyed('rating', id_, at, 'weight')} times",
        )
        yield from book.rest(at, *facts, why(spec.because), level=0)


def _made(book: Book, id_: str, spec: Rating) -> Iterator[Block]:
    """Yield how an answer is worked out: as a table where the author wrote one."""
    words, rule = book.words, spec.rule
    if not isinstance(rule, Grid):
        for unit in made(words, id_, rule, 0):
            yield from unit
        return
    head = ("", *(words.label(each) for each in rule.table), "Gives")
    rows = (_row(book, id_, rule, row) for row in rule.rows)
    yield Table(head, tuple((str(n), *row) for n, row in enumerate(rows, 1)))


def _row(book: Book, id_: str, rule: Grid, row: Row) -> tuple[str, ...]:
    inputs = [
        book.words.say("edits.made.any")
        if isinstance(allowed, str)
        else joined([_grade(book, each, grade) for grade in allowed], "or")
        for each, allowed in zip(rule.table, row.when, strict=True)
    ]
    return (*inputs, _grade(book, id_, row.give))


def _grade(book: Book, id_: str, grade: str) -> str:
    if grade == _NA:
        return book.words.say("edits.made.na")
    return book.words.grade(id_, grade)


def _events(book: Book) -> Iterator[Block]:
    for id_, spec in book.ruleset.event_kinds.items():
        at = f"/event_kinds/{id_}"
        yield Line("")
        yield Line(book.words.event(id_), strong=True)
        ask = f"Ask: {'; '.join(spec.ask)}" if spec.ask else None
        yield from book.rest(at, spec.help, ask, why(spec.because), level=0)
