"""What every log promises, whatever its bytes are kept in.

Each law takes a `Place`, where a log is kept and can be opened as often as processes
would open it. A store passes if every law of `LAWS` holds of its place. Stores whose
records stand in one stream of bytes have more to pass, in `torn`; what writes in
transactions cannot be cut anywhere.
"""

from __future__ import annotations

from collections.abc import Callable
from threading import Thread

import pytest

from neglect_rules.audit.logs import LogError
from neglect_rules.audit.records import CASE, whole_of
from neglect_rules.canonical import canonical_bytes
from neglect_rules.pointer import Pointer
from tests.shipped import decided
from tests.unit.audit.evidence import (
    NOW,
    a_context,
    a_correction,
    a_decision,
    a_log,
    a_note,
    a_publication,
    opening,
)
from tests.unit.audit.places import Place, chain_of, ids_of, opened, refused, told

__all__ = ["LAWS", "Law", "Place", "chain_of", "ids_of", "opened", "refused"]

Law = Callable[[Place], None]


# What is added, and what is found again.


def an_empty_place_holds_no_record(place: Place) -> None:
    log = opened(place)

    assert list(log.entries()) == []
    assert (log.head.sequence, log.head.digest) == (0, None)


def records_are_chained_in_the_order_in_which_they_were_added(place: Place) -> None:
    log = a_log(place.store())
    given = [log.append(a_note(f"n{number}"))[0] for number in range(3)]
    found = chain_of(log)

    assert [entry.line for entry in found[1:]] == [entry.line for entry in given]
    assert [entry.kind for entry in found] == ["log_opened", *["noted"] * 3]
    assert {entry.document["log"]["id"] for entry in found} == {"log-1"}


def what_was_added_is_there_when_the_log_is_opened_again(place: Place) -> None:
    first = a_log(place.store(), a_note("n1"), a_note("n2"))
    head, lines = first.head, [entry.line for entry in first.entries()]
    first.close()
    again = opened(place)

    assert again.head == head
    assert [entry.line for entry in again.entries()] == lines
    assert again.append(a_note("n3"))[0].sequence == 4


def the_head_is_that_of_the_last_record(place: Place) -> None:
    log = a_log(place.store(), a_note("n1"))
    last = chain_of(log)[-1]

    assert log.head == last.head
    assert (log.head.log, log.head.sequence) == ("log-1", 2)


def records_can_be_read_from_any_of_them_on(place: Place) -> None:
    log = a_log(place.store(), *(a_note(f"n{number}") for number in range(5)))

    for start in range(1, 9):
        assert [entry.sequence for entry in log.entries(start)] == [*range(start, 7)]


def bytes_come_back_as_they_were_given(place: Place) -> None:
    """Long lines, every plane of Unicode, and many at once."""
    long = [a_note(f"long-{size}", size=size) for size in (510, 70_000, 1_200_000)]
    odd = a_note("n-\u00e9\u4e00\U0001f600 \u2028 \\ \" ' % ;", "\t\u0001\u007f\u0085")
    many = [a_note(f"many-{number}") for number in range(200)]
    log = a_log(place.store())
    lines = [entry.line for entry in log.append(*long, odd, *many)]

    assert [entry.line for entry in opened(place).entries(2)] == lines


# Ids.


def the_same_sent_again_is_recorded_once(place: Place) -> None:
    log = a_log(place.store())
    (first,) = log.append(a_note("n1"))

    for each in (log, opened(place)):
        assert each.append(a_note("n1")) == (first,)
    assert ids_of(log) == ["open log-1", "n1"]


def another_record_under_a_known_id_is_refused(place: Place) -> None:
    log = a_log(place.store(), a_note("n1"))

    for each in (log, opened(place)):
        assert refused(each, a_note("n1", "otherwise")) == (("NR723", "/context/id"),)
    assert refused(log, a_note("n2"), a_note("n2", "otherwise")) == (
        ("NR723", "/context/id"),
    )


def a_batch_is_completed_by_what_is_new_in_it(place: Place) -> None:
    log = a_log(place.store(), a_note("n2"))
    found = log.append(a_note("n1"), a_note("n2"), a_note("n3"))

    assert [entry.id for entry in found] == ["n1", "n2", "n3"]
    assert [entry.sequence for entry in found] == [3, 2, 4]
    assert ids_of(log) == ["open log-1", "n2", "n1", "n3"]


# Refusals.


def nothing_comes_before_the_record_that_opens_a_log(place: Place) -> None:
    log = opened(place)

    assert refused(log, a_note("n1")) == (("NR735", "/kind"),)
    assert refused(log, a_note("n1"), opening()) == (("NR735", "/kind"),) * 2
    assert list(opened(place).entries()) == []


