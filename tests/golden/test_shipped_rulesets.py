"""What the shipped rulesets owe the people who read them, and the children."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any, Final

import pytest

from neglect_rules.audit import capsule
from neglect_rules.catalogue import shipped, shipped_ruleset
from neglect_rules.evaluation import Decision, evaluate
from neglect_rules.explain import explain
from neglect_rules.facts import facts
from neglect_rules.golden import Test, is_for, read_test, run_test
from neglect_rules.intake import carry_over
from neglect_rules.linking import link
from neglect_rules.loading import load_ruleset, read_ruleset
from neglect_rules.model import Age, Condition, Ruleset
from neglect_rules.program import Program
from neglect_rules.reference import parts_of
from tests.differential.comparison import differences_of
from tests.differential.stranger import load_checker

pytestmark = pytest.mark.golden

ROOT: Final = Path(__file__).parents[2] / "rulesets"
AREAS: Final = ["bcp/practitioner-toolkit", "hull/observation", "hull/assessment"]
WORDS_IN_A_SENTENCE: Final = 25
BLAMING: Final = re.compile(
    r"\b(did not attend|dna|failed to|fails to|non-?complian\w+|benefits|ethnic\w*"
    r"|postcode|religio\w+|deprived|chaotic|hard to reach|refuses to engage)\b",
    re.IGNORECASE,
)

stranger: Any = load_checker()


def folders() -> list[Path]:
    """Return the folder of every version of the three tools."""
    return [
        file.parent for area in AREAS for file in ROOT.glob(f"{area}/*/ruleset.json")
    ]


@cache
def program(folder: Path) -> Program:
    """Return one version, linked."""
    return link(read_ruleset(folder / "ruleset.json"))


def latest(area: str) -> Path:
    """Return the folder of an area's newest version."""
    return max((ROOT / area).glob("*/ruleset.json")).parent


@cache
def agreed_on(folder: Path) -> tuple[Test, ...]:
    """Return the worked cases that are agreed for a version."""
    files = sorted((folder.parent / "cases").glob("*.json"))
    return tuple(t for t in map(read_test, files) if is_for(t, program(folder)))


@cache
def decisions(folder: Path) -> tuple[Decision, ...]:
    """Return the decision on each worked case of a version, without its twins."""
    rules = program(folder)
    return tuple(evaluate(rules, t.case, at=t.at) for t in agreed_on(folder))


by_version = pytest.mark.parametrize(
    "folder", [pytest.param(f, id=f.relative_to(ROOT).as_posix()) for f in folders()]
)
by_area = pytest.mark.parametrize("area", AREAS)


@by_area
def test_there_are_cases_of_every_sort(area: str) -> None:
    """Neither miss nor cry wolf: low, open and high; small, big, disabled, poor."""
    files = list((ROOT / area / "cases").glob("*.json"))
    assert len(files) >= 30
    sorts = Counter(sort for d in decisions(latest(area)) for sort in _sorts(d))
    wanted = {
        "settled lowest": 5,
        "not settled": 5,
        "not_determinable": 3,
        "teenager": 4,
        "disabled": 4,
        "baby": 3,
        "means": 3,
    }
    if "unborn" in program(latest(area)).ruleset.subjects.kinds:
        wanted["unborn"] = 3
    assert {sort: n for sort, n in wanted.items() if sorts[sort] < n} == {}


def _sorts(decision: Decision) -> Iterator[str]:
    first = next(iter(decision.outcomes.values()))
    grades = decision.program.outcomes[0].grades
    yield first.status
    if first.status != "settled":
        yield "not settled"
    elif first.floor == grades[0]:
        yield "settled lowest"
    answers = decision.case.answers
    if any(r.cause == "means" for records in answers.values() for r in records):
        yield "means"
    disabled = any(r.grade == "disabled" for r in answers.get("CTX1", ()))
    if disabled or any(r.grade for r in answers.get("MED7", ())):
        yield "disabled"
    yield from _ages(decision)


def _ages(decision: Decision) -> Iterator[str]:
    if decision.case.subject.kind == "unborn":
        yield "unborn"
        return
    found = [
        ages["months"]
        for ages in facts(decision.program, decision.case, decision.at).ages
    ]
    months = [month for span in found for month in span if month is not None]
    if months and max(months) < 12:
        yield "baby"
    if months and min(months) >= 132:
        yield "teenager"


@by_version
def test_every_worked_case_has_a_twin(folder: Path) -> None:
    assert [test.name for test in agreed_on(folder) if not test.twins] == []


@by_version
def test_no_worked_case_breaks_a_promise(folder: Path) -> None:
    rules = program(folder)
    assert rules.ruleset.promises
    for test in agreed_on(folder):
        for decision in run_test(rules, test, reasons=False).decisions:
            warned = {w["kind"] for w in decision.trace.document["warnings"]}
            assert "promise_broken" not in warned, test.name


@by_version
def test_reference_and_evaluator_agree_on_every_worked_case(folder: Path) -> None:
    every = parts_of(program(folder).ruleset)
    parts = {at: p for at, p in every.items() if isinstance(p, Age | Condition)}
    for decision in decisions(folder):
        assert differences_of(decision, parts) == {}


@by_version
def test_a_stranger_finds_a_worked_case_the_same(folder: Path) -> None:
    _found_the_same(folder, decisions(folder)[::5])


