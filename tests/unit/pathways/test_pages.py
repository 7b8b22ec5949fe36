"""The pages about routes and directories run and read as they stand."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final

import click
import pytest

from neglect_rules.cli._evaluate import evaluate
from neglect_rules.cli._route import route
from neglect_rules.cli._shipped import demo
from neglect_rules.loading import schema
from neglect_rules.pathways import load_directory
from neglect_rules.pathways import route as routed
from neglect_rules.pathways._notices import LOOKS
from tests.shipped import ROOT

GUIDE: Final = (ROOT / "docs/how-to/route-a-decision.md").read_text("utf-8")
PAGE: Final = (ROOT / "docs/reference/directory-format.md").read_text("utf-8")
COMMANDS: Final[Mapping[str, click.Command]] = {
    "demo": demo,
    "evaluate": evaluate,
    "route": route,
}


def blocks(text: str, kind: str) -> list[str]:
    found = re.findall(rf"^```{kind}\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    return [str(each) for each in found]


def test_the_commands_of_the_guide_show_what_it_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (commands,) = blocks(GUIDE, "console")
    for line in commands.splitlines():
        _, _, name, *arguments = line.split()
        COMMANDS[name].main(args=arguments, standalone_mode=False)

    assert blocks(GUIDE, "text")[0] in capsys.readouterr().out


def test_the_python_of_the_guide_prints_what_it_says(
    capsys: pytest.CaptureFixture[str],
) -> None:
    names: dict[str, Any] = {"__name__": "guide"}
    for code in blocks(GUIDE, "python"):
        exec(code, names)
    printed = capsys.readouterr().out

    assert printed == "".join(blocks(GUIDE, "text")[1:])


WHOLE, *PARTS = [json.loads(block) for block in blocks(PAGE, "json")]


def _into_contacts(part: Any) -> dict[str, Any]:
    return {"contacts": [part, *WHOLE["contacts"]]}


PLACES: Final[Mapping[str, Callable[[Any], dict[str, Any]]]] = {
    "purposes": _into_contacts,
    "first_of": lambda part: {"needs": part},
    "within": lambda part: {"duties": [part]},
}


@pytest.mark.parametrize(
    "part", [pytest.param(each, id=str(i)) for i, each in enumerate(PARTS)]
)
def test_a_block_of_the_page_is_read(part: dict[str, Any]) -> None:
    (place,) = PLACES.keys() & part.keys()

    assert load_directory({**WHOLE, **PLACES[place](part)}).area == "example"


def test_the_whole_block_of_the_page_is_a_directory() -> None:
    assert load_directory(WHOLE).zone == "Europe/London"


def test_the_page_names_every_key_of_the_schema_and_of_a_route() -> None:
    named = set(re.findall(r'[`"]([$\w]+)[`"]', PAGE))
    found = routed("advice", load_directory(WHOLE), at=None).to_dict()
    keys = set(properties(schema("directory"))) | set(found)

    assert keys | set(found["contacts"][0]) <= named


def properties(value: Any) -> Iterator[str]:
    if isinstance(value, Mapping):
        yield from value.get("properties", {})
        for child in value.values():
            yield from properties(child)
    elif isinstance(value, list):
        for child in value:
            yield from properties(child)


def described(value: Any) -> Iterator[Any]:
    if isinstance(value, Mapping):
        yield from value.get("properties", {}).values()
        for child in value.values():
            yield from described(child)


def test_every_property_of_the_schema_says_what_it_is() -> None:
    held = list(described(schema("directory")))

    assert held
    assert all({"title", "description"} <= each.keys() for each in held)


def test_every_kind_of_notice_is_on_the_page() -> None:
    assert len(LOOKS) == 9
    kinds = PAGE.partition("The kinds of notices are")[2].partition("\n\n")[0]

    assert len(re.findall(r"`(\w+)`", kinds)) == len(LOOKS)
