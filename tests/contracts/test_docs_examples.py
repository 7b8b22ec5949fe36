"""Every JSON block of the reference pages is read as a reader would use it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any, Final

import pytest

from neglect_rules.errors import RulesetError
from neglect_rules.evaluation import evaluate
from neglect_rules.explain import explain
from neglect_rules.golden import load_test, read_test, run_test
from neglect_rules.linking import link
from neglect_rules.loading import load_case, load_ruleset, read_ruleset, schema
from neglect_rules.loading._not_yet import NOT_YET
from neglect_rules.program import Program

ROOT: Final = Path(__file__).parents[2]
DOCS: Final = ROOT / "docs"
PAGES: Final = DOCS / "reference"
GUIDES: Final = DOCS / "how-to"
EXAMPLE: Final = ROOT / "rulesets/example/neglect-screen/1.2.0/ruleset.json"
AT: Final = datetime.fromisoformat("2026-05-12T10:00:00+01:00")
SUBJECT: Final = {"born": "2022-01-30"}

BLOCK: Final = re.compile(
    r"^```(?:json|\{code-block\} json\n:caption: \"(?P<caption>[^\"]*)\"\n)\n"
    r"(?P<text>.*?)^```$",
    re.MULTILINE | re.DOTALL,
)
CODE: Final = re.compile(r"NR\d{3}")

Block = dict[str, Any]


def _read(text: str) -> Any:
    return json.loads(text, parse_float=Decimal)


def _blocks(page: str) -> Iterator[tuple[str, str, Block]]:
    """Yield the line of each JSON block with its caption and its value."""
    text = (DOCS / page).read_text("utf-8")
    for found in BLOCK.finditer(text):
        line = text.count("\n", 0, found.start()) + 1
        yield f"line-{line}", found["caption"] or "", _read(found["text"])


def _heads(name: str) -> set[str]:
    """Return the head keys of conditions, measures or rules, as the schema has them."""
    definition: Any = schema("ruleset")["$defs"][name]
    choices = definition.get("oneOf") or definition["then"]["oneOf"]
    return {choice["required"][0] for choice in choices}


def _is_small(block: Block) -> bool:
    """Return whether a block is a condition, a selection, a measure or a rule."""
    return not block.keys() <= schema("ruleset")["properties"].keys() | NOT_YET.keys()


def _part(block: Block, name: str = "shown") -> Block:
    """Return a block as a part of a ruleset, put where its head key belongs."""
    if not _is_small(block):
        return block
    if block.keys() == {"from", "graded"}:
        block = {"some": block}
    if block.keys() & _heads("rule"):
        rating = {"label": "Shown here", "scale": "care", "rule": block}
        return {"ratings": {f"rating-{name}": rating}}
    if block.keys() & _heads("measure"):
        return {"measures": {name: block}}
    assert block.keys() & _heads("condition"), sorted(block)
    return {"conditions": {name: block}}


_WHOLE: Final = {
    "subjects",
    "open_answers",
    "definition",
    "accepts",
    "near_review",
    "households",
}
"""Keys that a part gives as a whole."""


def _put_into(whole: Block, part: Block) -> Block:
    """Return a ruleset in which the entries of a part stand instead of its own.

    An entry with a name or an id replaces the keys that it gives; the rest stays.
    """
    merged = dict(whole)
    for key, value in part.items():
        old = merged.get(key)
        if key not in _WHOLE and isinstance(old, Mapping):
            entries = {name: {**old.get(name, {}), **e} for name, e in value.items()}
            merged[key] = {**old, **entries}
        elif isinstance(old, list) and key not in _WHOLE:
            ids = {entry["id"] for entry in value}
            merged[key] = [each for each in old if each["id"] not in ids] + value
        else:
            merged[key] = value
    return merged


@cache
def _smallest() -> Block:
    """Return the example with all its names, one threshold and few words."""
    whole: Block = _read(EXAMPLE.read_text("utf-8"))
    rules = ("modifiers", "guards", "tasks", "report", "promises")
    words = {"ask_as", "help", "grades", "ask", "because", "source", "status"}
    indicators = {
        id_: {key: value for key, value in spec.items() if key not in words}
        for id_, spec in whole["indicators"].items()
    }
    empty: Block = {**{key: [] for key in rules}, "translations": {}}
    first = whole["thresholds"][:1]
    return {**whole, **empty, "indicators": indicators, "thresholds": first}


def _refusals(ruleset: Block) -> list[str]:
    """Return the codes and places for which a ruleset is refused."""
    try:
        link(load_ruleset(ruleset))
    except RulesetError as refused:
        return [f"{found.code} {found.at}" for found in refused.diagnostics]
    return []


def _keys(value: Any) -> Iterator[str]:
    if isinstance(value, Mapping):
        yield from value
    for child in value.values() if isinstance(value, Mapping) else value:
        if isinstance(child, Mapping | list):
            yield from _keys(child)


def _is_read_with_others(caption: str, block: Block) -> bool:
    return not caption and _is_small(block)


@pytest.mark.parametrize(
    ("caption", "block"),
    [
        pytest.param(caption, block, id=where)
        for where, caption, block in _blocks("reference/ruleset-format.md")
        if not _is_read_with_others(caption, block)
    ],
)
def test_a_block_of_the_ruleset_page_is_read_or_refused_as_its_caption_says(
    caption: str, block: Block
) -> None:
    whole = block if "format" in block else _put_into(_smallest(), _part(block))

    assert {found[:5] for found in _refusals(whole)} == set(CODE.findall(caption))


def test_every_condition_measure_and_rule_of_the_ruleset_page_is_read() -> None:
    whole = _smallest()
    for where, caption, block in _blocks("reference/ruleset-format.md"):
        if _is_read_with_others(caption, block):
            whole = _put_into(whole, _part(block, where))

    assert _refusals(whole) == []


def test_the_ruleset_page_has_a_block_for_every_kind_of_condition_measure_and_rule() -> (
    None
):
    shown = {
        key
        for _, caption, block in _blocks("reference/ruleset-format.md")
        if not caption
        for key in _keys(block)
    }
    wanted = _heads("condition") | _heads("measure") | _heads("rule")

    assert wanted - shown == set()


def test_the_ruleset_page_names_every_key_of_the_schema() -> None:
    text = (PAGES / "ruleset-format.md").read_text("utf-8")
    named = set(re.findall(r'[`"]([$\w]+)[`"]', text))

    assert set(_properties(schema("ruleset"))) - named == set()


def _properties(value: Any) -> Iterator[str]:
    if isinstance(value, Mapping):
        yield from value.get("properties", {})
        for child in value.values():
            yield from _properties(child)
    elif isinstance(value, list):
        for child in value:
            yield from _properties(child)


def test_the_table_of_what_belongs_elsewhere_has_just_the_keys_that_are_refused() -> (
    None
):
    text = (PAGES / "ruleset-format.md").read_text("utf-8")
    section = text.partition("\n## What belongs elsewhere\n")[2].partition("\n## ")[0]
    rows = re.findall(r"^\| `(\w+)` \|.*\| NR108 \|$", section, re.MULTILINE)

    assert rows == list(NOT_YET)


def test_just_the_block_that_is_refused_for_it_shows_what_belongs_elsewhere() -> None:
    shown: dict[bool, set[str]] = {True: set(), False: set()}
    for _, caption, block in _blocks("reference/ruleset-format.md"):
        shown[caption.startswith("Refused: NR108")].update(_keys(block))

    assert NOT_YET.keys() - shown[True] == set()
    assert NOT_YET.keys() & shown[False] == set()


ADDED: Final[Block] = {
    "event_kinds": {"was_not_brought": {"label": "Was not brought"}},
    "indicators": {"EMO1": {"per": "carer"}},
}
"""What the case page says it adds to the example, so that a case can hold a past."""


@cache
def _program() -> Program:
    whole = _put_into(_read(EXAMPLE.read_text("utf-8")), ADDED)
    return link(load_ruleset(whole))


def _case(block: Block) -> Block:
    """Return a block as a whole case, with what it leaves out put in."""
    return {"format": 1, "subject": SUBJECT, "answers": {}, **block}


@pytest.mark.parametrize(
    "block",
    [
        pytest.param(block, id=where)
        for where, _, block in _blocks("reference/case-format.md")
    ],
)
def test_a_block_of_the_case_page_fits_the_example_ruleset(block: Block) -> None:
    if "case" in block:
        found = run_test(_program(), load_test(json.dumps(block)))

        assert found.differences == ()
    else:
        assert block.keys() <= schema("case")["properties"].keys()

        decision = evaluate(_program(), load_case(_case(block)), at=AT)

        assert decision.outcomes.keys() == {"level", "pathway", "agreement"}


def test_the_case_page_names_every_key_of_its_schemas() -> None:
    text = (PAGES / "case-format.md").read_text("utf-8")
    named = set(re.findall(r'[`"]([$\w]+)[`"]', text))

    for kind in ("case", "test"):
        assert set(_properties(schema(kind))) - named == set()


@pytest.mark.parametrize(
    "block",
    [
        pytest.param(block, id=where)
        for where, _, block in _blocks("how-to/judge-a-history.md")
    ],
)
def test_a_block_of_the_page_on_history_is_read(block: Block) -> None:
    if block.keys() <= schema("case")["properties"].keys():
        evaluate(_program(), load_case(_case(block)), at=AT)
    else:
        assert _refusals(_put_into(_smallest(), block)) == []


@pytest.mark.parametrize(
    ("page", "kinds"),
    [("use-it-in-an-app.md", "text|json"), ("judge-a-history.md", "text")],
)
def test_the_python_of_a_guide_runs_and_prints_what_the_page_shows(
    page: str,
    kinds: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(ROOT)
    text = (GUIDES / page).read_text("utf-8")
    names: dict[str, Any] = {"__name__": "guide"}
    for code in re.findall(r"^```python\n(.*?)^```$", text, re.MULTILINE | re.DOTALL):
        exec(code, names)
    printed = capsys.readouterr().out

    shown = re.findall(rf"^```(?:{kinds})\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    assert [block for block in shown if block not in printed] == []


STORY: Final = re.compile(
    r"^```\{code-block\} text\n:caption: (?P<file>[^\n,]+)(?:, twin (?P<twin>\d+))?\n"
    r"(?P<text>.*?)^```$",
    re.MULTILINE | re.DOTALL,
)


@pytest.mark.parametrize(
    ("file", "twin", "text"),
    [
        pytest.param(found["file"], int(found["twin"] or 0), found["text"])
        for found in STORY.finditer(
            (DOCS / "explanation/why-history-accumulates.md").read_text("utf-8")
        )
    ],
)
def test_an_explanation_of_a_worked_case_says_what_the_page_shows(
    file: str, twin: int, text: str
) -> None:
    test = read_test(ROOT / file)
    folder = (ROOT / file).parents[1] / test.versions[-1]
    program = link(read_ruleset(folder / "ruleset.json"))
    case = [test.case, *(each.case for each in test.twins)][twin]

    page = explain(evaluate(program, case, at=test.at))

    assert " ".join(text.split()) in " ".join(page.split())
