"""A page for the family: strengths first, then worries, what comes next, what to ask.

It names nobody who said or saw anything, and no points, rules or ids. An author's
prose is written for workers, so none of it is shown but what somebody has cleared.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from neglect_rules.explain._audience import People, Sharing, View
from neglect_rules.explain._claims import level_of, opening
from neglect_rules.explain._inputs import inputs
from neglect_rules.explain._page import Block, Bullet, Line, Pairs, Section
from neglect_rules.explain._points import is_strength
from neglect_rules.explain._said import day
from neglect_rules.explain._telling import NA, Telling
from neglect_rules.people import Decided

_CHALLENGES: Final = ("see", "wrong", "speak", "words", "again", "complain")


def family(telling: Telling, view: View) -> Iterator[Section]:
    """Yield the whole page for the family."""
    sharing = view.sharing or Sharing()
    yield from opening(telling)
    is_decided = isinstance(view.people, Decided)
    status = telling.say("family.after" if is_decided else "family.suggestion")
    note = Line(telling.say("family.note"))
    yield Section(None, (note, Line(status, strong=True)))
    yield _section(telling, "well", _well(telling, sharing))
    yield _section(telling, "worries", _worries(telling, sharing))
    title = "decision" if is_decided else "level"
    yield _section(telling, title, _level(telling, view))
    yield _section(telling, "next", _next(telling, sharing))
    told = (Bullet(telling.say(f"family.{each}")) for each in _CHALLENGES)
    yield _section(telling, "disagree", told)


def _section(telling: Telling, key: str, blocks: Iterator[Block]) -> Section:
    return Section(telling.say(f"family.{key}"), tuple(blocks))


def _well(telling: Telling, sharing: Sharing) -> Iterator[Block]:
    found = [
        id_
        for id_ in telling.leaves
        if is_strength(telling, id_) and _may_be_named(telling, id_, sharing)
    ]
    if not found:
        yield Line(telling.say("family.well_none"))
        return
    yield from _told(telling, found, sharing)
    yield Line("")
    yield Line(telling.say("family.well_more"))


def _worries(telling: Telling, sharing: Sharing) -> Iterator[Block]:
    found = [*_signs(telling, sharing)]
    found += _rated(telling, found, sharing)
    key = "worries_told" if found else "worries_none"
    yield Line(telling.say(f"family.{key}"))
    yield from _told(telling, found, sharing)
    yield from [Line("")] if found else []
    # It stands on every page, so that nobody can tell where something was kept back.
    yield Line(telling.say("family.not_all"))


def _told(telling: Telling, ids: list[str], sharing: Sharing) -> Iterator[Block]:
    """Yield labels; how grave each is and what it means only where that is cleared."""
    for id_ in ids:
        yield Bullet(telling.words.label(id_))
        grades = [grade for grade in telling.grades(id_) if grade != NA]
        if id_ in sharing.described and len(grades) == 1:
            meaning = telling.words.described(id_, grades[0], telling.months)
            yield from [Line(meaning, 1)] if meaning else []


def _signs(telling: Telling, sharing: Sharing) -> Iterator[str]:
    for id_ in telling.leaves:
        if _is_worry(telling, id_) and _may_be_named(telling, id_, sharing):
            yield id_


def _rated(telling: Telling, signs: list[str], sharing: Sharing) -> Iterator[str]:
    """Yield worries that were worked out, where no sign of them is told already."""
    for made in telling.account.trace.document["ratings"]:
        id_ = made["rating"]
        behind = [each for each in inputs(telling, id_) if each in telling.leaves]
        free = all(_may_be_named(telling, each, sharing) for each in (id_, *behind))
        if _is_worry(telling, id_) and free and not set(behind) & set(signs):
            yield id_


def _is_worry(telling: Telling, id_: str) -> bool:
    """Return whether an answer is certainly above the lowest grade of its concern."""
    scale, grades = telling.words.scale(id_), telling.grades(id_)
    if scale is None or scale.kind != "concern" or not telling.applies(id_):
        return False
    return scale.grades[0].id not in grades and NA not in grades


def _may_be_named(telling: Telling, id_: str, sharing: Sharing) -> bool:
    """Return whether an answer may be named.

    What rests on the child's word alone is not: who reads it would know who spoke.
    """
    if id_ in sharing.kept_back:
        return False
    records = telling.leaves.get(id_, {}).get("records", ())
    told_by = {record.get("source") for record in records if "grade" in record}
    return told_by != {"child_said"}


def _level(telling: Telling, view: View) -> Iterator[Block]:
    """Yield what is suggested, or what was decided; no low level where too thin."""
    if not telling.outcomes:
        yield Line(telling.say("family.no_level"))
        return
    decided = view.people if isinstance(view.people, Decided) else None
    yield Line(
        telling.say("family.level_told" if decided is None else "family.decided")
    )
    yield Pairs(
        tuple(
            (telling.words.outcome(id_), (_now(telling, id_, view.people),))
            for id_ in telling.outcomes
        )
    )
    yield Line("")
    yield Line(telling.say("family.level_ask"))
    results = telling.outcomes.values()
    if decided is None and any(each["status"] != "settled" for each in results):
        yield Line(telling.say("family.can_change"))


def _now(telling: Telling, id_: str, people: People | None) -> str:
    """Return the level that was decided, else the one that stands, else suggested."""
    if isinstance(people, Decided):
        return telling.words.level(id_, people.levels[id_])
    held = None if people is None else people.get(id_)
    if held is not None and held.grade != held.computed:
        return telling.words.level(id_, held.grade)
    return _suggested(telling, id_)


def _suggested(telling: Telling, id_: str) -> str:
    sure, level = level_of(telling, id_)
    if sure in {"settled", "not_settled"}:
        return level
    if sure in {"at_least", "person_at_least"}:
        return telling.say("family.at_least", level=level)
    return telling.say(f"family.{'so_far' if level else 'unknown'}", level=level)


def _next(telling: Telling, sharing: Sharing) -> Iterator[Block]:
    """Yield the tasks that the family may read, by when to look again, what to ask."""
    for task in telling.account.tasks:
        if task["id"] in sharing.tasks and task["certain"]:
            yield Bullet(_task(telling, task["at"], task["id"]))
    review = telling.account.review_by
    if review is None:
        yield Bullet(telling.say("family.no_review"))
    else:
        yield Bullet(telling.say("family.review", day=day(telling.phrases, review)))
    yield Bullet(telling.say("family.next_ask"))
    yield Bullet(telling.say("family.danger"))


def _task(telling: Telling, at: str, id_: str) -> str:
    task = telling.words.at(at, "task") or id_
    who = telling.words.at(at, "who")
    return task if who is None else telling.say("family.task_who", task=task, who=who)
