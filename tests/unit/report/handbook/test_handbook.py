"""A handbook leaves nothing out, says each number as it is, and names no code word."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from typing import Any

import attrs
import pytest

from neglect_rules.analysis import change, weigh
from neglect_rules.canonical import fingerprint
from neglect_rules.exact import written
from neglect_rules.explain import Line, Page, Pairs, Table, words
from neglect_rules.linking import link
from neglect_rules.loading import load_ruleset
from neglect_rules.model import (
    Adoption,
    Agreed,
    Dissenting,
    MeasureTest,
    Named,
    RulesetMark,
)
from neglect_rules.program import Program
from neglect_rules.report.handbook import handbook, markdown_document, text_document
from tests.builders import a_ruleset
from tests.unit.report.handbook.books import (
    book,
    directory,
    every_ruleset,
    lines,
    program,
    rules_of,
    said,
    texts,
)


def small(changes: dict[str, Any] | None = None) -> Program:
    """Return the small ruleset of tests, linked."""
    return link(load_ruleset(a_ruleset(changes)))


def exactly(number: Any) -> str:
    """Return a number of a ruleset as decimal text."""
    return written(Fraction(number))


def under(page: Page, title: str) -> list[str]:
    """Return what a section says."""
    section = next(each for each in page.sections if each.title == title)
    return [text for block in section.blocks for text in texts(block)]


def blocks_about(told: list[str], id_: str) -> list[str]:
    """Return what is said from the line that ends with a reference to the next one."""
    start = next(n for n, line in enumerate(told) if line.endswith(f"[{id_}]"))
    after = (n for n in range(start + 1, len(told)) if told[n].endswith("]"))
    return told[start : next(after, len(told))]


@every_ruleset
def test_no_question_answer_or_meaning_is_left_out(name: str) -> None:
    told, ruleset = said(book(name)), program(name).ruleset
    own = words(ruleset, None)
    for id_, spec in ruleset.indicators.items():
        here = "\n".join(blocks_about(lines(name), id_))

        assert f"{spec.label} [{id_}]" in here
        assert (spec.ask_as or "") in here
        assert (spec.help or "") in here
        assert (spec.because or "") in here
        for grade in ruleset.scales[spec.scale].grades if spec.scale else ():
            if spec.permits is None or grade.id in spec.permits:
                assert own.grade(id_, grade.id) in here
        for text in spec.grades.values():
            each = [text] if isinstance(text, str) else [one.text for one in text]
            assert all(one in here for one in each)
    for id_, rating in ruleset.ratings.items():
        assert f"{rating.label} [{id_}]" in told


@every_ruleset
def test_no_rule_task_review_or_promise_is_left_out(name: str) -> None:
    told, ruleset = said(book(name)), program(name).ruleset
    reasons = {rule.id: rule.because for rule in rules_of(ruleset)}
    reasons |= {each.id: each.because for each in ruleset.reviews}
    reasons |= {each.id: each.because or "" for each in ruleset.promises}
    for id_, because in reasons.items():
        assert f"{because} [{id_}]" in told
    for task in ruleset.tasks:
        assert f"{task.task} [{task.id}]" in told
    references = re.findall(r"\[([^\]]+)\]$", told, re.MULTILINE)
    assert all(references.count(id_) == 1 for id_ in reasons)


@every_ruleset
def test_no_level_setting_part_source_or_contact_is_left_out(name: str) -> None:
    told, ruleset, contacts = said(book(name)), program(name).ruleset, directory(name)
    own = words(ruleset, None)
    labels = [
        *(each.title for each in ruleset.sources.values()),
        *(each.note for each in ruleset.sources.values()),
        *(each.label for each in ruleset.parameters.values()),
        *(each.label for each in ruleset.domains.values()),
        *(each.label for each in ruleset.event_kinds.values()),
        *(each.label for each in ruleset.report),
        *(each.because for each in ruleset.domains.values()),
        *(each.because for each in ruleset.parameters.values()),
        *(each.because for each in ruleset.accepts),
        *(own.outcome(id_) for id_ in ruleset.outcomes),
        *(own.level(i, g) for i, each in ruleset.outcomes.items() for g in each.grades),
        *(each.label for each in contacts.contacts),
        *(each.note for each in contacts.contacts),
        *(number for each in contacts.contacts for number in each.numbers),
        *(each.task for each in contacts.duties),
        *(each["title"] for each in contacts.document["sources"].values()),
    ]

    assert [label for label in labels if label is not None and label not in told] == []


@every_ruleset
def test_what_rests_on_a_source_names_it_with_how_closely(name: str) -> None:
    ruleset = program(name).ruleset
    own = words(ruleset, None)
    for id_, spec in ruleset.indicators.items():
        here = "\n".join(blocks_about(lines(name), id_))
        source = ruleset.sources[spec.source or ""].title
        assert (
            f"Source: {source}, {own.say(f'sources.provenance.{spec.status}')}" in here
        )


@every_ruleset
def test_every_limit_of_a_rule_is_the_number_of_the_ruleset(name: str) -> None:
    ruleset = program(name).ruleset
    for rule in rules_of(ruleset):
        here = " ".join(blocks_about(lines(name), rule.id))
        for number in _limits(ruleset, rule.when):
            assert re.search(rf"(?<![\d.]){re.escape(number)}(?![\d.]*\d)", here), (
                rule.id
            )


def _limits(ruleset: Any, found: Any) -> Iterator[str]:
    """Yield every number that a condition compares with; none is said as a word."""
    if isinstance(found, Named):
        found = ruleset.conditions[found.is_]
    if isinstance(found, MeasureTest):
        for limit in (found.at_least, found.above, found.at_most, found.below):
            yield from [] if not limit else [exactly(limit)]
    for part in attrs.astuple(found, recurse=False):
        for each in part if isinstance(part, tuple) else (part,):
            if attrs.has(type(each)):
                yield from _limits(ruleset, each)


@every_ruleset
def test_points_weights_limits_and_settings_are_the_numbers_of_the_ruleset(
    name: str,
) -> None:
    ruleset, page = program(name).ruleset, book(name)
    tables = {
        row[0]: row[1:]
        for section in page.sections
        if section.title in {"Scales of answers", "The parts and their weights"}
        for block in section.blocks
        if isinstance(block, Table)
        for row in block.rows
    }
    scored = weigh(program(name), points_only=True).signs
    for domain in ruleset.domains.values() if scored else ():
        cap = "no limit" if domain.cap is None else exactly(domain.cap)
        assert tables[domain.label][:2] == (exactly(domain.weight), cap)
    for scale in ruleset.scales.values():
        for grade in scale.grades if any(g.points for g in scale.grades) else ():
            assert tables[grade.label or ""] == (exactly(grade.points),)
    settings = dict(_pairs(page, "Settings")) if ruleset.parameters else {}
    for parameter in ruleset.parameters.values():
        if parameter.number is not None:
            assert settings[parameter.label][0] == f"{exactly(parameter.number)}."


def _pairs(page: Page, title: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    section = next(each for each in page.sections if each.title == title)
    for block in section.blocks:
        yield from block.rows if isinstance(block, Pairs) else ()


@every_ruleset
def test_which_answers_are_critical_stands_at_the_answers(name: str) -> None:
    ruleset = program(name).ruleset
    own = words(ruleset, None)
    for id_, spec in ruleset.indicators.items():
        here = blocks_about(lines(name), id_)
        marked = [
            each.removesuffix(" (critical)") for each in here if "(critical)" in each
        ]
        grades = [g.id for g in ruleset.scales[spec.scale].grades] if spec.scale else []
        first = grades.index(spec.critical_at) if spec.critical_at else len(grades)

        assert marked == [own.grade(id_, grade) for grade in grades[first:]]


@every_ruleset
def test_there_is_no_json_and_no_id_but_as_a_reference(name: str) -> None:
    told, ruleset = said(book(name)), program(name).ruleset
    code = [
        *ruleset.measures,
        *ruleset.conditions,
        *ruleset.domains,
        *ruleset.parameters,
    ]

    assert [id_ for id_ in code if "_" in id_ and id_ in told] == []
    assert re.findall(r"[{}]|\bnull\b|\bTrue\b|\bNone\(", told) == []


@every_ruleset
def test_it_begins_with_how_far_it_is_agreed_and_ends_with_who_signs(name: str) -> None:
    page, ruleset = book(name), program(name).ruleset
    first = page.sections[0].blocks[0]
    mark = fingerprint(ruleset.document).removeprefix("sha256:")[:12]

    assert isinstance(first, Line)
    assert first.strong
    assert first.text.startswith("Illustrative.")
    assert f"check mark {mark}" in "\n".join(under(page, "Signed off by"))
    assert page.sections[-1].title == "Signed off by"


@every_ruleset
def test_a_signer_can_read_it_in_an_evening(name: str) -> None:
    sentences = re.split(r"[.:;?]\s|\n", said(book(name)))
    lengths = [len(each.split()) for each in sentences if each.strip()]

    assert sum(lengths) < 20_000
    assert sum(lengths) / len(lengths) < 12


def an_adoption(which: Program, **more: Any) -> Adoption:
    ruleset = which.ruleset
    mark = RulesetMark(
        id=ruleset.id, version=ruleset.version, fingerprint=which.document_fingerprint
    )
    return Adoption(
        format=1,
        ruleset=mark,
        body="Town partnership",
        agreed=(Agreed(role="Chair"), Agreed(role="Nurse", organisation="Trust")),
        on=dt.date(2026, 5, 1),
        minute="2026/7",
        next_review=dt.date(2027, 5, 1),
        **more,
    )


def test_of_an_adopted_one_it_says_who_did_and_no_longer_warns() -> None:
    which = small({"/status": "illustrative"})
    dissent = (Dissenting(role="Police", said="Too soon."),)
    page = handbook(which, adoption=an_adoption(which, dissent=dissent))

    assert page.sections[0].blocks[0] != handbook(which).sections[0].blocks[0]
    assert under(page, "Who adopted it") == [
        *("Body", "Town partnership", "Day", "1 May 2026", "Minute", "2026/7"),
        *("Next review", "1 May 2027", "Agreed", "Chair", "Nurse, Trust"),
        *("Not agreed by:", "Police: Too soon."),
    ]


def test_one_that_was_withdrawn_stays_so_whoever_adopted_it() -> None:
    which = small({"/status": "withdrawn"})
    page = handbook(which, adoption=an_adoption(which))
    first = page.sections[0].blocks[0]

    assert isinstance(first, Line)
    assert first.strong
    assert "Withdrawn: do not use it." in said(page)


def test_without_contacts_it_says_that_there_are_none() -> None:
    (told,) = under(handbook(small()), "Whom to call")

    assert told.startswith("This handbook was made without a list of contacts.")


def test_what_changed_is_told_as_a_comparison_tells_it() -> None:
    old, new = (
        small(),
        small({"/version": "9.9.9", "/thresholds/0/because": "Because."}),
    )
    page = handbook(new, history=[change(old, new)])
    told = under(page, f"Changes from version {old.ruleset.version} to 9.9.9")

    assert "What changed" in told
    assert any("Because." in each for each in told)


def test_what_takes_seconds_to_work_out_is_told_only_if_it_was() -> None:
    which = small()
    brief = {each.title for each in handbook(which).sections}
    full = {each.title for each in handbook(which, weighing=weigh(which)).sections}

    assert full - brief == {"Weights: one answer alone", "Weights: the points alone"}


def test_a_mark_that_turns_the_direction_of_writing_is_shown() -> None:
    which = small()
    turned = attrs.evolve(which.ruleset, title="a\u202eb\nc")
    told = said(handbook(attrs.evolve(which, ruleset=turned)))

    assert "\u202e" not in told
    assert "a(U+202E)b c" in told


def test_markdown_and_text_begin_with_the_title_and_list_the_chapters() -> None:
    page = handbook(small())
    markdown = markdown_document(page, "A # title")
    text = text_document(page, "A # title")
    titles = [each.title for each in page.sections if each.title]

    assert markdown.startswith("# A # title\n\n")
    assert text.startswith("A # title\n")
    for title in titles:
        assert f"\n- {title}\n" in text
        assert f"\n## {title}\n" in markdown
    assert max(map(len, text.splitlines())) <= 80


@pytest.mark.parametrize(
    ("change", "told"),
    [
        pytest.param({"zero_fill": True}, "If nobody answers it", id="zero-filled"),
        pytest.param({"stale_after": {"days": 9}}, "older than 9 days", id="stale"),
        pytest.param({"may_not_apply": True}, '"Does not apply" may', id="no-need"),
        pytest.param({"judgement": True}, "by judgement", id="judgement"),
        pytest.param({"per": "carer"}, "Asked of each carer apart", id="each-carer"),
        pytest.param({"disagree": "open"}, "differ, it stays open", id="differ"),
        pytest.param({"weight": Decimal("0.5")}, "count 0.5 times", id="weight"),
        pytest.param({"ages": {"from": 24}}, "ages: from 2 years", id="ages"),
        pytest.param({}, "Not known: it stays open.", id="open"),
    ],
)
def test_what_is_peculiar_to_a_question_stands_there(
    change: dict[str, Any], told: str
) -> None:
    changes = {f"/indicators/B/{key}": value for key, value in change.items()}

    assert told in " ".join(
        blocks_about(said(handbook(small(changes))).splitlines(), "B")
    )