@pytest.mark.slow
@by_version
def test_a_stranger_finds_every_worked_case_the_same(folder: Path) -> None:
    _found_the_same(folder, decisions(folder))


def _found_the_same(folder: Path, made: Sequence[Decision]) -> None:
    for decision in made:
        assert program(folder).ruleset.id in stranger.check(capsule(decision).to_json())


@by_version
def test_everything_begins_with_the_banner(folder: Path) -> None:
    told = explain(decisions(folder)[0])

    assert " ".join(told.split()).startswith(
        "Illustrative. Not issued or checked by any safeguarding partnership."
        " Not for use with a real child."
    )


def test_counting_alone_would_miss_a_child_that_the_weights_do_not() -> None:
    folder = latest("bcp/practitioner-toolkit")
    document = json.loads((folder / "ruleset.json").read_text("utf-8"))
    for domain in document["domains"].values():
        domain["weight"] = 1
    unweighted = link(load_ruleset(json.dumps(document)))

    failed = [t.name for t in agreed_on(folder) if run_test(unweighted, t).differences]

    assert failed


@pytest.mark.parametrize(
    "id_", ["bcp.practitioner-toolkit", "hull.observation", "hull.assessment"]
)
def test_the_definition_in_force_is_chosen_by_date(id_: str) -> None:
    windows = [(e.version, e.first, e.until) for e in shipped() if e.id == id_]
    assert len(windows) == 2
    (_, _, until), (_, first, last) = windows
    assert (until, last) == (first, None)
    texts = [shipped_ruleset(id_, version=v).definition for v, _, _ in windows]
    assert [d is not None and "suitable education" in d.text for d in texts] == [
        False,
        True,
    ]


def test_what_a_gas_engineer_saw_becomes_evidence_and_what_he_did_not_see_stays_open() -> (
    None
):
    old, new = (
        program(latest(f"hull/{name}")) for name in ("observation", "assessment")
    )
    (seen,) = (
        test
        for test in agreed_on(latest("hull/observation"))
        if test.story.startswith("A gas engineer is let into a flat")
    )

    found = carry_over(seen.case, old, new, at=seen.at)
    decision = evaluate(new, found.case, at=seen.at)

    became = {each.indicator: each.what for each in found.answers}
    assert became["SUP2"] == "kept"
    assert decision["level"].floor == "specialist"
    assert decision["level"].status == "settled"
    assert decision["pathway"].floor == "section_47"
    leaves = {leaf["indicator"]: leaf for leaf in decision.trace.document["leaves"]}
    assert leaves["SUP2"]["value"] == ["severe"]
    assert leaves["HOM1"]["state"] == "not_observed"
    assert len(leaves["HOM1"]["value"]) == 4


@by_version
def test_an_answer_moves_to_the_newer_version_unless_that_asks_something_else(
    folder: Path,
) -> None:
    newest = latest(str(folder.parent.relative_to(ROOT)))
    for decision in decisions(folder):
        found = carry_over(decision.case, program(folder), program(newest))
        kept = [each for each in found.answers if each.what == "kept"]
        assert len(kept) == len(decision.case.answers)


@by_version
def test_every_question_says_what_each_grade_looks_like(folder: Path) -> None:
    ruleset = program(folder).ruleset
    for id_, spec in ruleset.indicators.items():
        assert spec.ask_as is not None, id_
        assert spec.ask, id_
        assert spec.source, id_
        assert spec.status, id_
        grades = [g.id for g in ruleset.scales[spec.scale or ""].grades]
        meant = [g for g in grades if spec.permits is None or g in spec.permits]
        assert set(meant) <= spec.grades.keys(), id_


@by_version
def test_every_rule_and_weight_says_why_and_where_from(folder: Path) -> None:
    ruleset = program(folder).ruleset
    rules = [*ruleset.thresholds, *ruleset.modifiers, *ruleset.guards]
    weighty = [
        d for d in ruleset.domains.values() if d.weight != 1 or d.cap is not None
    ]
    things: list[Any] = [*rules, *weighty, *ruleset.parameters.values()]
    for thing in things:
        assert thing.because, thing
        assert thing.source, thing
        assert thing.status, thing


@by_version
def test_texts_are_short_and_blame_nobody(folder: Path) -> None:
    for at, text in _texts(program(folder).ruleset):
        assert not BLAMING.search(text), f"{at}: {text}"
        for sentence in re.split(r"(?<=[.!?:])\s", text):
            assert len(sentence.split()) <= WORDS_IN_A_SENTENCE, f"{at}: {sentence}"


def _texts(ruleset: Ruleset) -> Iterator[tuple[str, str]]:
    """Yield every text of a ruleset but the definition, which is the law's."""
    for at, text in _strings(ruleset.document, ""):
        if " " in text and not at.startswith(("/definition", "/sources")):
            yield at, text


def _strings(node: Any, at: str) -> Iterator[tuple[str, str]]:
    if isinstance(node, str):
        yield at, node
    elif isinstance(node, dict | list):
        keys = node if isinstance(node, dict) else range(len(node))
        for key in keys:
            yield from _strings(node[key], f"{at}/{key}")


@by_area
def test_the_reasons_for_the_numbers_and_what_readers_said_are_there(area: str) -> None:
    for name in ("SOURCES.md", "CHANGELOG.md", "REVIEW.md"):
        assert (ROOT / area / name).read_text("utf-8").startswith("# ")
