"""What a log in one stream of bytes promises: a crash can cut it anywhere.

`TORN_LAWS` are the laws; see `conformance` for those of every log.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from neglect_rules.audit.logs import BrokenLogError
from neglect_rules.audit.records import Evidence
from tests.unit.audit.evidence import a_log, a_note, opening
from tests.unit.audit.places import Stream, chain_of, opened, told

TornLaw = Callable[[Stream], None]


def whatever_is_left_of_an_append_is_set_aside_and_told(place: Stream) -> None:
    _sets_aside(place, a_note("n2"))


def whatever_is_left_of_a_batch_is_set_aside_and_told(place: Stream) -> None:
    _sets_aside(place, *(a_note(f"b{number}") for number in range(3)))


def _sets_aside(place: Stream, *several: Evidence) -> None:
    """Try what is left of an append, for many lengths.

    What an earlier length left is still on its shelf, so it is told again.
    """
    a_log(place.store(), a_note("n1"))
    kept = place.read()
    opened(place).append(*several)
    whole = place.read()
    for length in _lengths(kept, whole):
        place.replace(whole[:length])
        log = opened(place)
        sent = log.append(*several)
        found = chain_of(log)
        told = [entry for entry in found if entry.kind == "log_recovered"]
        removed = {entry.record["core"]["removed"] for entry in told}

        assert [entry for entry in found if entry not in told][2:] == [*sent]
        assert [entry.id for entry in sent] == [each.id for each in several]
        assert length in (len(kept), len(whole)) or length - len(kept) in removed


def what_was_set_aside_is_told_once(place: Stream) -> None:
    a_log(place.store(), a_note("n1"))
    place.replace(place.read()[:-7] + b"\x00" * 7)
    for number in range(3):
        opened(place).append(a_note(f"m{number}"))
    kinds = [entry.kind for entry in chain_of(opened(place))]

    assert kinds == ["log_opened", "log_recovered", "noted", "noted", "noted"]


def an_opening_that_never_finished_can_be_made_up_for(place: Stream) -> None:
    a_log(place.store())
    whole = place.read()
    for length in (0, 1, 100, len(whole) - 1):
        place.replace(whole[:length])
        log = opened(place)
        log.append(opening())

        assert chain_of(log)[0].kind == "log_opened"
        assert opened(place).append(a_note("n1"))[0].id == "n1"


def damage_before_the_last_append_is_never_cut_off(place: Stream) -> None:
    a_log(place.store(), a_note("n1"), a_note("n2"), a_note("n3"))
    whole = place.read()
    lines = whole.split(b"\n")
    ends = len(b"\n".join(lines[:3])) + 1
    for position in range(0, ends, 37):
        damaged = bytes([whole[position] ^ 1])
        _stays(place, whole[:position] + damaged + whole[position + 1 :])


def what_was_taken_out_moved_or_doubled_is_never_cut_off(place: Stream) -> None:
    a_log(place.store(), a_note("n1"), a_note("n2"), a_note("n3"))
    one, two, three, four, _ = place.read().split(b"\n")
    for lines in (
        [two, three, four],
        [one, three, four],
        [one, two, four],
        [one, three, two, four],
        [one, two, three, three, four],
        [one, two, three, four, four],
        [one, two, three, four, two],
    ):
        _stays(place, b"".join(line + b"\n" for line in lines))


def a_log_that_became_shorter_is_broken(place: Stream) -> None:
    log = a_log(place.store(), a_note("n1"), a_note("n2"))
    *lines, last, _ = place.read().split(b"\n")
    place.replace(b"".join(line + b"\n" for line in lines))
    with pytest.raises(BrokenLogError) as caught:
        log.append(a_note("n3"))

    assert last
    assert [code for code, _ in told(caught.value)] == ["NR724"]


def a_reader_does_not_count_on_half_an_append(place: Stream) -> None:
    a_log(place.store(), a_note("n1"))
    kept = place.read()
    opened(place).append(*(a_note(f"b{number}") for number in range(3)))
    whole = place.read()
    reader = None
    for length in _lengths(kept, whole):
        place.replace(whole[:length])
        reader = reader or opened(place)

        assert reader.head.sequence == (5 if length == len(whole) else 2)
        assert opened(place).head == reader.head


def _lengths(kept: bytes, whole: bytes) -> Iterator[int]:
    """Yield every length around the ends of lines, and some between."""
    ends = {at + 1 for at in range(len(kept), len(whole)) if whole[at] == 10}
    near = {end + by for end in (len(kept), *ends) for by in (-1, 0, 1)}
    some = set(range(len(kept), len(whole), 331))
    yield from sorted(at for at in near | some if len(kept) <= at <= len(whole))


def _stays(place: Stream, data: bytes) -> None:
    place.replace(data)
    with pytest.raises(BrokenLogError) as caught:
        opened(place).append(a_note("late"))

    assert [code for code, _ in told(caught.value)] == ["NR724"]
    assert place.read() == data


TORN_LAWS: tuple[TornLaw, ...] = (
    whatever_is_left_of_an_append_is_set_aside_and_told,
    whatever_is_left_of_a_batch_is_set_aside_and_told,
    what_was_set_aside_is_told_once,
    an_opening_that_never_finished_can_be_made_up_for,
    damage_before_the_last_append_is_never_cut_off,
    what_was_taken_out_moved_or_doubled_is_never_cut_off,
    a_log_that_became_shorter_is_broken,
    a_reader_does_not_count_on_half_an_append,
)
