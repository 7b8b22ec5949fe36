"""What to ask next, as sections of a page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, TypeAlias, final

from attrs import frozen

from neglect_rules.explain._amounts import sentence
from neglect_rules.explain._page import Block, Bullet, Line, Section
from neglect_rules.explain._reasons_words import Reader, shortened
from neglect_rules.explain._result import is_lowest
from neglect_rules.explain._said import day, listed
from neglect_rules.explain._why import short_of
from neglect_rules.reasons import Next, Question, Settling, Topic, Verdict

Levels: TypeAlias = tuple[tuple[str, str], ...]
"""Levels, each with its ladder."""

_ORDER: Final[Sequence[Verdict]] = ("can_change", "undecided", "cannot")


@final
@frozen
class Ranked:
    """One open question, with what its answer can do on each ladder.

    Attributes:
        asked: The question as each ladder has it, those first where it can do most.
    """

    asked: tuple[tuple[str, Question], ...]

    @property
    def first(self) -> Question:
        """Return the question where it can do most."""
        return self.asked[0][1]

    @property
    def about(self) -> Topic:
        """Return what it is about."""
        return self.first.about


def next_sections(reader: Reader, found: Sequence[Next]) -> Iterator[Section]:
    """Yield what to ask, what would settle it, what cannot change it."""
    ranked = [each for each in _ranked(reader, found) if _is_asked(reader, each)]
    groups = {
        verdict: [each for each in ranked if each.first.verdict == verdict]
        for verdict in _ORDER
    }
    asked = [*_top(reader, groups["can_change"], ranked)]
    asked += _questions(reader, groups["can_change"])
    yield Section(reader.say("reasons.next.title"), tuple(asked))
    if groups["undecided"]:
        told = Line(reader.say("reasons.next.undecided_told"))
        rest = tuple(_questions(reader, groups["undecided"]))
        yield Section(reader.say("reasons.next.undecided"), (told, *rest))
    yield from _settling(reader, found)
    yield from _idle(reader, groups["cannot"])
    yield from _found(reader, found)


def _ranked(reader: Reader, found: Sequence[Next]) -> list[Ranked]:
    """Return every question once: where the first ladder has it, unless it is idle."""
    asked: dict[Topic, list[tuple[str, Question]]] = {}
    for verdict in _ORDER:
        for each in found:
            for question in each.questions:
                if question.verdict == verdict:
                    held = asked.setdefault(question.about, [])
                    held.append((each.outcome, question))
    ranked = [Ranked(tuple(several)) for several in asked.values()]
    return sorted(ranked, key=lambda each: _rank(reader, each))


def _rank(reader: Reader, ranked: Ranked) -> list[tuple[int, int]]:
    """Return how little an answer can do on each ladder, the first before others."""
    found = dict(ranked.asked)
    told = []
    for outcome in reader.outcomes:
        question, grades = found.get(outcome), reader.ruleset.outcomes[outcome].grades
        decides = question.decides if question else None
        verdict = _ORDER.index(question.verdict) if question else len(_ORDER)
        told.append((verdict, -grades.index(decides) if decides else 0))
    return told


def _is_asked(reader: Reader, ranked: Ranked) -> bool:
    """Return whether a question is put: not what never applies to this child."""
    about, telling = ranked.about, reader.telling
    idle = ranked.first.verdict == "cannot" and about.kind == "indicator"
    return not idle or telling.is_waiting(about.id)


def _top(
    reader: Reader, can: Sequence[Ranked], every: Sequence[Ranked]
) -> Iterator[Block]:
    telling = reader.telling
    for outcome in reader.outcomes:
        yield Line(reader.claimed(outcome), strong=True)
    if any(reader.is_thin(outcome) for outcome in reader.outcomes):
        yield Line("")
        yield Line(reader.say("reasons.next.too_little"))
        yield from (Line(each, 1) for each in short_of(telling))
    yield Line("")
    if can:
        yield Line(reader.plural("reasons.next.can", len(can)))
    else:
        surely = all(each.first.verdict == "cannot" for each in every)
        key = "none" if surely else "none_shown"
        yield Line(reader.say(f"reasons.next.{key if every else 'nothing'}"))
    by = next((each.first.by for each in can if each.first.by), None)
    if by is not None:
        date = day(telling.phrases, by)
        yield Line(reader.say("reasons.next.by", day=date))


def _questions(reader: Reader, ranked: Sequence[Ranked]) -> Iterator[Block]:
    """Yield questions under what their answers could bring."""
    groups: dict[tuple[Levels, Levels], list[Ranked]] = {}
    for each in ranked:
        groups.setdefault(_brings(reader, each), []).append(each)
    for (alone, others), several in groups.items():
        yield Line("")
        for key, levels in (("alone", alone), ("with_others", others)):
            if levels:
                told = {"levels": reader.gives(levels)}
                yield Line(reader.plural(f"reasons.next.{key}", len(several), **told))
        for each in several:
            yield from _question(reader, each)


def _question(reader: Reader, ranked: Ranked) -> Iterator[Block]:
    asked, state = _words(reader, ranked.about)
    core = [reader.say("reasons.next.core")] if ranked.first.core else []
    yield Bullet(asked)
    told = " ".join(text for text in (state, *core, *_whom(reader, ranked)) if text)
    yield from [Line(told, 1)] if told else []
    if reader.checks:
        yield from _shown(reader, ranked)


def _words(reader: Reader, about: Topic) -> tuple[str, str]:
    """Return a question as it is asked, then what stands as the answer so far."""
    if about.kind == "indicator":
        state = sentence(reader.answered(about))
        ask_as = reader.telling.words.at(f"/indicators/{about.id}", "ask_as")
        return (ask_as, state) if ask_as else (state, "")
    if about.kind == "events":
        event = reader.telling.words.event(about.id)
        return reader.say("reasons.ask.events", event=sentence(event)), ""
    return reader.say(f"reasons.ask.{about.kind}"), ""


def _brings(reader: Reader, ranked: Ranked) -> tuple[Levels, Levels]:
    """Return what an answer could bring by itself, and what with other answers."""
    alone, others = [], []
    for outcome, question in ranked.asked:
        least = reader.telling.outcomes[outcome]["floor"]
        if reader.is_more(outcome, question.alone, least):
            alone.append((outcome, question.alone))
        if question.decides not in {None, question.alone}:
            others.append((outcome, str(question.decides)))
    return tuple(alone), tuple(others)


def _whom(reader: Reader, ranked: Ranked) -> Iterator[str]:
    """Yield who can answer."""
    about, words = ranked.about, reader.telling.words
    folder = "event_kinds" if about.kind == "events" else "indicators"
    whom = [
        words.of(f"/{folder}/{about.id}/ask/{number}", each)
        for number, each in enumerate(ranked.first.ask)
    ]
    if whom:
        yield reader.say("reasons.next.ask", whom="; ".join(whom))


def _shown(reader: Reader, ranked: Ranked) -> Iterator[Block]:
    """Yield the two answers that show that a question matters."""
    for outcome, question in ranked.asked:
        pair = question.pair
        if pair is None:
            continue
        ends = {
            "one": "; ".join(reader.said(each) for each in pair.one),
            "other": "; ".join(reader.said(each) for each in pair.other),
            "one_gives": _levels(reader, outcome, pair.one_gives),
            "other_gives": _levels(reader, outcome, pair.other_gives),
        }
        yield Line(reader.say("reasons.next.shown", **ends), 1)


def _levels(reader: Reader, outcome: str, grades: Sequence[str]) -> str:
    told = [reader.level(outcome, grade) for grade in grades]
    return listed(reader.telling.phrases, told, "or")


def _settling(reader: Reader, found: Sequence[Next]) -> Iterator[Section]:
    """Yield what would settle each level that is not settled."""
    blocks: list[Block] = []
    for each in found:
        told = list(_settled(reader, each))
        if told and any(question.verdict != "cannot" for question in each.questions):
            name = reader.telling.words.outcome(each.outcome)
            blocks += [Line(name, strong=True), *told, Line("")]
    blocks += _all_of(reader, found)
    if blocks:
        how = "search" if any(each.how == "search" for each in found) else "exact"
        blocks.append(Line(reader.say(f"reasons.settle.{how}")))
        yield Section(reader.say("reasons.settle.title"), tuple(blocks))


def _settled(reader: Reader, found: Next) -> Iterator[Block]:
    for settling in _worth_telling(reader, found):
        level = reader.level(found.outcome, settling.grade)
        told = [reader.said(answer) for answer in settling.answers]
        yield Line(reader.plural("reasons.settle", len(told), level=level))
        yield from shortened(reader, told, 0)


def _worth_telling(reader: Reader, found: Next) -> Sequence[Settling]:
    """Return the quickest ways to settle an outcome above what is certain.

    Which answers would settle it lower is only told to those who keep the rules.
    """
    if reader.keeps_the_rules:
        return found.settling
    least = reader.telling.outcomes[found.outcome]["floor"]
    above = [s for s in found.settling if reader.is_more(found.outcome, s.grade, least)]
    fewest = min((len(each.answers) for each in above), default=0)
    return [each for each in above if len(each.answers) == fewest]


def _all_of(reader: Reader, found: Sequence[Next]) -> Iterator[Block]:
    """Yield how many questions must be answered to be sure, if that is known."""
    every = {about for each in found for about in each.settled_by}
    undecided = any(q.verdict == "undecided" for each in found for q in each.questions)
    if every and not undecided:
        yield Line(reader.plural("reasons.settle.sure", len(every)))
        if any(is_lowest(reader.telling, each.outcome) for each in found):
            yield Line(reader.say("reasons.settle.low"))


def _idle(reader: Reader, ranked: Sequence[Ranked]) -> Iterator[Section]:
    """Yield the questions that cannot change a level, and that they may still help."""
    if not ranked:
        return
    blocks: list[Block] = [Line(reader.say("reasons.idle.told"))]
    if any(reader.is_thin(outcome) for outcome in reader.outcomes):
        blocks.append(Line(reader.say("reasons.idle.thin")))
    labels = "; ".join(reader.topic(each.about) for each in ranked)
    blocks.append(Line(sentence(labels), 1))
    yield Section(reader.say("reasons.idle.title"), tuple(blocks))


def _found(reader: Reader, found: Sequence[Next]) -> Iterator[Section]:
    """Yield for those who check how exact this is, and with how many steps."""
    if reader.checks:
        blocks: list[Block] = [Line(reader.say("reasons.found.told"))]
        for each in found:
            blocks.append(Bullet(reader.telling.words.outcome(each.outcome)))
            told = reader.say(f"reasons.found.next.{each.how}", steps=each.steps)
            blocks.append(Line(told, 1))
        yield Section(reader.say("reasons.found.title"), tuple(blocks))
