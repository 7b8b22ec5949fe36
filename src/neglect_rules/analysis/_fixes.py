"""Texts put right where that is safe: the layout and all rules stay as they are."""

from __future__ import annotations

import json
from typing import final

from attrs import field, frozen

from neglect_rules.analysis._texts import texts_of
from neglect_rules.analysis._tidy import tidy
from neglect_rules.errors import InternalError
from neglect_rules.linking import link
from neglect_rules.loading import load_ruleset
from neglect_rules.locations import scan
from neglect_rules.pointer import Pointer
from neglect_rules.program import Program


@final
@frozen
class Fix:
    """One text put right."""

    at: Pointer
    before: str
    after: str


@final
@frozen(kw_only=True)
class Fixed:
    """A ruleset's file put right.

    Attributes:
        text: The whole file as it would be.
        fixes: What was changed in it.
    """

    text: str = field(repr=False)
    fixes: tuple[Fix, ...]


def fixed(program: Program) -> Fixed:
    """Return the text of a ruleset with its words put right, and nothing else touched.

    Only spaces in the author's own texts change. All else stays to the letter, also
    how numbers are spelled and where lines break. What was not read from a text has
    none to put right.

    Raises:
        InternalError: The rules would not be the same. Nothing has been written then.
    """
    ruleset = program.ruleset
    if ruleset.text is None:
        return Fixed(text="", fixes=())
    found = tuple(
        Fix(text.at, text.words, tidy(text.words))
        for text in texts_of(ruleset.document)
        if tidy(text.words) not in {text.words, ""}
    )
    text = _replaced(ruleset.text, found)
    if found:
        _make_sure(program, text)
    return Fixed(text=text, fixes=found)


def _replaced(text: str, fixes: tuple[Fix, ...]) -> str:
    places = scan(text, (fix.at for fix in fixes)).places
    spans = ((places[fix.at].value, fix.after) for fix in fixes)
    for (start, end), after in sorted(spans, reverse=True):
        text = f"{text[:start]}{json.dumps(after, ensure_ascii=False)}{text[end:]}"
    return text


def _make_sure(program: Program, text: str) -> None:
    """Refuse a text that would change a rule.

    Raises:
        InternalError: It would.
    """
    after = link(load_ruleset(text, name=program.ruleset.name))
    if after.fingerprint != program.fingerprint:
        message = "putting texts right would change the rules"
        raise InternalError(message)
