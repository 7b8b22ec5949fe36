"""What a ruleset says of a case, clause by clause.

A choice is a set of positions; all else is an extent, least and greatest possible;
false is less than true. Ages stand in `_calendar`, counts over time in `_history`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from fractions import Fraction
from functools import cache
from itertools import chain, product
from operator import ge, gt, le, lt
from typing import Any, TypeAlias

from attrs import fields, has

from neglect_rules import model as m
from neglect_rules.reference import _history as history
from neglect_rules.reference._calendar import NO_LIMIT, Extent, each_age, moved

# fmt: off
Choice: TypeAlias = frozenset[int]
FALSE, OPEN, TRUE = (False, False), (False, True), (True, True)
NA = -1  # not applicable: before the lowest grade, and the last of `[*grades, "n/a"]`
STAGES = ("after_thresholds", "after_modifiers", "after_easings", "possible")  # 7.2 to 7.6
SIDES = {"at_least": ge, "above": gt, "at_most": le, "below": lt}
WORSE: Mapping[Any, Any] = {"concern": ge, "strength": le}  # a context scale has none

def decide(ruleset: m.Ruleset, case: m.Case, at: datetime, parts: Any = None) -> dict[str, Any]:
    """Return what the clauses say of a case, each birth date judged, all united."""
    parts, births, items = parts or parts_of(ruleset), {}, ruleset.indicators.values()
    bands, read = [i.ages for i in items if i.ages], [p.age for p in parts.values() if isinstance(p, m.Age)]
    for ages in each_age(ruleset.subjects.age_months or m.AgeBand(), case.subject, at.date()):
        told = (*(_within(ages, band) for band in bands), *(ages[name] for name in read))
        births[told] = ages  # the ruleset cannot tell the others from this one
    def united(mode: str, find: Callable[[_World], Any]) -> Any:
        return _unite([find(_World(ruleset, case, at.date(), a, mode)) for a in births.values()])
    found, records = united("recorded", lambda w: w.findings(parts)), chain(*case.answers.values())
    modes = {"openly": [i.zero_fill for i in items], "confirmed": [r.suspected for r in records],
            "unjudged": [i.judgement for i in items], "held": ruleset.easings, "seen": [
                len({r.date for r in said if r.date and not r.state}) > 1 for said in case.answers.values()]}
    others = [united(mode, _World.finals) if any(differs) else found["finals"] for mode, differs in modes.items()]
    return _concluded(ruleset, found, others, at.date())

# 1 Values, and what the clauses do with them
def _extent(possible: Iterable[Any]) -> Extent:
    return min(values := list(possible)), max(values)
def _ends(pick: Callable[[Any], Any], extents: Iterable[Extent]) -> Extent:
    pairs = list(extents)
    return pick([low for low, _ in pairs]), pick([high for _, high in pairs])
def _compared(extent: Extent, **sides: Any) -> Extent:  # 4.3
    tests = [(SIDES[side], Fraction(k)) for side, k in sides.items() if k is not None]
    return _ends(all, [_extent(holds(e, k) for e in extent) for holds, k in tests])
def _times(k: Any, extent: Extent) -> Extent:  # 5.5
    return _extent(Fraction(k) * end for end in extent)
def _while(verdict: Extent, choice: Choice) -> Choice:  # and n/a otherwise
    return frozenset({*(choice if verdict[1] else ()), *(() if verdict[0] else (NA,))})
def _among(choice: Choice, test: Any, grades: Sequence[str]) -> Extent:  # 4.2
    first, last = (grades.index(g) for g in (test.at_least or grades[0], test.at_most or grades[-1]))
    named = [g for g in grades[first:last + 1] if test.in_ is None or g in test.in_]
    return _extent(at != NA and grades[at] in named for at in choice)
def _worst(choices: Iterable[Choice], kind: str = "concern") -> Choice:  # 6.6
    worst, pick = frozenset({NA}), min if kind == "strength" else max
    for choice in choices:
        worst = frozenset(pick({a, b} - {NA}, default=NA) for a, b in product(worst, choice))
    return worst
def _reach(base: int, moves: Iterable[tuple[Extent, int]]) -> Choice:  # 7.1
    reached = [(TRUE, base), *moves]
    least = max(grade for (certain, _), grade in reached if certain)
    return frozenset(g for (_, maybe), g in reached if maybe and g >= least)
def _raised(by: m.Modifier, name: str, grades: Sequence[str], at: int) -> int:  # 7.3
    counts = at >= grades.index(by.from_at_least.get(name, grades[0]))
    return max(at, min(at + by.raise_[name], grades.index(by.up_to[name])) if counts else at)
def _eased(by: m.Easing, name: str, grades: Sequence[str], at: int) -> int:  # 7.6
    return min(at, max(at - by.lower[name], grades.index(by.not_below[name])))
def _unite(values: Sequence[Any]) -> Any:  # 2.6
    if isinstance(values[0], dict):
        return {name: _unite([value[name] for value in values]) for name in values[0]}
    return frozenset(chain(*values)) if isinstance(values[0], frozenset) else _extent(chain(*values))
def parts_of(node: Any, place: str = "") -> dict[str, Any]:
    """Return every part of a ruleset by its pointer."""
    found, parts = {place: node}, node if isinstance(node, Mapping) else {}
    if has(type(node)):
        parts = {f.name.rstrip("_"): getattr(node, f.name) for f in fields(type(node)) if f.eq}
    for name, part in enumerate(node) if isinstance(node, tuple) else parts.items():
        if has(type(part)) or isinstance(part, tuple | Mapping):
            found |= parts_of(part, f"{place}/{name}")
    return found
def _within(ages: Mapping[str, Extent], band: m.AgeBand | None) -> Extent:
    return _compared(ages["months"], at_least=band and band.from_, below=band and band.before)

class _World:
    """A case for one possible birth date, with its answers read in one mode."""
    def __init__(self, rules: m.Ruleset, case: m.Case, *told: Any) -> None:
        self.rules, self.case, (self.day, self.ages, self.mode) = rules, case, told
        self.items: dict[str, Any] = {**rules.indicators, **rules.ratings}
        self.scales = {n: rules.scales[i.scale] for n, i in self.items.items() if i.scale}
        self.kinds = {name: scale.kind for name, scale in self.scales.items()}
        self.grades = {n: [g.id for g in scale.grades] for n, scale in self.scales.items()}
        self.read: set[str] = set()
        self.choice, self.results, self.of = cache(self._choice), cache(self._results), cache(self._of)
        self.score, self.records, self.covered = cache(self._score), cache(self._records), cache(self._covered)
    # 3 What a recorded answer stands for
    def _records(self, name: str, *, believed: bool = False) -> list[list[m.Record]]:  # 3.4, 3.11
        item, said = self.items[name], self.left_in(name, believed=believed)
        how = "latest" if believed and self.mode == "seen" else item.believe  # 8.9
        return [history.standing(each, how, self.day) for each in history.apart(said, item, self.case)]
    def left_in(self, name: str, *, believed: bool) -> list[m.Record]:  # 3.5, 5.14, 8.6
        self.read.add(name)
        unjudged = believed and self.mode == "unjudged" and self.items[name].judgement
        sure, said = believed and self.mode == "confirmed", self.case.answers.get(name, ())
        return [r for r in said if not (unjudged or (sure and r.suspected))]
    def permitted(self, name: str) -> list[Any]:  # 3.1, 3.2
        number, permits = self.items[name].number, self.items[name].permits
        if number:
            low, before, step = map(Fraction, (number.from_, number.before, number.step))
            return [low, low - step * ((low - before) // step + 1)]
        return [at for at, g in enumerate(self.grades[name]) if not permits or g in permits]
    def state(self, name: str, *, believed: bool = False) -> str:  # 3.11
        item, each = self.items[name], self.records(name, believed=believed)
        return min((history.state(said, item, self.day) for said in each), key=history.STATES.index)
    def stands(self, name: str, record: m.Record, stale: Any) -> frozenset[Any]:  # 3.2, 3.3
        value: Any = self.grades[name].index(record.grade) if record.grade else Fraction(record.number or 0)
        worse = WORSE.get(self.kinds.get(name), lambda *_: True)
        return frozenset({value, *(at for at in self.permitted(name) if stale and worse(at, value))})
    def sets(self, name: str, said: Sequence[m.Record]) -> list[frozenset[Any]]:  # 3.2, 3.6
        item, permitted = self.items[name], self.permitted(name)
        state = history.state(said, item, self.day)
        if state in ("known", "stale"):
            return [self.stands(name, record, state == "stale") for record in said if not record.state]
        if item.may_not_apply and state == "not_applicable":
            return [frozenset({NA})]
        filled = state == "zero_filled" and self.mode not in ("openly", item.judgement and "unjudged")
        return [frozenset(permitted[:1] if filled else {*permitted, *[NA] * item.may_not_apply})]
    def _choice(self, name: str) -> Choice:  # 3.4, 3.8, 3.11
        item, kind = self.items[name], self.kinds[name]
        if name in self.rules.ratings:
            return self.rule(item.rule, name)
        openly = self.mode == "openly" and self.state(name) == "zero_filled"  # 8.2
        each = [self.sets(name, said) for said in ([()] if openly else self.records(name, believed=True))]
        union = item.disagree == "open" or kind == "context"
        answers = [frozenset(chain(*sets)) if union else _worst(sets, kind) for sets in each]
        return _while(self.counts(name, believed=True), _worst(answers, kind))
    def counts(self, name: str, *, believed: bool = False) -> Extent:  # 3.7, 3.8
        item, applies = self.items[name], self.applies(name)
        if item.may_not_apply and self.state(name, believed=believed) == "not_applicable":
            return FALSE
        given = {record.grade for record in chain(*self.records(name)) if not record.state}
        above = item.number or given - {self.grades[name][self.permitted(name)[0]]}
        return TRUE if above else applies
    def applies(self, name: str) -> Extent:  # 3.8, 5.10
        item, kind = self.items[name], self.case.subject.kind
        asked = self.of(item.ask_if) if item.ask_if else TRUE
        given = any(not record.state for record in chain(*self.records(name)))
        kinds = _extent([kind in (item.subjects or (kind,))])
        return _ends(all, [kinds, _within(self.ages, item.ages), TRUE if given else asked])
    def due(self, name: str) -> Extent:  # 3.7, 3.9
        return TRUE if name in self.rules.ratings else self.counts(name)
    def answered(self, name: str) -> Extent:  # 3.7, 3.9, 3.11
        if name not in self.rules.ratings:
            return _extent([self.state(name) == "known"])
        again = _World(self.rules, self.case, self.day, self.ages, self.mode)
        again.choice(name)  # makes it once more, to see what it reads
        self.read |= again.read
        spared = {name: _extent(not end for end in self.due(name)) for name in again.read}
        return _ends(all, [_ends(any, [self.answered(n), spared[n]]) for n in spared] or [FALSE])
    def _covered(self, domain: str) -> dict[str, Extent]:  # 5.8
        every = self.rules.indicators if domain == "all" else ()
        pool = [n for n, item in self.items.items() if every or item.domain == domain]
        names = [name for name in pool if self.items[name].core] or every or pool
        both = [_ends(all, [self.answered(name), self.due(name)]) for name in names]
        return {"answered": _ends(sum, both), "due": _ends(sum, map(self.due, names))}
    def covers(self, domain: str, share: Any) -> Extent:  # 4.6, 8.3
        answered, due = self.covered(domain).values()
        return _compared(_ends(sum, [answered, _times(-Fraction(share), due)]), at_least=0)
    # 4 Conditions and 5 measures
    def _of(self, node: Any) -> Any:
        return _MEANING[type(node)](self, node)
    def tests(self, of: m.Selection, *, placed: bool = False) -> dict[str, Extent]:  # 4.4
        return {n: self.graded(n, of.graded) for n in self.members(of) if self.items[n].domain or not placed}
    def members(self, of: m.Selection) -> list[str]:  # 4.4
        from_, items, any_ = of.from_, self.items, of.graded != "critical"
        domains = self.rules.domains if from_.all else from_.domains or ()
        names = from_.indicators or [n for n, kind in self.kinds.items() if kind in WORSE and (
            items[n].domain in domains or from_.tag in items[n].tags)]
        return [n for n in items if n in names and (any_ or items[n].critical_at)]
    def graded(self, name: str, test: Any, choice: Choice | None = None) -> Extent:  # 4.2, 4.4
        if test == "critical":
            side = "at_most" if self.kinds[name] == "strength" else "at_least"
            test = m.GradeTest(**{side: self.items[name].critical_at})
        return _among(choice or self.choice(name), test, self.grades[name])
    def fact(self, fact: Any) -> Extent:  # 4.5, 4.6
        if isinstance(fact, m.CoverageRecord):
            return _extent(not end for end in self.covers(fact.coverage, fact.below))
        records = [*chain(*self.records(fact.indicator))]
        said = {r.cause if fact.cause else r.source for r in records if r.state is None}
        states = {r.state.value if r.state else "recorded" for r in records} or {"not_asked"}
        states |= {"suspected" for record in records if record.suspected}
        known = bool(states & {*(fact.state or ())} or said & {*(fact.source or fact.cause or ())})
        return known, known or bool(not fact.state and None in said)
    def points(self, name: str) -> Extent:  # 5.1
        points = [*(g.points for g in self.scales[name].grades), self.items[name].not_applicable_points]
        return _extent(Fraction(points[at]) for at in self.choice(name))
    def contributions(self, domain: str) -> dict[str, Extent]:  # 5.2
        meant = [n for n, kind in self.kinds.items() if kind in WORSE and self.items[n].domain == domain]
        return {n: _times(self.items[n].weight, self.points(n)) for n in meant}
    def _score(self, name: str) -> dict[str, Extent]:  # 5.3, 5.4
        domain, each = self.rules.domains[name], [*self.contributions(name).values()]
        each = [_compared(e, above=0) for e in each] if domain.combine == "count" else each
        raw = _ends(max if domain.combine == "max" and each else sum, each)
        cap = NO_LIMIT if domain.cap is None else Fraction(domain.cap)
        floor = -NO_LIMIT if domain.floor is None else Fraction(domain.floor)
        capped = _extent(max(floor, min(cap, end)) for end in raw)
        return {"raw": raw, "capped": capped, "weighted": _times(domain.weight, capped)}
    def count(self, of: m.CountOf) -> Extent:  # 5.7
        tests = self.tests(of.count, placed=bool(of.distinct))
        groups = {n: self.items[n].domain if of.distinct else n for n in tests}
        each = [[tests[n] for n in tests if groups[n] == g] for g in {*groups.values()}]
        return _ends(sum, [_ends(any, group) for group in each])
    def seen(self, name: str) -> list[tuple[int, m.Record]]:  # 5.14
        return [(self.grades[name].index(r.grade), r) for r in self.left_in(name, believed=True) if r.grade]
    def while_asked(self, name: str, count: Extent) -> Extent:  # 5.10
        spared = self.items[name].may_not_apply and self.state(name) == "not_applicable"
        certain, maybe = FALSE if spared else self.applies(name)
        return count[0] * certain, count[1] * maybe
    def meets(self, name: str, test: Any) -> list[int]:  # 4.2
        return [at for at, _ in enumerate(self.grades[name]) if all(self.graded(name, test, frozenset({at})))]
    def over_time(self, of: m.Seen | m.Selection, count: Callable[..., Extent]) -> Extent:  # 5.10, 5.11
        tests: dict[str, Any] = {of.indicator: of} if isinstance(of, m.Seen) else {
            n: of.graded for n in self.members(of) if n in self.rules.indicators}
        counts = {n: count(self.seen(n), self.meets(n, test), self.scales[n]) for n, test in tests.items()}
        return _ends(max, [self.while_asked(n, each) for n, each in counts.items()])
    def reviews(self, of: str) -> Extent:  # 5.13
        items = self.rules.indicators
        alike = [n for n in items if self.kinds.get(n) == "concern" and of in ("all", items[n].domain)]
        counts = {n: history.without_improvement(self.seen(n), self.permitted(n)[0], self.case.reviews, self.day)
                  for n in ([of] if of in items else alike)}
        return _ends(max, [(0, 0), *(self.while_asked(n, count) for n, count in counts.items())])
    # 6 Ratings
    def rule(self, rule: Any, name: str) -> Choice:
        if isinstance(rule, str):
            return frozenset({NA if rule == "n/a" else self.grades[name].index(rule)})
        return frozenset(_MEANING[type(rule)](self, rule, name))
    def bands(self, rule: m.Bands, name: str) -> Choice:  # 6.1
        edges = [_compared(self.of(rule.of), at_least=b.from_, above=b.above) for b in rule.bands]
        meets = zip(rule.bands, edges, [*edges[1:], FALSE], strict=True)
        gives = [band.give for band, (_, end), (past, _) in meets if end and not past]
        return frozenset(self.grades[name].index(give) for give in gives)
    def choose(self, rule: m.Choose, name: str) -> Choice:  # 6.2
        by = {grade: self.rule(give, name) for grade, give in rule.by.items()}
        by["n/a"], grades = frozenset({NA}), [*self.grades[rule.choose], "n/a"]
        return frozenset(chain(*(by[grades[at]] for at in self.choice(rule.choose))))
    def branches(self, rule: m.Grades, name: str) -> Choice:  # 6.3
        gives = [(self.of(branch.when), self.rule(branch.give, name)) for branch in rule.grades]
        worst = _worst([_while(*give) for give in gives], self.kinds[name])
        return worst - {NA} | (self.rule(rule.otherwise, name) if NA in worst else frozenset())
    def table(self, rule: m.Table, name: str) -> Choice:  # 6.4
        inputs = [[[*self.grades[n], "n/a"][at] for at in self.choice(n)] for n in rule.table]
        fits = [[row.give for row in rule.rows if all(
            grade != "n/a" if named == "any" else grade in named
            for named, grade in zip(row.when, cell, strict=True))] for cell in product(*inputs)]
        return frozenset(max(map(self.grades[name].index, give), default=NA) for give in fits)
    def most_common(self, rule: m.MostCommon, name: str) -> Choice:  # 6.7
        choices, grades = [self.choice(n) for n in rule.most_common], self.grades[name]
        top, moves = grades.index(rule.unless_above or grades[-1]), []
        held = [[_extent(min(at, top) == k for at in c) for c in choices] for k in range(top + 1)]
        counts = [_ends(sum, each) for each in held]
        for k, (low, high) in enumerate(counts):
            leads = [(low - b + (j < k), high - a + (j < k)) for j, (a, b) in enumerate(counts)]
            leads[k] = low, high
            moves.append((_ends(all, [_compared(lead, at_least=1) for lead in leads]), k))
        has_grade = _ends(any, [_extent(at != NA for at in c) for c in choices])
        above = [frozenset(at if at > top else NA for at in c) for c in choices]
        return _worst([_while(has_grade, _reach(0, moves)), *above])
    # 7 Results, 9 tasks
    def moves(self, rules: Any, to: str, name: str) -> list[tuple[Extent, int]]:
        grades, named = self.rules.outcomes[name].grades, [r for r in rules if name in getattr(r, to)]
        return [(self.of(rule.when), grades.index(getattr(rule, to)[name])) for rule in named]
    def _results(self, name: str) -> tuple[Choice, ...]:  # 7.2 to 7.6
        rules, of = self.rules, self.rules.outcomes[name]
        first, grades, from_ = _reach(0, self.moves(rules.thresholds, "reach", name)), of.grades, of.from_
        if from_:
            earlier = rules.outcomes[from_.outcome].grades
            starts = [from_.map[earlier[at]] for at in self.results(from_.outcome)[-1]]
            first = _worst([first, frozenset(map(grades.index, starts))])
        by = [(self.of(b.when), b) for b in rules.modifiers if name in b.raise_]
        each = [_reach(at, [(v, _raised(b, name, grades, at)) for v, b in by]) for at in first]
        modified, guards = frozenset(chain(*each)), self.moves(rules.guards, "at_least", name)
        down = [(self.of(e.when), e) for e in rules.easings if name in e.lower]
        down = [((v[0], v[self.mode != "held"]), e) for v, e in down]  # 8.5
        lower = [_reach(-at, [(v, -_eased(e, name, grades, at)) for v, e in down]) for at in modified]
        eased = frozenset(-at for at in chain(*lower))  # reached as 7.1 has it, but downwards
        return first, modified, eased, _worst([eased, _reach(0, guards)])
    def task(self, task: m.Task) -> Any:  # 9.1
        when = self.of(task.when) if task.when else TRUE
        tests = self.tests(task.for_each).items() if task.for_each else ()
        return {name: _ends(all, [when, test]) for name, test in tests} if tests else when
    def finals(self) -> dict[str, Any]:  # 7.2 to 7.6; choices with their grades
        return {o: {stage: frozenset((at, of.grades[at]) for at in choice)
                    for stage, choice in zip(STAGES, self.results(o), strict=True)}
                for o, of in self.rules.outcomes.items()}
    def findings(self, parts: Mapping[str, Any]) -> dict[str, Any]:
        rules, enough = self.rules, self.rules.open_answers.enough
        shares = {"all": enough.core, **dict.fromkeys(rules.domains, enough.each_domain)}
        rated = {n: frozenset((at, [*self.grades[n], "n/a"][at]) for at in self.choice(n)) for n in rules.ratings}
        return {
            "finals": self.finals(), "ratings": rated,
            "conditions": {at: self.of(c) for at, c in parts.items() if isinstance(c, m.Condition)},
            "points": {name: self.points(name) for name in self.scales},
            "contributions": dict(chain(*(self.contributions(d).items() for d in rules.domains))),
            "domains": {domain: self.score(domain) for domain in rules.domains},
            "total": self.of(m.Total(total="all")), "coverage": {d: self.covered(d) for d in shares},
            "enough": _ends(all, [self.covers(d, k) for d, k in shares.items() if k is not None]),
            "tasks": {task.id: self.task(task) for task in rules.tasks},
            "reviews": {r.id: self.of(r.when) if r.when else TRUE for r in rules.reviews},  # 9.4
            "report": {r.id: rated[r.rating] if r.rating else self.of(r.measure) for r in rules.report},
            "critical_open": {n: self.graded(n, "critical") for n in self.items if self.items[n].critical_at}}

_MEANING: dict[Any, Callable[..., Any]] = {  # 4 to 6
    m.AllOf: lambda w, c: _ends(all, map(w.of, c.all)), m.AnyOf: lambda w, c: _ends(any, map(w.of, c.any)),
    m.AtLeastOf: lambda w, c: _compared(_ends(sum, map(w.of, c.of)), at_least=c.at_least),
    m.Not: lambda w, c: _extent(not end for end in w.of(c.not_)), m.RecordTest: lambda w, c: w.fact(c.record),
    m.Named: lambda w, c: w.of(w.rules.conditions[c.is_]),
    m.IndicatorTest: lambda w, c: w.graded(c.indicator, c), m.RatingTest: lambda w, c: w.graded(c.rating, c),
    m.OutcomeTest: lambda w, c: _among(w.results(c.outcome)[-1], c, w.rules.outcomes[c.outcome].grades),
    m.MeasureTest: lambda w, c: _compared(w.of(c.measure), **{s: getattr(c, s) for s in SIDES}),
    m.Some: lambda w, c: _ends(any, w.tests(c.some).values()),
    m.Every: lambda w, c: _ends(all, w.tests(c.every).values()),
    m.NoneOf: lambda w, c: _extent(not end for end in _ends(any, w.tests(c.none).values())),
    m.SubjectTest: lambda w, c: _extent([w.case.subject.kind in c.subject]),
    str: lambda w, of: w.of(w.rules.measures[of]),
    m.CountOf: lambda w, of: w.count(of), m.Score: lambda w, of: w.score(of.score)[of.as_],
    m.Total: lambda w, of: _ends(sum, [  # 5.4
        w.score(d)["weighted"] for d in (w.rules.domains if of.total == "all" else of.total)]),
    m.NumberOf: lambda w, of: _extent(chain(*w.sets(of.number, *w.records(of.number, believed=True)))),
    m.Points: lambda w, of: w.points(of.points), m.Age: lambda w, of: w.ages[of.age],
    m.SumOf: lambda w, of: _ends(sum, map(w.of, of.sum)),
    m.MaxOf: lambda w, of: _ends(max, map(w.of, of.max)), m.MinOf: lambda w, of: _ends(min, map(w.of, of.min)),
    m.Times: lambda w, of: _times(of.times, w.of(of.of)),
    m.Mean: lambda w, of: _times(Fraction(1, len(of.mean)), _ends(sum, map(w.points, of.mean))),
    m.Events: lambda w, of: history.events(of, w.case, w.day),
    m.Sightings: lambda w, of: w.over_time(
        of.sightings, lambda graded, meets, _: history.sightings(of, w.case, w.day, graded, meets)),
    m.Unbroken: lambda w, of: w.over_time(of.unbroken, lambda *seen: history.unbroken(w.day, *seen)),
    m.Earlier: lambda w, of: history.earlier(of.earlier, w.case),
    m.Change: lambda w, of: _ends(sum, [w.of(of.change), _times(-1, history.earlier(of.change, w.case))]),
    m.ReviewsWithoutImprovement: lambda w, of: w.reviews(of.reviews_without_improvement),
    m.Bands: _World.bands, m.Choose: _World.choose, m.Grades: _World.branches,
    m.Table: _World.table, m.MostCommon: _World.most_common,
    m.WorstOf: lambda w, rule, name: _worst(map(w.choice, rule.worst_of), w.kinds[name])}

def _shown(found: Any) -> Any:
    if isinstance(found, dict):
        return {name: _shown(value) for name, value in found.items()}
    if isinstance(found, frozenset):
        return [grade for _, grade in sorted(found)]
    if isinstance(found[0], bool):
        return {FALSE: "false", OPEN: "open", TRUE: "true"}[found]
    return [None if abs(end) > 10**200 else Fraction(end) for end in found]
def _ended(choice: Any) -> dict[str, str]:
    return {"floor": min(choice)[1], "ceiling": max(choice)[1]}
def _outcome(of: Any, others: Any, how: str, *, enough: bool) -> dict[str, Any]:  # 8
    floor, (openly, confirmed, unjudged, held, seen) = min(of["possible"]), others
    status = "settled" if len(openly) == 1 else "at_least" if enough else "not_determinable"
    told = {"floor": min(held)[1] if enough or min(held)[0] else None, "ceiling": max(openly)[1], "person": None}
    return {
        **{stage: _shown(of[stage]) for stage in STAGES}, "status": status,
        **_ended(of["possible"]), "confirmed": _ended(confirmed), "last_seen": _ended(seen),  # 8.1, 8.6, 8.9
        "recommended": floor[1] if status == "settled" else told[how],
        "rests_on_suspicion": min(confirmed) < floor,
        "rests_on_judgement": min(unjudged) < floor, "rests_on_history": min(seen) < floor}
def _concluded(rules: m.Ruleset, found: Any, others: Any, day: date) -> dict[str, Any]:  # 8, 9
    verdicts, finals, enough = found["conditions"], found.pop("finals"), found.pop("enough") == TRUE
    how, critical, outcomes = rules.open_answers.recommend, found.pop("critical_open"), rules.outcomes
    tasks, sorts = found.pop("tasks"), {"certain": TRUE, "possible": OPEN}
    kept = {o: frozenset(at for at, _ in finals[o]["possible"]) for o in outcomes}
    asked, by = found.pop("reviews"), {r.id: moved(day, r.within, 1) for r in rules.reviews}
    return {
        "outcomes": {o: _outcome(finals[o], [other[o]["possible"] for other in others], how, enough=enough)
                     for o in outcomes},
        "rules": {rule.id: _shown(verdicts[f"/{kind}/{n}/when"])
                  for kind in ("thresholds", "modifiers", "easings", "guards")
                  for n, rule in enumerate(getattr(rules, kind))},
        "reviews": {name: {"value": _shown(asked[name]), "by": by[name]} for name in by},
        "review_by": min((by[name] for name in by if asked[name] != FALSE), default=None),
        "broken_promises": [
            promise.id for n, promise in enumerate(rules.promises)
            if verdicts[f"/promises/{n}/whenever"] == TRUE and FALSE in [
                _among(kept[o], test, outcomes[o].grades) for o, test in promise.then.items()]],
        "tasks": {task: {
            sort: v == sorts[sort] if isinstance(v, tuple) else [n for n in v if v[n] == sorts[sort]]
            for sort in sorts} for task, v in tasks.items()},
        "critical_open": [n for n, v in critical.items() if v == OPEN], "enough": enough, **_shown(found)}
