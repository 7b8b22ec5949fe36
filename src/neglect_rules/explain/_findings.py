"""What was proved of a ruleset, in sentences for those who answer for it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from neglect_rules.analysis import Claim, Finding
from neglect_rules.explain._amounts import quoted
from neglect_rules.explain._edits_asked import asks
from neglect_rules.explain._edits_change import told_of
from neglect_rules.explain._edits_values import Spot
from neglect_rules.explain._findings_story import Agreed, story
from neglect_rules.explain._page import Block, Bullet, Line, Page, Section
from neglect_rules.explain._phrases import Phrases
from neglect_rules.explain._words import Words, words
from neglect_rules.program import Program

_GROUPS: Final[dict[str, tuple[Claim, ...]]] = {
    "promises": ("promise_is_kept",),
    "safety": (
        "worse_is_never_lower",
        "strengths_do_not_cancel_danger",
        "learning_only_narrows",
        "household_is_at_least_its_worst_child",
    ),
    "levels": ("level_can_be_reached",),
    "rules": ("rule_can_be_met",),
}
_OF_RULE: Final = {"promise_is_kept", "rule_can_be_met"}
_CAN: Final = {"level_can_be_reached", "rule_can_be_met"}
"""What one case is enough to prove."""
_HOWS: Final = ("structure", "bounds", "cases", "answers", "search")
_LAWS: Final[dict[Claim, int]] = {
    "worse_is_never_lower": 5,
    "strengths_do_not_cancel_danger": 6,
}


def page_of_findings(
    program: Program,
    findings: Sequence[Finding],
    agreed: Sequence[Agreed] = (),
    *,
    language: str | None = None,
    phrases: Phrases | None = None,
) -> Page:
    """Return what was proved of a ruleset: what does not hold stands first.

    Args:
        program: The ruleset.
        findings: What `analysis.prove` says of it.
        agreed: The worked cases it was given, each with its name and its moment.
        language: A language the ruleset has translations for; its own, if not said.
        phrases: The library's own sentences; English, if not said.

    Raises:
        UnsupportedError: The ruleset has no words in that language.
    """
    told = words(program.ruleset, language, phrases)
    failing = [each for each in findings if each.known == "refuted"]
    left = [each for each in findings if each.known in {"searched", "not_analysed"}]
    held = [each for each in findings if each.known == "proved"]
    parts = {
        "fails": [block for f in failing for block in _fails(program, told, f, agreed)],
        "left": [*_all_left(program, told, left)],
        "holds": [*_all_held(program, told, held)],
    }
    sections = [
        Section(told.say(f"findings.{key}.title"), tuple(blocks))
        for key, blocks in parts.items()
        if blocks
    ]
    end = Section(None, (Line(told.say("findings.end")),))
    return Page((Section(None, tuple(_top(program, told, findings))), *sections, end))


def finding_line(
    program: Program, finding: Finding, *, phrases: Phrases | None = None
) -> str:
    """Return in a sentence what does not hold."""
    return _failing(program, words(program.ruleset, None, phrases), finding)


def _top(program: Program, told: Words, findings: Sequence[Finding]) -> Iterator[Block]:
    """Yield the verdict, then what it is about."""
    known = [each.known for each in findings]
    fails, held = known.count("refuted"), known.count("proved")
    left = len(known) - fails - held
    say, plural = told.say, told.phrases.plural
    verdict = [plural("findings.verdict.fails", fails)] if fails else []
    verdict.append(say("findings.verdict.holds", held=held, all=len(known)))
    verdict += [plural("findings.verdict.left", left)] if left else []
    yield Line(" ".join(verdict), strong=True)
    ruleset = program.ruleset
    title = told.of("/title", ruleset.title)
    yield Line(say("findings.about", title=title, version=ruleset.version))
    yield Line(say("findings.every"))


def _fails(
    program: Program, told: Words, finding: Finding, agreed: Sequence[Agreed]
) -> Iterator[Block]:
    """Yield one thing that does not hold, and the case that shows it."""
    yield Bullet(_failing(program, told, finding))
    if finding.claim == "promise_is_kept":
        yield from _promised(program, told, finding.about[0])
    elif finding.claim in _CAN:
        key = "ruled_out" if finding.how == "bounds" else "gone_through"
        yield Line(told.say(f"findings.{key}"), 1)
    yield from _declared(program, told, finding)
    yield from story(program, told, finding, agreed)


def _failing(program: Program, told: Words, finding: Finding) -> str:
    name = _name(program, told, finding)
    return told.say(f"findings.fails.{finding.claim}", name=name)


def _promised(program: Program, told: Words, id_: str) -> Iterator[Block]:
    """Yield when a promise counts, and what it says then."""
    ruleset = program.ruleset
    number = [each.id for each in ruleset.promises].index(id_)
    written = ruleset.document["promises"][number]
    yield Line(told.say("edits.when"), 1)
    yield from asks(told, ruleset.promises[number].whenever, 2)
    then = told_of(told, Spot("promise", id_, ("then",)), written["then"])
    yield Line(told.say("edits.gives.promise", levels=then), 1)


def _declared(program: Program, told: Words, finding: Finding) -> Iterator[Block]:
    """Yield the exceptions that a ruleset declares where a claim is not kept."""
    law = _LAWS.get(finding.claim)
    for each in program.exempt:
        if each.law == law and finding.about[0] in each.outcomes:
            because = told.at(each.at, "because")
            yield Line(told.say("findings.declared", because=because), 1)


def _all_left(
    program: Program, told: Words, left: Sequence[Finding]
) -> Iterator[Block]:
    """Yield what was neither proved nor ruled out, and why not."""
    for each in left:
        name = _name(program, told, each)
        yield Bullet(told.say(f"findings.left.{each.claim}", name=name))
        yield from _declared(program, told, each)
        if each.why != "exception":
            yield Line(" ".join(_why(told, each)), 1)
    if any(each.claim in _CAN for each in left):
        yield Line(told.say("findings.left.show"))


def _why(told: Words, finding: Finding) -> Iterator[str]:
    """Yield how far a search went, and why there is no proof."""
    if finding.tried:
        yield told.say("findings.left.tried", count=f"{finding.tried:,}")
    is_past = finding.why == "over_time"
    yield told.say(f"findings.left.{'over_time' if is_past else 'too_much'}")


def _all_held(
    program: Program, told: Words, held: Sequence[Finding]
) -> Iterator[Block]:
    """Yield what holds in groups, under each how it is known."""
    is_first = True
    for group, claims in _GROUPS.items():
        found = [each for each in held if each.claim in claims]
        if found:
            yield from () if is_first else (Line(""),)
            yield Line(told.say(f"findings.group.{group}"), strong=True)
            is_first = False
        for how in _HOWS:
            same = [each for each in found if each.how == how]
            if same:
                yield Line(_how(told, same[0]), 1)
                yield from (Bullet(s, 2) for s in _named(program, told, same))


def _how(told: Words, finding: Finding) -> str:
    """Return how something is known; for what one case proves, that one was made."""
    made = finding.how == "answers" and finding.claim in _CAN
    return told.say(f"findings.how.{'made' if made else finding.how}")


def _named(program: Program, told: Words, same: Sequence[Finding]) -> Iterator[str]:
    """Yield the names of what holds for one reason; levels by their ladder."""
    for claim in dict.fromkeys(each.claim for each in same):
        mine = [each for each in same if each.claim == claim]
        if claim in _OF_RULE:
            yield from (_rule(program, told, each) for each in mine)
        elif claim == "level_can_be_reached":
            yield from _levels(told, mine)
        else:
            names = "; ".join(told.outcome(id_) for f in mine for id_ in f.about)
            yield told.say(f"findings.holds.{claim}", names=names)


def _levels(told: Words, same: Sequence[Finding]) -> Iterator[str]:
    ladders: dict[str, list[str]] = {}
    for outcome, grade in (each.about for each in same):
        ladders.setdefault(outcome, []).append(quoted(told.level(outcome, grade)))
    for outcome, levels in ladders.items():
        yield f"{told.outcome(outcome)}: {', '.join(levels)}"


def _name(program: Program, told: Words, finding: Finding) -> str:
    """Return what a finding is about: a rule, a level with its ladder, a ladder."""
    if finding.claim in _OF_RULE:
        return _rule(program, told, finding)
    outcome, *grades = finding.about
    levels = [quoted(told.level(outcome, grade)) for grade in grades]
    return " ".join([told.outcome(outcome), *levels])


def _rule(program: Program, told: Words, finding: Finding) -> str:
    """Return a rule's reason with its id, as a page on a decision names it."""
    (id_,) = finding.about
    promised = finding.claim == "promise_is_kept"
    link = next(
        rule
        for rule in program.rules
        if rule.id == id_ and (rule.kind == "promise") == promised
    )
    because = told.at(link.at, "because")
    if because is None:
        return told.say("findings.named.promise", id=id_)
    return f"{because} [{id_}]"