def a_log_is_opened_once(place: Place) -> None:
    log = a_log(place.store())

    assert refused(log, opening("log-2")) == (("NR735", "/kind"),)


def a_decision_by_a_ruleset_of_another_status_is_refused(place: Place) -> None:
    log = opened(place)
    log.append(opening(admits=["adopted"]))

    assert refused(log, a_decision("d1")) == (("NR720", "/core/ruleset/status"),)


def a_record_that_holds_its_values_itself_is_refused(place: Place) -> None:
    log = a_log(place.store())

    assert refused(log, a_decision("d1", form="inline")) == (("NR721", "/inline"),)


def what_is_about_an_unknown_record_is_refused(place: Place) -> None:
    log = a_log(place.store(), a_note("n1"))

    assert refused(log, a_correction("c1", "n2")) == (("NR733", "/core/of"),)
    assert log.append(a_correction("c1", "n1"))[0].sequence == 3


def one_version_of_a_ruleset_has_one_content(place: Place) -> None:
    log = a_log(place.store(), a_publication("p1"))

    for each in (log, opened(place)):
        assert refused(each, a_publication("p2", title="other")) == (
            ("NR734", "/core/ruleset/fingerprint"),
        )


def an_earlier_version_is_not_published_after_a_later_one(place: Place) -> None:
    log = a_log(place.store(), a_publication("p1", "1.10.0"))

    for each in (log, opened(place)):
        assert refused(each, a_publication("p2", "1.9.0")) == (
            ("NR734", "/core/ruleset/version"),
        )


def a_record_that_is_too_long_is_refused(place: Place) -> None:
    log = a_log(place.store())

    assert [code for code, _ in refused(log, a_note("n1", size=2**24))] == ["NR735"]


# All or none.


def a_batch_is_refused_as_a_whole(place: Place) -> None:
    log = a_log(place.store())

    assert refused(log, a_note("n1"), a_correction("c1", "n9")) == (
        ("NR733", "/core/of"),
    )
    assert ids_of(opened(place)) == ["open log-1"]


def a_batch_may_name_records_of_its_own(place: Place) -> None:
    log = a_log(place.store())
    found = log.append(a_note("n1"), a_correction("c1", "n1"))

    assert [entry.batch for entry in found] == [(2, 3), (2, 3)]
    assert ids_of(log) == ["open log-1", "n1", "c1"]


# Several at once.


def several_writers_see_what_the_others_recorded(place: Place) -> None:
    logs = [a_log(place.store()), opened(place), opened(place)]
    for number in range(9):
        (entry,) = logs[number % 3].append(a_note(f"n{number}"))

        assert entry.sequence == number + 2
    assert len({log.head for log in logs}) == 1
    assert ids_of(logs[0]) == ["open log-1", *(f"n{number}" for number in range(9))]


def a_reader_sees_what_a_writer_records(place: Place) -> None:
    writer = a_log(place.store())
    reader = opened(place)
    writer.append(a_note("n1"))

    assert ids_of(reader) == ["open log-1", "n1"]
    assert reader.head == writer.head


