"""Every number, date, choice and wording of a ruleset that a form can change."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final, Literal, TypeAlias, final

from attrs import frozen

from neglect_rules.pointer import Pointer

Kind: TypeAlias = Literal["number", "text", "long", "date", "version", "choice"]
Document: TypeAlias = Mapping[str, Any]

RULES: Final = ("thresholds", "modifiers", "easings", "guards")
_TESTS: Final = {
    "at_least": "At least",
    "at_most": "At most",
    "above": "Above",
    "below": "Below",
    "months": "Within how many months",
    "days": "Within how many days",
    "times": "How many times",
}
_GIVES: Final = {
    "reach": "Reaches",
    "at_least": "At least",
    "not_below": "Not below",
    "from_at_least": "Only from",
    "up_to": "Up to",
}
_QUESTIONS: Final = "questions:"


@final
@frozen(kw_only=True)
class Spot:
    """One value that a form can change.

    Attributes:
        at: Where it stands.
        head: What it belongs to, in the author's words.
        label: What it is.
        kind: What may be written there.
        hint: What it means; empty where nothing is said.
        choices: What may be chosen, by its id.
    """

    at: Pointer
    head: str
    label: str
    kind: Kind
    hint: str = ""
    choices: tuple[tuple[str, str], ...] = ()

    @property
    def name(self) -> str:
        """The name of its field."""
        return f"change.{self.at}"


def parts_of(document: Document) -> dict[str, str]:
    """Return the parts of a ruleset that a form shows one at a time."""
    found = {
        "dates": "Version and dates",
        "numbers": "Numbers that have a name",
        "weights": "Weights, caps and points",
        "rules": "Thresholds, and what else moves a level",
        "reviews": "When the next review is due",
        "words": "Names and reasons",
    }
    for id_, domain in document.get("domains", {}).items():
        found[f"{_QUESTIONS}{id_}"] = f"Questions: {domain.get('label', id_)}"
    if any(not each.get("domain") for each in document.get("indicators", {}).values()):
        found[_QUESTIONS] = "Questions: all others"
    return found


def spots(document: Document, part: str) -> list[Spot]:
    """Return what can be changed in a part, in the order of the file."""
    if part.startswith(_QUESTIONS):
        return list(_questions(document, part.removeprefix(_QUESTIONS)))
    makers = {
        "dates": _dates,
        "numbers": _numbers,
        "weights": _weights,
        "rules": _rules,
        "reviews": _reviews,
        "words": _words,
    }
    return [each for each in makers[part](document) if _is_there(document, each)]


def every_spot(document: Document) -> Iterator[Spot]:
    """Yield all that can be changed, part by part."""
    for part in parts_of(document):
        yield from spots(document, part)


def _is_there(document: Document, spot: Spot) -> bool:
    """Return whether a value stands there that is not the name of another one."""
    try:
        return not isinstance(spot.at.resolve(document), dict | list)
    except (KeyError, IndexError):
        return False


def _dates(document: Document) -> Iterator[Spot]:
    top = Pointer()
    head = str(document.get("title", ""))
    hint = "Three numbers, such as 1.3.0. A higher second number means new rules."
    yield Spot(
        at=top / "version", head=head, label="Version", kind="version", hint=hint
    )
    effective = top / "effective"
    yield Spot(at=effective / "from", head=head, label="In force from", kind="date")
    yield Spot(
        at=effective / "before", head=head, label="No longer in force from", kind="date"
    )
    yield Spot(at=top / "review_by", head=head, label="To be reviewed by", kind="date")


def _numbers(document: Document) -> Iterator[Spot]:
    for id_, held in document.get("parameters", {}).items():
        at, label = Pointer(("parameters", id_)), held.get("label", id_)
        hint = held.get("because", "")
        yield Spot(
            at=at / "number", head=label, label="Number", kind="number", hint=hint
        )
        yield Spot(
            at=at / "grade",
            head=label,
            label="Level",
            kind="choice",
            hint=hint,
            choices=_ladder_with(document, held.get("grade")),
        )

    for path, label in _SHARES.items():
        at = Pointer.parse(path)
        yield Spot(at=at, head="What is open", label=label, kind="number")


_SHARES: Final = {
    "/open_answers/enough/core": "Share of the core questions to be answered, up to 1",
    "/open_answers/enough/each_domain": "Share of each domain to be answered, up to 1",
    "/near_review/days": "Days before a review in which better may be for show",
}


def _ladder_with(document: Document, grade: object) -> tuple[tuple[str, str], ...]:
    """Return the levels of the first outcome that has this one."""
    for outcome in document.get("outcomes", {}).values():
        if grade in outcome.get("grades", ()):
            return _levels(outcome)
    return ()


def _levels(outcome: Document) -> tuple[tuple[str, str], ...]:
    labels = outcome.get("labels", {})
    return tuple((id_, labels.get(id_, id_)) for id_ in outcome.get("grades", ()))


def _weights(document: Document) -> Iterator[Spot]:
    for kind in ("domains", "indicators"):
        for id_, held in document.get(kind, {}).items():
            at, head = Pointer((kind, id_)), held.get("label", id_)
            hint = held.get("because", "") if kind == "domains" else ""
            yield Spot(
                at=at / "weight", head=head, label="Weight", kind="number", hint=hint
            )
            yield Spot(
                at=at / "cap", head=head, label="At most so many points", kind="number"
            )
    for id_, scale in document.get("scales", {}).items():
        for number, grade in enumerate(scale.get("grades", ())):
            yield Spot(
                at=Pointer(("scales", id_, "grades", str(number), "points")),
                head=scale.get("label", id_),
                label=f"Points for “{grade.get('label', grade.get('id', ''))}”",
                kind="number",
            )


def _rules(document: Document) -> Iterator[Spot]:
    for kind in RULES:
        for number, rule in enumerate(document.get(kind, ())):
            at = Pointer((kind, str(number)))
            head = rule_head(kind, number, rule)
            for inner, label in _tests(document, rule.get("when"), at / "when"):
                yield Spot(at=inner, head=head, label=label, kind="number")
            yield from _given(document, rule, at, head)


def rule_head(kind: str, number: int, rule: Document) -> str:
    """Return how a rule is called: its reason, with its id."""
    return f"{rule.get('because', kind)} [{rule.get('id', number)}]"


def _tests(
    document: Document, value: Any, at: Pointer
) -> Iterator[tuple[Pointer, str]]:
    """Yield where a condition compares with a number, and how it is called."""
    if isinstance(value, dict):
        for key, held in value.items():
            is_number = not isinstance(held, dict | list | str | bool)
            if key in _TESTS and is_number and held is not None:
                yield at / key, _TESTS[key] + _counted(document, value.get("measure"))
            yield from _tests(document, held, at / key)
    elif isinstance(value, list):
        for number, held in enumerate(value):
            yield from _tests(document, held, at / number)


def _counted(document: Document, measure: object) -> str:
    """Return what is compared; a rule may compare two things with "at least"."""
    match measure:
        case str(id_):
            held = document.get("measures", {}).get(id_, {})
            return f": {held.get('label') or id_.replace('_', ' ')}"
        case {"total": "all"}:
            return ": points in total"
        case _:
            return ""


def _given(
    document: Document, rule: Document, at: Pointer, head: str
) -> Iterator[Spot]:
    """Yield what a rule gives: levels, and by how many it moves them."""
    outcomes = document.get("outcomes", {})
    for key, label in _GIVES.items():
        for id_ in rule.get(key, ()):
            outcome = outcomes.get(id_, {})
            yield Spot(
                at=at / key / id_,
                head=head,
                label=f"{label}: {outcome.get('label', id_)}",
                kind="choice",
                choices=_levels(outcome),
            )
    for key, label in (("raise", "Raises by"), ("lower", "Lowers by")):
        for id_ in rule.get(key, ()):
            name = outcomes.get(id_, {}).get("label", id_)
            yield Spot(
                at=at / key / id_,
                head=head,
                label=f"{label} so many levels: {name}",
                kind="number",
            )


def _reviews(document: Document) -> Iterator[Spot]:
    for number, review in enumerate(document.get("reviews", ())):
        at = Pointer(("reviews", str(number), "within"))
        head = f"{review.get('because', 'Review')} [{review.get('id', number)}]"
        for key in ("days", "weeks", "months"):
            yield Spot(
                at=at / key, head=head, label=f"Within so many {key}", kind="number"
            )


def _words(document: Document) -> Iterator[Spot]:
    top = Pointer()
    yield Spot(at=top / "title", head="The ruleset", label="Title", kind="text")
    yield Spot(
        at=top / "description", head="The ruleset", label="Description", kind="long"
    )
    yield Spot(at=top / "owner", head="The ruleset", label="Owner", kind="text")
    for id_, outcome in document.get("outcomes", {}).items():
        grades = outcome.get("grades", ())
        for place, grade in enumerate(grades, start=1):
            yield Spot(
                at=Pointer(("outcomes", id_, "labels", grade)),
                head=outcome.get("label", id_),
                label=f"Name of level {place} of {len(grades)}",
                kind="text",
            )
    for id_, domain in document.get("domains", {}).items():
        at = Pointer(("domains", id_, "label"))
        yield Spot(at=at, head=domain.get("label", id_), label="Name", kind="text")
    for kind in RULES:
        for number, rule in enumerate(document.get(kind, ())):
            at = Pointer((kind, str(number), "because"))
            head = f"Rule {rule.get('id', number)}"
            yield Spot(at=at, head=head, label="Reason", kind="long")
    for number, task in enumerate(document.get("tasks", ())):
        at, head = Pointer(("tasks", str(number))), f"Task {task.get('id', number)}"
        yield Spot(at=at / "task", head=head, label="What to do", kind="long")
        yield Spot(at=at / "who", head=head, label="Who does it", kind="text")


def _questions(document: Document, domain: str) -> Iterator[Spot]:
    for id_, held in document.get("indicators", {}).items():
        if held.get("domain", "") != domain:
            continue
        at, head = Pointer(("indicators", id_)), f"{held.get('label', id_)} [{id_}]"
        for key, label, kind in _OF_QUESTION:
            if isinstance(held.get(key), str):
                yield Spot(at=at / key, head=head, label=label, kind=kind)
        for grade, told in held.get("grades", {}).items():
            label = f"Description of “{_grade(document, held, grade)}”"
            where = at / "grades" / grade
            if isinstance(told, str):
                yield Spot(at=where, head=head, label=label, kind="long")
                continue
            for number, each in enumerate(told):
                yield Spot(
                    at=where / number / "text",
                    head=head,
                    label=f"{label}, {_ages(each.get('ages', {}))}",
                    kind="long",
                )


_OF_QUESTION: Final[tuple[tuple[str, str, Kind], ...]] = (
    ("label", "Name", "text"),
    ("ask_as", "Question", "long"),
    ("help", "Help", "long"),
)


def _grade(document: Document, indicator: Document, grade: str) -> str:
    scale = document.get("scales", {}).get(indicator.get("scale"), {})
    found = (each for each in scale.get("grades", ()) if each.get("id") == grade)
    return str(next((each.get("label", grade) for each in found), grade))


def _ages(ages: Document) -> str:
    """Return for which ages a text is, in months."""
    first, end = ages.get("from"), ages.get("before")
    if first is None:
        return f"before {end} months" if end is not None else "any age"
    return f"from {first} months" + ("" if end is None else f" to before {end}")
