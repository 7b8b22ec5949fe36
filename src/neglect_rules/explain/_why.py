"""Why: the rules that were met, what met them, and what moved the level."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from neglect_rules.explain._amounts import named, quoted
from neglect_rules.explain._grounds import answer_lines, grounds
from neglect_rules.explain._page import Block, Bullet, Line, Section
from neglect_rules.explain._points import covered
from neglect_rules.explain._reports import why_reported
from neglect_rules.explain._result import is_lowest
from neglect_rules.explain._said import extent, share
from neglect_rules.explain._telling import Telling
from neglect_rules.model import Condition
from neglect_rules.pointer import Pointer

Rule = Mapping[str, Any]
_KINDS: Final = ("guard", "easing", "modifier", "threshold")
_MOVES: Final = frozenset({"modifier", "easing"})


def why(telling: Telling) -> Iterator[Section]:
    """Yield the reasons; there are always some."""
    told: set[str] = set()
    shown: set[str] = set()
    blocks: list[Block] = []
    for id_ in telling.outcomes:
        blocks += [Line("")] if blocks else []
        blocks += _outcome(telling, id_, told, shown)
    if not telling.outcomes:
        blocks += why_reported(telling)
    yield Section(telling.say("why.title"), tuple(blocks))


def _outcome(
    telling: Telling, id_: str, told: set[str], shown: set[str]
) -> Iterator[Block]:
    yield Line(named(telling.words.outcome(id_), _claim(telling, id_)), strong=True)
    decisive, others = met(telling, id_)
    for rule in decisive:
        yield from _reason(telling, id_, rule, told, shown)
    yield from _followed(telling, id_)
    if not decisive and not follows(telling, id_):
        yield from _nothing(telling, id_, shown)
    if others:
        yield Line(telling.say("why.also"), 1)
    for rule in others:
        yield Bullet(f"{_because(telling, rule)} {_gives(telling, id_, rule)}", 1)


def _claim(telling: Telling, id_: str) -> str:
    result = telling.outcomes[id_]
    if result["status"] == "not_determinable" and is_lowest(telling, id_):
        return telling.say("why.cannot_be_determined")
    level = telling.words.level(id_, telling.held(id_))
    if result["status"] == "settled" or telling.held(id_) != result["floor"]:
        return level
    lowest = is_lowest(telling, id_)
    return telling.say("why.so_far" if lowest else "why.at_least", level=quoted(level))


def met(telling: Telling, id_: str) -> tuple[list[Rule], list[Rule]]:
    """Return the rules met for an outcome: those that brought it there, the others."""
    result = telling.outcomes[id_]
    before, after = result["thresholds"][0], result["modified"][0]
    eased, floor = result["eased"][0], telling.held(id_)
    held = {
        "guard": True,
        "modifier": after != before and after == floor,
        "easing": eased not in {after, before} and eased == floor,
    }
    decisive: list[Rule] = []
    others: list[Rule] = []
    met = [
        rule
        for kind in _KINDS
        for rule in telling.account.rules
        if rule["kind"] == kind and rule["value"] == "true"
        and id_ in rule.get("gives", {})
    ]  # fmt: skip
    for rule in met:
        kind = rule["kind"]
        reaches = kind in _MOVES or rule["gives"][id_] == floor
        holds = held.get(kind, before == floor)
        (decisive if reaches and holds else others).append(rule)
    return decisive, others


def _reason(
    telling: Telling, id_: str, rule: Rule, told: set[str], shown: set[str]
) -> Iterator[Block]:
    again = rule["id"] in shown
    shown.add(rule["id"])
    reason = _because(telling, rule)
    yield Bullet(telling.say("why.above", told=reason) if again else reason, 1)
    if not again:
        yield from _grounded(telling, rule, told)
    yield from _moved(telling, id_, rule)


def _because(telling: Telling, rule: Rule) -> str:
    """Return a rule's reason in the author's words, with its id."""
    reason = telling.words.at(rule["at"], "because")
    if reason is None:
        return telling.say(f"why.met.{rule['kind']}", id=rule["id"])
    return f"{reason} [{rule['id']}]"


def _gives(telling: Telling, id_: str, rule: Rule) -> str:
    level = quoted(telling.words.level(id_, rule["gives"][id_]))
    if rule["kind"] in _MOVES:
        return telling.say(f"why.in_vain.{rule['kind']}", level=level)
    return telling.say("why.gives", level=level)


def _moved(telling: Telling, id_: str, rule: Rule) -> Iterator[Block]:
    """Yield the level before and after a rule that moved it."""
    result = telling.outcomes[id_]
    stages = {
        "modifier": (result["thresholds"][0], result["modified"][0]),
        "easing": (result["modified"][0], result["eased"][0]),
        "guard": (result["eased"][0], result["floor"]),
    }
    if rule["kind"] in stages:
        ends = stages[rule["kind"]]
        if ends[0] == ends[1]:
            return
        before, after = (quoted(telling.words.level(id_, grade)) for grade in ends)
        weak = result["status"] == "not_determinable"
        key = "why.moved_at_least" if weak else "why.moved"
        yield Line(telling.say(key, before=before, after=after), 2)


def _grounded(telling: Telling, rule: Rule, told: set[str]) -> Iterator[Block]:
    condition = condition_of(telling, rule)
    if condition is None:
        yield from _bare(telling, rule)
        return
    seen: set[str] = set()
    for ground in grounds(telling, condition, f"{rule['at']}/when"):
        if ground.text is not None and ground.text not in seen:
            seen.add(ground.text)
            yield Bullet(ground.text, 2)
        fresh = [id_ for id_ in ground.answers if id_ not in seen]
        seen.update(fresh)
        yield from _answers(telling, fresh, told)


def _answers(telling: Telling, ids: Sequence[str], told: set[str]) -> Iterator[Block]:
    for id_ in ids:
        title, details = answer_lines(telling, id_, told)
        yield Bullet(title, 2)
        for detail in details:
            yield Line(detail, 3)


def condition_of(telling: Telling, rule: Rule) -> Condition | None:
    """Return the condition of a rule as its author wrote it."""
    ruleset = telling.words.ruleset
    if ruleset is None:
        return None
    folder, index = Pointer.parse(rule["at"]).parts
    rules: Sequence[Any] = getattr(ruleset, folder)
    found: Condition = rules[int(index)].when
    return found


def _bare(telling: Telling, rule: Rule) -> Iterator[Block]:
    """Yield what met a rule as the trace has it: ids, for want of the ruleset."""
    inside = f"{rule['at']}/when"
    for entry in telling.trace.document["entries"]:
        within = entry["at"] == inside or entry["at"].startswith(f"{inside}/")
        asked = entry.get("expected", {})
        if within and entry["value"] == "true" and "indicator" in asked:
            yield Bullet(telling.titled(asked["indicator"]), 2)
        elif within and entry.get("met"):
            for id_ in entry["met"]:
                yield Bullet(telling.titled(id_), 2)


def follows(telling: Telling, id_: str) -> bool:
    """Return whether an outcome's level comes from an earlier outcome."""
    place = f"/outcomes/{id_}/from"
    if not telling.trace.has(place, "start"):
        return False
    start: list[str] = telling.trace.value(place, "start")
    result = telling.outcomes[id_]
    return bool(start[0] == result["floor"] == result["eased"][0])


