"""Cases that would try what the agreed cases never try, written to files."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from neglect_rules.cli._test_places import write
from neglect_rules.explain import plural
from neglect_rules.golden import (
    GENERATED,
    Ran,
    cases_of,
    coverage,
    draft_name,
    draft_of,
    is_ours,
    search,
    told_target,
)
from neglect_rules.program import Program


def generated(program: Program, place: Path, ran: Sequence[Ran]) -> Iterator[str]:
    """Write cases that try what the agreed cases do not; yield what was written.

    A file that is there and is not one of ours stays as it is.
    """
    cases = cases_of(ran)
    covered = coverage(program, cases)
    found = search(program, covered, cases)
    for each in found:
        file = place / GENERATED / draft_name(each.tries[0])
        if file.exists() and not is_ours(file.read_text("utf-8")):
            yield f"{file.name} is there, and somebody agreed to it: left as it is."
            continue
        told = told_target(program.ruleset, each.tries[0])
        write(file, draft_of(program, each, told))
        yield f"Wrote {GENERATED}/{file.name}: {told}."
    yield f"Nobody has agreed to what is in {place / GENERATED}."
    left = len(covered.missing) - sum(len(each.tries) for each in found)
    if left:
        yield f"Nothing was found for {plural(left, 'thing')} that no case tries."
