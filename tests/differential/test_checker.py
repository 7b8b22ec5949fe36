"""The checker makes every trace again from the Program, and refuses an altered one."""

from __future__ import annotations

import json
import subprocess
import sys
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import pytest

from neglect_rules.audit import capsule
from neglect_rules.canonical import fingerprint
from neglect_rules.evaluation import evaluate
from neglect_rules.pointer import Pointer
from neglect_rules.testing import make_case, make_ruleset, read_form
from tests.builders import NOON, a_case, a_program, put
from tests.differential.comparison import decision_on, linked
from tests.differential.jsonb import exact, stored
from tests.differential.stranger import CHECKER, load_checker
from tests.differential.worked import NUMBERS
from tests.shipped import decided

pytestmark = pytest.mark.differential

CHUNKS = 8
RULESETS = 5
ROUNDS = 5

stranger: Any = load_checker()


def _check(document: Any) -> None:
    stranger.check(json.dumps(document))


@cache
def _whole() -> str:
    """Return a capsule with something of everything: the worked case of two raters."""
    return capsule(decided("13")).to_json()


@pytest.mark.parametrize("number", NUMBERS)
def test_every_worked_case_is_found_the_same(number: str) -> None:
    said = stranger.check(capsule(decided(number)).to_json())

    assert "example.neglect-screen" in said


@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_whatever_is_drawn_is_found_the_same(chunk: int) -> None:
    for seed in range(chunk * RULESETS, (chunk + 1) * RULESETS):
        random = Random(seed)
        document = make_ruleset(random)
        program = linked(document)
        form = read_form(document)
        for number in range(ROUNDS if program else 0):
            assert program is not None
            decision = decision_on(program, make_case(random, form))
            try:
                stranger.check(capsule(decision).to_json())
            except stranger.Failure as reason:
                pytest.fail(f"seed {seed}, case {number}: {reason}")


def test_what_a_database_does_to_a_capsule_changes_nothing() -> None:
    document = exact(_whole())

    assert stranger.check(stored(document)) == stranger.check(_whole())


ALTERED = {
    "a-leaf": ("/trace/leaves/0/value", ["severe"]),
    "a-record": ("/trace/leaves/0/records/0/grade", "severe"),
    "a-state": ("/trace/leaves/0/state", "stale"),
    "a-leaf-gone": ("/trace/leaves/0", ...),
    "a-verdict": ("/trace/entries/3/value", "true"),
    "what-was-asked": ("/trace/entries/{asked}/expected/in", ["treatment"]),
    "a-role": ("/trace/entries/3/role", "measure"),
    "an-entry-gone": ("/trace/entries/5", ...),
    "an-entry-more": ("/trace/entries/-", {"at": "/x", "role": "y", "value": "true"}),
    "a-rule": ("/trace/rules/0/value", "true"),
    "a-rule-gone": ("/trace/rules/0", ...),
    "a-floor": ("/trace/outcomes/level/floor", "specialist"),
    "a-ceiling": ("/trace/outcomes/level/ceiling", "universal"),
    "a-recommendation": ("/trace/outcomes/level/recommended", "specialist"),
    "a-status": ("/trace/outcomes/level/status", "settled"),
    "an-exact-bound": ("/trace/outcomes/agreement/bounds", "exact"),
    "a-confirmed-floor": ("/trace/outcomes/level/confirmed/floor", "targeted"),
    "suspicion": ("/trace/outcomes/level/rests_on_suspicion", True),
    "judgement": ("/trace/outcomes/level/rests_on_judgement", True),
    "an-outcome-gone": ("/trace/outcomes/level", ...),
    "what-is-critical": ("/trace/critical/met", ["SUP1"]),
    "a-task": ("/trace/tasks/0/certain", "SUP1"),
    "a-report": ("/trace/report/0/value", ["0", "9"]),
    "enough": ("/trace/enough", False),
    "an-age": ("/trace/worlds/0/months", ["97", "97"]),
    "no-ages": ("/trace/worlds", []),
    "the-day": ("/trace/day", "2026-05-13"),
    "the-moment": ("/trace/moment", "2026-05-13T10:00:00+01:00"),
    "the-version": ("/trace/ruleset/version", "1.2.1"),
    "its-ruleset": ("/trace/ruleset/fingerprint", f"sha256:{'0' * 64}"),
    "its-program": ("/trace/ruleset/program", f"sha256:{'0' * 64}"),
    "its-case": ("/trace/case", f"sha256:{'0' * 64}"),
    "the-case": ("/case/answers/SUP1", "severe"),
    "a-note-in-the-case": ("/case/note", "Added later."),
    "an-answer-more": ("/case/answers/ZZZ", "severe"),
    "the-ruleset": ("/ruleset/title", "Another"),
    "a-threshold": ("/ruleset/thresholds/0/reach/level", "specialist"),
    "a-step": ("/program/steps/~1indicators~1SUP1#points/table/4", 3),
    "a-step-gone": ("/program/steps/~1indicators~1SUP1#points", ...),
    "a-rule-of-the-program": ("/program/rules/0/gives/level", "specialist"),
    "another-meaning": ("/trace/semantics", 2),
    "another-format": ("/format", 2),
    "a-part-more": ("/signature", "x"),
}


