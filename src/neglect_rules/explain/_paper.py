"""A change of a ruleset as a paper for the meeting that agrees it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import Final

from neglect_rules.analysis import Change, Edit, Finding
from neglect_rules.explain._amounts import sentence
from neglect_rules.explain._edits import edit_group
from neglect_rules.explain._markdown import escaped, markdown_of
from neglect_rules.explain._moves import apart, edited, moved, numbering, title, verdict
from neglect_rules.explain._moves_near import Tale, tale
from neglect_rules.explain._page import Block, Bullet, Line, Page, Section, Table
from neglect_rules.explain._paper_docx import docx_of
from neglect_rules.explain._paper_html import html_of
from neglect_rules.explain._phrases import Phrases
from neglect_rules.explain._said import day as day_told
from neglect_rules.pointer import Pointer

_LAWS: Final = (
    "worse_is_never_lower",
    "learning_only_narrows",
    "strengths_do_not_cancel_danger",
    "household_is_at_least_its_worst_child",
)
_PROTECTED: Final = (
    "age",
    "disability",
    "gender_reassignment",
    "marriage",
    "pregnancy",
    "race",
    "religion",
    "sex",
    "orientation",
)
_AGENCIES: Final = ("council", "health", "police", "education", "other")
_REASONED: Final = {"rules", "points", "questions", "parts"}
_REASONLESS: Final = {"accepted", "promise", "event_kind", "rating", "report"}
"""What a ruleset need give no reason for, or what says it where it is told."""


def paper_page(
    change: Change,
    findings: Sequence[Finding],
    day: dt.date,
    *,
    phrases: Phrases | None = None,
) -> Page:
    """Return the paper as a page, without its title.

    Args:
        change: The change.
        findings: What `analysis.prove` has found out about the new ruleset.
        day: The day on which the paper is made.
        phrases: The library's own sentences; English, if not said.
    """
    told = tale(change, phrases)
    about = told.say("paper.about", day=day_told(told.phrases, day))
    opening = (
        *verdict(told),
        Line(""),
        Line(f"{about} {told.say('paper.how')} {told.say('paper.decide')}"),
    )
    return Page(
        (
            Section(None, opening),
            edited(told, phrases),
            _why(told),
            *moved(told),
            _promises(told, findings),
            _equality(told),
            apart(told),
            _risks(told, findings),
            numbering(told),
            _agreed(told),
        )
    )


def paper_markdown(
    change: Change,
    findings: Sequence[Finding],
    day: dt.date,
    *,
    phrases: Phrases | None = None,
) -> str:
    """Return the paper as Markdown."""
    page = paper_page(change, findings, day, phrases=phrases)
    return f"# {escaped(_title(change, phrases))}\n\n{markdown_of(page)}"


def paper_html(
    change: Change,
    findings: Sequence[Finding],
    day: dt.date,
    *,
    phrases: Phrases | None = None,
) -> str:
    """Return the paper as one web page that needs no other file."""
    page = paper_page(change, findings, day, phrases=phrases)
    return html_of(page, _title(change, phrases), change.new.ruleset.language)


def paper_docx(
    change: Change,
    findings: Sequence[Finding],
    day: dt.date,
    *,
    phrases: Phrases | None = None,
) -> bytes:
    """Return the paper as a Word document.

    Raises:
        UnsupportedError: The extra `docx` is not installed.
    """
    page = paper_page(change, findings, day, phrases=phrases)
    return docx_of(page, _title(change, phrases), change.new.ruleset.language, day)


def _title(change: Change, phrases: Phrases | None) -> str:
    told = tale(change, phrases)
    return told.say("paper.title", title=title(told))


def _why(told: Tale) -> Section:
    """Return the reason for each thing that changed, or that none is written down."""
    lines: dict[str, None] = {}
    for each in told.change.edits:
        edit = each.edit
        if edit_group(edit) in _REASONED and edit.what not in _REASONLESS:
            lines[_reason(told, edit)] = None
    none = Line(told.say("paper.why.none"))
    blocks = tuple(Bullet(line) for line in lines)
    return Section(told.say("paper.why.title"), blocks or (none,))


def _reason(told: Tale, edit: Edit) -> str:
    label = (edit.label_new or edit.label_old or edit.id).removesuffix(".")
    at, side = (edit.at_new, told.new) if edit.at_new else (edit.at_old, told.old)
    because = side.at(str(at or Pointer()), "because")
    if edit.kind == "removed" or because is None:
        return told.say("paper.why.missing", label=label)
    if because.removesuffix(".") == label:
        return sentence(label)
    return told.say("paper.why.reason", label=label, because=because)


def _promises(told: Tale, findings: Sequence[Finding]) -> Section:
    """Return what holds of the new ruleset for every case, in a sentence each."""
    blocks: list[Block] = [*_laws(told, findings)]
    levels = [each for each in findings if each.claim == "level_can_be_reached"]
    if all(each.known == "proved" for each in levels):
        blocks.append(Bullet(told.say("paper.promises.levels")))
    blocks += [
        Bullet(_kept(told, each))
        for each in findings
        if each.claim == "promise_is_kept"
    ]
    return Section(told.say("paper.promises.title"), tuple(blocks))


def _laws(told: Tale, findings: Sequence[Finding]) -> Iterator[Block]:
    for law in _LAWS:
        mine = [each for each in findings if each.claim == law]
        not_shown = [each.about[0] for each in mine if each.known != "proved"]
        promise = told.say(f"paper.promises.law.{law}")
        key = "but" if not_shown else "proved"
        labels = "; ".join(told.new.outcome(id_) for id_ in not_shown)
        yield Bullet(told.say(f"paper.promises.{key}", promise=promise, labels=labels))


def _kept(told: Tale, finding: Finding) -> str:
    promise = told.say("paper.promises.author", label=_rule(told, finding.about[0]))
    if finding.known == "searched":
        return told.phrases.plural(
            "paper.promises.tried", finding.tried, promise=promise
        )
    keys = {"proved": "kept", "refuted": "broken", "not_analysed": "not_looked"}
    return told.say(f"paper.promises.{keys[finding.known]}", promise=promise)


def _rule(told: Tale, id_: str) -> str:
    """Return what people call a rule or promise: its label, or else its reason."""
    rule = next(each for each in told.change.new.rules if each.id == id_)
    label = told.new.at(str(rule.at), "label") or told.new.at(str(rule.at), "because")
    return (label or id_).removesuffix(".")


def _equality(told: Tale) -> Section:
    head = (told.say("paper.equality.head"), told.say("paper.equality.effect"))
    rows = tuple((told.say(f"paper.equality.{each}"), "") for each in _PROTECTED)
    blocks = (Line(told.say("paper.equality.told")), Table(head, rows))
    return Section(told.say("paper.equality.title"), blocks)


def _risks(told: Tale, findings: Sequence[Finding]) -> Section:
    """Return what is not known, and what must not be overlooked."""
    change = told.change
    lines: list[str] = []
    if change.moves.moves_any:
        lines.append(told.say("paper.risks.families"))
    if change.moves.known == "searched":
        lines.append(told.say("paper.risks.searched"))
    if any(each.effect == "not_analysed" for each in change.edits):
        lines.append(told.say("paper.risks.unseen"))
    for finding in findings:
        lines += _risk(told, finding)
    if not change.numbering.enough:
        lines.append(told.say("paper.risks.version"))
    blocks = tuple(Bullet(line) for line in lines)
    return Section(told.say("paper.risks.title"), blocks)


def _risk(told: Tale, finding: Finding) -> Iterator[str]:
    known = finding.known
    match finding.claim:
        case "level_can_be_reached" if known != "proved":
            outcome, grade = finding.about
            level = told.new.level(outcome, grade)
            label = told.new.outcome(outcome)
            yield told.say(f"paper.risks.level.{known}", level=level, outcome=label)
        case "rule_can_be_met" if known != "proved":
            rule = sentence(_rule(told, finding.about[0]))
            yield told.say(f"paper.risks.rule.{known}", rule=rule)
        case "promise_is_kept" if known == "refuted":
            rule = sentence(_rule(told, finding.about[0]))
            yield told.say("paper.risks.promise", rule=rule)
        case _:
            pass


def _agreed(told: Tale) -> Section:
    columns = ("agency", "name", "signed", "day")
    head = tuple(told.say(f"paper.agreed.{each}") for each in columns)
    rows = tuple((told.say(f"paper.agreed.{each}"), "", "", "") for each in _AGENCIES)
    return Section(told.say("paper.agreed.title"), (Table(head, rows),))
