"""Whom to call about a result, when they answer, and by when what is due."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any, Final

from neglect_rules.explain import (
    Block,
    Bullet,
    Line,
    Pairs,
    Section,
    plural,
    stands,
)
from neglect_rules.pathways import NEEDS, Contact, Directory, Need
from neglect_rules.report.handbook._book import Book, joined, sentences, titled

_DAYS: Final = (
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
)
_NEEDS: Final[Mapping[Need, str]] = {
    "none": "nobody need be called; to ask all the same",
    "support": "support",
    "advice": "advice",
    "safeguarding": "children's social care",
    "emergency": "the emergency services",
}
_PURPOSES: Final = {
    "support": "support",
    "advice": "advice",
    "refer": "referrals",
    "urgent": "what cannot wait",
    "emergency": "emergencies",
}
_WHO: Final = {
    "public": "For the public.",
    "professional": "For professionals only.",
    "both": "For professionals and the public.",
}
_HOLIDAYS: Final = {
    "closed": "Closed on bank holidays",
    "as_usual": "The same on bank holidays",
    "as_sunday": "Bank holidays as on Sundays",
    "all_day": "Open all day on bank holidays",
    "unknown": "Whether it is open on bank holidays is not published",
}
_UNITS: Final = {
    "hours": "hour",
    "days": "day",
    "working_days": "working day",
    "months": "month",
}
_MINUTES: Final = 60
_WHOLE: Final = 24 * 60


def contacts(book: Book) -> Iterator[Section]:
    """Yield whom to call; without a directory, that none was handed in."""
    directory = book.directory
    if directory is None:
        none = (
            "This handbook was made without a list of contacts. Before you sign, ask "
            "for one that says whom to call, at which hours."
        )
        yield Section("Whom to call", (Line(none, strong=False),))
        return
    yield Section("Whom to call", tuple(_calls(book, directory)))
    yield Section("Contacts and hours", tuple(_listed(book, directory)))
    if directory.duties:
        yield Section("What is due, and by when", tuple(_duties(book, directory)))


def _calls(book: Book, directory: Directory) -> Iterator[Block]:
    told = f'From the list "{directory.title}", version {directory.version}.'
    yield Line(f"{told} {_agreed(directory)}")
    yield Line("The first line that fits a result counts.")
    rows: list[tuple[str, tuple[str, ...]]] = []
    found: Sequence[Any] = directory.document["needs"]["first_of"]
    for rule, raw in zip(directory.rules, found, strict=True):
        if rule.ruleset in {None, book.ruleset.id} and rule.outcome in (
            book.ruleset.outcomes
        ):
            because = raw.get("because")
            source = _source(directory, raw["source"], raw["status"])
            rows.append(
                (
                    _result(book, rule.outcome, rule.grades),
                    (
                        f"Call for {_NEEDS[rule.need]}.",
                        *([because] if because else []),
                        source,
                    ),
                )
            )
    rows.append(("Any other result", (f"Call for {_NEEDS[directory.otherwise]}.",)))
    yield Pairs(tuple(rows))
    yield Line("Whom that means, in this order:")
    for need in reversed(NEEDS):
        labels = _serving(directory, need)
        yield Bullet(f"For {_NEEDS[need]}: {labels}.")


def _agreed(directory: Directory) -> str:
    states = {
        "adopted": "It is adopted.",
        "consulted": "It is proposed and not adopted.",
        "draft": "It is a draft.",
        "illustrative": "It is an example only. Nobody has checked the numbers.",
        "superseded": "A later list is in force.",
        "withdrawn": "It is withdrawn.",
    }
    return states.get(directory.status, "")


def _result(book: Book, outcome: str, grades: Sequence[str]) -> str:
    known = book.ruleset.outcomes[outcome].grades
    labels = [book.words.level(outcome, each) for each in grades if each in known]
    return f"{book.words.outcome(outcome)}: {joined(labels, 'or')}"


def _serving(directory: Directory, need: Need) -> str:
    labels = [
        contact.label
        for purpose in directory.look_for.get(need, ())
        for contact in directory.contacts
        if purpose in contact.purposes
    ]
    return ", then ".join(dict.fromkeys(labels)) or "nobody is listed"


def _listed(book: Book, directory: Directory) -> Iterator[Block]:
    for each in directory.contacts:
        yield from (Line(""), Line(each.label, strong=True))
        yield Pairs(tuple(_entry(book, directory, each)))


def _entry(
    book: Book, directory: Directory, contact: Contact
) -> Iterator[tuple[str, tuple[str, ...]]]:
    numbers = " or ".join(contact.numbers)
    yield "Number", (numbers or "No number is published.",)
    yield "Hours", tuple(hours_told(contact))
    purposes = joined([_PURPOSES[each] for each in contact.purposes])
    yield "For", (sentences(f"{purposes}"), _WHO[contact.audience])
    ends = {
        word: stands(book.words, "effective", "", "before", day.isoformat())
        for word, day in (
            ("from", contact.effective.first),
            ("until before", contact.effective.before),
        )
        if day is not None
    }
    if ends:
        yield "In use", (" ".join(f"{word} {day}" for word, day in ends.items()),)
    checked = contact.verified_on.isoformat()
    day = stands(book.words, "effective", "", "before", checked)
    yield "Last checked", (f"On {day} or after. Check it again before you sign.",)
    if contact.note is not None:
        yield "Note", (contact.note,)
    source = _source(directory, contact.source, contact.provenance)
    yield "Source", (source.removeprefix("Source: "),)


def hours_told(contact: Contact) -> Iterator[str]:
    """Yield when a contact answers, days that are alike together."""
    match contact.hours:
        case "always":
            yield "Always open."
        case "unknown":
            yield "Hours are not published."
        case week:
            whole = [_stretches(each) for each in week.days]
            for told, days in groupby(range(7), key=lambda day: whole[day]):
                found = [*days]
                name = _DAYS[found[0]]
                if len(found) > 1:
                    name = f"{name} to {_DAYS[found[-1]]}"
                yield f"{name}: {told}."
            yield f"{_HOLIDAYS[week.on_bank_holidays]}."


def _stretches(found: Sequence[Any]) -> str:
    if [(each.opens, each.closes) for each in found] == [(0, _WHOLE)]:
        return "all day"
    told = [f"{_time(each.opens)} to {_time(each.closes)}" for each in found]
    return joined(told) or "closed"


def _time(minutes: int) -> str:
    hour, rest = divmod(minutes, _MINUTES)
    return f"{hour:02}:{rest:02}"


def _source(directory: Directory, id_: str, provenance: str) -> str:
    sources: Mapping[str, Any] = directory.document.get("sources", {})
    title = sources.get(id_, {}).get("title", id_)
    how = {
        "published": "as published",
        "adapted": "adapted",
        "proposed": "proposed by its authors",
    }
    return f"Source: {title}, {how.get(provenance, provenance)}."


def _duties(book: Book, directory: Directory) -> Iterator[Block]:
    del book
    for duty in directory.duties:
        count = plural(duty.within.count, _UNITS[duty.within.unit])
        after = joined([_NEEDS[need] for need in duty.after], "or")
        yield Bullet(titled(f"Within {count}: {duty.task}", duty.id))
        starts = f" The time runs from {duty.starts}." if duty.starts else ""
        yield Line(f"After a call for {after}.{starts}", 1)
        yield Line(_source(directory, duty.source, duty.provenance), 1)


def directory_sources(directory: Directory) -> Iterator[tuple[str, str | None]]:
    """Yield the sources of a list of contacts, each with its note."""
    sources: Mapping[str, Any] = directory.document.get("sources", {})
    for each in sources.values():
        yield each["title"], each.get("note")
