"""What the full account adds: each part, the sources, the fingerprints."""

from __future__ import annotations

from collections.abc import Iterator

from neglect_rules.explain._amounts import is_nought
from neglect_rules.explain._audience import View
from neglect_rules.explain._page import Block, Bullet, Line, Section, Table
from neglect_rules.explain._rules import how_many
from neglect_rules.explain._said import extent
from neglect_rules.explain._telling import Telling
from neglect_rules.model import Source
from neglect_rules.trace import DomainScore


def parts(telling: Telling, _: View) -> Iterator[Section]:
    """Yield what each part comes to, and which of its answers add nothing."""
    ruleset = telling.words.ruleset
    order = list(ruleset.domains) if ruleset else []
    domains = sorted(
        telling.account.domains, key=lambda d: order.index(d.id) if order else 0
    )
    if not domains:
        return
    titles = ("parts.head.answered", "parts.head.adds")
    head = ("", *(telling.say(key) for key in titles))
    table = Table(head, tuple(_part(telling, domain) for domain in domains))
    yield Section(telling.say("parts.title"), (table, *_idle(telling)))


def _part(telling: Telling, domain: DomainScore) -> tuple[str, ...]:
    due = [c for c in telling.account.coverage if c.domain == domain.id and c.due[1]]
    told = [how_many(telling, each) for each in due]
    answered = told[0] if told else telling.say("parts.none")
    return (
        telling.words.domain(domain.id),
        answered,
        extent(telling.phrases, domain.weighted),
    )


def _idle(telling: Telling) -> Iterator[Block]:
    """Yield the answers that add nothing, so that every contribution is told."""
    idle = [c.id for c in telling.account.contributions if is_nought(c.adds)]
    if idle:
        yield Line("")
        yield Line(telling.say("parts.nothing"))
    for id_ in idle:
        yield Bullet(telling.titled(id_), 1)


def sources(telling: Telling, _: View) -> Iterator[Section]:
    """Yield what the ruleset calls neglect, and where it says that things are from."""
    ruleset = telling.words.ruleset
    if ruleset is None or not ruleset.sources:
        return
    blocks: list[Block] = []
    if ruleset.definition is not None:
        told = telling.words.of("/definition/text", ruleset.definition.text)
        blocks += [Line(telling.say("sources.definition"), strong=True), Line(told, 1)]
        title = ruleset.sources[ruleset.definition.source].title
        blocks += [Line(telling.say("sources.source", source=title), 1), Line("")]
    for source in ruleset.sources.values():
        blocks += [Bullet(source.title), *_source(telling, source)]
    yield Section(telling.say("sources.title"), tuple(blocks))


def _source(telling: Telling, source: Source) -> Iterator[Block]:
    if source.note is not None:
        yield Line(source.note, 1)
    if source.url is not None:
        yield Line(source.url, 1)
    if source.licence is not None:
        yield Line(telling.say("sources.licence", licence=source.licence), 1)


def fingerprints(telling: Telling, _: View) -> Iterator[Section]:
    """Yield the whole fingerprints by which a record is checked."""
    header = telling.account.header
    marks = {
        "ruleset": header["ruleset"]["fingerprint"],
        "program": header["ruleset"]["program"],
        "case": header["case"],
        "trace": telling.trace.fingerprint,
    }
    if "adoption" in header["ruleset"]:
        marks["adoption"] = header["ruleset"]["adoption"]["digest"]
    blocks: list[Block] = []
    for name, mark in marks.items():
        blocks += [Bullet(telling.say(f"prints.{name}")), Line(mark, 1)]
    number = header["semantics"]
    blocks.append(Bullet(telling.say("prints.semantics", number=number)))
    yield Section(telling.say("prints.title"), tuple(blocks))
