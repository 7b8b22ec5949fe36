"""The site as files: the same twice, whole, and with what was carried unchanged."""

from __future__ import annotations

import io
import json
import subprocess
import sys
import zipfile
from pathlib import Path

from neglect_rules.packaged import folder
from neglect_rules.studio import answered, site
from neglect_rules.studio._export import POLICY
from tests.unit.studio.asking import NOW, TEXT
from tools.assets import sums

ROOT = Path(__file__).resolve().parents[3]


def test_the_same_installation_gives_the_same_bytes() -> None:
    assert site(NOW) == site(NOW)


def test_every_asset_matches_its_sum_and_none_is_unlisted() -> None:
    listed = json.loads((folder("assets") / "checksums.json").read_text("utf-8"))

    assert sums() == listed


def test_the_styles_name_no_address_and_no_font_of_others() -> None:
    css = site(NOW)["govuk/govuk-frontend.css"].decode()

    assert "url(" not in css
    assert "@font-face" not in css
    assert "GDS Transport" not in css


def test_the_first_page_is_readable_before_and_without_scripts() -> None:
    html = site(NOW)["index.html"].decode()

    assert "Choose a ruleset" in html
    assert "<noscript>" in html
    assert f'content="{POLICY}"' in html.replace("&#39;", "'")
    assert "http" not in html.replace("http-equiv", "")
    assert html.count('href="#/start" aria-current="page"') == 1


def test_the_archive_holds_what_judges_and_what_was_agreed() -> None:
    with zipfile.ZipFile(io.BytesIO(site(NOW)["python/installed.zip"])) as archive:
        names = archive.namelist()

    assert "neglect_rules/studio/_wire.py" in names
    assert "neglect_rules/_data/schemas/ruleset-1.schema.json" in names
    assert not any(name.endswith((".so", ".pyd", ".pyc")) for name in names)
    assert any("/neglect-screen/cases/" in name for name in names)
    assert {"attr/__init__.py", "jinja2/__init__.py"} <= {*names}


def test_a_question_is_answered_as_json() -> None:
    question = {"tab": "start", "action": "", "now": NOW.isoformat(), "fields": {}}
    answer = json.loads(answered(json.dumps(question)))

    assert answer["tab"] == "start"
    assert answer["file"] is None
    assert "Choose a ruleset" in answer["html"]


CHECK = """
import sys
sys.path[:0] = sys.argv[1:]
import jsonschema
assert jsonschema.__file__.startswith(sys.argv[1]), jsonschema.__file__
sys.modules["referencing"] = None
from neglect_rules.errors import RulesetError
from neglect_rules.loading import load_ruleset, show_json
try:
    load_ruleset(sys.stdin.read())
except RulesetError as refused:
    print(show_json(refused.diagnostics))
"""
WRONG = (
    ('"format": 1,', '"format": "one", "colour": "red",'),
    ('"status": "illustrative"', '"status": "ilustrative"'),
    ('"thresholds": [', '"thresholds": [{"id": "X"}, '),
)


def test_the_carried_validator_finds_what_the_installed_one_finds(
    tmp_path: Path,
) -> None:
    with zipfile.ZipFile(ROOT / "assets" / "python" / "jsonschema.zip") as archive:
        archive.extractall(tmp_path)
    text = TEXT
    for before, after in WRONG:
        text = text.replace(before, after, 1)
    found = [
        subprocess.run(
            [sys.executable, "-c", program, str(tmp_path), str(ROOT / "src")],
            input=text,
            capture_output=True,
            check=True,
            text=True,
            encoding="utf-8",
        ).stdout
        for program in (CHECK, _with_installed(CHECK))
    ]

    assert found[0] == found[1]
    assert len(json.loads(found[0])) >= len(WRONG)


def _with_installed(program: str) -> str:
    """Return the same program with the validator that is installed."""
    kept = program.replace("sys.argv[1:]", "sys.argv[2:]")
    return "\n".join(
        line
        for line in kept.splitlines()
        if "assert" not in line and "referencing" not in line
    )
