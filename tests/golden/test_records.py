"""What was once recorded is read, verified and decided again for ever."""

from __future__ import annotations

import json
import subprocess
import sys
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from neglect_rules.audit import replay_record
from neglect_rules.audit.logs import Entry, Ledger, sealed_message
from neglect_rules.audit.records import read_disclosures
from neglect_rules.canonical import canonical_bytes, fingerprint
from neglect_rules.loading import against_schema
from tests.golden.records_made import FOLDER, a_log_of_every_kind
from tests.unit.audit.kept import PUBLIC

pytestmark = pytest.mark.golden

FILES = sorted(FOLDER.glob("*.jsonl"))
HEADS = {
    "format-1.jsonl": "log-1:16:sha256:33c237e610288ff7e6bc0f43be670b5ebd3c141d818cb70c817c992835aa36ae",
}
CHECKER = Path(__file__).parents[2] / "checker" / "neglect_check_log.py"


def lines_of(file: Path) -> list[dict[str, Any]]:
    lines = file.read_text("utf-8").splitlines()
    return [json.loads(line, parse_float=Decimal) for line in lines]


def test_every_format_has_its_golden_log() -> None:
    assert [file.name for file in FILES] == list(HEADS)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_golden_log_follows_on_and_has_the_head_that_it_always_had(
    file: Path,
) -> None:
    ledger = Ledger()
    records = [line["record"] for line in lines_of(file) if "record" in line]
    for record in records:
        ledger.take(Entry(canonical_bytes(record)))
        assert against_schema(record, "record", shows=True) == ()

    assert str(ledger.head) == HEADS[file.name]
    assert PUBLIC.verifies(records[-1]["signature"], sealed_message(records[-1]))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_the_decisions_of_a_golden_log_replay(file: Path) -> None:
    lines = lines_of(file)
    archive = {
        line["fingerprint"]: line["document"] for line in lines if "document" in line
    }
    verdicts = {}
    for line in lines:
        record = line.get("record", {"kind": ""})
        if record["kind"] == "decision":
            bare = {k: v for k, v in record.items() if k != "log"}
            held = read_disclosures(line["disclosures"])
            found = replay_record(bare, held, archive.get)
            verdicts[record["context"]["id"]] = found.verdict

    assert verdicts == {"d-1": "consistent", "d-2": "exact"}
    assert all(fingerprint(document) == mark for mark, document in archive.items())


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_stranger_checks_a_golden_log(file: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-I", CHECKER, file, HEADS[file.name]],
        capture_output=True,
        text=True,
        check=False,
    )

    assert (done.returncode, done.stdout[:4]) == (0, "PASS")


def test_the_same_is_recorded_today_as_then() -> None:
    """Another head would mean that a record of the same format changed its bytes."""
    assert str(a_log_of_every_kind().head) == HEADS["format-1.jsonl"]


def test_a_golden_log_holds_every_kind_of_format_1() -> None:
    schema = json.loads(
        (CHECKER.parents[1] / "schemas" / "record-1.schema.json").read_text()
    )
    kinds = {
        name.removeprefix("core_")
        for name in schema["$defs"]
        if name.startswith("core_")
    }
    held = {line["record"]["kind"] for line in lines_of(FILES[0]) if "record" in line}

    missing = {"key_retired", "log_recovered", "ruleset_adopted"}
    assert kinds - held == missing
