"""A recorded decision, decided again from what can be read of it."""

from __future__ import annotations

import copy
from collections.abc import Callable, Mapping
from typing import Any

import pytest
from attrs import evolve

from neglect_rules.audit import Replayed, find, replay_log, replay_record
from neglect_rules.audit import _replay_log as many
from neglect_rules.audit._replay_log import ReplayReport
from neglect_rules.audit.logs import BrokenLogError, LogError
from neglect_rules.audit.records import Evidence, decision_evidence, load_evidence
from neglect_rules.evaluation import evaluate
from neglect_rules.loading import load_case
from tests.builders import NOON, a_case, a_program
from tests.shipped import decided
from tests.unit.audit.kept import SECRET, a_context, a_decision, a_log, some_evidence
from tests.unit.audit.memory import MemoryStore

EVIDENCE = some_evidence()


def shown(
    evidence: Evidence,
    hides: Callable[[str], bool],
    record: Mapping[str, Any] | None = None,
) -> Replayed:
    """Replay evidence of which some is hidden."""
    left = [each for each in evidence.disclosures if not hides(each.name)]
    return replay_record(record or evidence.record, left, evidence.documents.get)


def test_a_record_of_which_everything_can_be_read_replays_exactly() -> None:
    found = shown(EVIDENCE, lambda _: False)

    assert found == Replayed(verdict="exact")


def test_a_record_that_holds_its_values_itself_replays_exactly() -> None:
    inline = decision_evidence(a_decision(), a_context("d-1"), form="inline")

    assert shown(inline, lambda _: False).verdict == "exact"


def test_a_decision_that_recommends_no_level_is_recorded_and_replays() -> None:
    results = [{"id": "points", "label": "Points", "measure": {"total": "all"}}]
    gone = dict.fromkeys(("/outcomes", "/thresholds", "/guards"), ...)
    program = a_program({**gone, "/report": results})
    decision = evaluate(program, a_case({"A": "met"}), at=NOON)
    evidence = decision_evidence(decision, a_context("d-1"), secret=SECRET)

    (found,) = replay_log(a_log(load_evidence(evidence.to_json())))
    assert found.replayed == Replayed(verdict="exact")


@pytest.mark.parametrize("number", ["01", "13", "19", "20", "24", "25", "27"])
def test_worked_cases_with_history_replay_exactly(number: str) -> None:
    evidence = decision_evidence(decided(number), a_context("d"), secret=SECRET)

    assert shown(evidence, lambda _: False).verdict == "exact"


@pytest.mark.parametrize(
    ("hidden", "verdict", "named"),
    [
        ("/case/answers/A/note", "consistent", ()),
        ("/case/format", "consistent", ()),
        ("/trace/entries/0", "consistent", ()),
        ("/trace/case", "consistent", ()),
        ("/case/answers/A/grade", "consistent", ("/answers/A",)),
        ("/case/answers/A/date", "consistent", ("/answers/A",)),
        ("/case/answers/B/1/grade", "consistent", ("/answers/B",)),
        ("/case/subject/age_months", "consistent", ()),
    ],
)
def test_what_is_hidden_is_read_as_anything(
    hidden: str, verdict: str, named: tuple[str, ...]
) -> None:
    found = shown(EVIDENCE, lambda name: name == hidden)

    assert (found.verdict, found.hidden) == (verdict, named)


def test_a_hidden_reference_of_the_subject_hides_nothing_that_is_judged() -> None:
    case = a_case({"A": "met"}, {"age_months": 60, "ref": "r-17"})
    decision = evaluate(a_program(), case, at=NOON)
    evidence = decision_evidence(decision, a_context("d-1"), secret=SECRET)
    found = shown(evidence, lambda name: name == "/case/subject/ref")

    assert found == Replayed(verdict="consistent")


