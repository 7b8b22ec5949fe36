"""Put documents in the layout that all of ours have; no word or number changes."""

from __future__ import annotations

import re
from typing import Final, final

import click
from attrs import frozen

from neglect_rules.cli._exits import Exit
from neglect_rules.cli._replace import differences, replace_file
from neglect_rules.cli._screen import example, say, talk
from neglect_rules.editing import laid_out
from neglect_rules.errors import CaseError, DocumentError, RulesetError
from neglect_rules.explain import plural
from neglect_rules.loading import file_bytes, read_text, show_text

_MARK: Final = b"\xef\xbb\xbf"
_RULES: Final = re.compile(rb'"indicators"\s*:')
_PEOPLE: Final = re.compile(rb'"(?:answers|case|children)"\s*:|"subject"\s*:\s*\{')


@final
@frozen
class _Laid:
    """A document before and after.

    Attributes:
        is_new: Whether the file's bytes would change.
    """

    before: str
    after: str
    is_new: bool


@click.command(
    epilog=example("neglect-rules fmt --check rulesets/my-area/1.0.0/ruleset.json")
)
@click.argument("files", metavar="FILE...", nargs=-1, required=True)
@click.option("--check", is_flag=True, help="Write nothing; name what would change.")
@click.option("--diff", is_flag=True, help="Write nothing; show what would change.")
def fmt(files: tuple[str, ...], check: bool, diff: bool) -> int:  # noqa: FBT001 - click
    """Lay out rulesets, cases and other documents as ours are.

    Only spaces and line breaks change. What a ruleset decides stays the same.
    """
    codes = [_formatted(file, check=check, diff=diff) for file in files]
    changed = codes.count(Exit.TEST)
    told = "would change" if check or diff else "changed"
    talk(f"{plural(len(files), 'file')}, {changed} {told}.")
    refused = [code for code in codes if code in {Exit.CASE, Exit.RULESET}]
    if refused:
        return max(refused)
    return Exit.TEST if check and changed else Exit.DONE


def _formatted(file: str, *, check: bool, diff: bool) -> int:
    """Lay out a file, and return 7 if that changes it."""
    try:
        laid = _laid(file)
    except DocumentError as refused:
        say(show_text(refused.diagnostics))
        talk(f"{file}: left as it is.")
        return Exit.CASE if isinstance(refused, CaseError) else Exit.RULESET
    if not laid.is_new:
        return Exit.DONE
    if diff:
        say(differences(file, laid.before, laid.after))
    if check or not diff:
        say(file)
    if not (check or diff):
        replace_file(file, laid.after.encode("utf-8"))
    return Exit.TEST


def _laid(file: str) -> _Laid:
    """Return a file's text in our layout.

    A byte order mark is left out: some editors write one, and we read none.
    """
    data = file_bytes(file, RulesetError)
    # What may speak of a child is refused without its words.
    rules = _RULES.search(data) and not _PEOPLE.search(data)
    document = read_text(
        data.removeprefix(_MARK), file, RulesetError if rules else CaseError
    )
    text = document.text or ""
    after = laid_out(text, document.value)
    return _Laid(text, after, is_new=after.encode("utf-8") != data)
