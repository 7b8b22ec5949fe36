"""Whatever the ruleset: a handbook, a diagram and a record are written whole."""

from __future__ import annotations

from random import Random
from xml.etree import ElementTree as ET

import pytest

from neglect_rules.linking import link
from neglect_rules.loading import load_ruleset
from neglect_rules.report.handbook import (
    diagram,
    handbook,
    html_document,
    markdown_document,
    sheets,
    svg_of,
    text_document,
    transparency_record,
)
from neglect_rules.testing import make_ruleset, settle
from tests.unit.report.handbook.books import Seen, rules_of, said


@pytest.mark.parametrize("seed", range(6))
def test_every_ruleset_is_told_with_every_question_and_every_rule(seed: int) -> None:
    document = settle(make_ruleset(Random(seed)), lambda each: link(load_ruleset(each)))
    if document is None:
        pytest.skip("nothing could be settled from this draw")
    which = link(load_ruleset(document))
    for page in (handbook(which), transparency_record(which)):
        text = text_document(page, "Title")

        assert markdown_document(page, "Title")
        assert max(map(len, text.splitlines())) <= 80
        assert not Seen(html_document(page, "Title", "en-GB")).tags & {"script", "img"}
    told, drawn = said(handbook(which)), diagram(which)
    ids = [*which.ruleset.indicators, *(rule.id for rule in rules_of(which.ruleset))]

    assert [id_ for id_ in ids if f"[{id_}]" not in told] == []
    assert all(
        ET.fromstring(each) is not None for each in (svg_of(drawn), *sheets(drawn))
    )