@pytest.mark.parametrize("half", ["id", "version"])
def test_half_of_a_rulesets_name_is_not_missed(half: str) -> None:
    document = {
        "format": 1,
        "ruleset": {"id": "test.small", "version": "1.0.0"},
        "subject": {"age_months": 60},
        "answers": {"A": "met"},
    }
    decision = evaluate(a_program(), load_case(document), at=NOON)
    evidence = decision_evidence(decision, a_context("d-1"), secret=SECRET)
    found = shown(evidence, lambda name: name == f"/case/ruleset/{half}")

    assert found == Replayed(verdict="consistent")


@pytest.mark.parametrize(
    ("place", "extra"), [("/case/answers", {}), ("/case/events", {"events": {}})]
)
def test_where_nothing_was_answered_and_that_is_hidden_all_may_have_been(
    place: str, extra: Any
) -> None:
    document = {"format": 1, "subject": {"age_months": 60}, "answers": {}, **extra}
    decision = evaluate(a_program(), load_case(document), at=NOON)
    evidence = decision_evidence(decision, a_context("d-1"), secret=SECRET)
    found = shown(evidence, lambda name: name == place)

    assert found.verdict in {"consistent", "inconclusive"}


def test_a_record_of_which_all_was_forgotten_says_nothing_more() -> None:
    assert shown(EVIDENCE, lambda _: True).verdict == "inconclusive"


def _another_level(core: Any) -> None:
    core["outcomes"]["level"].update(possible=["low"], floor="low", ceiling="low")


def _another_rule(core: Any) -> None:
    core["met"] = ["T9"]


def _another_day(core: Any) -> None:
    core["day"] = "2026-05-02"


def _another_state(core: Any) -> None:
    core["inputs"]["C"] = "refused"


@pytest.mark.parametrize(
    ("spoil", "at"),
    [
        (_another_level, "/core/outcomes"),
        (_another_rule, "/core/met"),
        (_another_day, "/core/day"),
        (_another_state, "/core/inputs"),
    ],
)
def test_a_record_that_says_something_else_is_false(spoil: Any, at: str) -> None:
    record = copy.deepcopy(dict(EVIDENCE.record))
    spoil(record["core"])
    found = shown(EVIDENCE, lambda _: False, record)

    assert (found.verdict, str(found.diagnostics[0].at)) == ("mismatch", at)


def test_a_false_level_is_found_though_something_is_hidden() -> None:
    record = copy.deepcopy(dict(EVIDENCE.record))
    _another_level(record["core"])
    found = shown(EVIDENCE, lambda name: name == "/case/answers/A/grade", record)

    assert found.verdict == "mismatch"
    assert str(found.diagnostics[0].at) == "/core/outcomes/level"


def test_a_disclosure_of_another_record_is_tampering() -> None:
    other = decision_evidence(a_decision({"A": "met"}), a_context("d"), secret=SECRET)
    found = replay_record(EVIDENCE.record, other.disclosures, EVIDENCE.documents.get)

    assert found.verdict == "tampered"


def test_an_unknown_algorithm_is_not_called_tampering() -> None:
    record = copy.deepcopy(dict(EVIDENCE.record))
    record["sealed"]["algorithm"] = "sha-3"

    assert shown(EVIDENCE, lambda _: False, record).verdict == "unverified"


@pytest.mark.parametrize("archive", [{}.get, lambda _: {"format": 1}])
def test_without_its_ruleset_nothing_is_decided_again(archive: Any) -> None:
    found = replay_record(EVIDENCE.record, EVIDENCE.disclosures, archive)

    assert found.verdict == "ruleset_unavailable"


def test_a_meaning_that_is_not_known_here_is_said() -> None:
    record = copy.deepcopy(dict(EVIDENCE.record))
    record["core"]["semantics"] = 9

    assert shown(EVIDENCE, lambda _: False, record).verdict == "meaning_unavailable"


def test_what_does_not_fit_the_ruleset_is_false_and_no_value_is_told() -> None:
    case = load_case(
        {"format": 1, "subject": {"age_months": 60}, "answers": {"A": "met"}}
    )
    evidence = decision_evidence(
        evaluate(a_program(), case, at=NOON), a_context("d"), secret=SECRET
    )
    record = copy.deepcopy(dict(evidence.record))
    record["context"]["decided"] = "1990-01-01T12:00:00+00:00"
    found = shown(evidence, lambda _: False, record)

    assert (found.verdict, found.diagnostics[0].code) == ("mismatch", "NR605")


