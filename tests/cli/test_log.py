"""A log is kept, verified, sealed, searched and handed on by commands."""

from __future__ import annotations

import json
import re
import stat
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from neglect_rules.cli._main import commands
from neglect_rules.errors import UnsupportedError
from tests.cli.logs import LATER, WHO, a_capsule, damaged, evidence
from tests.cli.running import Command


def _groups() -> Iterator[tuple[str, str]]:
    for group in ("log", "record"):
        found = commands.get_command(click.Context(commands), group)
        assert isinstance(found, click.Group)
        yield from ((group, name) for name in found.commands)


@pytest.mark.parametrize(("group", "name"), list(_groups()))
def test_help_of_every_part_has_an_example_and_fits_the_screen(
    neglect_rules: Command, group: str, name: str
) -> None:
    ran = neglect_rules(group, name, "--help")

    assert ran.code == 0
    assert f"  Example:\n    neglect-rules {group} {name}" in ran.out
    assert max(map(len, ran.out.splitlines())) <= 80


def test_a_new_log_takes_what_it_was_opened_for_and_nothing_else(
    neglect_rules: Command, tmp_path: Path
) -> None:
    folder, capsule = tmp_path / "new", a_capsule(tmp_path, "01")
    opened = neglect_rules("log", "open", folder, "--id", "n-1", *WHO)
    refused = neglect_rules("record", "decision", capsule, "--log", folder, *WHO)
    again = neglect_rules("log", "open", folder, "--id", "n-1", *WHO)

    assert opened.code == 0
    assert opened.out.startswith("Recorded as number 1: opened\n")
    assert "It takes decisions by rulesets that are: adopted." in opened.out
    assert (refused.code, "NR720" in refused.out) == (5, True)
    assert (again.code, "NR735" in again.out) == (5, True)


def test_what_is_no_log_is_said_to_be_none(
    neglect_rules: Command, tmp_path: Path
) -> None:
    for words in (("verify",), ("heads",), ("find",), ("export",)):
        ran = neglect_rules("log", words[0], tmp_path)

        assert (ran.code, "NR732" in ran.out) == (5, True)