def _followed(telling: Telling, id_: str) -> Iterator[Block]:
    ruleset = telling.words.ruleset
    if not follows(telling, id_):
        return
    start = ruleset.outcomes[id_].from_ if ruleset else None
    if start is None:
        yield Bullet(telling.say("why.follows"), 1)
        return
    earlier, words = telling.outcomes[start.outcome], telling.words
    name = quoted(words.outcome(start.outcome))
    if earlier["status"] == "not_determinable" and is_lowest(telling, start.outcome):
        yield Bullet(telling.say("why.follows_unknown", outcome=name), 1)
        return
    claim = _claim(telling, start.outcome)
    claim = quoted(claim) if earlier["status"] == "settled" else claim
    yield Bullet(telling.say("why.follows_from", outcome=name, level=claim), 1)


def _nothing(telling: Telling, id_: str, shown: set[str]) -> Iterator[Block]:
    """Yield why a level is the lowest, or why none can be said."""
    result = telling.outcomes[id_]
    if result["status"] == "settled":
        yield Bullet(telling.say("why.nothing"), 1)
    elif result["status"] == "at_least":
        yield Bullet(telling.say("why.nothing_certain"), 1)
    else:
        told = telling.say("why.too_little")
        again = told in shown
        shown.add(told)
        yield Bullet(telling.say("why.above", told=told) if again else told, 1)
        for line in () if again else short_of(telling):
            yield Line(line, 2)


def short_of(telling: Telling) -> Iterator[str]:
    """Yield where too little was answered: how much, and how much is wanted."""
    ruleset = telling.words.ruleset
    enough = ruleset.open_answers.enough if ruleset else None
    for each in telling.account.coverage:
        if each.enough is False:
            whole = each.domain == "all"
            wanted = (enough.core if whole else enough.each_domain) if enough else None
            parts = {
                "where": covered(telling, each),
                "answered": extent(telling.phrases, each.answered),
                "due": extent(telling.phrases, each.due),
            }
            if wanted is None:
                yield telling.say("why.answered", **parts)
            else:
                needed = share(telling.phrases, str(wanted))
                yield telling.say("why.answered_of_needed", needed=needed, **parts)
