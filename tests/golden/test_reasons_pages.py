"""The pages on reasons read as they did when people agreed to them."""

from __future__ import annotations

import pytest

from tests.golden.reasons_pages import FOLDER, RECORDED, recorded

pytestmark = pytest.mark.golden


@pytest.mark.parametrize("name", RECORDED)
def test_a_page_on_reasons_reads_as_it_was_recorded(name: str) -> None:
    written = (FOLDER / f"{name}.txt").read_text(encoding="utf-8")

    assert recorded(name) == written, (
        "read it, then python -m tests.golden.reasons_pages"
    )


def test_every_recorded_page_is_looked_at() -> None:
    assert {file.stem for file in FOLDER.glob("*.txt")} == set(RECORDED)
