"""An exported log is checked by a file that shares no code with what wrote it."""

from __future__ import annotations

import itertools
import json
import subprocess
import sys
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from neglect_rules.audit import MASKS, export
from neglect_rules.audit.logs import StoredLog
from neglect_rules.canonical import canonical_bytes
from tests.builders import NOON
from tests.unit.audit.kept import KEY, a_context, a_log, some_evidence

pytestmark = pytest.mark.differential

CHECKER = Path(__file__).parents[2] / "checker" / "neglect_check_log.py"
Lines = list[dict[str, Any]]


def a_whole_log() -> StoredLog:
    log = a_log(some_evidence("d-1", "s-1"), some_evidence("d-2", "s-2"))
    log.seal(KEY, a_context("seal"), at=NOON)
    return log


def checked(lines: Lines, folder: Path, *head: str) -> tuple[int, str]:
    file = folder / "export.jsonl"
    file.write_bytes(b"".join(canonical_bytes(line) + b"\n" for line in lines))
    done = subprocess.run(
        [sys.executable, "-I", CHECKER, file, *head],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stderr == ""
    return done.returncode, done.stdout.removeprefix(f"FAIL {file}: ").strip()


def exported(log: StoredLog, mask: str = "practitioner") -> Lines:
    return [json.loads(line) for line in export(log, mask=MASKS[mask])]


def test_a_whole_log_passes_and_its_decisions_are_made_again(tmp_path: Path) -> None:
    log = a_whole_log()
    code, said = checked(exported(log), tmp_path, str(log.head))

    assert code == 0
    assert "2 decisions made again, 0 of which something is hidden" in said
    assert said.endswith("witnessed")


def test_what_is_hidden_or_forgotten_is_counted_and_the_rest_still_checked(
    tmp_path: Path,
) -> None:
    log = a_whole_log()
    log.forget("d-1", ["/case/answers/A/note"], a_context("gone"), at=NOON)

    assert "1 decisions made again, 1 of" in checked(exported(log), tmp_path)[1]
    assert (
        "0 decisions made again, 2 of" in checked(exported(log, "auditor"), tmp_path)[1]
    )


def _level(lines: Lines) -> None:
    lines[3]["record"]["core"]["outcomes"]["level"]["floor"] = "low"


def _level_chained_again(lines: Lines) -> None:
    _level(lines)
    for before, after in itertools.pairwise(lines[1:]):
        if "record" in after:
            digest = sha256(canonical_bytes(before["record"])).hexdigest()
            after["record"]["log"]["previous"] = f"sha256:{digest}"


def _deleted(lines: Lines) -> None:
    del lines[2]


def _doubled(lines: Lines) -> None:
    lines.insert(3, lines[3])


def _lost(lines: Lines) -> None:
    lines[3]["disclosures"].pop()


def _exchanged(lines: Lines) -> None:
    one, other = lines[3]["disclosures"], lines[4]["disclosures"]
    one[0], other[5] = other[5], one[0]


def _ruleset(lines: Lines) -> None:
    next(each for each in lines if "document" in each)["document"]["title"] = "Other"


def _without_ruleset(lines: Lines) -> None:
    lines[:] = [each for each in lines if "document" not in each]


def _cut(lines: Lines) -> None:
    del lines[5]


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (_level, "record 4: it does not follow the record before it"),
        (_level_chained_again, "record 3: /core/outcomes is not so"),
        (_deleted, "record 2: it has another number"),
        (_doubled, "record 4: it has another number"),
        (_lost, "record 3: values are missing"),
        (_exchanged, "record 3: it commits to another value"),
        (_ruleset, "document sha256:"),
        (_without_ruleset, "record 3: the ruleset that it names is missing"),
        (_cut, "the log ends elsewhere than it says"),
    ],
)
def test_whatever_was_done_to_an_export_is_named(
    spoil: Callable[[Lines], None], said: str, tmp_path: Path
) -> None:
    lines = exported(a_whole_log())
    spoil(lines)
    code, found = checked(lines, tmp_path)

    assert (code, found[: len(said)]) == (1, said)


@pytest.mark.parametrize(
    ("head", "said"),
    [
        (f"log-1:9:sha256:{'0' * 64}", "the log ends before"),
        (f"log-1:2:sha256:{'0' * 64}", "another record was kept"),
        ("nonsense", "this does not have the form"),
    ],
)
def test_a_head_that_is_not_in_the_log_is_told(
    head: str, said: str, tmp_path: Path
) -> None:
    code, found = checked(exported(a_whole_log()), tmp_path, head)

    assert (code, found[: len(said)]) == (1, said)


def test_what_is_no_export_is_refused(tmp_path: Path) -> None:
    assert checked([{"format": 1}], tmp_path)[0] == 1
