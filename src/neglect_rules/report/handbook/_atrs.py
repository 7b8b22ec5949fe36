"""A draft of the record by which a public body says that it uses a ruleset.

The headings are those of the Algorithmic Transparency Recording Standard of the United
Kingdom. What stands below them is ours, as far as a ruleset shows it; the rest is
marked for people to complete.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from neglect_rules.analysis import weigh
from neglect_rules.explain import (
    Line,
    Page,
    Pairs,
    Section,
    banner,
    plural,
    words,
)
from neglect_rules.program import Program
from neglect_rules.report.handbook._book import Book, joined, sentences
from neglect_rules.report.handbook._opening import (
    check_mark,
    for_whom,
    rules_counted,
    state,
    where_from,
)
from neglect_rules.report.handbook._seen import seen

_OWNER: Final = "the senior responsible owner"
_SERVICE: Final = "the service that uses it"
_LAWYER: Final = "the data protection officer"
_TEAM: Final = "the team that runs the software"
_BUYER: Final = "whoever bought it"

_TIERS: Final[Mapping[str, Mapping[str, str]]] = {
    "Tier 1: Overview": {
        "Name": "",
        "Description": "",
        "Website URL": _OWNER,
        "Contact email": _OWNER,
    },
    "Tier 2: Owner and responsibility": {
        "Organisation or department": "",
        "Team": _OWNER,
        "Senior responsible owner": _OWNER,
        "Third party involvement": _BUYER,
        "Third party": _BUYER,
        "Companies House number": _BUYER,
        "Third party role": _BUYER,
        "Procurement procedure type": _BUYER,
        "Third party data access terms": _BUYER,
    },
    "Tier 2: Description and rationale": {
        "Detailed description": "",
        "Scope": "",
        "Benefits": _SERVICE,
        "Previous process": _SERVICE,
        "Alternatives considered": _SERVICE,
    },
    "Tier 2: Decision-making process": {
        "Process integration": _SERVICE,
        "Provided information": "",
        "Frequency and scale of usage": _SERVICE,
        "Human decisions and review": "",
        "Required training": _SERVICE,
        "Appeals and review": _SERVICE,
    },
    "Tier 2: Tool specification": {
        "System architecture": _TEAM,
        "Phase": "",
        "Maintenance": "",
        "Models": "",
    },
    "Tier 2: Model specification": {
        "Model name": "",
        "Model version": "",
        "Model task": "",
        "Model input": "",
        "Model output": "",
        "Model architecture": "",
        "Model performance": "",
        "Datasets": "",
        "Dataset purposes": _OWNER,
    },
    "Tier 2: Operational data specification": {
        "Data sources": "",
        "Sensitive attributes": "",
        "Data processing methods": _LAWYER,
        "Data access and storage": _LAWYER,
        "Data sharing agreements": _LAWYER,
    },
    "Tier 2: Risks, mitigations and impact assessments": {
        "Impact assessments": _LAWYER,
        "Risks and mitigations": "",
    },
}
"""Headings of the standard, and who completes what no ruleset shows."""


def transparency_record(program: Program) -> Page:
    """Return a draft of the transparency record of a ruleset's use."""
    told = words(program.ruleset, None)
    weighing = weigh(program, points_only=True)
    book = Book(
        program=program,
        words=told,
        weighing=weighing,
        adoption=program.ruleset.adoption,
    )
    known = dict(_known(book))
    return seen(Page((Section(None, tuple(_opening(book))), *_sections(known))))


def record_title(program: Program) -> str:
    """Return the title of the draft."""
    ruleset = program.ruleset
    return f"{ruleset.title} {ruleset.version}: draft transparency record"


def _opening(book: Book) -> Iterator[Line]:
    warning = banner(book.ruleset)
    if warning is not None and book.adoption is None:
        yield Line(warning, strong=True)
    yield Line(
        "This is a draft. It follows the headings of the Algorithmic Transparency "
        "Recording Standard of the United Kingdom. Compare them with the template in "
        "force before you publish."
    )
    yield Line(
        'What the ruleset shows is written down. All else is marked "To be completed '
        'by", with whom to ask.'
    )


def _sections(known: Mapping[str, tuple[str, ...]]) -> Iterator[Section]:
    for tier, headings in _TIERS.items():
        rows = []
        for heading, whom in headings.items():
            told = known.get(heading, ())
            ask = (f"To be completed by {whom}.",) if whom else ()
            rows.append((heading, (*told, *ask)))
        yield Section(tier, (Pairs(tuple(rows)),))


def _known(book: Book) -> Iterator[tuple[str, tuple[str, ...]]]:
    ruleset = book.ruleset
    yield "Name", (f"{ruleset.title}, version {ruleset.version} [{ruleset.id}]",)
    about = () if ruleset.description is None else (ruleset.description,)
    yield "Description", (*about, _WHAT)
    body = book.adoption.body if book.adoption else None
    yield "Organisation or department", tuple(_organisation(body, ruleset.owner))
    yield "Third party involvement", (_SOFTWARE,)
    yield "Detailed description", tuple(_detailed(book))
    yield "Scope", (sentences(f"It is for {for_whom(book)}"), sentences(state(book)))
    yield "Provided information", tuple(_provided(book))
    yield "Human decisions and review", (_PEOPLE, *_reviews(book))
    yield "Appeals and review", (_APPEALS,)
    yield "System architecture", (_ARCHITECTURE,)
    yield "Phase", (sentences(state(book)),)
    yield "Maintenance", (_MAINTENANCE,)
    yield "Models", ("One: the ruleset itself. No model is learned from data.",)
    yield from _model(book)
    yield "Data sources", tuple(_asked_of(book))
    yield "Sensitive attributes", tuple(_sensitive(book))
    yield "Risks and mitigations", tuple(_risks(book))


