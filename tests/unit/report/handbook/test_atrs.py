"""A draft transparency record says what a ruleset shows, and who completes the rest."""

from __future__ import annotations

from collections.abc import Mapping

import attrs

from neglect_rules.explain import Pairs
from neglect_rules.linking import link
from neglect_rules.loading import load_ruleset
from neglect_rules.program import Program
from neglect_rules.report.handbook import transparency_record
from tests.builders import a_ruleset
from tests.unit.report.handbook.books import every_ruleset, program, said
from tests.unit.report.handbook.test_handbook import an_adoption


def record(which: Program) -> Mapping[str, tuple[str, ...]]:
    """Return what stands under each heading."""
    page = transparency_record(which)
    return {
        heading: told
        for section in page.sections
        for block in section.blocks
        if isinstance(block, Pairs)
        for heading, told in block.rows
    }


@every_ruleset
def test_under_every_heading_something_is_said_or_somebody_is_named(name: str) -> None:
    for heading, told in record(program(name)).items():
        assert told, heading
        assert all(told), heading


@every_ruleset
def test_both_tiers_are_there_and_a_draft_is_called_one(name: str) -> None:
    page = transparency_record(program(name))
    titles = [each.title for each in page.sections if each.title]

    assert titles[0] == "Tier 1: Overview"
    assert all(each.startswith("Tier 2: ") for each in titles[1:])
    assert "This is a draft." in said(page)


@every_ruleset
def test_it_names_the_ruleset_its_levels_and_whom_answers_are_asked_of(
    name: str,
) -> None:
    ruleset, found = program(name).ruleset, record(program(name))

    assert found["Name"][0].startswith(f"{ruleset.title}, version {ruleset.version}")
    assert found["Model name"] == (ruleset.title,)
    assert found["Model version"][0].startswith(f"{ruleset.version}, check mark ")
    for spec in ruleset.indicators.values():
        assert all(whom in found["Data sources"][0] for whom in spec.ask)


@every_ruleset
def test_what_no_ruleset_shows_is_left_to_people(name: str) -> None:
    found = record(program(name))
    left = (
        *("Website URL", "Contact email", "Team", "Senior responsible owner"),
        *("Procurement procedure type", "Benefits", "Previous process"),
        *("Alternatives considered", "Process integration", "Required training"),
        *("Data access and storage", "Data sharing agreements", "Impact assessments"),
    )

    for heading in left:
        assert len(found[heading]) == 1
        assert found[heading][0].startswith("To be completed by ")


def test_who_adopted_it_is_named_once_somebody_has() -> None:
    which = link(load_ruleset(a_ruleset({"/status": "illustrative"})))
    before = record(which)["Organisation or department"]
    adopted = attrs.evolve(which.ruleset, adoption=an_adoption(which))
    after = record(attrs.evolve(which, ruleset=adopted))["Organisation or department"]

    assert before[0].startswith("To be completed by ")
    assert after == ("Adopted by Town partnership.",)


def test_a_safeguard_set_aside_and_answers_filled_in_are_named_as_risks() -> None:
    found = record(program("example.neglect-screen@1.2.0"))["Risks and mitigations"]

    assert "A usual safeguard is set aside for: The family's agreement." in found
    assert any("Has what the day needs" in each for each in found)
