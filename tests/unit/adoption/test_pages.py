"""The pages about adoption say what the code does."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from neglect_rules.adoption import load_adoption
from neglect_rules.diagnostics import CODES
from neglect_rules.loading import schema

PAGE: Final = (
    Path(__file__).parents[3] / "docs" / "reference" / "adoption-format.md"
).read_text(encoding="utf-8")


def _keys(node: Any) -> Iterator[str]:
    if isinstance(node, Mapping):
        yield from node.get("properties", {})
        for child in node.values():
            yield from _keys(child)


def test_the_page_names_every_key_of_the_schema() -> None:
    named = set(re.findall(r"`([$\w]+)`", PAGE))

    assert set(_keys(schema("adoption"))) - named == set()


def test_the_record_on_the_page_is_one() -> None:
    (block,) = re.findall(r"```json\n(.*?)```", PAGE, re.DOTALL)
    record = load_adoption(block)

    assert len(record.dissent) == 1
    assert "$schema" not in json.loads(block)


def test_the_page_has_every_code_of_an_adoption() -> None:
    codes = {code for code in CODES if "NR160" <= code <= "NR169"}

    assert codes == set(re.findall(r"NR16\d", PAGE))
