"""Every rule as sentences: what it asks, what it gives, why, and where it is from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, TypeAlias

from neglect_rules.explain import Block, Bullet, Line, Section, stands
from neglect_rules.model import Easing, Guard, Modifier, Threshold
from neglect_rules.report.handbook._book import Book, joined, sentences, titled, why

AnyRule: TypeAlias = Threshold | Modifier | Easing | Guard
_GIVES: Final = {
    "thresholds": ("threshold", "reach"),
    "modifiers": ("modifier", "up_to"),
    "easings": ("easing", "not_below"),
    "guards": ("guard", "at_least"),
}
_SHARES: Final = (
    ("core", "of the core questions"),
    ("each_domain", "of the questions in each part"),
)
_MORE: Final = {"modifiers": ("raise", "from_at_least"), "easings": ("lower",)}


_GUARDED: Final = (
    "While one of these holds, nothing brings the level below what it says. They come "
    "last, and nothing after them lowers it."
)


def levels(book: Book) -> Iterator[Section]:
    """Yield the levels, and what is recommended while answers are open."""
    blocks: list[Block] = []
    for id_, outcome in book.ruleset.outcomes.items():
        at = f"/outcomes/{id_}"
        blocks += [Line(""), Line(book.words.outcome(id_), strong=True)]
        ladder = "; ".join(book.words.level(id_, grade) for grade in outcome.grades)
        blocks.append(Line(sentences(f"From the lowest to the highest: {ladder}")))
        if outcome.from_ is not None:
            told = book.keyed("outcome", id_, at, "from")
            blocks.append(Line(sentences(f"It begins where this puts it. {told}")))
        blocks += book.rest(at, why(outcome.because), level=0)
    if blocks:
        yield Section("The levels", tuple(blocks))
    yield Section("While answers are open", tuple(_open(book)))


def _open(book: Book) -> Iterator[Block]:
    spec, at = book.ruleset.open_answers, "/open_answers"
    told = book.bare("open_answers", "", at, "recommend")
    yield Line(sentences(f"What is then recommended: {told}"))
    enough = book.raw(at).get("enough", {})
    shares = [
        f"{stands(book.words, 'open_answers', '', 'enough', {key: enough[key]})} {of}"
        for key, of in _SHARES
        if key in enough
    ]
    if shares:
        yield Line(
            f"Enough is answered at {joined(shares)}. Below that a result says that "
            "too little is known."
        )
    yield from book.rest(at, why(spec.because), level=0)


def rules(book: Book) -> Iterator[Section]:
    """Yield the rules of each kind, those that set a level by level, high to low."""
    if book.ruleset.thresholds:
        yield Section("Rules that set a level", tuple(_by_level(book)))
    kinds = (
        (
            "guards",
            "Safety rules",
            _GUARDED,
        ),
        ("modifiers", "Rules that raise a level", "These come after the rules above."),
        (
            "easings",
            "Rules that lower a level",
            "These look at what has lasted over time. Safety rules come after them.",
        ),
    )
    for kind, title, told in kinds:
        found: Sequence[AnyRule] = getattr(book.ruleset, kind)
        if found:
            blocks = [
                b for n, rule in enumerate(found) for b in one(book, kind, n, rule)
            ]
            yield Section(title, (Line(told), *blocks))


def _by_level(book: Book) -> Iterator[Block]:
    """Yield rules under the level they give; one that gives two, under the first."""
    yield Line("Where several rules are met, the highest level counts.")
    every = [*enumerate(book.ruleset.thresholds)]
    for outcome, spec in book.ruleset.outcomes.items():
        for grade in reversed(spec.grades):
            mine = [
                (number, rule)
                for number, rule in every
                if next(iter(rule.reach.items())) == (outcome, grade)
            ]
            if mine:
                label = book.words.level(outcome, grade)
                head = f"{label} ({book.words.outcome(outcome)})"
                yield from (Line(""), Line(head, strong=True))
            for number, rule in mine:
                yield from one(book, "thresholds", number, rule)


def one(book: Book, kind: str, number: int, rule: AnyRule) -> Iterator[Block]:
    """Yield one rule: its reason and reference, when it is met, what it then gives."""
    at, (what, key) = f"/{kind}/{number}", _GIVES[kind]
    words = book.words
    because = words.at(at, "because") or rule.because
    label = words.at(at, "label")
    yield Bullet(titled(sentences(label, because), rule.id))
    yield from book.when(rule.when)
    gives = book.keyed(what, rule.id, at, key) or ""
    further = [
        (each, book.keyed(what, rule.id, at, each)) for each in _MORE.get(kind, ())
    ]
    yield from book.rest(
        at,
        words.say(f"edits.gives.{what}", levels=gives),
        *(words.say(f"edits.of.{each}", value=told) for each, told in further if told),
    )
