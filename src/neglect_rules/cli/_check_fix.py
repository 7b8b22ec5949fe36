"""Texts put right in a ruleset's file, and what was changed said."""

from __future__ import annotations

from neglect_rules.analysis import Fixed, fixed
from neglect_rules.cli._replace import differences, replace_file
from neglect_rules.cli._screen import say, talk
from neglect_rules.errors import RulesetError
from neglect_rules.explain import plural
from neglect_rules.linking import link
from neglect_rules.loading import read_ruleset


def fix(file: str, *, only_show: bool) -> None:
    """Put the texts of a file right; one that is refused is left as it is."""
    try:
        ruleset = read_ruleset(file)
        done = fixed(link(ruleset))
    except RulesetError:
        talk(f"{file}: nothing is put right while the ruleset is refused.")
        return
    if only_show:
        if done.fixes:
            say(differences(file, ruleset.text or "", done.text))
        return
    if done.fixes:
        # The line breaks are those of the file: the text was read as it stands.
        replace_file(file, done.text.encode())
    _told(file, done)


def _told(file: str, done: Fixed) -> None:
    talk(f"{file}: {plural(len(done.fixes), 'text')} put right. No rule has changed.")
    for each in done.fixes:
        talk(f"  {each.at}: {each.after}")
