"""The tables: strengths, points and how they add up, results, how much was answered."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from neglect_rules.explain._amounts import is_nought
from neglect_rules.explain._inputs import may_ease
from neglect_rules.explain._page import Block, Bullet, Line, Section, Table
from neglect_rules.explain._said import extent, listed, number, share
from neglect_rules.explain._telling import Telling
from neglect_rules.model import Domain
from neglect_rules.trace import Contribution, Coverage, DomainScore


def strengths(telling: Telling) -> Iterator[Section]:
    """Yield the strengths that were recorded."""
    found = [id_ for id_ in telling.leaves if is_strength(telling, id_)]
    if not found:
        return
    scored = any(_scores(telling, id_) for id_ in found)
    told = telling.say("strengths.for_the_plan")
    if any(may_ease(telling, id_) for id_ in found):
        told = telling.say("strengths.may_step_down")
    if scored:
        told = telling.say("strengths.in_the_points")
    bullets = [Bullet(telling.titled(id_), 1) for id_ in found]
    yield Section(telling.say("strengths.title"), (Line(told), *bullets))


def is_strength(telling: Telling, id_: str) -> bool:
    """Return whether a strength was recorded above the lowest grade of its scale."""
    scale = telling.words.scale(id_)
    if scale is None or scale.kind != "strength" or not telling.applies(id_):
        return False
    lowest = scale.grades[0].id
    recorded = telling.leaves[id_]["state"] == "known"
    return recorded and lowest not in telling.grades(id_)


def _scores(telling: Telling, id_: str) -> bool:
    scale, spec = telling.words.scale(id_), telling.words.thing(id_)
    scored = scale is not None and any(grade.points for grade in scale.grades)
    return scored and spec is not None and spec.domain is not None


def points(telling: Telling) -> Iterator[Section]:
    """Yield what each answer adds, domain by domain, up to the total."""
    account = telling.account
    wanted = list(telling.words.ruleset.domains if telling.words.ruleset else ())
    domains = sorted(account.domains, key=lambda d: _place(wanted, d.id))
    if all(is_nought(domain.raw) for domain in domains):
        return
    rows: list[tuple[str, ...]] = []
    for domain in domains:
        rows.append(_domain(telling, domain))
        rows += [
            (
                f"  {telling.titled(c.id)}{_weighed(telling, c)}",
                extent(telling.phrases, c.adds),
                *[""] * 3,
            )
            for c in account.contributions
            if c.domain == domain.id and not is_nought(c.adds)
        ]
    total = extent(telling.phrases, account.total)
    rows.append((telling.say("points.in_all"), "", "", "", total))
    notes = [Line(note) for d in domains if (note := _note(telling, d))]
    table = Table(_head(telling), tuple(rows))
    yield Section(telling.say("points.title"), (table, *notes))


def _head(telling: Telling) -> tuple[str, ...]:
    return (
        "",
        telling.say("points.points"),
        telling.say("points.counted"),
        telling.say("points.weight"),
        telling.say("points.comes_to"),
    )


def _place(wanted: Sequence[str], id_: str) -> int:
    """Return where an id stands in the author's order; first if it is none of it."""
    return wanted.index(id_) if id_ in wanted else -1


def _domain(telling: Telling, score: DomainScore) -> tuple[str, ...]:
    spec = _spec(telling, score.id)
    phrases = telling.phrases
    weight = ""
    if spec is not None:
        by = number(phrases, str(spec.weight))
        weight = phrases.say("points.times", weight=by)
    raw, capped = extent(phrases, score.raw), extent(phrases, score.capped)
    name = telling.words.domain(score.id)
    return (name, raw, capped, weight, extent(phrases, score.weighted))


def _weighed(telling: Telling, each: Contribution) -> str:
    """Return how points become what is added, where a weight stands between."""
    spec = telling.words.thing(each.id)
    if spec is None or spec.weight == 1:
        return ""
    points = extent(telling.phrases, each.points)
    weight = number(telling.phrases, str(spec.weight))
    return f" ({telling.say('points.weighed', points=points, weight=weight)})"


def _spec(telling: Telling, domain: str) -> Domain | None:
    ruleset = telling.words.ruleset
    return None if ruleset is None else ruleset.domains[domain]


def _note(telling: Telling, score: DomainScore) -> str:
    """Return what happened to a domain's points between two columns."""
    spec, name = _spec(telling, score.id), telling.words.domain(score.id)
    notes = []
    if spec is not None and spec.combine != "sum" and not is_nought(score.raw):
        notes.append(telling.say(f"points.combined.{spec.combine}"))
    if score.cap_binds is True and score.raw[0] > score.capped[0]:
        limit = extent(telling.phrases, score.capped)
        notes.append(telling.say("points.limited", limit=limit))
    elif score.cap_binds is None:
        notes.append(telling.say("points.limit_may_apply"))
    if score.raw[0] < score.capped[0]:
        least = number(telling.phrases, score.capped[0])
        notes.append(telling.say("points.at_least", least=least))
    return f"{name}: {' '.join(notes)}" if notes else ""


def answered(telling: Telling) -> Iterator[Section]:
    """Yield how much was answered, and whether the ruleset calls that enough."""
    wanted_order = list(telling.words.ruleset.domains if telling.words.ruleset else ())
    due = [each for each in telling.account.coverage if each.due[1]]
    due.sort(key=lambda each: _place(wanted_order, each.domain))
    rows = [_covered(telling, each) for each in due]
    head = ("", telling.say("answered.answered"), "")
    blocks: list[Block] = [Table(head, tuple(rows))]
    wanted = _wanted(telling)
    if wanted:
        shares = listed(telling.phrases, wanted)
        blocks.append(Line(telling.say("answered.wanted", shares=shares)))
    if rows:
        yield Section(telling.say("answered.title"), tuple(blocks))


def _wanted(telling: Telling) -> list[str]:
    """Return which shares of the questions the ruleset wants answered."""
    ruleset = telling.words.ruleset
    enough = ruleset.open_answers.enough if ruleset else None
    if enough is None:
        return []
    shares = {
        "answered.of_the_core": enough.core,
        "answered.of_each_part": enough.each_domain,
    }
    return [
        telling.say(key, share=share(telling.phrases, str(least)))
        for key, least in shares.items()
        if least is not None
    ]


def covered(telling: Telling, each: Coverage) -> str:
    """Return of which questions it is said how many were answered."""
    if each.domain == "all":
        return telling.say("answered.core_in_all")
    return telling.words.domain(each.domain)


def _covered(telling: Telling, each: Coverage) -> tuple[str, ...]:
    phrases = telling.phrases
    answered, due = extent(phrases, each.answered), extent(phrases, each.due)
    verdict = ""
    if each.enough is not None:
        key = "answered.enough" if each.enough else "answered.too_little"
        verdict = telling.say(key)
    many = telling.say("answered.of", answered=answered, due=due)
    return covered(telling, each), many, verdict
