"""A decision as a report: the words of its page, with what can be seen at a glance."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from neglect_rules.explain import (
    Audience,
    Bullet,
    Layer,
    Line,
    Section,
    Sharing,
    Words,
    page_of,
    words,
)
from neglect_rules.explain import moment as moment_of
from neglect_rules.model import Ruleset
from neglect_rules.pathways import Due, Route
from neglect_rules.people import Decided, Standing
from neglect_rules.report._bars import bars
from neglect_rules.report._ladder import ladders
from neglect_rules.report._margins import compared
from neglect_rules.report._page import assembled
from neglect_rules.report._timeline import timeline
from neglect_rules.report._tree import Part, part
from neglect_rules.trace import Account, Trace, account

_SHORT: Final = 12
"""How many signs of a fingerprint stand at the foot of a page."""


def decision_report(  # noqa: PLR0913 - one argument for each thing that can be shown
    trace: Trace,
    ruleset: Ruleset,
    *,
    layer: Layer = "page",
    audience: Audience = "practitioner",
    language: str | None = None,
    cleared_for_sharing: bool = False,
    sharing: Sharing | None = None,
    people: Mapping[str, Standing] | Decided | None = None,
    route: Route | None = None,
    dues: Sequence[Due] | None = (),
) -> str:
    """Return a decision as one HTML file: no script, nothing from elsewhere.

    A family's report is its page in words: drawings of counts and rules are not for
    it, nor are fingerprints.

    Args:
        trace: The recorded reason.
        ruleset: The ruleset that it names. Of any other the words would not fit.
        layer: As `explain` has it.
        audience: The same.
        language: The same.
        cleared_for_sharing: The same.
        sharing: The same.
        people: What `standing` or `decide` returned for this decision.
        route: Whom to ring, as `route` found.
        dues: What is due after that; `None` where the calendar does not reach so far.

    Raises:
        UnsupportedError: The extra `report` is not installed; or as `explain` does.
        PersonError: As `explain` does.
    """
    page = page_of(
        trace,
        ruleset,
        language,
        layer=layer,
        audience=audience,
        cleared_for_sharing=cleared_for_sharing,
        sharing=sharing,
        people=people,
    )
    told = words(ruleset, language)
    sections = [*page.sections]
    if route is not None and audience != "family":
        # Whom to ring comes before why: it is what somebody in a hurry looks for.
        sections.insert(_after_result(sections, told), _calls(told, route, dues))
    if audience == "family":
        parts, marks = [part(section) for section in sections], ""
        title = told.say("report.title_family")
    else:
        title = told.say("report.title")
        found = account(trace)
        parts = list(_drawn(told, trace, found, ruleset, sections))
        marks = _marks(told, trace)
    return assembled(
        parts,
        title,
        language=language or ruleset.language,
        marks=marks,
        note=_note(told, trace),
    )


def _after_result(sections: Sequence[Section], told: Words) -> int:
    titles = [section.title for section in sections]
    title = told.say("result.title")
    return titles.index(title) + 1 if title in titles else 0


def _drawn(
    told: Words,
    trace: Trace,
    found: Account,
    ruleset: Ruleset,
    sections: Sequence[Section],
) -> Iterator[Part]:
    """Yield the sections of a page, each with the drawing that belongs to it."""
    later = list(_closer(told, trace, found, ruleset))
    before = _first_table(sections, told)
    for number, section in enumerate(sections):
        if number == before:
            yield from later
        drawn = bars(told, found, ruleset)
        if drawn and section.title == told.say("points.title"):
            yield part(section, "bars.html", (drawn, told))
        else:
            yield part(section)
        if section.title == told.say("result.title"):
            rungs = tuple(ladders(told, found, ruleset))
            title = told.say("report.ladder.title")
            yield Part(title, (), "ladder.html", (rungs, told))


def _first_table(sections: Sequence[Section], told: Words) -> int:
    """Return where what is looked up begins, behind what is to be done."""
    keys = ("points.title", "reports.beside", "reports.alone", "answered.title")
    titles = {told.say(key) for key in keys}
    found = (n for n, section in enumerate(sections) if section.title in titles)
    return next(found, len(sections) - 1)


def _closer(
    told: Words, trace: Trace, found: Account, ruleset: Ruleset
) -> Iterator[Part]:
    """Yield what is looked at more closely: margins, and days."""
    close = tuple(compared(told, trace, found, ruleset))
    if close:
        yield Part(told.say("report.margin.title"), (), "margins.html", (close, told))
    lanes = timeline(told, found, ruleset)
    if lanes is not None:
        yield Part(told.say("report.dots.title"), (), "timeline.html", (lanes, told))


def _calls(told: Words, route: Route, dues: Sequence[Due] | None) -> Section:
    lines = [Line(text) for text in _joined(route.lines())]
    if dues is None:
        lines.append(Line(told.say("report.calendar_unknown"), strong=True))
        return Section(told.say("report.call.title"), tuple(lines))
    after = [Line(told.say("report.call.due"), strong=True)] if dues else []
    due = [Bullet(each.line(), 1) for each in dues]
    return Section(told.say("report.call.title"), (*lines, *after, *due))


def _joined(lines: Sequence[str]) -> Iterator[str]:
    """Yield paragraphs of lines that were broken for a screen."""
    held: list[str] = []
    for line in lines:
        if not line:
            yield " ".join(held)
            held = []
        elif held and not held[-1].endswith((".", ":")):
            held.append(line)
        else:
            yield " ".join(held)
            held = [line]
    yield " ".join(held)


def _marks(told: Words, trace: Trace) -> str:
    document = trace.document
    named = document["ruleset"]
    return told.say(
        "report.marks",
        ruleset=named["id"],
        version=named["version"],
        mark=_short(named["fingerprint"]),
        case=_short(document["case"]),
        trace=_short(trace.fingerprint),
        moment=moment_of(told.phrases, document["moment"], document["zone"]),
    )


def _short(fingerprint: str) -> str:
    return fingerprint.removeprefix("sha256:")[:_SHORT]


def _note(told: Words, trace: Trace) -> str:
    """Return whom it is about, as the caller refers to them."""
    ref = trace.document["subject"].get("ref")
    return "" if ref is None else told.say("report.about", ref=ref)
