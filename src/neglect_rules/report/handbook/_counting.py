"""How answers add up: points, weights, limits, settings, strengths and history."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from neglect_rules.explain import Block, Bullet, Line, Pairs, Section, Table, stands
from neglect_rules.model import Parameter, Scale
from neglect_rules.report.handbook._book import Book, sentences, titled
from neglect_rules.report.handbook._weights import weights

_STRENGTHS_LAW: Final = 6


def counting(book: Book) -> Iterator[Section]:
    """Yield what answers count for."""
    yield Section("Scales of answers", tuple(_scales(book)))
    if book.ruleset.domains and book.weighing.signs:
        yield Section("The parts and their weights", tuple(_parts(book)))
    for each in weights(book.program, book.weighing, labels=True):
        title = each.title or "What the weights mean"
        yield Section(f"Weights: {title[:1].lower()}{title[1:]}", each.blocks)
    if book.ruleset.parameters:
        yield Section("Settings", tuple(_settings(book)))
    strong = _strengths(book)
    if strong:
        yield Section("What strengths do", tuple(strong))
    if book.ruleset.report:
        yield Section("Also worked out and shown", tuple(_shown(book)))


def _scales(book: Book) -> Iterator[Block]:
    for id_, scale in book.ruleset.scales.items():
        label = scale.label or id_.replace("_", " ").capitalize()
        yield from (Line(""), Line(label, strong=True))
        kind = book.bare("scale", id_, f"/scales/{id_}", "kind")
        yield Line(sentences(str(kind)))
        if any(grade.points for grade in scale.grades):
            yield Table(("Answer", "Points"), tuple(_grades(book, id_, scale)))
        else:
            labels = [g.label or g.id.replace("_", " ") for g in scale.grades]
            yield Line(sentences(f"Its answers have no points: {'; '.join(labels)}"))
        if scale.because is not None:
            yield Line(f"Why: {scale.because}")


def _grades(book: Book, id_: str, scale: Scale) -> Iterator[tuple[str, str]]:
    for index, grade in enumerate(scale.grades):
        at = f"/scales/{id_}/grades/{index}"
        label = book.words.at(at, "label") or grade.id.replace("_", " ")
        yield label, book.keyed("grade", grade.id, at, "points") or "0"


def _parts(book: Book) -> Iterator[Block]:
    yield Line(
        "Points are added up in each part, up to its limit, and then multiplied by "
        "its weight."
    )
    rows = []
    for id_ in book.ruleset.domains:
        at = f"/domains/{id_}"
        cells = (
            book.keyed("domain", id_, at, "weight") or "1",
            book.keyed("domain", id_, at, "cap") or "no limit",
            book.bare("domain", id_, at, "combine") or "the sum of its points",
        )
        rows.append((book.words.domain(id_), *cells))
    yield Table(("Part", "Weight", "Limit", "What is counted"), tuple(rows))
    for id_, domain in book.ruleset.domains.items():
        if domain.floor is not None:
            least = book.keyed("domain", id_, f"/domains/{id_}", "floor")
            yield Bullet(f"{book.words.domain(id_)} counts as {least} at least.")


def _settings(book: Book) -> Iterator[Block]:
    yield Line("Numbers and lists that the rules use under a name. All can be agreed.")
    rows = []
    for id_, each in book.ruleset.parameters.items():
        at = f"/parameters/{id_}"
        source = "".join(b.text for b in book.source(at) if isinstance(b, Line))
        why = () if each.because is None else (each.because,)
        told = (sentences(_value(book, id_, each)), *why, *filter(None, (source,)))
        rows.append((each.label, told))
    yield Pairs(tuple(rows))


def _value(book: Book, id_: str, spec: Parameter) -> str | None:
    at = f"/parameters/{id_}"
    if spec.ids is not None:
        labels = [_member(book, id_, each) for each in spec.ids]
        return "; ".join(labels)
    key = "number" if spec.number is not None else "grade"
    return book.bare("parameter", id_, at, key)


def _member(book: Book, id_: str, member: str) -> str:
    label = stands(book.words, "parameter", id_, "ids", member)
    known = book.words.thing(member) is not None
    return titled(label, member) if known else label.strip('"')


def _strengths(book: Book) -> list[Block]:
    scales = book.ruleset.scales
    found = [
        titled(book.words.label(id_), id_)
        for id_, each in book.ruleset.indicators.items()
        if each.scale is not None and scales[each.scale].kind == "strength"
    ]
    if not found:
        return []
    scored = any(
        grade.points
        for scale in scales.values()
        if scale.kind == "strength"
        for grade in scale.grades
    )
    exempt = any(each.law == _STRENGTHS_LAW for each in book.program.exempt)
    told = [
        ""
        if exempt
        else "No strength is looked at by a safety rule, so none hides a danger.",
        "Their points count in the sums as the tables say."
        if scored
        else "They have no points, so they take nothing off the sums.",
    ]
    return [Line(" ".join(filter(None, told))), *(Bullet(each) for each in found)]


def _shown(book: Book) -> Iterator[Block]:
    yield Line("These are results of their own. They set no level by themselves.")
    yield from (Bullet(each.label) for each in book.ruleset.report)
