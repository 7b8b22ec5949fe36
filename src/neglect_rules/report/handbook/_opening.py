"""The first pages: what the ruleset is, how far it is agreed, how to read on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any, Final

from neglect_rules.canonical import fingerprint
from neglect_rules.explain import Block, Bullet, Line, Pairs, Section, banner, plural
from neglect_rules.explain import stands as in_words
from neglect_rules.report.handbook._book import Book, joined, sentences

_STATES: Final[Mapping[str, str]] = {
    "draft": "Draft: nobody has agreed it. It may change at any time",
    "illustrative": "Illustrative: an example only. No area has agreed it",
    "consulted": "Proposed: people are being asked what they think. It is not adopted",
    "adopted": "Adopted",
    "unrecorded": "Adopted, as it says of itself. Ask for the record of who adopted it",
    "superseded": "Replaced: a later version is in force. Use that one",
    "withdrawn": "Withdrawn: do not use it",
}
_KINDS: Final[Mapping[str, str]] = {
    "child": "children",
    "unborn": "unborn children",
    "carer": "carers",
    "person": "persons",
    "household": "households",
}
_PROVENANCE: Final = ("published", "adapted", "proposed")
_SHORT: Final = 12
_MANY_FROM: Final = 2


def opening(book: Book) -> Iterator[Section]:
    """Yield what comes before the rules themselves."""
    yield Section(None, tuple(_first(book)))
    yield Section("At a glance", (Pairs(tuple(_glance(book))),))
    if book.adoption is not None:
        yield Section("Who adopted it", tuple(_adopted(book)))
    yield Section("How to read this", tuple(_how(book)))
    if book.ruleset.definition is not None:
        yield Section("What it calls neglect", tuple(_definition(book)))


def check_mark(book: Book) -> str:
    """Return the short mark by which people see that they have the same version."""
    mark = fingerprint(book.ruleset.document)
    return mark.removeprefix("sha256:")[:_SHORT]


def _first(book: Book) -> Iterator[Block]:
    adopted = book.adoption is not None and book.ruleset.status not in {
        "superseded",
        "withdrawn",
    }
    warning = None if adopted else banner(book.ruleset)
    if warning is not None:
        yield Line(warning, strong=True)
    if book.ruleset.description is not None:
        yield Line(book.words.of("/description", book.ruleset.description))
    yield Line(
        "This handbook is for those who agree the ruleset and sign for it. It says in "
        "words all that the ruleset asks, counts and recommends. It was written from "
        "the ruleset itself, for this version and no other."
    )


def _glance(book: Book) -> Iterator[tuple[str, tuple[str, ...]]]:
    ruleset = book.ruleset
    yield "Ruleset", (f"{ruleset.title}, version {ruleset.version} [{ruleset.id}]",)
    yield "State", (sentences(state(book)),)
    yield "Owner", (ruleset.owner or "Nobody is named. Name somebody before you sign.",)
    yield "In force", (_in_force(book),)
    yield "For whom", (sentences(for_whom(book)),)
    yield "What it asks", (sentences(_asked(book)),)
    yield "What it recommends", tuple(_levels(book))
    yield "How it decides", (sentences(rules_counted(book)),)
    yield "Where it is from", (sentences(where_from(book)),)
    yield "Check mark", (f"{check_mark(book)} (it changes with every letter)",)


def state(book: Book) -> str:
    """Return how far a ruleset is agreed, in a sentence."""
    over = book.ruleset.status in {"superseded", "withdrawn"}
    if book.adoption is not None and not over:
        return _STATES["adopted"]
    status = book.ruleset.status
    return _STATES["unrecorded" if status == "adopted" else status]


def _in_force(book: Book) -> str:
    window = book.raw("/effective")
    first, before = (_day(book, window.get(key)) for key in ("from", "before"))
    return f"From {first}" if before is None else f"From {first} until before {before}"


def _day(book: Book, found: str | None) -> str | None:
    if found is None:
        return None
    return in_words(book.words, "effective", "", "before", found)


def for_whom(book: Book) -> str:
    """Return whom a ruleset can be used for."""
    subjects = book.ruleset.subjects
    whom = joined([_KINDS.get(kind, kind) for kind in subjects.kinds])
    if subjects.age_months is None:
        return whom
    ages = in_words(
        book.words, "subjects", "", "age_months", book.raw("/subjects/age_months")
    )
    return f"{whom}; ages of children: {ages.replace('0 months', 'birth')}"


def _asked(book: Book) -> str:
    things = book.ruleset.indicators.values()
    parts = len(book.ruleset.domains)
    told = plural(len(things), "question")
    told += f" in {plural(parts, 'part')}" if parts else ""
    core = sum(each.core for each in things)
    grave = sum(each.critical_at is not None for each in things)
    told += f". {core} {'is a core question' if core == 1 else 'are core questions'}"
    return f"{told}. {critical_told(grave)}"


def critical_told(count: int) -> str:
    """Return how many questions have an answer that is critical."""
    return f"{count} {'has' if count == 1 else 'have'} an answer that is critical"


def _levels(book: Book) -> Iterator[str]:
    words = book.words
    for id_, outcome in book.ruleset.outcomes.items():
        levels = "; ".join(words.level(id_, grade) for grade in outcome.grades)
        yield f"{words.outcome(id_)}, from low to high: {levels}."


def rules_counted(book: Book) -> str:
    """Return how many rules of each kind there are."""
    ruleset = book.ruleset
    counts = (
        (ruleset.thresholds, "rule that sets a level", "rules that set a level"),
        (ruleset.guards, "safety rule", "safety rules"),
        (ruleset.modifiers, "rule that raises", "rules that raise"),
        (ruleset.easings, "rule that lowers", "rules that lower"),
    )
    told = [
        f"{len(rules)} {one if len(rules) == 1 else many}"
        for rules, one, many in counts
        if rules
    ]
    return joined(told)


def where_from(book: Book) -> str:
    """Return how much of it is published, adapted or proposed."""
    counts = Counter(_statuses(book.ruleset.document))
    told = joined([f"{counts[key]} {key}" for key in _PROVENANCE if counts[key]])
    return f"Of all that rests on a source: {told}" if told else "No source is named"


def _statuses(found: Any) -> Iterator[str]:
    """Yield how closely each thing that names a source keeps to it."""
    if isinstance(found, Mapping):
        if "source" in found and found.get("status") in _PROVENANCE:
            yield found["status"]
        for each in found.values():
            yield from _statuses(each)
    elif isinstance(found, list | tuple):
        for each in found:
            yield from _statuses(each)


def _adopted(book: Book) -> Iterator[Block]:
    record = book.adoption
    if record is None:
        return

    def day(key: str) -> str:
        return str(_day(book, str(getattr(record, key))))

    yield Pairs(
        (
            ("Body", (record.body,)),
            ("Day", (day("on"),)),
            ("Minute", (record.minute,)),
            ("Next review", (day("next_review"),)),
            (
                "Agreed",
                tuple(
                    role.role
                    if role.organisation is None
                    else f"{role.role}, {role.organisation}"
                    for role in record.agreed
                ),
            ),
        )
    )
    if record.dissent:
        yield Line("Not agreed by:")
        yield from (Bullet(f"{each.role}: {each.said}") for each in record.dissent)


def _how(book: Book) -> Iterator[Block]:
    yield Bullet("The rules recommend. A named person decides about each child.")
    yield Bullet(
        "Letters in square brackets are references. Quote them in the meeting; you "
        "need not know what they stand for."
    )
    yield Bullet(
        'Each thing says where it is from. "As published" is as the source has it. '
        '"Adapted" was changed for this use. "Proposed by the ruleset\'s authors" '
        "is their own idea: look at these first."
    )
    yield Bullet(
        "A question without an answer stays open. It is never taken for a good answer, "
        "unless this handbook says so at the question. A result then says what is "
        "certain and what is still possible."
    )
    if any(each.critical_at for each in book.ruleset.indicators.values()):
        yield Bullet(
            "Critical answers are those that the authors hold grave by themselves."
        )
    if any(each.core for each in book.ruleset.indicators.values()):
        yield Bullet(
            "Core questions are those of which enough must be answered before a low "
            "result is given."
        )


def _definition(book: Book) -> Iterator[Block]:
    spec = book.ruleset.definition
    if spec is None:
        return
    yield Line(book.words.of("/definition/text", spec.text))
    title = book.words.at(f"/sources/{spec.source}", "title") or spec.source
    yield Line(book.words.say("sources.source", source=title))
    if spec.deviations:
        yield Line("This ruleset says it otherwise in these places:")
    yield from (Bullet(each) for each in spec.deviations)