def test_who_acts_may_stand_in_the_environment(
    neglect_rules: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    missing = neglect_rules("log", "open", tmp_path / "new", "--id", "n-1")
    for key, word in zip(("ACTOR", "ROLE", "AUTHORITY"), WHO[1::2], strict=True):
        monkeypatch.setenv(f"NEGLECT_RULES_{key}", word)
    ran = neglect_rules("log", "open", tmp_path / "new", "--id", "n-1")

    assert missing.code == 2
    assert ran.code == 0


def test_the_same_evidence_can_be_sent_twice_and_is_recorded_once(
    neglect_rules: Command, log: Path, tmp_path: Path
) -> None:
    out = evidence(tmp_path, "01", "b-1")
    first = neglect_rules("log", "append", log, out)
    second = neglect_rules("log", "append", log, out)

    assert first.out == second.out == "Recorded as number 14: b-1\n"
    assert (first.code, second.code) == (0, 0)


def test_of_several_files_all_are_added_or_none(
    neglect_rules: Command, log: Path, tmp_path: Path
) -> None:
    good, bad = evidence(tmp_path, "01", "b-1"), tmp_path / "bad.json"
    document = json.loads(good.read_text("utf-8"))
    document["disclosures"].pop()
    bad.write_text(json.dumps(document), encoding="utf-8")
    before = neglect_rules("log", "heads", log).out
    ran = neglect_rules("log", "append", log, good, bad)

    assert (ran.code, "NR730" in ran.out) == (5, True)
    assert neglect_rules("log", "heads", log).out == before


def test_a_whole_log_is_said_to_be_whole_and_unwitnessed(
    neglect_rules: Command, the_log: Path
) -> None:
    ran = neglect_rules("log", "verify", the_log)

    assert ran.code == 0
    assert ran.out.splitlines()[0] == "Integrity: nothing in it was changed."
    assert ran.out.splitlines()[1].startswith("Completeness: unwitnessed.")
    assert "Keep what" in ran.out
    assert "Records: 13" in ran.out
    assert "Seals: none." in ran.out
    assert max(map(len, ran.out.splitlines())) <= 80


def test_a_head_that_was_kept_shows_that_the_end_was_cut_off(
    neglect_rules: Command, log: Path, tmp_path: Path
) -> None:
    kept = tmp_path / "kept.txt"
    kept.write_text(neglect_rules("log", "heads", log).out, encoding="utf-8")
    whole = neglect_rules("log", "verify", log, "--expect-at-least", kept)
    lines = (log / "log.jsonl").read_bytes().splitlines(keepends=True)
    (log / "log.jsonl").write_bytes(b"".join(lines[:-1]))
    cut = neglect_rules("log", "verify", log, "--expect-at-least", kept)
    other = kept.read_text("utf-8").strip().replace(":13:", ":12:")
    another = neglect_rules("log", "verify", log, "--expect-at-least", other)

    assert whole.code == 0
    assert "it holds every head that was kept elsewhere" in whole.out
    assert (cut.code, another.code) == (5, 5)
    assert "Integrity: nothing in it was changed." in cut.out
    assert "CUT SHORT." in cut.out
    assert "NR725" in cut.out
    assert "ANOTHER LOG." in another.out


def test_what_is_no_head_is_a_wrong_use(
    neglect_rules: Command, the_log: Path, tmp_path: Path
) -> None:
    empty = tmp_path / "empty.txt"
    empty.write_text("nothing\n", encoding="utf-8")
    ran = neglect_rules("log", "verify", the_log, "--expect-at-least", empty)
    missing = neglect_rules("log", "verify", the_log, "--expect-at-least", "a:b")

    assert (ran.code, "there is no head in empty.txt" in ran.err) == (2, True)
    assert missing.code == 5


def test_a_changed_record_breaks_the_log_for_every_command(
    neglect_rules: Command, log: Path
) -> None:
    damaged(log, b'"subject":"child-03"', b'"subject":"child-99"')
    verified = neglect_rules("log", "verify", log)
    found = neglect_rules("log", "find", log)

    assert verified.code == 5
    assert verified.out.startswith("Integrity: BROKEN.")
    assert "NR724" in verified.out
    assert (found.code, "NR724" in found.out) == (5, True)
    assert "The log is broken" in found.err


def test_an_unfinished_append_is_no_damage(neglect_rules: Command, log: Path) -> None:
    file = log / "log.jsonl"
    lines = file.read_bytes().splitlines(keepends=True)
    file.write_bytes(b"".join(lines) + lines[-1][:40])
    (log / "disclosures" / f"{'0' * 64}.json").write_text("{}", encoding="utf-8")
    ran = neglect_rules("log", "verify", log)

    assert ran.code == 0
    assert "Unfinished: 40 bytes of an append that never ended." in ran.out
    assert "Left of appends that never ended: 1 pieces" in ran.out


def test_a_key_is_made_added_and_seals(
    neglect_rules: Command, log: Path, tmp_path: Path
) -> None:
    pytest.importorskip("cryptography")
    private, public = tmp_path / "seal.pem", tmp_path / "seal.pub.pem"
    assert neglect_rules("log", "new-key", private).code == 0
    assert neglect_rules("log", "new-key", private).code == 2
    early = neglect_rules("log", "seal", log, "--key", private, *WHO)
    added = neglect_rules("log", "add-key", log, "--key", public, *WHO)
    sealed = neglect_rules("log", "seal", log, "--key", private, *WHO)
    covered = neglect_rules("log", "verify", log)
    retired = neglect_rules("log", "retire-key", log, "--key", public, *WHO)
    trusted = neglect_rules("log", "verify", log, "--key", public)
    alone = neglect_rules("log", "verify", log)
    heads = neglect_rules("log", "heads", log)

    assert (early.code, "NR729" in early.out) == (5, True)
    assert (added.code, sealed.code, retired.code) == (0, 0, 0)
    assert "- up to record 15: holds, by a key that you gave" in trusted.out
    assert "No seal covers" not in covered.out
    assert "No seal covers records 16 to 16." in trusted.out
    assert "by a key that only the log itself names" in alone.out
    assert sealed.out.splitlines()[-1] in heads.out.splitlines()
    assert private.read_text("ascii").startswith("-----BEGIN PRIVATE KEY-----\n")
    if sys.platform != "win32":
        assert stat.S_IMODE(private.stat().st_mode) == 0o600


def test_a_seal_by_another_hand_does_not_hold(
    neglect_rules: Command, log: Path, tmp_path: Path
) -> None:
    pytest.importorskip("cryptography")
    private, public = tmp_path / "seal.pem", tmp_path / "seal.pub.pem"
    neglect_rules("log", "new-key", private)
    neglect_rules("log", "add-key", log, "--key", public, *WHO)
    neglect_rules("log", "seal", log, "--key", private, *WHO)
    found = re.search(rb'"signature":"(.)', (log / "log.jsonl").read_bytes())
    assert found is not None
    another = b"B" if found[1] == b"A" else b"A"
    damaged(log, found[0], found[0][:-1] + another)
    ran = neglect_rules("log", "verify", log)

    assert ran.code == 5
    assert "DOES NOT HOLD" in ran.out
    assert "NR729" in ran.out


def test_seals_are_left_alone_where_nothing_can_check_them(
    neglect_rules: Command, log: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("cryptography")
    private, public = tmp_path / "seal.pem", tmp_path / "seal.pub.pem"
    neglect_rules("log", "new-key", private)
    neglect_rules("log", "add-key", log, "--key", public, *WHO)
    neglect_rules("log", "seal", log, "--key", private, *WHO)

    def missing() -> None:
        message = "Signatures need one more part"
        raise UnsupportedError(message)

    monkeypatch.setattr("neglect_rules.audit.logs._keys._library", missing)
    ran = neglect_rules("log", "verify", log)
    asked = neglect_rules("log", "verify", log, "--key", public)

    assert ran.code == 0
    assert "up to record 15: not looked at" in ran.out
    assert "The seals are not looked at." in ran.err
    assert asked.code == 2


@pytest.mark.parametrize(
    "text",
    [
        "",
        "no key\n",
        "-----BEGIN PUBLIC KEY-----\nA\n-----END PUBLIC KEY-----",
        "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----",
    ],
)
def test_what_is_no_key_is_refused_and_not_repeated(
    neglect_rules: Command, the_log: Path, tmp_path: Path, text: str
) -> None:
    file = tmp_path / "key.pem"
    file.write_text(text, encoding="ascii")
    ran = neglect_rules("log", "verify", the_log, "--key", file)

    assert (ran.code, "NR728" in ran.out) == (5, True)
    assert "no key" not in ran.out


def test_decisions_are_found_by_level_day_and_what_was_done(
    neglect_rules: Command, log: Path
) -> None:
    neglect_rules(
        "record", "dissent", "a-02", "--outcome", "level", "--says", "specialist",
        "--reason", "Zebedee", "--log", log, *WHO, *LATER,
    )  # fmt: skip
    everything = neglect_rules("log", "find", log, "--json")
    disputed = neglect_rules("log", "find", log, "--override")
    grave = neglect_rules("log", "find", log, "--level", "specialist", "--json")
    nothing = neglect_rules("log", "find", log, "--from", "2027-01-01")
    wrong = neglect_rules("log", "find", log, "--to", "soon")

    assert len(everything.out.splitlines()) == 12
    assert "12 decisions fit." in everything.err
    assert 0 < len(grave.out.splitlines()) < 12
    assert disputed.out.startswith("Number 3: a-02\n")
    assert "another agency holds another view" in disputed.out
    assert "Neglect screen 1.2.0" in disputed.out
    assert "1 decision fits." in disputed.err
    assert "Zebedee" not in disputed.out + everything.out
    assert (nothing.code, nothing.out) == (0, "")
    assert wrong.code == 2


def test_everybody_with_the_seed_draws_the_same_decisions(
    neglect_rules: Command, the_log: Path
) -> None:
    drawn = [
        neglect_rules("log", "sample", the_log, "4", "--seed", seed).out
        for seed in ("4 9 17", "4 9 17", "another")
    ]

    assert drawn[0] == drawn[1] != drawn[2]
    assert drawn[0].count("Number ") == 4


def test_labels_give_way_to_ids_where_the_archive_has_no_ruleset(
    neglect_rules: Command, log: Path
) -> None:
    for file in (log / "documents").iterdir():
        file.unlink()
    ran = neglect_rules("log", "find", log, "--subject", "child-01")

    assert "example.neglect-screen 1.2.0" in ran.out
    assert "level: specialist" in ran.out


def test_an_export_hides_what_its_reader_may_not_see(
    neglect_rules: Command, the_log: Path, tmp_path: Path
) -> None:
    out = tmp_path / "log.jsonl"
    shown = neglect_rules("log", "export", the_log, "--mask", "researcher")
    written = neglect_rules("log", "export", the_log, "--out", out)
    head, *lines = [json.loads(line) for line in shown.out.splitlines()]

    assert head["mask"] == "researcher"
    assert lines[1]["withheld"]
    assert written.code == 0
    assert json.loads(out.read_text("utf-8").splitlines()[0])["mask"] == "auditor"
    assert f"{len(lines) + 1:,} lines written" in written.err
    missing = tmp_path / "no" / "log.jsonl"
    assert neglect_rules("log", "export", the_log, "--out", missing).code == 2
