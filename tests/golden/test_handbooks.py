"""The handbooks of the rulesets that ship are as they were read and agreed.

`python -m tests.golden.handbooks` writes them anew.
"""

from __future__ import annotations

import json

from tests.golden.handbooks import FOLDER, example, marks


def test_the_handbook_of_the_example_is_as_recorded() -> None:
    assert example() == (FOLDER / "example.txt").read_text(encoding="utf-8")


def test_no_other_handbook_has_changed_unseen() -> None:
    assert marks() == json.loads((FOLDER / "marks.json").read_text("utf-8"))