def test_a_log_is_decided_again_in_its_order_by_one_or_by_several() -> None:
    log = a_log(*(some_evidence(f"d-{n}") for n in range(5)))
    log.forget("d-3", ["/case/answers/B/0/grade"], a_context("gone"), at=NOON)
    alone = list(replay_log(log))
    together = list(replay_log(log, workers=2))

    assert alone == together
    assert [each.replayed.verdict for each in alone] == [
        *["exact"] * 3,
        "consistent",
        "exact",
    ]
    assert [each.sequence for each in replay_log(log, start=4, stop=6)] == [4, 5, 6]


def test_a_log_is_not_believed_behind_the_place_where_it_breaks() -> None:
    store = MemoryStore()
    log = a_log(*(some_evidence(f"d-{n}") for n in range(4)), store=store)
    lines = store.data.splitlines(keepends=True)
    store.data = b"".join([*lines[:3], *lines[4:]])
    found = list(replay_log(log))

    assert [(each.sequence, each.replayed.verdict) for each in found] == [
        (3, "exact"),
        (4, "tampered"),
    ]


def test_unreadable_disclosures_are_tampering_with_that_record_alone() -> None:
    store = MemoryStore()
    log = a_log(*(some_evidence(f"d-{n}") for n in range(2)), store=store)
    name = next(log.held()).removeprefix("sha256:")
    store.shelves["disclosures"][name] = b'{"disclosures": ["AA"]}'
    found = [each.replayed.verdict for each in replay_log(log)]

    assert sorted(found) == ["exact", "tampered"]


def test_a_report_counts_and_names_no_answer() -> None:
    log = a_log(some_evidence())
    log.forget("d-1", ["/case/answers/A/grade"], a_context("gone"), at=NOON)
    report = ReplayReport(entries=tuple(replay_log(log)), first=1, last=4)

    assert report.to_dict()["verdicts"] == {"consistent": 1}
    assert report.to_dict()["records"][0]["hidden"] == ["/answers/A"]
    assert report.is_sound
    assert report.fingerprint.startswith("sha256:")


def test_programs_are_linked_once_for_many_records(monkeypatch: Any) -> None:
    linked: list[Any] = []
    original = replay_record

    def counting(record: Any, held: Any, archive: Any, programs: Any) -> Replayed:
        linked.append(len(programs))
        return original(record, held, archive, programs)

    monkeypatch.setattr(many, "replay_record", counting)
    list(replay_log(a_log(*(some_evidence(f"d-{n}") for n in range(3)))))

    assert linked == [0, 1, 1]


@pytest.mark.parametrize("key", ["ruleset", "semantics", "day", "zone", "outcomes"])
@pytest.mark.parametrize("value", [None, [1], "gone"])
def test_what_has_not_the_form_of_a_record_is_looked_at_no_further(
    key: str, value: Any
) -> None:
    record = copy.deepcopy(dict(EVIDENCE.record))
    record["core"][key] = value
    if value == "gone":
        del record["core"][key]
    log = a_log()
    (entry,) = log._ledger.chained([evolve(EVIDENCE, record=record)])
    log._store.write([entry.line])

    (found,) = replay_log(log)

    assert (found.sequence, found.replayed.verdict) == (3, "tampered")
    with pytest.raises(BrokenLogError):
        list(find(log))
    with pytest.raises(BrokenLogError):
        log.append(some_evidence("d-2"))


def test_a_log_takes_nothing_that_has_not_the_form_of_a_record() -> None:
    record = {**EVIDENCE.record, "core": {}}
    log = a_log()
    head = log.head

    with pytest.raises(LogError) as caught:
        log.append(evolve(EVIDENCE, record=record))

    assert {each.code for each in caught.value.diagnostics} == {"NR101"}
    assert log.head == head
