"""Results in their own right: measures and ratings that a ruleset reports."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from neglect_rules.explain._amounts import named
from neglect_rules.explain._grounds import answer_lines
from neglect_rules.explain._inputs import inputs, of_measure
from neglect_rules.explain._page import Block, Bullet, Line, Section, Table
from neglect_rules.explain._said import extent
from neglect_rules.explain._telling import NA, Telling
from neglect_rules.model import ReportItem

Item = Mapping[str, Any]


def reports(telling: Telling) -> Iterator[Section]:
    """Yield what is reported beside a recommendation, or instead of one."""
    items = telling.account.report
    if items:
        rows = tuple((_label(telling, item), _value(telling, item)) for item in items)
        title = telling.say("reports.beside" if telling.outcomes else "reports.alone")
        yield Section(title, (Table(("", ""), rows),))


def why_reported(telling: Telling) -> Iterator[Block]:
    """Yield what each reported result is made of."""
    told: set[str] = set()
    for item in telling.account.report:
        yield Bullet(named(_label(telling, item), _value(telling, item)), 1)
        for id_ in _behind(telling, item):
            title, details = answer_lines(telling, id_, told)
            yield Bullet(title, 2)
            yield from (Line(detail, 3) for detail in details)


def _behind(telling: Telling, item: Item) -> list[str]:
    """Return the answers that a reported result was made of."""
    spec = _spec(telling, item)
    if spec is None:
        return []
    if spec.rating is not None:
        found = inputs(telling, spec.rating)
    elif spec.measure is not None:
        named_one = isinstance(spec.measure, str)
        at = f"/measures/{spec.measure}" if named_one else f"{item['at']}/measure"
        found = of_measure(telling, spec.measure, at)
    else:
        found = []
    return [id_ for id_ in found if id_ != "age" and list(telling.grades(id_)) != [NA]]


def _spec(telling: Telling, item: Item) -> ReportItem | None:
    ruleset = telling.words.ruleset
    index = int(item["at"].rpartition("/")[2])
    return None if ruleset is None else ruleset.report[index]


def _label(telling: Telling, item: Item) -> str:
    return telling.words.at(item["at"], "label") or str(item["id"])


def _value(telling: Telling, item: Item) -> str:
    spec = _spec(telling, item)
    if spec is not None and spec.rating is not None:
        if not telling.applies(spec.rating):
            return telling.say("state.not_applicable")
        return telling.chosen(spec.rating)
    value = item["value"]
    try:
        return extent(telling.phrases, value)
    except ValueError:  # grades, for want of the ruleset
        return f" {telling.say('reports.or')} ".join(value)
