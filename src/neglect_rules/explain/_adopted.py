"""Who took a ruleset into use, in words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Any

from neglect_rules.canonical import fingerprint
from neglect_rules.explain._phrases import english
from neglect_rules.explain._said import day
from neglect_rules.explain._words import Words
from neglect_rules.model import Ruleset


def adoption_lines(words: Words, named: Mapping[str, Any]) -> Iterator[str]:
    """Yield who adopted the ruleset that a record names; of no adoption nothing.

    Where the ruleset is at hand with that same adoption, its minute, its next review
    and how many did not agree are told too.
    """
    mark = named.get("adoption")
    if mark is None:
        return
    on = day(words.phrases, mark["on"])
    record = None if words.ruleset is None else words.ruleset.adoption
    if record is None or fingerprint(record.document) != mark["digest"]:
        yield words.say("about.adopted", body=mark["body"], day=on)
        return
    yield words.say(
        "about.adopted_whole",
        body=record.body,
        day=on,
        minute=record.minute,
        review=day(words.phrases, record.next_review),
    )
    if record.dissent:
        yield words.phrases.plural("about.not_agreed", len(record.dissent))


def agreed_so_far(ruleset: Ruleset, on: dt.date) -> str:
    """Return how far a ruleset is agreed on a day, and by whom if a record says so."""
    phrases, record = english(), ruleset.adopted_on(on)
    status = phrases.say(f"status.{ruleset.status_on(on)}")
    if record is None:
        return status
    told = day(phrases, record.on)
    return phrases.say("status.by", status=status, body=record.body, day=told)
