"""`explain` tells a record as it is wanted, and tells a family only what is cleared."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from neglect_rules.cli import run
from neglect_rules.loading import against_schema, schema
from tests.cli.running import EXAMPLE, Command, a_file
from tests.shipped import the_test


@pytest.fixture(name="record", scope="module")
def _record(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the capsule of a worked case."""
    folder, test = tmp_path_factory.mktemp("record"), the_test("01")
    case = a_file(folder, {**test.case.document, "at": test.at.isoformat()})
    file = folder / "capsule.json"
    run(["evaluate", str(case), "--ruleset", EXAMPLE, "--capsule", str(file)])
    return file


def test_the_line_is_not_broken(neglect_rules: Command, record: Path) -> None:
    lines = neglect_rules("explain", record, "--layer", "line").out.splitlines()

    assert len(lines) == 3
    assert max(map(len, lines)) > 80


@pytest.mark.parametrize(
    ("layer", "title"),
    [
        ("paragraph", "Case note\n---------"),
        ("page", "About this recommendation"),
        ("full", "Every rule\n----------"),
    ],
)
def test_a_record_is_told_in_the_layer_that_is_wanted(
    neglect_rules: Command, record: Path, layer: str, title: str
) -> None:
    ran = neglect_rules("explain", record, "--layer", layer)

    assert (ran.code, title in ran.out) == (0, True)


@pytest.mark.parametrize(
    ("audience", "title"),
    [("auditor", "Places in the ruleset"), ("policy", "Weights and limits")],
)
def test_an_audience_is_shown_what_is_for_it(
    neglect_rules: Command, record: Path, audience: str, title: str
) -> None:
    assert title in neglect_rules("explain", record, "--audience", audience).out
    assert title not in neglect_rules("explain", record).out


def test_a_page_is_written_as_markdown(neglect_rules: Command, record: Path) -> None:
    ran = neglect_rules("explain", record, "--format", "markdown")

    assert "## Recommended level" in ran.out


def test_a_page_is_written_as_json_in_the_form_of_its_schema(
    neglect_rules: Command, record: Path
) -> None:
    ran = neglect_rules("explain", record, "--format", "json", "--layer", "full")

    assert against_schema(json.loads(ran.out), "page", shows=True) == ()


def test_the_schema_of_a_page_is_written(neglect_rules: Command) -> None:
    assert json.loads(neglect_rules("schema", "page").out) == schema("page")


def test_a_familys_page_needs_a_word_that_it_may_be_shared(
    neglect_rules: Command, record: Path
) -> None:
    ran = neglect_rules("explain", record, "--audience", "family")

    assert (ran.code, ran.out) == (2, "")
    assert "can put a child or an adult in danger" in ran.err


def test_a_familys_page_has_what_was_cleared_and_not_what_was_kept_back(
    neglect_rules: Command, record: Path
) -> None:
    family = ["explain", record, "--audience", "family", "--cleared-for-sharing"]
    whole = neglect_rules(*family)
    chosen = neglect_rules(
        *family, "--share-task", "K10", "--describe", "SUP2", "--keep-back", "PRO1"
    )

    assert "Read it as the person who will get it" in whole.err
    assert "A safe adult who helps" in whole.out
    assert "A safe adult who helps" not in chosen.out
    assert "drunk" not in whole.out
    assert "drunk, drugged or a known risk" in " ".join(chosen.out.split())
    assert "Who does it: the lead worker." in " ".join(chosen.out.split())


def test_what_is_shared_is_for_a_family_only(
    neglect_rules: Command, record: Path
) -> None:
    assert neglect_rules("explain", record, "--keep-back", "PRO1").code == 2


def test_a_trace_whose_ruleset_does_not_ship_is_told_in_ids(
    neglect_rules: Command, record: Path, tmp_path: Path
) -> None:
    trace = json.loads(record.read_text("utf-8"))["trace"]
    trace["ruleset"]["id"] = "some.other"
    file = a_file(tmp_path, trace)

    assert "SUP2: severe" in neglect_rules("explain", file).out
