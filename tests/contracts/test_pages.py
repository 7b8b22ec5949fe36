"""The pages about the rulesets say what the rulesets say."""

from __future__ import annotations

import pytest

from neglect_rules.catalogue import shipped
from tools.pages import FOLDER, index, pages

PAGES = pages()


@pytest.mark.parametrize("name", sorted(PAGES))
def test_a_page_is_what_its_ruleset_says(name: str) -> None:
    written = (FOLDER / name).read_text(encoding="utf-8")

    assert written == PAGES[name], "run python -m tools.pages"


def test_every_ruleset_has_a_page_and_no_page_is_of_none() -> None:
    written = {file.name for file in FOLDER.glob("*.md")}

    assert written == {f"{entry.id}.md" for entry in shipped()} | {"index.md"}
    assert (FOLDER / "index.md").read_text(encoding="utf-8") == index(PAGES)
