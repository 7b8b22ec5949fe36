"""All worked cases of a ruleset, run together."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Final, final

from attrs import field, frozen

from neglect_rules.diagnostics import Diagnostic
from neglect_rules.errors import CaseError
from neglect_rules.evaluation import Decision
from neglect_rules.golden._load import Part, Test, load_test, parts_of
from neglect_rules.golden._run import Difference, decided, differing
from neglect_rules.loading import file_bytes, located, read_text
from neglect_rules.program import Program

GENERATED: Final = "generated"
"""The folder, inside the folder of cases, of what nobody has agreed to yet."""


@final
@frozen(kw_only=True)
class Story:
    """A worked case in a file.

    Attributes:
        file: Its path inside the folder of cases, with slashes.
        text: What the file holds.
    """

    file: str
    test: Test
    text: str = field(repr=False)

    @property
    def is_agreed(self) -> bool:
        """Whether people agreed on it; what was generated nobody has agreed to."""
        return not self.file.startswith(f"{GENERATED}/")


@final
@frozen(kw_only=True)
class Ran:
    """How a story came out.

    Attributes:
        decided: Each part with its decision.
        differences: Everything that is not as agreed.
        refused: Why the story does not fit the ruleset, if it does not.
    """

    story: Story
    decided: tuple[tuple[Part, Decision], ...] = field(repr=False)
    differences: tuple[Difference, ...] = ()
    refused: tuple[Diagnostic, ...] = ()

    @property
    def failed(self) -> frozenset[str]:
        """The parts that did not come out as agreed."""
        return frozenset(each.where for each in self.differences)


def read_story(folder: Path, file: str) -> Story:
    """Return the story of a file in a folder of cases.

    Raises:
        CaseError: The file cannot be read, or holds no worked case.
    """
    data = file_bytes(folder / file, CaseError)
    name = str(folder / file)
    text = read_text(data, name, CaseError).text or ""
    return Story(file=file, test=load_test(data, name=name), text=text)


def read_stories(folder: Path) -> tuple[tuple[Story, ...], tuple[Diagnostic, ...]]:
    """Return the stories of a folder by the order of their names, and what is refused.

    Those that were generated come after those that were agreed.
    """
    stories: list[Story] = []
    refused: list[Diagnostic] = []
    for pattern in ("*.json", f"{GENERATED}/*.json"):
        for path in sorted(folder.glob(pattern)):
            try:
                stories.append(read_story(folder, path.relative_to(folder).as_posix()))
            except CaseError as wrong:
                refused += wrong.diagnostics
    return tuple(stories), tuple(refused)


def run_story(program: Program, story: Story, where: str | None = None) -> Ran:
    """Return how a story comes out, or how one part of it does."""
    parts = [part for part in parts_of(story.test) if where in {None, part.where}]
    done: list[tuple[Part, Decision]] = []
    differences: list[Difference] = []
    refused: list[Diagnostic] = []
    for part in parts:
        try:
            decision = decided(program, story.test, part)
        except CaseError as wrong:
            refused += wrong.diagnostics
            continue
        done.append((part, decision))
        differences += differing(part, decision, reasons=True)
    return Ran(
        story=story,
        decided=tuple(done),
        differences=tuple(differences),
        refused=_placed(refused, story),
    )


def _placed(found: Iterable[Diagnostic], story: Story) -> tuple[Diagnostic, ...]:
    document = read_text(story.text, story.file, CaseError)
    return located(found, document, with_lines=False)
