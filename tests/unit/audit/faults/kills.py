"""Programs that are killed at a call of the real disk, one after the other or together.

Run as `python -m tests.unit.audit.faults.kills FOLDER SEED POINTS WRITERS KILLS`; it
forks, so it has a process of its own. What a program knew when it was killed comes
through a pipe, which no kill can take back.
"""

from __future__ import annotations

import json
import os
import pickle
import signal
import sys
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from typing import Any, final

from attrs import asdict, frozen

from neglect_rules.audit.logs import open_log
from neglect_rules.audit.logs._disk import RealDisk
from tests.unit.audit.evidence import now
from tests.unit.audit.faults.meddled import Act, MeddledDisk
from tests.unit.audit.faults.story import Tell, Witness, note, play, story

RECORDS = 12


@frozen
class Killed:
    """What came of it.

    Attributes:
        points: How many programs were killed one by one.
        calls: At how many calls of the disk.
        killed: How many writers were killed while others wrote.
        records: How many records these left.
    """

    points: int
    calls: int
    killed: int = 0
    records: int = 0


@final
class Program:
    """A forked process and what it told."""

    def __init__(self, work: Callable[[Tell], None]) -> None:
        self._reads, writes = os.pipe()
        self.id = os.fork()
        if self.id == 0:
            _run(work, writes)
        os.close(writes)

    def told(self) -> Iterator[tuple[str, Any]]:
        """Yield what it told, up to its end."""
        with os.fdopen(self._reads, "rb") as pipe:
            data = pipe.read()
        at = 0
        while at + 8 <= len(data):
            end = at + 8 + int.from_bytes(data[at : at + 8], "big")
            if end > len(data):
                return
            yield pickle.loads(data[at + 8 : end])
            at = end


def _run(work: Callable[[Tell], None], pipe: int) -> None:
    code = 1
    try:

        def tell(what: str, each: Any) -> None:
            data = pickle.dumps((what, each))
            os.write(pipe, len(data).to_bytes(8, "big") + data)

        work(tell)
        code = 0
    except Exception:  # noqa: BLE001 - it ends here, and says why
        traceback.print_exc()
    finally:
        os._exit(code)


def killing(at: int, how: str) -> Callable[[int, str, Act, Act], Any]:
    """Return what kills this program before, in or after a call."""

    def meddle(number: int, _name: str, act: Act, half: Act) -> Any:
        if number != at:
            return act()
        try:
            if how == "half":
                half()
            elif how == "after":
                act()
        finally:
            os.kill(os.getpid(), signal.SIGKILL)

    return meddle


def kill_points(folder: Path, wanted: int, seed: int) -> tuple[int, int]:
    """Kill programs one by one; return at how many points, and at how many calls.

    Raises:
        AssertionError: A promise was not kept; with the point.
    """
    chance = Random(seed)
    length = _length(folder / "whole")
    calls = [chance.randrange(length) for _ in range(wanted)]
    if wanted >= length:
        calls[:length] = range(length)
    for number, at in enumerate(calls):
        how = chance.choice(("before", "half", "after"))
        try:
            _kill_one(folder / str(number), at, how)
        except Exception as fault:
            message = f"seed {seed}, killed {how} call {at}: {fault!r}"
            raise AssertionError(message) from fault
    return wanted, len(set(calls))


def _length(folder: Path) -> int:
    disk = MeddledDisk(RealDisk())
    play(Witness(str(folder)), disk, story())
    return disk.calls


def _kill_one(folder: Path, at: int, how: str) -> None:
    def work(tell: Tell) -> None:
        disk = MeddledDisk(RealDisk(), killing(at, how))
        play(Witness(str(folder), tell), disk, story())

    program = Program(work)
    witness = Witness(str(folder))
    for what, each in program.told():
        witness.hear(what, each)
    _, status = os.waitpid(program.id, 0)
    assert os.WIFSIGNALED(status), f"it was not killed: {status}"
    witness.look(RealDisk())


def killed_writers(
    folder: Path, writers: int, kills: int, seed: int
) -> tuple[int, int]:
    """Let several write at once, kill some of them, and begin those anew.

    Returns:
        How many were killed, at least as many as wanted, and how many records there
        are in the end.

    Raises:
        AssertionError: A promise was not kept.
    """
    chance = Random(seed)
    witness = Witness(str(folder))
    witness.create(RealDisk())
    programs = {}
    for number in range(writers):
        programs[number] = _writer(folder, number, kills > 0, chance)
    killed = 0
    while programs:
        ended, status = os.waitpid(-1, 0)
        number = next(key for key, each in programs.items() if each.id == ended)
        program = programs.pop(number)
        for what, each in program.told():
            witness.hear(what, each)
        if os.WIFSIGNALED(status):
            killed += 1
            programs[number] = _writer(folder, number, killed < kills, chance)
        else:
            assert status == 0, "a writer met an error"
    assert witness.look(RealDisk()) is not None
    log = open_log(folder, clock=now)
    noted = {entry.id for entry in log.entries() if entry.kind == "noted"}
    wanted = {f"w{w}-{n}" for w in range(writers) for n in range(RECORDS)}
    assert wanted <= noted
    assert killed >= kills, "too few were killed"
    return killed, log.head.sequence


def _writer(folder: Path, number: int, is_killed: bool, chance: Random) -> Program:
    at = chance.randrange(40, 250) if is_killed else -1
    how = chance.choice(("before", "half", "after"))

    def work(tell: Tell) -> None:
        disk = MeddledDisk(RealDisk(), killing(at, how))
        witness = Witness(str(folder), tell)
        log = open_log(folder, clock=now, disk=disk)
        # Who was killed does not know how far it came, so it sends all of it again.
        for each in range(0, RECORDS, 3):
            ids = [f"w{number}-{n}" for n in range(each, each + 3)]
            witness.append(log, note(ids[0]))
            witness.append(log, note(ids[1]), note(ids[2]))

    return Program(work)


def main(arguments: list[str]) -> None:
    """Run both and print what came of them."""
    folder, (seed, points, writers, kills) = arguments[0], map(int, arguments[1:])
    root = Path(folder)
    # Evidence is made once, here, and not in every fork.
    play(Witness(str(root / "first")), RealDisk(), story())
    done, calls = kill_points(root, points, seed)
    together = (0, 0)
    if writers:
        together = killed_writers(root / "writers", writers, kills, seed)
    found = Killed(done, calls, *together)
    sys.stdout.write(json.dumps(asdict(found)) + "\n")


if __name__ == "__main__":
    main(sys.argv[1:])
