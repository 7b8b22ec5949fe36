"""Reports are as they were looked at; a change of one is looked at again."""

from __future__ import annotations

from tests.golden.reports import FOLDER, KINDS, reports


def test_every_report_is_as_it_was_looked_at() -> None:
    for name, html in reports():
        assert html == (FOLDER / f"{name}.html").read_text(encoding="utf-8"), name


def test_no_report_is_left_over() -> None:
    assert {file.stem for file in FOLDER.iterdir()} == {kind[0] for kind in KINDS}
