"""What changed from one ruleset to the next, in sentences for those who agree it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from typing import Final, TypeAlias, assert_never

from neglect_rules.analysis import Edit
from neglect_rules.explain._amounts import sentence
from neglect_rules.explain._edits_asked import Sides
from neglect_rules.explain._edits_change import changed
from neglect_rules.explain._edits_names import name, named_by
from neglect_rules.explain._edits_whole import whole
from neglect_rules.explain._page import Block, Bullet, Line, Section
from neglect_rules.explain._phrases import Phrases
from neglect_rules.explain._words import words
from neglect_rules.model import Ruleset

Note: TypeAlias = Callable[[Edit], str | None]
"""What is said below an edit by somebody who knows more of it; `None` for nothing."""

_GROUPS: Final = ("rules", "points", "questions", "parts", "words", "document")
_TOLD: Final = {"parts", "words"}
"""Groups of which it is said what they are."""
_DOCUMENT: Final = {
    "document",
    "effective",
    "subjects",
    "definition",
    "source",
    "translation",
}
_POINTS: Final = {"domain", "parameter"}
_PARTS: Final = {"condition", "measure"}
_POINT_KEYS: Final = {"weight", "points", "not_applicable_points"}
_QUESTIONS: Final = {
    "indicator",
    "scale",
    "grade",
    "event_kind",
    "accepted",
    "rating",
}


def edits_section(
    edits: Sequence[Edit],
    old: Ruleset,
    new: Ruleset,
    *,
    phrases: Phrases | None = None,
    note: Note | None = None,
) -> Section:
    """Return what changed as one section, what matters most first.

    Args:
        edits: What changed, as `analysis.edits` lists it.
        old: The old ruleset.
        new: The new one.
        phrases: The library's own sentences; English, if not said.
        note: What to say below an edit, such as whether it can raise a level.
    """
    sides = _sides(old, new, phrases)
    blocks: list[Block] = []
    for group in _GROUPS:
        found = [each for each in edits if edit_group(each) == group]
        if found:
            head = Line(sides.say(f"edits.group.{group}"), strong=True)
            blocks += [Line(""), head] if blocks else [head]
            blocks += _under(sides, group, found, note)
    none = Line(sides.say("edits.none"))
    return Section(sides.say("edits.title"), tuple(blocks) or (none,))


def edit_line(
    edit: Edit, old: Ruleset, new: Ruleset, *, phrases: Phrases | None = None
) -> str:
    """Return one edit as a sentence, without what stands below it on a page."""
    blocks = _told(_sides(old, new, phrases), [edit])
    return next(each.text for each in blocks if isinstance(each, Bullet))


def edit_group(edit: Edit) -> str:
    """Return the group in which an edit is told.

    The groups are `rules`, `points`, `questions`, `parts` of which rules are made,
    `words` and `document`.
    """
    if edit.what in _DOCUMENT and edit.key != "near_review":
        return "document"
    if edit.words_only:
        return "words"
    if edit.what in _PARTS:
        return "parts"
    if edit.what in _POINTS or edit.key in _POINT_KEYS:
        return "points"
    return "questions" if edit.what in _QUESTIONS else "rules"


def _sides(old: Ruleset, new: Ruleset, phrases: Phrases | None) -> Sides:
    return Sides(words(old, None, phrases), words(new, None, phrases))


def _under(
    sides: Sides, group: str, edits: Sequence[Edit], note: Note | None
) -> Iterator[Block]:
    if group in _TOLD:
        yield Line(sides.say(f"edits.group.{group}_told"))
    for _, several in groupby(edits, key=lambda each: _alike(each, note)):
        found = [*several]
        yield from _told(sides, found)
        said = None if note is None else note(found[0])
        if said is not None:
            yield Line(said, 1)


def _alike(edit: Edit, note: Note | None) -> object:
    """Return what edits share that are told together; most stand alone."""
    if edit.what == "accepted" and edit.kind in {"added", "removed"}:
        spec = edit.now or edit.was
        shared = tuple(str(spec.get(key)) for key in ("from", "because", "highest"))
        return edit.kind, shared, str(spec.get("grades")), note and note(edit)
    if edit.what == "translation" and edit.kind == "changed":
        return edit.what, edit.id
    return edit


def _told(sides: Sides, edits: Sequence[Edit]) -> Iterator[Block]:
    """Yield an edit, or several that are alike: a sentence, and what it is about."""
    edit = edits[0]
    match edit.kind:
        case "added" | "removed":
            yield from whole(sides, edits)
        case "changed":
            yield from changed(sides, edits)
        case "moved":
            key = "edits.moved_rule" if edit.words_only else "edits.moved"
            yield Bullet(sentence(sides.say(key, name=name(sides, edit))))
        case "renamed":
            told = sides.say(
                "edits.renamed", name=name(sides, edit), was=edit.was, now=edit.now
            )
            yield Bullet(sentence(told))
        case _ as never:
            assert_never(never)
    if edit.kind == "changed" and edit.what in {"parameter", "condition", "measure"}:
        yield Line(named_by(sides, edit), 1)
