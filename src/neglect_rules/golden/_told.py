"""What is not as agreed of a worked case, in words."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from neglect_rules.explain import words
from neglect_rules.golden._places import label_of
from neglect_rules.golden._run import Difference
from neglect_rules.model import Ruleset

_OF_OUTCOME: Final = {
    "floor": "certain at least",
    "ceiling": "possible at most",
    "recommended": "recommended level",
    "last_seen": "certain by the latest answers alone",
    "status": "how sure it is",
}
_STATUS: Final = {
    "settled": "settled",
    "at_least": "at least this, perhaps more",
    "not_determinable": "cannot be determined",
}


def told(ruleset: Ruleset, each: Difference) -> str:
    """Return a difference as a sentence without its full stop."""
    return _TOLD.get(each.about[0], _rule)(ruleset, each)


def _outcome(ruleset: Ruleset, each: Difference) -> str:
    _, id_, *name = each.about
    if not name:
        return f"the ruleset has no outcome called {id_}"
    head = f"{words(ruleset, None).outcome(id_)}, {_OF_OUTCOME[name[0]]}"
    agreed, found = (_level(ruleset, id_, v) for v in (each.expected, each.found))
    return f"{head}: agreed {agreed}, found {found}"


def _level(ruleset: Ruleset, outcome: str, value: str) -> str:
    if value in _STATUS:
        return f'"{_STATUS[value]}"'
    # "none" may be the id of a grade, and stands for no grade as well.
    if value == "none" and value not in ruleset.outcomes[outcome].grades:
        return "nothing"
    return f'"{words(ruleset, None).level(outcome, value)}"'


def _rule(ruleset: Ruleset, each: Difference) -> str:
    if not each.rules:
        return f"the ruleset has no rule called {each.what}"
    label = label_of(ruleset, each.rules[0])
    return f"{label}: agreed {each.expected}, found {each.found}"


def _tasks(ruleset: Ruleset, each: Difference) -> str:
    agreed, found = (set(ids.split(", ")) - {"none"} for ids in _ends(each))
    parts = [
        f"{head}: {_listed_tasks(ruleset, ids)}"
        for head, ids in (
            ("tasks that were not agreed", found - agreed),
            ("tasks that were agreed and are not there", agreed - found),
        )
        if ids
    ]
    return "; ".join(parts)


def _ends(each: Difference) -> tuple[str, str]:
    return each.expected, each.found


def _listed_tasks(ruleset: Ruleset, ids: set[str]) -> str:
    known = {task.id: n for n, task in enumerate(ruleset.tasks)}
    named = [
        label_of(ruleset, f"/tasks/{known[id_]}") if id_ in known else id_
        for id_ in sorted(ids)
    ]
    return " ".join(named)


def _report(ruleset: Ruleset, each: Difference) -> str:
    if not each.rules:
        return f"the ruleset reports nothing called {each.about[1]}"
    label = label_of(ruleset, each.rules[0])
    agreed, found = (_range(value) for value in _ends(each))
    return f"{label}: agreed {agreed}, found {found}"


def _range(value: str) -> str:
    ends = list(dict.fromkeys(value.split(", ")))
    return " to ".join(ends)


def _warning(ruleset: Ruleset, each: Difference) -> str:
    kind = each.about[1].replace("_", " ")
    agreed, found = (_named(ruleset, value) for value in _ends(each))
    return f'the warning "{kind}": agreed {agreed}, found {found}'


def _named(ruleset: Ruleset, value: str) -> str:
    """Return the ids of a list with their labels."""
    named = []
    for id_ in value.split(", "):
        if id_ in ruleset.outcomes:
            named.append(words(ruleset, None).outcome(id_))
        elif id_ in ruleset.indicators:
            named.append(label_of(ruleset, f"/indicators/{id_}"))
        else:
            named.append(id_)
    return ", ".join(named)


def _review(_: Ruleset, each: Difference) -> str:
    return f"the next review by: agreed {each.expected}, found {each.found}"


def _suffices(ruleset: Ruleset, each: Difference) -> str:
    head = "the answers that are said to be enough"
    spare = each.what.partition(" without ")[2]
    if spare:
        return f"{head}: {_named(ruleset, spare)} can be spared"
    if each.what == "sufficient":
        missing = _named(ruleset, each.found.partition(": ")[2])
        return f"{head} are not all in the case: {missing}"
    outcome = each.rules[0].rpartition("/")[2]
    agreed, found = (_level(ruleset, outcome, value) for value in _ends(each))
    return f"{head}: alone they make {found} certain, and not {agreed}"


_TOLD: Final[dict[str, Callable[[Ruleset, Difference], str]]] = {
    "outcomes": _outcome,
    "tasks": _tasks,
    "report": _report,
    "warnings": _warning,
    "review_by": _review,
    "sufficient": _suffices,
}
