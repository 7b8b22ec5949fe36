"""What we promise to keep: the front door, and the ten lines of the README."""

from __future__ import annotations

import re
import types
from pathlib import Path
from typing import Any

import neglect_rules

ROOT = Path(__file__).resolve().parents[2]


def test_the_front_door_lists_exactly_what_it_opens() -> None:
    opened = {
        name
        for name, value in vars(neglect_rules).items()
        if not name.startswith("_") and not isinstance(value, types.ModuleType)
    }

    assert opened - {"annotations"} == set(neglect_rules.__all__)


def test_every_public_class_and_function_says_what_it_is() -> None:
    silent = [
        name
        for name in neglect_rules.__all__
        if callable(value := getattr(neglect_rules, name)) and not value.__doc__
    ]

    assert silent == []


def ten_lines() -> str:
    """Return the README's Python example."""
    (example,) = re.findall(
        r"```python\n(.*?)```", (ROOT / "README.md").read_text("utf-8"), re.DOTALL
    )
    return str(example)


def test_the_readmes_ten_lines_run_as_they_are_written(capsys: Any) -> None:
    names: dict[str, Any] = {}

    exec(compile(ten_lines(), "README.md", "exec"), names)

    assert names["level"] == "specialist"
    assert "Recommended level" in capsys.readouterr().out
