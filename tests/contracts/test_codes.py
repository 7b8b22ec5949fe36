"""Every diagnostic code is declared once, made somewhere, tested and documented."""

from __future__ import annotations

from pathlib import Path

import pytest

from neglect_rules.diagnostics import CODES
from tools.codes import FAMILIES, PAGE, page

ROOT = Path(__file__).resolve().parents[2]
DECLARED = ROOT / "src" / "neglect_rules" / "diagnostics.py"


def _text_below(folder: str, *, but: Path) -> str:
    files = (ROOT / folder).rglob("*.py")
    return "".join(path.read_text(encoding="utf-8") for path in files if path != but)


PACKAGE = _text_below("src", but=DECLARED)
TESTS = _text_below("tests", but=Path(__file__))


@pytest.mark.parametrize("code", CODES)
def test_a_declared_code_is_made_somewhere_in_the_package(code: str) -> None:
    assert f'"{code}"' in PACKAGE


@pytest.mark.parametrize("code", CODES)
def test_a_declared_code_is_named_by_a_test(code: str) -> None:
    assert code in TESTS


def test_no_code_is_declared_twice() -> None:
    text = DECLARED.read_text(encoding="utf-8")

    assert [code for code in CODES if text.count(f'"{code}":') != 1] == []


def test_every_code_belongs_to_a_family() -> None:
    assert {code[:3] for code in CODES} <= set(FAMILIES)


def test_the_page_of_codes_is_the_table_in_the_code() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "run python -m tools.codes"
