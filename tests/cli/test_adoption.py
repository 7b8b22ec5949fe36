"""Adopted rulesets and local editions on the command line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve

from neglect_rules.analysis import is_edition
from neglect_rules.canonical import fingerprint
from neglect_rules.cli._check_edition import base_of, edition_line
from neglect_rules.loading import load_ruleset, read_ruleset
from neglect_rules.model import RulesetMark
from tests.builders import a_ruleset
from tests.cli.running import EXAMPLE, Command, a_file
from tests.shipped import RULESET
from tests.unit.adoption.records import a_record_of, put_down
from tests.unit.analysis.sound import a_sound_ruleset

SOUND = a_sound_ruleset({"status": "consulted"})
AT = ("--at", "2026-11-22T12:00:00Z")


CASE: dict[str, Any] = {
    "format": 1,
    "at": "2026-05-12T10:00:00+01:00",
    "subject": {"age_months": 60},
    "answers": {"A": "severe", "B": "met", "C": "met"},
}


def the_small() -> dict[str, Any]:
    """Return a small ruleset that people were asked about."""
    return a_ruleset({"/status": "consulted"})


def record_of(document: Any, changes: Any = None) -> Any:
    """Return a record that a document was adopted."""
    return a_record_of(load_ruleset(json.dumps(document, default=float)), changes)


@pytest.mark.parametrize(
    ("changes", "record", "code", "said"),
    [
        pytest.param({}, {}, 0, "", id="it is adopted and in force"),
        pytest.param({}, None, 3, "NR160", id="nobody adopted it"),
        pytest.param(
            {"status": "adopted"},
            None,
            3,
            "it says that it is adopted",
            id="it says so",
        ),
        pytest.param({}, {"/on": "2026-12-01"}, 3, "NR164", id="it will be adopted"),
        pytest.param(
            {}, {"/next_review": "2026-11-21"}, 3, "NR165", id="its review is overdue"
        ),
        pytest.param(
            {"effective": {"from": "2027-01-01"}}, {}, 3, "NR605", id="too early"
        ),
        pytest.param(
            {"effective": {"from": "2024-01-01", "before": "2026-01-01"}},
            {},
            3,
            "NR605",
            id="too late",
        ),
        pytest.param({"owner": None}, {}, 3, "NR350", id="a warning is left"),
        pytest.param({"status": "withdrawn"}, {}, 3, "NR167", id="it is withdrawn"),
    ],
)
def test_only_what_is_adopted_in_force_and_sound_is_for_live_use(
    neglect_rules: Command,
    tmp_path: Path,
    changes: dict[str, Any],
    record: Any,
    code: int,
    said: str,
) -> None:
    document = a_sound_ruleset({"status": "consulted", **changes})
    signed = None if record is None else record_of(document, record)
    cases = tmp_path / "cases"
    cases.mkdir()
    folder = tmp_path / "1.0.0"
    folder.mkdir()
    test = {
        "format": 1,
        "name": "One",
        "at": "2026-11-01T12:00:00Z",
        "case": {
            "subject": {"age_months": 60},
            "answers": {"FOOD": "met", "ALONE": "met"},
        },
        "expect": {"outcomes": {"level": {"floor": "universal"}}},
    }
    (cases / "one.json").write_text(json.dumps(test), encoding="utf-8")
    ran = neglect_rules(
        "check", put_down(folder, document, signed), "--for", "live", *AT
    )

    assert (ran.code, said in ran.out) == (code, True)
    assert ("Ready for live use." in ran.err) == (code == 0)
    assert ("Not ready for live use" in ran.err) == (code != 0)


def test_check_says_by_whom_it_was_adopted(
    neglect_rules: Command, tmp_path: Path
) -> None:
    ran = neglect_rules("check", put_down(tmp_path, SOUND, record_of(SOUND)), *AT)

    assert ran.code == 0
    assert (
        "adopted by Northshire Safeguarding Children Partnership on 20 April 2026"
        in ran.err
    )


def test_a_record_of_a_later_day_is_only_a_note_where_it_is_not_for_live_use(
    neglect_rules: Command, tmp_path: Path
) -> None:
    record = record_of(SOUND, {"/on": "2026-12-01"})
    ran = neglect_rules("check", put_down(tmp_path, SOUND, record), *AT)

    assert (ran.code, "note NR164" in ran.out) == (0, True)


@pytest.mark.parametrize("options", [(), ("--for", "live")])
def test_check_shows_what_is_wrong_with_the_record_with_all_else(
    neglect_rules: Command, tmp_path: Path, options: tuple[str, ...]
) -> None:
    file = put_down(tmp_path, {**SOUND, "title": "Changed"}, record_of(SOUND))
    ran = neglect_rules("check", file, *options, *AT)

    assert (ran.code, "NR163" in ran.out, "1 problem." in ran.err) == (3, True, True)


def test_check_shows_that_a_record_is_a_draft(
    neglect_rules: Command, tmp_path: Path
) -> None:
    record = record_of(SOUND, {"/minute": ""})
    ran = neglect_rules("check", put_down(tmp_path, SOUND, record), *AT)

    assert (ran.code, "NR166" in ran.out) == (3, True)


def test_a_page_by_an_adopted_ruleset_has_no_banner(
    neglect_rules: Command, tmp_path: Path
) -> None:
    document = the_small()
    file = put_down(tmp_path, document, record_of(document))
    capsule = tmp_path / "capsule.json"
    case = a_file(tmp_path, CASE)
    ran = neglect_rules("evaluate", case, "--ruleset", file, "--capsule", capsule)
    told = neglect_rules("explain", capsule)

    assert ran.code == 0
    assert "Not for use with a real child" not in ran.out
    assert "Adopted by Northshire" in ran.out
    assert "Adopted by Northshire" in told.out
    assert neglect_rules("replay", capsule).out.startswith("Exact.")


def test_no_command_runs_a_changed_ruleset_on_an_old_signature(
    neglect_rules: Command, tmp_path: Path
) -> None:
    document = the_small()
    file = put_down(tmp_path, {**document, "title": "Changed"}, record_of(document))
    case = a_file(tmp_path, CASE)
    ran = neglect_rules("evaluate", case, "--ruleset", file)

    assert (ran.code, "NR163" in ran.out) == (3, True)
    assert "The ruleset is refused." in ran.err


def test_a_trace_is_replayed_with_the_record_beside_its_ruleset(
    neglect_rules: Command, tmp_path: Path
) -> None:
    document = the_small()
    file = put_down(tmp_path, document, record_of(document))
    trace, case = tmp_path / "trace.json", a_file(tmp_path, CASE)
    neglect_rules("evaluate", case, "--ruleset", file, "--trace", trace)
    again = neglect_rules("replay", trace, "--ruleset", file, "--case", case)
    (tmp_path / "adoption.json").unlink()
    alone = neglect_rules("replay", trace, "--ruleset", file, "--case", case)

    assert (again.code, alone.code) == (0, 5)
    assert "NR702" in alone.out


def test_adopt_begins_a_record_that_people_fill_in(
    neglect_rules: Command, tmp_path: Path
) -> None:
    file = put_down(tmp_path, SOUND)
    ran = neglect_rules("adopt", file)
    drafted = json.loads(ran.out)

    assert ran.code == 0
    assert drafted["ruleset"]["fingerprint"] == fingerprint(SOUND)
    assert drafted["body"] == ""
    assert "adoption.json" in ran.err


def test_adopt_writes_a_file_and_never_over_one(
    neglect_rules: Command, tmp_path: Path
) -> None:
    out = tmp_path / "draft.json"
    first = neglect_rules("adopt", f"{EXAMPLE}@1.2.0", "--out", out)
    second = neglect_rules("adopt", put_down(tmp_path, SOUND), "--out", out)

    assert (first.code, second.code) == (0, 2)
    assert json.loads(out.read_text("utf-8"))["ruleset"]["version"] == "1.2.0"


def test_a_ruleset_that_is_refused_cannot_be_adopted(
    neglect_rules: Command, tmp_path: Path
) -> None:
    file = put_down(tmp_path, {**SOUND, "outcomes": {}, "report": []})

    assert neglect_rules("adopt", file).code == 3


_PARAMETER = {
    "label": "How many days are too many",
    "number": 10,
    "because": "Most have answered by then.",
    "source": "guidance",
    "status": "adapted",
}
BASE = a_sound_ruleset({"parameters": {"days": _PARAMETER}})


def an_edition(changes: Any = None) -> dict[str, Any]:
    """Return a local edition that changes a setting and its reason."""
    mark = {
        "id": BASE["id"],
        "version": BASE["version"],
        "fingerprint": fingerprint(BASE),
    }
    own = {**_PARAMETER, "number": 5, "because": "Ours answer sooner."}
    head = {"id": "test.north", "area": "north", "based_on": mark}
    return {**BASE, **head, "parameters": {"days": own}, **(changes or {})}


def _files(folder: Path, edition: Any) -> tuple[Path, Path]:
    base, local = folder / "base.json", folder / "local.json"
    base.write_text(json.dumps(BASE), encoding="utf-8")
    local.write_text(json.dumps(edition), encoding="utf-8")
    return base, local


LATER = [{**BASE["thresholds"][0], "when": {"indicator": "FOOD", "at_least": "severe"}}]


@pytest.mark.parametrize(
    ("changes", "said", "found"),
    [
        pytest.param(
            {}, "1 setting and 1 text and nothing else.", "", id="as it may be"
        ),
        pytest.param(
            {"parameters": BASE["parameters"], "title": "North's screen"},
            "no settings and 1 text and nothing else.",
            "",
            id="words alone",
        ),
        pytest.param(
            {"thresholds": LATER},
            "1 setting and 1 text. It also changes 1 thing that",
            "NR366",
            id="a rule too",
        ),
    ],
)
def test_check_and_diff_say_what_an_edition_changes(
    neglect_rules: Command,
    tmp_path: Path,
    changes: dict[str, Any],
    said: str,
    found: str,
) -> None:
    base, local = _files(tmp_path, an_edition(changes))
    checked = neglect_rules("check", local, "--based-on", base, *AT)
    compared = neglect_rules("diff", base, local)

    assert (checked.code, compared.code) == (0, 0)
    assert found in checked.out
    assert ("NR366" in checked.out) == bool(found)
    for words in (checked.err, compared.out):
        assert said in " ".join(words.split())
    assert compared.out.startswith("This is a local edition of Neglect screen 1.0.0: ")
    assert max(map(len, compared.out.splitlines())) <= 80


def test_diff_of_two_versions_speaks_of_no_edition(
    neglect_rules: Command, tmp_path: Path
) -> None:
    base, _ = _files(tmp_path, an_edition())
    ran = neglect_rules("diff", base, base)

    assert "local edition" not in ran.out


def test_an_edition_of_what_is_not_at_hand_is_told_apart(
    neglect_rules: Command, tmp_path: Path
) -> None:
    _, local = _files(tmp_path, an_edition())
    ran = neglect_rules("check", local, *AT)

    assert ran.code == 0
    assert "based on test.sound 1.0.0, which is not at hand" in ran.err


def test_an_edition_of_a_ruleset_that_ships_is_held_against_it() -> None:
    shipped = read_ruleset(RULESET)
    mark = RulesetMark(
        id=shipped.id,
        version=shipped.version,
        fingerprint=fingerprint(shipped.document),
    )
    own = evolve(shipped, id="example.north", based_on=mark)
    base = base_of("local.json", own, None, None)

    assert base is not None
    assert is_edition(own, base)
    assert edition_line(base, own) == (
        "This is a local edition of Neglect screen 1.2.0: it changes "
        "no settings and no texts and nothing else."
    )
    assert base_of("local.json", shipped, None, None) is None


@pytest.mark.parametrize("form", ["json", "sarif", "github"])
def test_findings_about_the_record_and_about_what_is_gone_have_every_form(
    neglect_rules: Command, tmp_path: Path, form: str
) -> None:
    document = an_edition({"near_review": {"days": 14}})
    (tmp_path / "base").mkdir()
    base = put_down(tmp_path / "base", document | {"id": "test.sound"})
    local = an_edition()
    local["based_on"]["fingerprint"] = fingerprint(document | {"id": "test.sound"})
    file = put_down(tmp_path, local, record_of(local, {"/on": "2026-12-01"}))
    known = tmp_path / "known.json"
    asked = ("check", file, "--based-on", base, *AT)
    shown = neglect_rules(*asked, "--format", form)
    neglect_rules(*asked, "--write-baseline", known)
    again = neglect_rules(*asked, "--baseline", known)

    assert (shown.code, "NR366" in shown.out, "NR164" in shown.out) == (0, True, True)
    assert (again.code, again.out) == (0, "")
