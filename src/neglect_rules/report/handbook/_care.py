"""What follows from a result: tasks, reviews, other children, and what is promised."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from neglect_rules.explain import (
    Block,
    Bullet,
    Line,
    Section,
    rests_on,
    selection,
    stands,
)
from neglect_rules.model import Accepted, Task
from neglect_rules.report.handbook._book import Book, sentences, titled, why


def following(book: Book) -> Iterator[Section]:
    """Yield what is to be done, when it is looked at again, and what is promised."""
    ruleset = book.ruleset
    if ruleset.tasks:
        yield Section("What to do", tuple(_tasks(book)))
    yield Section("When it is looked at again", tuple(_reviews(book)))
    if ruleset.households is not None:
        yield Section("Other children of the household", tuple(_household(book)))
    if ruleset.accepts:
        yield Section("Answers taken in from elsewhere", tuple(_accepted(book)))
    yield Section("What the ruleset promises", tuple(_promises(book)))


def _tasks(book: Book) -> Iterator[Block]:
    yield Line("Each of these is listed with a result while what it asks for holds.")
    for number, task in enumerate(book.ruleset.tasks):
        yield from _task(book, f"/tasks/{number}", task)


def _task(book: Book, at: str, task: Task) -> Iterator[Block]:
    words = book.words
    yield Bullet(titled(words.at(at, "task") or task.task, task.id))
    yield from book.when(task.when)
    if task.for_each is not None:
        signs = selection(words, task.for_each)
        yield Line(words.say("edits.for_each", signs=signs), 1)
    who = None if task.who is None else f"Who: {task.who}"
    yield from book.rest(at, who, why(task.because))


def _reviews(book: Book) -> Iterator[Block]:
    if not book.ruleset.reviews:
        yield Line("The ruleset says no time for a review. Agree one before you sign.")
    for number, each in enumerate(book.ruleset.reviews):
        at = f"/reviews/{number}"
        within = book.keyed("review", each.id, at, "within")
        yield Bullet(titled(f"Within {within}. {each.because}", each.id))
        yield from book.when(each.when)
        yield from book.source(at)
    if book.ruleset.near_review is not None:
        length = book.keyed("document", "", "", "near_review")
        yield Line(
            f"An improvement seen only in the last {length} before a review is "
            "pointed out."
        )


def _household(book: Book) -> Iterator[Block]:
    spec = book.ruleset.households
    if spec is None:
        return
    told = book.keyed("households", "", "/households", "rescreen_at")
    yield Line(
        sentences(
            "When one child reaches this level or a higher one, each other child of "
            f"the household is looked at afresh: {told}"
        )
    )
    yield from book.rest("/households", why(spec.because), level=0)


def _accepted(book: Book) -> Iterator[Block]:
    yield Line(
        "These answers, given under another ruleset, count as evidence here, up to the "
        "answer that is named."
    )
    every = [*enumerate(book.ruleset.accepts)]
    for place, several in groupby(every, key=lambda each: each[1].from_):
        yield Bullet(f"From the ruleset {place}")
        for number, each in several:
            yield Bullet(_taken(book, f"/accepts/{number}", each), 1)


def _taken(book: Book, at: str, spec: Accepted) -> str:
    here = spec.as_ or spec.indicator
    id_ = f"{spec.from_}:{here}"
    highest = book.keyed("accepted", id_, at, "highest")
    told = f"{titled(book.words.label(here), here)}: at most {highest}"
    read = book.keyed("accepted", id_, at, "grades")
    source = rests_on(book.words, at)
    return sentences(
        told,
        f"Read otherwise here: {read}" if read else None,
        why(spec.because),
        source and book.words.say("sources.source", source=source),
    )


def _promises(book: Book) -> Iterator[Block]:
    yield Line(
        "Some promises hold of every ruleset: a missing answer never hides a level that "
        "is certain, a worse answer never lowers a level, and a household is never below "
        "its worst child. Where the authors made an exception, it stands here."
    )
    yield from (Bullet(each) for each in dict.fromkeys(_exceptions(book)))
    for number, promise in enumerate(book.ruleset.promises):
        at = f"/promises/{number}"
        told = promise.because or "What the authors promise of it"
        yield Bullet(titled(sentences(told), promise.id))
        yield from book.when(promise.whenever, "edits.when")
        held = book.keyed("promise", promise.id, at, "then")
        yield Line(book.words.say("edits.gives.promise", levels=held), 1)
    yield Line(
        "Whether the authors' own promises are kept is not shown here. Ask for the "
        "proof before you sign."
    )


def _exceptions(book: Book) -> Iterator[str]:
    for each in book.program.exempt:
        told = stands(book.words, "rule", "", "exception", book.raw(each.at))
        labels = "; ".join(book.words.outcome(id_) for id_ in each.outcomes)
        yield sentences(f"Exception, for {labels}: {told}")