_WHAT: Final = (
    "It is a set of written rules, and no learned model. A worker answers questions "
    "about a child. The rules recommend a level and give every reason. A named person "
    "decides."
)
_SOFTWARE: Final = "The rules are judged by the free software neglect-rules."
_PEOPLE: Final = (
    "Every result is a recommendation. A named person decides, and may decide "
    "otherwise with a reason. Their decision stands beside the result and never "
    "changes it."
)
_APPEALS: Final = (
    "A recorded result can be worked out again, to the letter, and its reasons told "
    "to the family."
)
_ARCHITECTURE: Final = (
    "One program reads the rules and the answers. To judge a case it opens no "
    "connection to anywhere."
)
_MAINTENANCE: Final = (
    "Each version has a number, a first day in force and a check mark. What a change "
    "does can be worked out before it is agreed."
)


_NUMBERS: Final = (
    f"To be completed by {_OWNER}: whether any number in the rules was taken from data "
    "about people, and from which."
)
_PERFORMANCE: Final = (
    "How well it serves families cannot be known from the rules. Say here which worked "
    "cases were agreed and what came of trying it."
)


def _organisation(body: str | None, owner: str | None) -> Iterator[str]:
    if body is not None:
        yield f"Adopted by {body}."
    if owner is not None:
        yield f"Owner of the ruleset: {owner}."
    if body is None:
        yield f"To be completed by {_OWNER}: nobody has adopted it on record."


def _detailed(book: Book) -> Iterator[str]:
    ruleset = book.ruleset
    parts = [book.words.domain(id_) for id_ in ruleset.domains]
    asks = plural(len(ruleset.indicators), "question")
    where = f" in these parts: {joined(parts)}" if parts else ""
    yield sentences(f"It asks {asks}{where}")
    yield sentences(f"It has {rules_counted(book)}", where_from(book))
    yield (
        "Each rule, with its reason and its source, stands in the handbook of this "
        f"version (check mark {check_mark(book)})."
    )


def _provided(book: Book) -> Iterator[str]:
    for id_, outcome in book.ruleset.outcomes.items():
        levels = "; ".join(book.words.level(id_, grade) for grade in outcome.grades)
        yield f"{book.words.outcome(id_)}, one of: {levels}."
    yield (
        "With each level: how sure it is, which rules were met, what they rest on, "
        "and which answers are missing."
    )


def _reviews(book: Book) -> Iterator[str]:
    for number, each in enumerate(book.ruleset.reviews):
        within = book.keyed("review", each.id, f"/reviews/{number}", "within")
        yield f"Looked at again within {within} at the latest: {each.because}"


def _model(book: Book) -> Iterator[tuple[str, tuple[str, ...]]]:
    ruleset = book.ruleset
    yield "Model name", (ruleset.title,)
    yield "Model version", (f"{ruleset.version}, check mark {check_mark(book)}",)
    yield "Model task", ("To recommend a level from answers, by written rules.",)
    answers = plural(len(ruleset.indicators), "answer")
    events = [book.words.event(id_) for id_ in ruleset.event_kinds]
    counted = f", and these events: {joined(events)}" if events else ""
    yield "Model input", (sentences(f"Up to {answers} about a child{counted}"),)
    labels = [book.words.outcome(id_) for id_ in ruleset.outcomes]
    yield "Model output", (sentences(f"{joined(labels)}, with all reasons"),)
    yield (
        "Model architecture",
        (
            "Rules that people wrote: points, counts and conditions. Nothing is learned.",
        ),
    )
    yield (
        "Model performance",
        (
            _PERFORMANCE,
            f"To be completed by {_SERVICE}.",
        ),
    )
    yield "Datasets", ("The software learns nothing from data.", _NUMBERS)


def _asked_of(book: Book) -> Iterator[str]:
    whom = dict.fromkeys(
        each for spec in book.ruleset.indicators.values() for each in spec.ask
    )
    if whom:
        yield sentences(f"Answers may be asked of: {'; '.join(whom)}")
    yield f"To be completed by {_LAWYER}: which records are read, and on what ground."


def _sensitive(book: Book) -> Iterator[str]:
    yield "All answers are about a child or a family, and many are about health."
    scales = book.ruleset.scales
    context = [
        book.words.label(id_)
        for id_, spec in book.ruleset.indicators.items()
        if spec.scale is not None and scales[spec.scale].kind == "context"
    ]
    if context:
        yield sentences(f"Asked as context, with no points: {'; '.join(context)}")
    yield f"To be completed by {_LAWYER}."


def _risks(book: Book) -> Iterator[str]:
    yield "That an open question is read as good news: it stays open, unless named here."
    yield "That a level is taken for a decision: each result says who decides."
    if any(spec.zero_fill for spec in book.ruleset.indicators.values()):
        labels = [
            book.words.label(id_)
            for id_, spec in book.ruleset.indicators.items()
            if spec.zero_fill
        ]
        yield sentences(
            f"These count as their lowest answer if nobody answers: {'; '.join(labels)}"
        )
    for each in book.program.exempt:
        labels = [book.words.outcome(id_) for id_ in each.outcomes]
        yield sentences(f"A usual safeguard is set aside for: {'; '.join(labels)}")
    yield f"To be completed by {_OWNER}: risks of the place where it is used."
