"""A second opinion: what a ruleset says of a case, interpreted clause by clause.

It shares no code with the linker and the evaluator, so that they agree only by both
being right. That the ruleset links and the case fits is taken for granted. Numbers in
comments are clauses of docs/reference/semantics-1.md.

A choice is a set of positions on a scale. All else is an extent, the least and the
greatest possible; a verdict is one too, false being less than true, so `(False, True)`
is open. What rises with everything that it reads is found at both ends.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from fractions import Fraction
from functools import cache
from itertools import chain, product
from math import ceil
from operator import ge, gt, le, lt
from typing import Any, TypeAlias
from zoneinfo import ZoneInfo

from attrs import fields, has

from neglect_rules import model as m

Choice: TypeAlias = frozenset[int]
Extent: TypeAlias = tuple[Any, Any]

FALSE, OPEN, TRUE = (False, False), (False, True), (True, True)
NA = -1  # not applicable: one before the lowest grade, and the last of `grades`
NO_LIMIT = Fraction(10**300)  # still beyond every number when it is weighted
TERM = timedelta(days=280)
AGES = ("months", "corrected_months", "gestation_weeks")
VERDICTS = {FALSE: "false", OPEN: "open", TRUE: "true"}
SIDES = {"at_least": ge, "above": gt, "at_most": le, "below": lt}
MEASURING = {"measure", "of", "sum", "max", "min"}
READING = (
    "indicator rating choose table worst_of most_common points number mean".split()
)


def decide(ruleset: m.Ruleset, case: m.Case, at: datetime) -> dict[str, Any]:
    """Return everything that the clauses say of a case, as plain values.

    Each possible birth date gives findings, and these are united (2.6); what is
    concluded from findings, such as a status, is concluded from the union. The civil
    date is that of the case's zone, if it names one, else that of the moment's own.
    """
    day = (at.astimezone(ZoneInfo(case.zone)) if case.zone else at).date()
    parts, distinct = dict(_walk(ruleset)), {}
    bands = [item.ages for item in ruleset.indicators.values() if item.ages]
    read = [part.age for part in parts.values() if isinstance(part, m.Age)]
    for ages in _ages(ruleset.subjects.age_months or m.AgeBand(), case.subject, day):
        told = [
            *(_within(ages, band) for band in bands),
            *(ages[name] for name in read),
        ]
        distinct[tuple(told)] = ages  # birth dates that the ruleset cannot tell apart

    def united(mode: str, find: Callable[[_World], Any]) -> Any:
        worlds = [_World(ruleset, case, day, ages, mode) for ages in distinct.values()]
        return _unite([find(world) for world in worlds])

    found = united("recorded", lambda world: world.findings(parts))
    modes = ("openly", "confirmed", "unjudged")
    return _concluded(ruleset, found, [united(mode, _World.finals) for mode in modes])


def _extent(possible: Iterable[Any]) -> Extent:
    values = list(possible)
    return min(values), max(values)


def _ends(pick: Callable[[Any], Any], extents: Iterable[Extent]) -> Extent:
    pairs = list(extents)
    return pick([low for low, _ in pairs]), pick([high for _, high in pairs])


def _not(verdict: Extent) -> Extent:
    return _extent(not end for end in verdict)


def _compared(extent: Extent, **sides: Any) -> Extent:  # 4.3
    tests = [(SIDES[side], Fraction(k)) for side, k in sides.items() if k is not None]
    return _ends(all, [_extent(holds(e, k) for e in extent) for holds, k in tests])


def _times(k: Any, extent: Extent) -> Extent:  # 5.5
    return _extent(Fraction(k) * end for end in extent)


def _worst(choices: Iterable[Choice], kind: str = "concern") -> Choice:  # 6.6
    worst, pick = frozenset({NA}), min if kind == "strength" else max
    for choice in choices:
        pairs = ({a, b} - {NA} for a, b in product(worst, choice))
        worst = frozenset(pick(pair, default=NA) for pair in pairs)
    return worst


def _reach(base: int, moves: Sequence[tuple[Extent, int]]) -> Choice:  # 7.1
    least = max([base, *(grade for (certain, _), grade in moves if certain)])
    return frozenset({least, *(g for (_, maybe), g in moves if maybe and g > least)})


def _unite(values: Sequence[Any]) -> Any:  # 2.6
    if isinstance(values[0], dict):
        return {name: _unite([value[name] for value in values]) for name in values[0]}
    united = chain(*values)
    return frozenset(united) if isinstance(values[0], frozenset) else _extent(united)


def _named(test: Any, grades: Sequence[str]) -> Sequence[int]:  # 4.2
    if test.in_ is not None:
        return [at for at, grade in enumerate(grades) if grade in test.in_]
    first = grades.index(test.at_least) if test.at_least else 0
    return range(first, grades.index(test.at_most) + 1 if test.at_most else len(grades))


def _ids(scale: m.Scale) -> list[str]:
    return [grade.id for grade in scale.grades]


def _among(choice: Choice, test: Any, grades: Sequence[str]) -> Extent:
    named = _named(test, grades)
    return _extent(at in named for at in choice)


def _walk(node: Any, place: str = "") -> Iterator[tuple[str, Any]]:
    """Yield every part of a ruleset by its pointer; no id needs escaping."""
    yield place, node
    parts: Mapping[Any, Any] = node if isinstance(node, Mapping) else {}
    if has(type(node)):
        told = [field.name for field in fields(type(node)) if field.eq]
        parts = {name.rstrip("_"): getattr(node, name) for name in told}
    for name, part in enumerate(node) if isinstance(node, tuple) else parts.items():
        yield from _walk(part, f"{place}/{name}")


def _plus(day: date, months: int) -> date:  # 2.2
    month = day.year * 12 + day.month - 1 + months
    next_month = date((month + 1) // 12, (month + 1) % 12 + 1, 1)
    last = (next_month - timedelta(days=1)).day
    return date(month // 12, month % 12 + 1, min(day.day, last))


def _completed(birth: date, day: date) -> int:  # 2.2
    months = (day.year - birth.year) * 12 + day.month - birth.month
    return months if _plus(birth, months) <= day else months - 1


def _within(ages: Mapping[str, Extent], band: m.AgeBand) -> Extent:
    return _compared(ages["months"], at_least=band.from_, below=band.before)


def _ages(band: m.AgeBand, of: m.Subject, day: date) -> Iterator[dict[str, Extent]]:
    """Yield the ages that each possible birth date gives (2.3 to 2.5)."""
    unborn, born, due = of.kind == "unborn", of.born, of.due
    if due is None and of.gestation_weeks is not None:
        last = day + TERM - timedelta(weeks=of.gestation_weeks)
        due = m.DateRange(last - timedelta(days=6), last)
    band = band if of.kind == "child" else m.AgeBand()
    covered = m.MonthRange(max(band.from_ or 0, 0), (band.before or 10**4) - 1)
    said = covered if born else of.age_months or covered
    if unborn:
        born = due or m.DateRange(day, day + TERM)
    elif of.kind == "household" or not (born or of.age_months or band.before):
        lows = {"months": covered.first, "corrected_months": 0, "gestation_weeks": 0}
        yield {name: (low, NO_LIMIT) for name, low in lows.items()}
        return
    elif not born:
        last = _plus(day, -said.first) + timedelta(days=3)
        born = m.DateRange(_plus(day, -said.last - 1), last)
    for n in range((born.last - born.first).days + 1):
        birth = born.first + timedelta(days=n)
        age = _completed(birth, day)
        if unborn or all(ages.first <= age <= ages.last for ages in (said, covered)):
            dues = (due.last, due.first) if due and not unborn else (birth, birth)
            most = -1 if unborn else age
            corrected = [min(_completed(max(birth, d), day), most) for d in dues]
            weeks = [(TERM - (d - day)).days // 7 for d in dues]
            months = (min(age, most),) * 2
            yield dict(zip(AGES, (months, tuple(corrected), tuple(weeks)), strict=True))


class _World:
    """A case, for one possible birth date, with its answers read in one mode.

    The mode is `recorded`, or `openly`: zero-filled answers as open ones (8.2), or
    `confirmed`: without what is suspected, or `unjudged`: judgements as open (8.6).
    """

    def __init__(
        self, rules: m.Ruleset, case: m.Case, day: date, ages: Any, mode: str
    ) -> None:
        self.rules, self.case, self.day = rules, case, day
        self.ages, self.mode = ages, mode
        self.items: dict[str, Any] = {**rules.indicators, **rules.ratings}
        scales = {n: rules.scales.get(item.scale) for n, item in self.items.items()}
        self.kinds = {name: s.kind if s else "" for name, s in scales.items()}
        self.grades = {n: [*_ids(s), "n/a"] for n, s in scales.items() if s}
        self.ordered = {
            n for n, s in self.kinds.items() if s in {"concern", "strength"}
        }
        self.choice, self.results = cache(self._choice), cache(self._results)

    def records(self, name: str, *, believed: bool = False) -> list[m.Record]:
        records = list(self.case.answers.get(name, ()))
        if believed and self.mode == "confirmed":  # 3.5
            return [record for record in records if not record.suspected]
        unjudged = self.mode == "unjudged" and self.items[name].judgement
        return [] if believed and unjudged else records

    def is_stale(self, name: str, record: m.Record) -> bool:  # 3.3
        after = self.items[name].stale_after
        if after is None or record.date is None:
            return False
        days = timedelta(days=after.days or 0)
        return _plus(record.date + days, after.months or 0) <= self.day

    def upwards(self, name: str) -> list[Any]:
        """Return what is permitted, from the lowest to the worst (3.1, 3.2, 3.8)."""
        item = self.items[name]
        if item.number:
            low, step = Fraction(item.number.from_), Fraction(item.number.step)
            return [
                low,
                low + step * (ceil((Fraction(item.number.before) - low) / step) - 1),
            ]
        permits = item.permits or self.grades[name][:-1]
        ups = [at for at, grade in enumerate(self.grades[name]) if grade in permits]
        return ups[::-1] if self.kinds[name] == "strength" else ups

    def sets(self, name: str) -> list[frozenset[Any]]:
        """Return what each record that counts stands for (3.2 to 3.6)."""
        item, order, found = self.items[name], self.upwards(name), []
        for record in self.records(name, believed=True):
            if record.state is None:
                at = (
                    Fraction(record.number)
                    if record.number is not None
                    else self.grades[name].index(record.grade)
                )
                stale = self.is_stale(name, record)
                worse = order[order.index(at) if name in self.ordered else 0 :]
                found.append(frozenset(worse if stale else {at}))
        judged = self.mode == "unjudged" and item.judgement
        if item.zero_fill and self.mode != "openly" and not judged:
            return found or [frozenset(order[:1])]
        return found or [frozenset({*order, NA} if item.may_not_apply else order)]

    def _choice(self, name: str) -> Choice:
        item = self.items[name]
        if name in self.rules.ratings:
            return self.rule(item.rule, name)
        sets, union = self.sets(name), frozenset(chain(*self.sets(name)))
        if name in self.ordered and item.disagree != "open":
            union = _worst(sets, self.kinds[name])
        certain, maybe = self.counts(name, self.records(name, believed=True))
        return union if certain else (union | {NA} if maybe else frozenset({NA}))

    def counts(self, name: str, records: list[m.Record]) -> Extent:  # 3.7, 3.8
        item, subject = self.items[name], self.case.subject.kind
        given = {record.grade for record in records if record.state is None}
        if records and {record.state for record in records} == {m.State.NOT_APPLICABLE}:
            return FALSE
        if item.number or given - {self.grades[name][self.upwards(name)[0]]}:
            return TRUE
        kind = subject in (item.subjects or (subject,))
        asked = TRUE if given or item.ask_if is None else self.verdict(item.ask_if)
        age = _within(self.ages, item.ages or m.AgeBand())
        return _ends(all, [(kind, kind), age, asked])

    def due(self, name: str) -> Extent:  # 3.9
        rated = name in self.rules.ratings
        return TRUE if rated else self.counts(name, self.records(name))

    def answered(self, name: str) -> Extent:  # 3.7, 3.9
        if name in self.rules.ratings:
            read = self.reads(self.items[name].rule)
            each = [_ends(any, [self.answered(n), _not(self.due(n))]) for n in read]
            return _ends(all, each or [FALSE])
        given = [record for record in self.records(name) if record.state is None]
        fresh = any(not self.is_stale(name, record) for record in given)
        return fresh, fresh

    def reads(self, node: Any) -> set[str]:  # 3.9
        names, also = set[str](), list[Any]()
        for place, part in _walk(node):
            *_, key, last = ("", "", *place.split("/"))
            field = key if last.isdigit() else last
            if isinstance(part, m.Selection):
                names |= self.tests(part).keys()
            elif isinstance(part, m.Score | m.Total):
                names |= self.scoring(part)
            elif isinstance(part, str) and field in READING:
                names.add(part)
            elif isinstance(part, str) and field == "is":
                also.append(self.rules.conditions[part])
            elif isinstance(part, str) and field in MEASURING:
                also.append(self.rules.measures[part])
        also += [self.items[name].rule for name in names & self.rules.ratings.keys()]
        return (names & self.rules.indicators.keys()).union(*map(self.reads, also))

    def scoring(self, part: Any) -> set[str]:
        if isinstance(part, m.Score):
            return set(self.contributions(part.score))
        domains = self.rules.domains if part.total == "all" else part.total
        return {n for d in domains for n in self.contributions(d)}

    def covered(self, domain: str) -> dict[str, Extent]:  # 5.8
        every = self.rules.indicators if domain == "all" else ()
        pool = {n: i for n, i in self.items.items() if every or i.domain == domain}
        core = [name for name, item in pool.items() if item.core]
        due = {name: self.due(name) for name in core or every or pool}
        both = [_ends(all, [self.answered(n), verdict]) for n, verdict in due.items()]
        return {"answered": _ends(sum, both), "due": _ends(sum, due.values())}

    def meets(self, domain: str, share: Any) -> Extent:  # 4.6, 8.3
        answered, due = self.covered(domain).values()
        return _compared(
            _ends(sum, [answered, _times(-Fraction(share), due)]), at_least=0
        )

    def verdict(self, condition: m.Condition) -> Extent:
        return _CONDITIONS[type(condition)](self, condition)

    def tests(self, of: m.Selection) -> dict[str, Extent]:  # 4.4
        from_, critical, found = of.from_, of.graded == "critical", {}
        domains = self.rules.domains if from_.all else from_.domains or ()
        for name, item in self.items.items():
            listed = item.domain in domains or from_.tag in item.tags
            if (listed and name in self.ordered) or name in (from_.indicators or ()):
                if item.critical_at or not critical:
                    found[name] = self.graded(name, of.graded)
        return found

    def graded(self, name: str, test: Any) -> Extent:  # 4.2, 4.4
        if test == "critical":
            side = "at_most" if self.kinds[name] == "strength" else "at_least"
            test = m.GradeTest(**{side: self.items[name].critical_at})
        return _among(self.choice(name), test, self.grades[name][:-1])

    def fact(self, fact: m.StateRecord | m.CoverageRecord) -> Extent:  # 4.5, 4.6
        if isinstance(fact, m.CoverageRecord):
            return _not(self.meets(fact.coverage, fact.below))
        records = self.records(fact.indicator)
        sources = {record.source for record in records if record.state is None}
        states = {record.state or "recorded" for record in records} or {"not_asked"}
        states |= {"suspected" for record in records if record.suspected}
        found, named = (sources, fact.source) if fact.source else (states, fact.state)
        known = not found.isdisjoint(named)
        return known, known or None in found

    def measure(self, measure: m.Measure) -> Extent:
        return _MEASURES[type(measure)](self, measure)

    def points(self, name: str) -> Extent:  # 5.1
        item = self.items[name]
        points = [grade.points for grade in self.rules.scales[item.scale].grades]
        points.append(item.not_applicable_points)
        return _extent(Fraction(points[at]) for at in self.choice(name))

    def contributions(self, domain: str) -> dict[str, Extent]:  # 5.2
        members = {n: self.items[n] for n in self.items if n in self.ordered}
        return {
            n: _times(i.weight, self.points(n))
            for n, i in members.items()
            if i.domain == domain
        }

    def score(self, name: str) -> dict[str, Extent]:  # 5.3, 5.4
        domain, each = self.rules.domains[name], [*self.contributions(name).values()]
        if domain.combine == "count":
            each = [_compared(extent, above=0) for extent in each]
        raw = _ends(max if domain.combine == "max" and each else sum, each)
        cap = NO_LIMIT if domain.cap is None else Fraction(domain.cap)
        floor = -NO_LIMIT if domain.floor is None else Fraction(domain.floor)
        capped = _extent(max(floor, min(cap, end)) for end in raw)
        return {"raw": raw, "capped": capped, "weighted": _times(domain.weight, capped)}

    def count(self, of: m.CountOf) -> Extent:  # 5.7
        groups: dict[Any, list[Extent]] = {}
        for name, test in self.tests(of.count).items():
            domain = self.items[name].domain if of.distinct else name
            groups.setdefault(domain, []).append(test)
        groups.pop(None, None)
        return _ends(sum, [_ends(any, tests) for tests in groups.values()])

    def rule(self, rule: Any, name: str) -> Choice:
        if isinstance(rule, str):
            return frozenset({NA if rule == "n/a" else self.grades[name].index(rule)})
        return _RULES[type(rule)](self, rule, name)

    def bands(self, rule: m.Bands, name: str) -> Choice:  # 6.1
        of, bands = self.measure(rule.of), rule.bands
        edges = [_compared(of, at_least=band.from_, above=band.above) for band in bands]
        meets = zip(bands, edges, [*edges[1:], FALSE], strict=True)
        gives = [band.give for band, (_, end), (past, _) in meets if end and not past]
        return frozenset(self.grades[name].index(give) for give in gives)

    def branches(self, rule: m.Grades, name: str) -> Choice:  # 6.3
        gives, none = [], frozenset({NA})
        for branch in rule.grades:
            certain, maybe = self.verdict(branch.when)
            give = self.rule(branch.give, name)
            gives.append(give if certain else give | none if maybe else none)
        worst = _worst(gives, self.kinds[name])
        return worst - none | (
            self.rule(rule.otherwise, name) if NA in worst else set()
        )

    def table(self, rule: m.Table, name: str) -> Choice:  # 6.4
        def fits(row: m.Row, cell: tuple[str, ...]) -> bool:
            pairs = zip(row.when, cell, strict=True)
            return all(
                g != "n/a" if named == "any" else g in named for named, g in pairs
            )

        place, found = self.grades[name].index, set()
        for cell in product(
            *([self.grades[n][at] for at in self.choice(n)] for n in rule.table)
        ):
            gives = [place(row.give) for row in rule.rows if fits(row, cell)]
            found.add(max(gives, default=NA))
        return frozenset(found)

    def most_common(self, rule: m.MostCommon, name: str) -> Choice:  # 6.7
        choices = [self.choice(member) for member in rule.most_common]
        grades = self.grades[name]
        top = grades.index(rule.unless_above or grades[-2])
        at_top = [frozenset(min(at, top) for at in choice) for choice in choices]
        counts = [
            _ends(sum, [_extent(at == k for at in c) for c in at_top])
            for k in range(top + 1)
        ]

        def carried(k: int) -> Extent:
            low, high = counts[k]
            rivals = [
                (low - b, high - a, j > k) for j, (a, b) in enumerate(counts) if j != k
            ]
            tests = [_compared((a, b), at_least=int(above)) for a, b, above in rivals]
            return _ends(all, [*tests, _compared(counts[k], at_least=1)])

        mode = _reach(0, [(carried(k), k) for k in range(1, top + 1)])
        if all(NA in choice for choice in choices):
            mode = frozenset({NA}) if all(c == {NA} for c in choices) else mode | {NA}
        above = [
            frozenset(at if at > top else NA for at in choice) for choice in choices
        ]
        return _worst([mode, *above])

    def _results(self, name: str) -> tuple[Choice, Choice, Choice]:  # 7.2 to 7.4
        outcome, rules = self.rules.outcomes[name], self.rules
        place = outcome.grades.index

        def reached(moves: Any, key: str) -> Choice:
            named = [(move, getattr(move, key)) for move in moves]
            return _reach(
                0,
                [
                    (self.verdict(r.when), place(to[name]))
                    for r, to in named
                    if name in to
                ],
            )

        def raised(by: m.Modifier, base: int) -> int:
            low = place(by.from_at_least.get(name, outcome.grades[0]))
            to = min(base + by.raise_[name], place(by.up_to[name]))
            return max(base, to if base >= low else base)

        first = reached(rules.thresholds, "reach")
        if outcome.from_:
            earlier, to = outcome.from_.outcome, outcome.from_.map
            grades = rules.outcomes[earlier].grades
            first = _worst(
                [
                    first,
                    frozenset(place(to[grades[at]]) for at in self.results(earlier)[2]),
                ]
            )
        modifiers = [
            (self.verdict(by.when), by) for by in rules.modifiers if name in by.raise_
        ]
        modified = [
            _reach(base, [(v, raised(by, base)) for v, by in modifiers])
            for base in first
        ]
        last = [frozenset(chain(*modified)), reached(rules.guards, "at_least")]
        return first, last[0], _worst(last)

    def task(self, task: m.Task) -> Any:  # 9.1
        when = self.verdict(task.when) if task.when else TRUE
        if task.for_each is None:
            return when
        tests = self.tests(task.for_each)
        return {name: _ends(all, [when, test]) for name, test in tests.items()}

    def finals(self) -> dict[str, Choice]:
        return {
            name: self.labelled(name, self.results(name)[2])
            for name in self.rules.outcomes
        }

    def labelled(self, name: str, choice: Choice) -> frozenset[Any]:
        grades = (
            [*self.rules.outcomes[name].grades, "n/a"]
            if name in self.rules.outcomes
            else self.grades[name]
        )
        return frozenset((at, grades[at]) for at in choice)

    def findings(self, parts: Mapping[str, Any]) -> dict[str, Any]:
        rules, enough, items = self.rules, self.rules.open_answers.enough, self.items
        shares = {
            "all": enough.core,
            **dict.fromkeys(rules.domains, enough.each_domain),
        }
        return {
            "conditions": {
                at: self.verdict(c)
                for at, c in parts.items()
                if isinstance(c, m.Condition)
            },
            "results": {
                name: dict(
                    enumerate(self.labelled(name, c) for c in self.results(name))
                )
                for name in rules.outcomes
            },
            "points": {name: self.points(name) for name in self.grades},
            "contributions": {
                n: e for d in rules.domains for n, e in self.contributions(d).items()
            },
            "domains": {domain: self.score(domain) for domain in rules.domains},
            "total": self.measure(m.Total(total="all")),
            "coverage": {
                domain: self.covered(domain) for domain in ("all", *rules.domains)
            },
            "enough": _ends(
                all,
                [
                    self.meets(d, share)
                    for d, share in shares.items()
                    if share is not None
                ],
            ),
            "ratings": {
                name: self.labelled(name, self.choice(name)) for name in rules.ratings
            },
            "tasks": {task.id: self.task(task) for task in rules.tasks},
            "report": {
                r.id: self.labelled(r.rating, self.choice(r.rating))
                if r.rating
                else self.measure(r.measure)
                for r in rules.report
            },
            "critical_open": {
                n: self.graded(n, "critical") for n, i in items.items() if i.critical_at
            },
        }


_CONDITIONS: dict[Any, Callable[[_World, Any], Extent]] = {
    m.AllOf: lambda w, c: _ends(all, map(w.verdict, c.all)),
    m.AnyOf: lambda w, c: _ends(any, map(w.verdict, c.any)),
    m.AtLeastOf: lambda w, c: _compared(
        _ends(sum, map(w.verdict, c.of)), at_least=c.at_least
    ),
    m.Not: lambda w, c: _not(w.verdict(c.not_)),
    m.Named: lambda w, c: w.verdict(w.rules.conditions[c.is_]),
    m.IndicatorTest: lambda w, c: w.graded(c.indicator, c),
    m.RatingTest: lambda w, c: w.graded(c.rating, c),
    m.OutcomeTest: lambda w, c: _among(
        w.results(c.outcome)[2], c, w.rules.outcomes[c.outcome].grades
    ),
    m.MeasureTest: lambda w, c: _compared(
        w.measure(c.measure), **{s: getattr(c, s) for s in SIDES}
    ),
    m.Some: lambda w, c: _ends(any, w.tests(c.some).values()),
    m.Every: lambda w, c: _ends(all, w.tests(c.every).values()),
    m.NoneOf: lambda w, c: _not(_ends(any, w.tests(c.none).values())),
    m.RecordTest: lambda w, c: w.fact(c.record),
    m.SubjectTest: lambda w, c: (w.case.subject.kind in c.subject,) * 2,
}
_MEASURES: dict[Any, Callable[[_World, Any], Extent]] = {
    str: lambda w, of: w.measure(w.rules.measures[of]),
    m.Score: lambda w, of: w.score(of.score)[of.as_],
    m.Total: lambda w, of: _ends(
        sum,
        [
            w.score(d)["weighted"]
            for d in (w.rules.domains if of.total == "all" else of.total)
        ],
    ),
    m.Points: lambda w, of: w.points(of.points),
    m.NumberOf: lambda w, of: _extent(chain(*w.sets(of.number))),
    m.Age: lambda w, of: w.ages[of.age],
    m.CountOf: lambda w, of: w.count(of),
    m.SumOf: lambda w, of: _ends(sum, map(w.measure, of.sum)),
    m.MaxOf: lambda w, of: _ends(max, map(w.measure, of.max)),
    m.MinOf: lambda w, of: _ends(min, map(w.measure, of.min)),
    m.Times: lambda w, of: _times(of.times, w.measure(of.of)),
    m.Mean: lambda w, of: _times(
        Fraction(1, len(of.mean)), _ends(sum, map(w.points, of.mean))
    ),
}
_RULES: dict[Any, Callable[[_World, Any, str], Choice]] = {
    m.Bands: _World.bands,
    m.Choose: lambda w, r, n: frozenset(
        chain(
            *(
                w.rule(r.by.get(w.grades[r.choose][at], "n/a"), n)
                for at in w.choice(r.choose)
            )
        )
    ),
    m.Grades: _World.branches,
    m.Table: _World.table,
    m.WorstOf: lambda w, r, n: _worst(map(w.choice, r.worst_of), w.kinds[n]),
    m.MostCommon: _World.most_common,
}


def _concluded(rules: m.Ruleset, found: Any, finals: Any) -> dict[str, Any]:
    conditions = found["conditions"]
    enough = found.pop("enough") == TRUE
    results = found.pop("results")
    met = {}
    for kind in ("thresholds", "modifiers", "guards"):
        for at, rule in enumerate(getattr(rules, kind)):
            met[rule.id] = conditions[f"/{kind}/{at}/when"]
    broken = []
    for at, promise in enumerate(rules.promises):
        tests = []
        for o, test in promise.then.items():
            tests.append(
                _among(
                    frozenset(a for a, _ in results[o][2]),
                    test,
                    rules.outcomes[o].grades,
                )
            )
        if conditions[f"/promises/{at}/whenever"] == TRUE and FALSE in tests:
            broken.append(promise.id)
    tasks = {}
    for name, v in found.pop("tasks").items():
        if isinstance(v, dict):
            tasks[name] = {
                "certain": [n for n in v if v[n] == TRUE],
                "possible": [n for n in v if v[n] == OPEN],
            }
        else:
            tasks[name] = {"certain": v == TRUE, "possible": v == OPEN}
    return {
        "outcomes": {
            name: _outcome(
                results[name],
                [f[name] for f in finals],
                rules.open_answers.recommend,
                enough,
            )
            for name in rules.outcomes
        },
        "rules": _shown(met),
        "broken_promises": broken,
        "enough": enough,
        "tasks": tasks,
        "critical_open": [
            n for n, v in found.pop("critical_open").items() if v == OPEN
        ],
        **_shown(found),
    }


def _outcome(results: Any, finals: Any, how: str, enough: bool) -> dict[str, Any]:
    first, modified, final = results.values()
    openly, confirmed, unjudged = finals
    floor, ceiling = min(final), max(final)
    status = (
        "settled" if len(openly) == 1 else "at_least" if enough else "not_determinable"
    )
    if status == "settled":
        recommended = floor
    elif how == "floor":
        recommended = None if status == "not_determinable" and floor[0] == 0 else floor
    else:
        recommended = ceiling if how == "ceiling" else None
    return {
        "possible": _shown(final),
        "floor": floor[1],
        "ceiling": ceiling[1],
        "recommended": recommended and recommended[1],
        "status": status,
        "confirmed": {"floor": min(confirmed)[1], "ceiling": max(confirmed)[1]},
        "rests_on_suspicion": min(confirmed) < floor,
        "rests_on_judgement": min(unjudged) < floor,
        "after_thresholds": _shown(first),
        "after_modifiers": _shown(modified),
    }


def _shown(found: Any) -> Any:
    if isinstance(found, dict):
        return {name: _shown(value) for name, value in found.items()}
    if isinstance(found, frozenset):
        return [grade for _, grade in sorted(found)]
    if isinstance(found[0], bool):
        return VERDICTS[found]
    return [None if abs(end) > NO_LIMIT / 10**200 else Fraction(end) for end in found]
