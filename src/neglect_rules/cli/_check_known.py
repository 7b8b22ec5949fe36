"""Baselines on the command line: what is known is left out, and that is said."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import final

import click
from attrs import frozen

from neglect_rules.analysis import (
    KnownFinding,
    baseline_text,
    known_from,
    load_baseline,
    out_of_date,
    without_known,
)
from neglect_rules.cli._replace import replace_file
from neglect_rules.cli._screen import say, talk
from neglect_rules.diagnostics import Diagnostic
from neglect_rules.errors import RulesetError
from neglect_rules.explain import plural
from neglect_rules.loading import file_bytes, show_text
from neglect_rules.model import Ruleset


@final
@frozen(kw_only=True)
class Looked:
    """What was found in one file.

    Attributes:
        ruleset: The ruleset, if it can be used.
    """

    file: str
    ruleset: Ruleset | None
    found: tuple[Diagnostic, ...]


def read_known(path: str | None) -> tuple[KnownFinding, ...]:
    """Return what a baseline file holds; without one, nothing.

    Raises:
        UsageError: It cannot be read.
    """
    if path is None:
        return ()
    try:
        return load_baseline(file_bytes(path, RulesetError), name=path)
    except RulesetError as wrong:
        say(show_text(wrong.diagnostics))
        message = f"{path} is not a baseline that can be read"
        raise click.UsageError(message) from None


def write_known(path: str, looked: Sequence[Looked]) -> None:
    """Write down what was found, so that it is known from now on."""
    known = _known_of(looked)
    replace_file(path, baseline_text(known).encode())
    talk(f"{path}: {plural(len(set(known)), 'finding')} written down.")


def left(
    looked: Sequence[Looked], known: Collection[KnownFinding]
) -> tuple[Diagnostic, ...]:
    """Return what is not known, and say how much is and what of it is out of date."""
    all_found = [found for each in looked for found in each.found]
    new = [found for each in looked for found in _new(each, known)]
    if known:
        gone = len(all_found) - len(new)
        talk(f"{plural(gone, 'finding')} left out: known from the baseline.")
    ids = {each.ruleset.id for each in looked if each.ruleset is not None}
    for entry in out_of_date(known, _known_of(looked), ids):
        place = entry.at or "the whole ruleset"
        talk(f"The baseline has {entry.code} at {place}, which is not there any more.")
    return tuple(new)


def _new(looked: Looked, known: Collection[KnownFinding]) -> tuple[Diagnostic, ...]:
    if looked.ruleset is None:
        return looked.found
    return without_known(looked.ruleset, looked.found, known)


def _known_of(looked: Sequence[Looked]) -> tuple[KnownFinding, ...]:
    return tuple(
        known
        for each in looked
        if each.ruleset is not None
        for known in known_from(each.ruleset, each.found)
    )
