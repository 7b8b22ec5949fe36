"""What is open: what to ask and whom, what it could bring, what to do."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from neglect_rules.explain._amounts import day, listed, sentence
from neglect_rules.explain._inputs import inputs
from neglect_rules.explain._page import Block, Bullet, Line, Section
from neglect_rules.explain._telling import Telling
from neglect_rules.model import Indicator

_MOST_RULES: Final = 8


def still_open(telling: Telling) -> Iterator[Section]:
    """Yield the open questions: critical first, then core, then the rest."""
    waiting = [id_ for id_ in telling.leaves if _is_waiting(telling, id_)]
    if not waiting:
        yield Section("Still open", (Line("Nothing. Every question was answered."),))
        return
    blocks: list[Block] = []
    critical = set(_critical(telling))
    core = {id_ for id_ in waiting if telling.leaves[id_].get("core")}
    groups = (
        ("Ask these first. One of these answers alone could bring the gravest result.",
         [id_ for id_ in waiting if id_ in critical]),
        ("Core questions:", [i for i in waiting if i in core - critical]),
        ("Other questions:", [i for i in waiting if i not in core | critical]),
    )  # fmt: skip
    for title, ids in groups:
        if ids:
            blocks += [Line("")] if blocks else []
            blocks += [Line(title), *_questions(telling, ids)]
    intro = _intro(telling)
    yield Section("Still open", (*intro, *blocks))
    yield from _could_bring(telling)


def _is_waiting(telling: Telling, id_: str) -> bool:
    state = telling.leaves[id_]["state"]
    return telling.is_open(id_) or (state == "zero_filled" and telling.applies(id_))


def _intro(telling: Telling) -> tuple[Line, ...]:
    settled = all(r["status"] == "settled" for r in telling.account.outcomes.values())
    if not settled:
        return ()
    told = "Answers to these cannot change the recommended level, but matter for the plan."
    return (Line(told), Line(""))


def _critical(telling: Telling) -> Iterator[str]:
    """Yield the critical questions that are open, and what open ratings read."""
    for id_ in telling.account.critical["open"]:
        if id_ in telling.leaves:
            yield id_
        else:
            yield from inputs(telling, id_)


def _questions(telling: Telling, ids: Sequence[str]) -> Iterator[Block]:
    for id_ in ids:
        spec = telling.words.thing(id_)
        asked = isinstance(spec, Indicator) and spec.ask_as
        at = telling.words.place(id_)
        state = sentence(f"{telling.titled(id_)}{_since(telling, id_)}")
        whom = spec.ask if isinstance(spec, Indicator) else ()
        whom = tuple(telling.words.of(f"{at}/ask/{n}", w) for n, w in enumerate(whom))
        ask = f" Ask: {listed(whom, 'or')}." if whom else ""
        if asked:
            yield Bullet(telling.words.of(f"{at}/ask_as", asked), 1)
            yield Line(f"{state}{ask}", 2)
        else:
            yield Bullet(f"{state}{ask}", 1)


def _since(telling: Telling, id_: str) -> str:
    """Return when an answer that is not a grade was recorded."""
    records = telling.leaves[id_].get("records", ())
    dates = sorted(record["date"] for record in records if "date" in record)
    return f", {day(dates[-1])}" if dates else ""


def _could_bring(telling: Telling) -> Iterator[Section]:
    """Yield the rules that open answers could still meet, the gravest first."""
    outcomes = telling.account.outcomes
    unsettled = [i for i, r in outcomes.items() if len(r["possible"]) > 1]
    rules = [r for r in telling.account.rules if _matters(telling, r, unsettled)]
    if not rules:
        return
    first = unsettled[0]
    order = list(outcomes[first]["possible"])
    rules.sort(key=lambda rule: -_rank(order, rule.get("gives", {}).get(first)))
    lines: list[Block] = [Line("No answer so far meets these. What is open could.")]
    for rule in rules[:_MOST_RULES]:
        because = telling.words.at(rule["at"], "because") or f"{rule['kind']} is open."
        lines += [Bullet(f"{because} [{rule['id']}]", 1), Line(_gives(telling, rule), 2)]
    if rules[_MOST_RULES:]:
        lines.append(Line(f"There are {len(rules) - _MOST_RULES} more such rules.", 1))
    yield Section("What open answers could bring", tuple(lines))


def _matters(
    telling: Telling, rule: Mapping[str, Any], unsettled: Sequence[str]
) -> bool:
    """Return whether a rule is open and would change an outcome that is not settled."""
    if rule["value"] != "open" or rule["kind"] == "promise":
        return False
    outcomes = telling.account.outcomes
    gives = rule.get("gives", {})
    return any(i in gives and gives[i] in outcomes[i]["possible"][1:] for i in unsettled)


def _rank(order: Sequence[str], grade: str | None) -> int:
    return order.index(grade) if grade in order else -1


def _gives(telling: Telling, rule: Mapping[str, Any]) -> str:
    words = telling.words
    told = [
        f"{words.outcome(id_)}: {words.level(id_, grade)}"
        for id_, grade in rule["gives"].items()
    ]
    verb = "Could raise to" if rule["kind"] == "modifier" else "Would give at least"
    return f"{verb}: {'; '.join(told)}."


def to_do(telling: Telling) -> Iterator[Section]:
    """Yield the tasks, with whom they are for; then those that may be needed."""
    certain = [t for t in telling.account.tasks if t["certain"]]
    possible = [t for t in telling.account.tasks if t["possible"] and not t["certain"]]
    if not certain and not possible:
        return
    blocks: list[Block] = list(_tasks(telling, certain, "certain"))
    if possible:
        blocks += [Line("")] if blocks else []
        blocks.append(Line("Depending on what is open, these may be needed too:"))
        blocks += _tasks(telling, possible, "possible")
    yield Section("What to do", tuple(blocks))


def _tasks(
    telling: Telling, tasks: Sequence[Mapping[str, Any]], which: str
) -> Iterator[Block]:
    for task in tasks:
        words = telling.words
        text = words.at(task["at"], "task") or f"task {task['id']}"
        who = words.at(task["at"], "who")
        yield Bullet(f"{text} [{task['id']}]" + (f" By {who}." if who else ""), 1)
        members = task[which]
        if isinstance(members, list) and which == "certain":
            about = [telling.titled(id_) for id_ in members]
            yield Line(sentence(f"For: {'; '.join(about)}"), 2)
