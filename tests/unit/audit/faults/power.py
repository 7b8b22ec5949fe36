"""Power losses: what is left of a disk at any moment, opened and used again."""

from __future__ import annotations

import errno
from random import Random
from typing import Any, final

from attrs import frozen

from tests.unit.audit.faults.meddled import Act, MeddledDisk, as_it_is
from tests.unit.audit.faults.model import ModelDisk
from tests.unit.audit.faults.story import Witness, notes, play, story


class PowerLossError(BaseException):
    """The power fails now. Not an `Exception`: nothing may catch it."""


class KilledError(BaseException):
    """The program ends here; what it wrote is still in the memory of the system."""


@frozen
class Power:
    """What came of modelled power losses.

    Attributes:
        states: How many disks were opened again.
        nested: How many of them had lost power while they were recovering.
        calls: At how many calls of a disk the power failed.
    """

    states: int = 0
    nested: int = 0
    calls: int = 0


def power_losses(wanted: int, seed: int) -> Power:
    """Let the power fail until so many states of a disk have been looked at.

    Raises:
        AssertionError: A promise was not kept; with the seed and the call.
    """
    states = nested = calls = 0
    round_ = 0
    length = _calls_of_story()
    while states < wanted:
        chance = Random(f"{seed}-{round_}")
        at = round_ % length
        disk, witness = _played_until(at, chance)
        calls += 1
        for _ in range(4):
            try:
                states += 1
                nested += _look(disk, witness, chance)
            except Exception as fault:
                message = f"seed {seed}, round {round_}, call {at}: {fault!r}"
                raise AssertionError(message) from fault
        round_ += 1
    return Power(states=states, nested=nested, calls=min(calls, length))


def _calls_of_story() -> int:
    disk = MeddledDisk(ModelDisk())
    play(Witness(), disk, story())
    return disk.calls


def _played_until(at: int, chance: Random) -> tuple[ModelDisk, Witness]:
    """Return a disk and what is known when the power fails before, in or after a call.

    In a third of them an fsync has failed before; in a third a program was killed
    before, and others went on.
    """
    disk, witness = ModelDisk(), Witness()
    trouble = _Trouble(disk, at, chance)
    meddled = MeddledDisk(disk, trouble)
    try:
        try:
            play(witness, meddled, story())
        except KilledError:
            disk.end_programs()
            trouble.goes_on()
            play(witness, meddled, story())
    except PowerLossError:
        pass
    return disk, witness


@final
class _Trouble:
    """What happens to a program before the power fails."""

    def __init__(self, disk: ModelDisk, at: int, chance: Random) -> None:
        self._disk, self._at, self._chance = disk, at, chance
        earlier = chance.randrange(max(0, at - 60), at + 1)
        before = chance.choice(("nothing", "lost fsync", "killed"))
        self._ends: BaseException = PowerLossError()
        self._is_off = False
        # Where it hurts most: when everything is written and nothing is durable.
        self._at_sync = chance.random() < 0.5
        self._how = chance.choice(("before", "half", "after"))
        self.kills_at = earlier if before == "killed" else None
        self._loses_from = earlier if before == "lost fsync" else None

    def __call__(self, number: int, name: str, act: Act, half: Act) -> Any:
        # A descriptor may be closed by the collector, where nothing can be raised.
        if name == "close":
            return act()
        if self._is_off:
            raise self._ends
        if number >= self._at and self._fits(name):
            self._partly(act, half)
            raise self._ends
        if self.kills_at is not None and number >= self.kills_at and self._fits(name):
            self._partly(act, half)
            self._ends = KilledError()
            raise self._ends
        if self._loses_from is None or number < self._loses_from:
            return act()
        if name.startswith("sync"):
            self._loses_from = None
            return losing(self._disk, self._chance, act)
        return act()

    def goes_on(self) -> None:
        """Let another program begin."""
        self.kills_at, self._is_off = None, False
        self._ends = PowerLossError()

    def _fits(self, name: str) -> bool:
        return not self._at_sync or name == "sync"

    def _partly(self, act: Act, half: Act) -> None:
        self._is_off = True
        if self._how == "half":
            half()
        elif self._how == "after":
            act()


def losing(disk: ModelDisk, chance: Random, act: Act) -> Any:
    """Do what a call does while an fsync fails."""
    disk.losing = chance
    try:
        return act()
    finally:
        disk.losing = None


def _look(disk: ModelDisk, witness: Witness, chance: Random) -> bool:
    left = disk.after_power_loss(chance)
    again = chance.random() < 0.3
    if again:
        at = chance.randrange(60)

        def meddle(number: int, name: str, act: Act, _half: Act) -> Any:
            if number < at or name == "close":
                return act()
            raise PowerLossError

        try:
            witness.look(MeddledDisk(left, meddle))
        except PowerLossError:
            left = left.after_power_loss(chance)
    witness.look(MeddledDisk(left, as_it_is))
    return again


FAULTS = ("EIO", "ENOSPC", "short", "EINTR", "lost fsync", "full for a while")


def failing_calls(records: int, every: int, first: int = 0) -> dict[str, int]:
    """Let calls of a run fail in each way, one call in each run.

    Args:
        records: How many records a run records.
        every: Of how many calls one is let fail.
        first: The number of the first.

    Returns:
        How many runs there were of each fault.

    Raises:
        AssertionError: A promise was not kept; with the fault and the call.
    """
    whole = MeddledDisk(ModelDisk())
    play(Witness(), whole, notes(records))
    found = dict.fromkeys(FAULTS, 0)
    for fault in FAULTS:
        for at in range(first, whole.calls, every):
            try:
                found[fault] += _failing(fault, at, records)
            except Exception as failed:
                message = f"{fault} at call {at}: {failed!r}"
                raise AssertionError(message) from failed
    return found


def _failing(fault: str, at: int, records: int) -> bool:
    """Play a run in which a call fails; return whether the fault fits that call."""
    disk, witness, chance = ModelDisk(), Witness(), Random(f"{fault}-{at}")
    hit = False

    def meddle(number: int, name: str, act: Act, half: Act) -> Any:
        nonlocal hit
        lasts = 25 if fault == "full for a while" else 1
        if not at <= number < at + lasts or not _fits(fault, name):
            return act()
        hit = True
        if fault == "short":
            return half()
        if fault == "lost fsync":
            return losing(disk, chance, act)
        if name.startswith("write") and fault != "EINTR":
            half()
        raise OSError(_ERRNO[fault], "made up")

    play(witness, MeddledDisk(disk, meddle), notes(records))
    if hit:
        witness.look(disk.after_power_loss(chance))
        witness.look(disk)
    return hit


_ERRNO = {
    "EIO": errno.EIO,
    "ENOSPC": errno.ENOSPC,
    "EINTR": errno.EINTR,
    "full for a while": errno.ENOSPC,
}


def _fits(fault: str, name: str) -> bool:
    if fault == "short":
        return name in {"write", "write_at"}
    if fault == "lost fsync":
        return name in {"sync", "sync_folder"}
    if fault == "full for a while":
        return name not in {"read", "size", "close", "unlock", "lock", "delete"}
    # A lock that was not given back would make the model wait for itself.
    return name != "unlock" or fault == "EINTR"