@pytest.mark.parametrize("place", ALTERED)
def test_one_thing_altered_is_refused(place: str) -> None:
    at, value = ALTERED[place]
    document = json.loads(_whole())
    entries = enumerate(document["trace"]["entries"])
    asked = next(n for n, entry in entries if "in" in entry.get("expected", {}))
    put(document, at.format(asked=asked), value)

    with pytest.raises((stranger.Failure, *stranger.FAULTS)):
        _check(document)


@pytest.mark.parametrize("seed", range(4))
def test_any_one_word_of_the_trace_altered_is_named(seed: int) -> None:
    random = Random(seed)
    for _ in range(10):
        document = json.loads(_whole())
        places = [at for at, _ in stranger._flat(document["trace"], "")]
        at = random.choice([each for each in places if _is_made(each)])
        put(document["trace"], at, "altered")

        with pytest.raises((stranger.Failure, *stranger.FAULTS)):
            _check(document)


def _is_made(at: str) -> bool:
    """Return whether a place holds what is made, not what is given or only repeated."""
    return Pointer.parse(at).parts[0] not in {"moment", "zone", "warnings"}


def test_a_forger_who_renews_the_fingerprints_is_still_refused() -> None:
    document = json.loads(_whole())
    put(document, "/case/answers/SUP2", "severe")
    document["trace"]["case"] = fingerprint(document["case"])

    with pytest.raises(stranger.Failure, match=r"^/trace/leaves/"):
        _check(document)


def test_a_step_altered_with_its_fingerprint_is_refused_for_what_it_gives() -> None:
    document = json.loads(_whole())
    put(document, "/program/steps/~1conditions~1teenager#condition/at_least", 0)
    document["trace"]["ruleset"]["program"] = fingerprint(document["program"])

    with pytest.raises(stranger.Failure, match=r"^/trace/entries/"):
        _check(document)


def test_a_pointer_that_arrives_nowhere_is_refused() -> None:
    decision = evaluate(a_program(), a_case({"A": "met"}), at=NOON)
    document = json.loads(capsule(decision).to_json())
    del document["ruleset"]["thresholds"]
    document["trace"]["ruleset"]["fingerprint"] = fingerprint(document["ruleset"])

    with pytest.raises(KeyError):
        _check(document)


def _run(*arguments: str) -> tuple[int, str, str]:
    done = subprocess.run(
        [sys.executable, "-I", str(CHECKER), *arguments],
        capture_output=True,
        check=False,
        text=True,
    )
    return done.returncode, done.stdout, done.stderr


def test_a_stranger_runs_it_on_files(tmp_path: Path) -> None:
    good, bad = tmp_path / "good.json", tmp_path / "bad.json"
    good.write_text(_whole(), encoding="utf-8")
    bad.write_text(_whole().replace('"floor":"universal"', '"floor":"x"'))

    assert _run(str(good))[0] == 0
    code, said, complaint = _run(str(good), str(bad))
    assert (code, complaint) == (1, "")
    assert said.splitlines()[0].startswith("PASS ")
    assert "FAIL" in said.splitlines()[1]
    assert "/trace/outcomes/level/" in said.splitlines()[1]


def test_without_a_file_it_says_how_it_is_used(tmp_path: Path) -> None:
    assert _run()[0] == 2
    assert "CAPSULE" in _run()[1]
    assert _run(str(tmp_path / "none.json"))[0] == 2


HOSTILE = {
    "nothing": b"",
    "not-json": b"{'a': 1}",
    "not-utf-8": b"\xff\xfe{",
    "a-number": b"7",
    "a-list": b"[]",
    "no-parts": b"{}",
    "parts-of-another-kind": b'{"format":1,"ruleset":1,"case":2,"program":3,"trace":4}',
    "ten-thousand-deep": b"[" * 10_000 + b"]" * 10_000,
    "a-key-twice": b'{"format":1,"format":1}',
    "not-a-number": b'{"format":NaN}',
    "an-exponent": b'{"format":1e999999999}',
    "a-million-digits": b'{"format":' + b"9" * 1_000_000 + b"}",
    "a-lone-surrogate": b'{"format":"\\ud800"}',
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_hostile_input_ends_in_one_plain_line(kind: str, tmp_path: Path) -> None:
    file = tmp_path / "hostile.json"
    file.write_bytes(HOSTILE[kind])

    code, said = stranger._said(str(file))

    assert code == 1
    assert said.startswith("FAIL ")
    assert "\n" not in said


def test_words_of_a_capsule_cannot_write_lines_of_their_own(tmp_path: Path) -> None:
    document = json.loads(_whole())
    document["trace"]["outcomes"]["x\nPASS forged"] = {}
    file = tmp_path / "hostile.json"
    file.write_text(json.dumps(document), encoding="utf-8")

    assert len(stranger._said(str(file))[1].splitlines()) == 1


def test_steps_in_a_circle_are_refused() -> None:
    document = json.loads(_whole())
    name = "/guards/1/when#condition"
    document["program"]["steps"][name] = {"kind": "not", "of": name}
    document["trace"]["ruleset"]["program"] = fingerprint(document["program"])

    with pytest.raises(stranger.Failure, match="circle"):
        _check(document)
