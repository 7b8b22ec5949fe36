"""What is open: what to ask and whom, what it could bring, what to do."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from neglect_rules.explain._amounts import quoted, sentence
from neglect_rules.explain._inputs import inputs, matters
from neglect_rules.explain._page import Block, Bullet, Line, Section
from neglect_rules.explain._said import day
from neglect_rules.explain._telling import Telling
from neglect_rules.model import Indicator

Rule = Mapping[str, Any]
_MOST_RULES: Final = 8


def still_open(telling: Telling) -> Iterator[Section]:
    """Yield the open questions: critical first, then core, then the rest."""
    waiting = [id_ for id_ in telling.leaves if telling.is_waiting(id_)]
    idle = [id_ for id_ in waiting if not matters(telling, id_)]
    results = telling.outcomes.values()
    settled = bool(results) and all(r["status"] == "settled" for r in results)
    blocks = list(_grouped(telling, [id_ for id_ in waiting if id_ not in idle]))
    if not settled:
        blocks += _age(telling)
        blocks += _past(telling)
    if blocks and settled:
        blocks = [Line(telling.say("open.settled")), Line(""), *blocks]
    blocks = blocks or [Line(telling.say("open.nothing"))]
    if idle:
        labels = "; ".join(telling.words.label(id_) for id_ in idle)
        blocks += [Line(""), Line(telling.say("open.idle", labels=labels))]
    yield Section(telling.say("open.title"), tuple(blocks))
    yield from _could_bring(telling)


def _grouped(telling: Telling, waiting: Sequence[str]) -> Iterator[Block]:
    critical = set(_critical(telling))
    core = {id_ for id_ in waiting if telling.leaves[id_].get("core")} - critical
    groups = (
        (telling.say("open.critical"), critical),
        (telling.say("open.core"), core),
        (telling.say("open.other"), set(waiting) - critical - core),
    )
    after = False
    for title, group in groups:
        ids = [id_ for id_ in waiting if id_ in group]
        if ids:
            yield from [Line("")] if after else []
            yield Line(title)
            yield from _questions(telling, ids)
            after = True


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
        at = telling.words.place(id_)
        several = len(telling.given(id_)) > 1
        since = "" if several else _since(telling, id_)
        state = sentence(f"{telling.titled(id_)}{since}")
        whom = spec.ask if isinstance(spec, Indicator) else ()
        ask = _ask(telling, at, whom)
        asked = telling.words.at(at, "ask_as")
        if asked:
            yield Bullet(asked, 1)
            yield Line(f"{state}{ask}", 2)
        else:
            yield Bullet(f"{state}{ask}", 1)
        if several:
            yield from (Line(each, 2) for each in telling.evidence(id_))


def _since(telling: Telling, id_: str) -> str:
    """Return when the last record was made."""
    records = telling.leaves[id_].get("records", ())
    dates = sorted(record["date"] for record in records if "date" in record)
    return f", {day(telling.phrases, dates[-1])}" if dates else ""


def _age(telling: Telling) -> Iterator[Block]:
    """Yield the age as a question where it is known only in part."""
    if telling.months is not None and telling.months[0] != telling.months[1]:
        yield Line(telling.say("open.also"))
        yield Bullet(telling.say("open.when_born"), 1)
        yield Line(telling.say("open.age", age=telling.age()), 2)


def _past(telling: Telling) -> Iterator[Block]:
    """Yield what is not known of events and of the last assessment."""
    opened = [p for p in telling.account.history if p["value"][0] != p["value"][1]]
    kinds = {part["of"] for part in opened if part["measure"] == "events"}
    earlier = any(part["measure"] == "earlier" for part in opened)
    unseen = any(part["measure"] == "reviews_without_improvement" for part in opened)
    undated = any(part.get("since", "") is None for part in opened) and not earlier
    if kinds or earlier or undated or unseen:
        yield Line(telling.say("open.past"))
    for kind in sorted(kinds):
        event = sentence(telling.words.event(kind))
        told = telling.say("open.events", event=event)
        yield Bullet(f"{told}{_whom(telling, kind)}", 1)
    if earlier:
        yield Bullet(telling.say("open.last_result"), 1)
    if undated:
        yield Bullet(telling.say("open.last_date"), 1)
    if unseen:
        yield Bullet(telling.say("open.reviews"), 1)


def _whom(telling: Telling, event: str) -> str:
    """Return whom to ask about a kind of event."""
    ruleset = telling.words.ruleset
    kind = ruleset.event_kinds.get(event) if ruleset else None
    return _ask(telling, f"/event_kinds/{event}", kind.ask if kind else ())


def _ask(telling: Telling, at: str, whom: Sequence[str]) -> str:
    """Return whom to ask, to stand after a sentence; nothing if that is not said."""
    told = [telling.words.of(f"{at}/ask/{n}", each) for n, each in enumerate(whom)]
    return f" {telling.say('open.ask', whom='; '.join(told))}" if told else ""


def _could_bring(telling: Telling) -> Iterator[Section]:
    """Yield the rules that open answers could still meet, the gravest first."""
    outcomes = telling.outcomes
    unsettled = [i for i, r in outcomes.items() if len(r["possible"]) > 1]
    rules = [r for r in telling.account.rules if _could(telling, r, unsettled)]
    if not rules:
        return
    first = unsettled[0]
    order = list(outcomes[first]["possible"])
    rules.sort(key=lambda rule: -_rank(order, rule["gives"].get(first)))
    lines: list[Block] = [Line(telling.say("bring.unmet"))]
    last = ""
    for rule in rules[:_MOST_RULES]:
        gives = _gives(telling, rule)
        lines += [] if gives == last else [Line(gives, 1)]
        because = telling.words.at(rule["at"], "because")
        because = because or telling.say(f"bring.rule.{rule['kind']}")
        lines.append(Bullet(f"{because} [{rule['id']}]", 2))
        last = gives
    if rules[_MOST_RULES:]:
        more = len(rules) - _MOST_RULES
        lines.append(Line(telling.phrases.plural("bring.more", more), 1))
    yield Section(telling.say("bring.title"), tuple(lines))


def _could(telling: Telling, rule: Rule, unsettled: Sequence[str]) -> bool:
    """Return whether a rule is open and would change an outcome that is not settled."""
    if rule["value"] != "open" or rule["kind"] == "promise":
        return False
    outcomes = telling.outcomes
    gives = rule["gives"]
    return any(
        i in gives and gives[i] in outcomes[i]["possible"][1:] for i in unsettled
    )


def _rank(order: Sequence[str], grade: str | None) -> int:
    return order.index(grade) if grade in order else -1


def _gives(telling: Telling, rule: Rule) -> str:
    words = telling.words
    told = [
        f"{words.outcome(id_)} {quoted(words.level(id_, grade))}"
        for id_, grade in telling.gives(rule).items()
    ]
    return telling.say(f"bring.gives.{rule['kind']}", levels="; ".join(told))


def to_do(telling: Telling) -> Iterator[Section]:
    """Yield the tasks, with whom they are for; then those that may be needed."""
    certain = [task for task in telling.account.tasks if task["certain"]]
    possible = [
        task
        for task in telling.account.tasks
        if task["possible"] and not task["certain"]
    ]
    blocks: list[Block] = list(_tasks(telling, certain))
    if possible:
        blocks += [Line("")] if blocks else []
        blocks.append(Line(telling.say("tasks.perhaps")))
        blocks += [Bullet(_task(telling, task), 1) for task in possible]
    if blocks:
        yield Section(telling.say("tasks.title"), tuple(blocks))


def _tasks(telling: Telling, tasks: Sequence[Rule]) -> Iterator[Block]:
    for task in tasks:
        who = telling.words.at(task["at"], "who")
        whom = f" {telling.say('tasks.for', who=who)}" if who else ""
        yield Bullet(f"{_task(telling, task)}{whom}", 1)
        if isinstance(task["certain"], list):
            yield from (Bullet(telling.titled(id_), 2) for id_ in task["certain"])


def _task(telling: Telling, task: Rule) -> str:
    text = telling.words.at(task["at"], "task")
    if text is None:
        return telling.say("tasks.bare", id=task["id"])
    return f"{text} [{task['id']}]"