def threads_and_logs_take_turns(place: Place) -> None:
    a_log(place.store())
    logs = [opened(place), opened(place)]
    faults: list[BaseException] = []

    def write(thread: int) -> None:
        try:
            for number in range(6):
                logs[thread % 2].append(a_note(f"n{thread}-{number}"))
        except BaseException as fault:
            faults.append(fault)
            raise

    threads = [Thread(target=write, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    found = ids_of(opened(place))

    assert faults == []
    assert sorted(found[1:]) == [f"n{t}-{n}" for t in range(4) for n in range(6)]
    assert [each for each in found if each.startswith("n0")] == [
        f"n0-{number}" for number in range(6)
    ]


# What is kept beside the records.


def disclosures_come_back_and_belong_to_their_record(place: Place) -> None:
    evidence = a_decision("d1")
    a_log(place.store(), evidence)
    held = opened(place).disclosures(evidence.fingerprint)

    assert held is not None
    assert [each.text for each in held] == [each.text for each in evidence.disclosures]
    values = {each.name: each.value for each in held}
    case = canonical_bytes(decided("01").case.document)
    assert canonical_bytes(whole_of(values, CASE)) == case


def no_value_of_a_case_stands_in_the_records(place: Place) -> None:
    log = a_log(place.store(), a_note("n1", "a secret word"))

    assert not any(b"secret word" in entry.line for entry in log.entries())


def what_was_never_kept_is_nothing(place: Place) -> None:
    log = a_log(place.store())

    for name in ("sha256:" + "0" * 64, "../../etc/passwd", "", "."):
        assert log.disclosures(name) is None
        assert log.archived(name) is None


def rulesets_go_into_the_archive(place: Place) -> None:
    evidence = a_decision("d1")
    a_log(place.store(), evidence, a_publication("p1"))
    log = opened(place)

    for each in (evidence, a_publication("p1")):
        assert each.documents
        for mark, document in each.documents.items():
            found = log.archived(mark)
            assert canonical_bytes(found) == canonical_bytes(document)


def a_refusal_leaves_nothing_behind(place: Place) -> None:
    log = opened(place)
    log.append(opening(admits=["adopted"]))
    evidence = a_decision("d1")
    refused(log, evidence)

    assert log.disclosures(evidence.fingerprint) is None
    assert all(log.archived(mark) is None for mark in evidence.documents)


# Forgetting.


def what_is_forgotten_is_recorded_and_gone(place: Place) -> None:
    gone, stays = a_decision("d1"), a_decision("d2", "02")
    log = a_log(place.store(), gone, stays)
    places = [each.name for each in gone.disclosures][:3]
    entry = log.forget("d1", places, a_context("r1"), at=NOW, mask="a mask")
    again = opened(place)
    held = again.disclosures(gone.fingerprint) or ()
    others = again.disclosures(stays.fingerprint) or ()

    assert entry.record["core"] == {
        "of": "d1",
        "removed": sorted(places),
        "mask": "a mask",
    }
    assert [each.name for each in held] == [
        each.name for each in gone.disclosures if each.name not in places
    ]
    assert len(others) == len(stays.disclosures)
    assert [entry.kind for entry in chain_of(again)][-1] == "redaction"


def a_record_stands_when_all_of_it_is_forgotten(place: Place) -> None:
    note = a_note("n1")
    log = a_log(place.store(), note, a_note("n2"))
    lines = [entry.line for entry in log.entries()]
    log.forget("n1", ["/text"], a_context("r1"), at=NOW)
    log.forget("n1", ["/text"], a_context("r1"), at=NOW)
    again = opened(place)

    assert again.disclosures(note.fingerprint) is None
    assert [entry.line for entry in chain_of(again)][:3] == lines
    assert again.head.sequence == 4
    assert [*again.held()] == [a_note("n2").fingerprint]


def the_forgotten_does_not_come_back_with_the_record(place: Place) -> None:
    note = a_note("n1")
    log = a_log(place.store(), note)
    log.forget("n1", ["/text"], a_context("r1"), at=NOW)
    opened(place).append(note)

    assert opened(place).disclosures(note.fingerprint) is None


def only_what_was_recorded_can_be_forgotten(place: Place) -> None:
    log = a_log(place.store())
    with pytest.raises(LogError) as caught:
        log.forget("n1", ["/text"], a_context("r1"), at=NOW)

    assert told(caught.value) == [("NR733", Pointer(("core", "of")))]
    assert ids_of(opened(place)) == ["open log-1"]


LAWS: tuple[Law, ...] = (
    an_empty_place_holds_no_record,
    records_are_chained_in_the_order_in_which_they_were_added,
    what_was_added_is_there_when_the_log_is_opened_again,
    the_head_is_that_of_the_last_record,
    records_can_be_read_from_any_of_them_on,
    bytes_come_back_as_they_were_given,
    the_same_sent_again_is_recorded_once,
    another_record_under_a_known_id_is_refused,
    a_batch_is_completed_by_what_is_new_in_it,
    nothing_comes_before_the_record_that_opens_a_log,
    a_log_is_opened_once,
    a_decision_by_a_ruleset_of_another_status_is_refused,
    a_record_that_holds_its_values_itself_is_refused,
    what_is_about_an_unknown_record_is_refused,
    one_version_of_a_ruleset_has_one_content,
    an_earlier_version_is_not_published_after_a_later_one,
    a_record_that_is_too_long_is_refused,
    a_batch_is_refused_as_a_whole,
    a_batch_may_name_records_of_its_own,
    several_writers_see_what_the_others_recorded,
    a_reader_sees_what_a_writer_records,
    threads_and_logs_take_turns,
    disclosures_come_back_and_belong_to_their_record,
    no_value_of_a_case_stands_in_the_records,
    what_was_never_kept_is_nothing,
    rulesets_go_into_the_archive,
    a_refusal_leaves_nothing_behind,
    what_is_forgotten_is_recorded_and_gone,
    a_record_stands_when_all_of_it_is_forgotten,
    the_forgotten_does_not_come_back_with_the_record,
    only_what_was_recorded_can_be_forgotten,
)
