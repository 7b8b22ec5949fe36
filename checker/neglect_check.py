"""Check that the decision in a capsule is what its ruleset and its answers give.

Any Python from 3.8 on runs it, alone: python3 -I neglect_check.py CAPSULE...

It makes the trace again, all but its warnings, by the clauses of `semantics-1` that are
named below, and names the first place that differs, never a value. It knows nothing of
neglect, and takes the Program for what the ruleset means: only a replay checks that.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import sys
from calendar import monthrange
from decimal import Context, Decimal
from fractions import Fraction
from functools import reduce
from itertools import product, takewhile
from pathlib import Path
from typing import Any, Callable, Iterator

# fmt: off
TEXT = json.JSONEncoder(ensure_ascii=False).encode  # set by hand, to be read in one sitting
TRUE, FALSE, OPEN, NO_LIMIT, OR_MORE = "true", "false", "open", float("inf"), 10**6  # 5.14
STATES = ("not_asked", "not_known", "not_observed", "refused", "unable_to_score", "not_applicable")
RANKED = (*STATES[:-1], "zero_filled", "stale", "known", STATES[-1])  # 3.11
OF_RECORD = ("grade", "number", "state", "suspected", "source", "cause", "date", "by", "about")
ASKED = "indicator rating outcome coverage state source cause in at_least above at_most below"
MOST_CELLS, MOST_STEPS, MOST_DEPTH, MOST_BYTES, MOST_DIGITS = 10**5, 10**7, 500, 2**26, 25
PARTS, OF_RULE = ("ruleset", "case", "program", "adoption", "trace"), ("kind", "id", "at", "gives")
FAULTS = (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError)

class Failure(Exception):  # noqa: N818 - the word that is printed
    """The capsule is not what it says it is: where, and why."""
def _need(holds: Any, otherwise: str) -> None:
    if not holds:
        raise Failure(otherwise)

# Exact numbers, one text for one meaning (RFC 8785), fingerprints.
def _number(text: str) -> Any:
    _need(len(text) <= MOST_DIGITS and set(text) <= set("-.0123456789"), "/: an odd number")
    return Decimal(text) if Decimal(text) % 1 else int(Decimal(text))
def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    _need(len(dict(pairs)) == len(pairs), "/: a key stands twice in one object")
    return dict(pairs)
def _written(value: Any) -> str:  # as decimal text, or 7/3 where no decimal is exact
    exact, context = Fraction(value), Context(prec=300)
    decimal = context.normalize(context.divide(exact.numerator, exact.denominator))
    return f"{decimal:f}" if Fraction(decimal) == exact else str(exact)
def _canonical(value: Any) -> str:
    if isinstance(value, dict):
        keys = sorted(value, key=lambda key: str(key).encode("utf-16-be"))
        return f"{{{','.join(f'{TEXT(k)}:{_canonical(value[k])}' for k in keys)}}}"
    if isinstance(value, list):
        return f"[{','.join(map(_canonical, value))}]"
    return _written(value) if isinstance(value, Decimal) else TEXT(value)

# Clause 1: a verdict is a word, a choice a set of positions (0: n/a), an extent a pair.
def _bits(number: Any) -> frozenset[int]:
    return frozenset(n for n, bit in enumerate(f"{int(number):b}"[::-1]) if bit == "1")
def _extent(*ends: Any) -> Any:
    return tuple(NO_LIMIT if end is None else int(end) for end in ends)
def _verdict(certain: Any, possible: Any) -> str:
    return TRUE if certain else OPEN if possible else FALSE
def _united(values: list[Any]) -> Any:  # 2.6
    if isinstance(values[0], tuple):
        return min(low for low, _ in values), max(high for _, high in values)
    one, *others = {*values}
    return frozenset(one).union(*others) if isinstance(one, frozenset) else OPEN if others else one
def _worst(sets: Any, highest: Any) -> Any:  # 6.6: n/a is below all for the highest, left out for the lowest
    of_two: Any = max if highest else lambda pair: min(pair, key=lambda grade: grade or 99)
    return reduce(lambda one, other: frozenset(map(of_two, product(one, other))), sets)
def _reached(base: int, pairs: Any) -> Any:  # 7.1
    certain = max([base, *(grade for truth, grade in pairs if truth == TRUE)])
    return frozenset({certain} | {g for t, g in pairs if t == OPEN and g > certain})

# Clause 2: ages and time. A day is its text, as it sorts.
def _later(day: str, span: Any, by: int = 1) -> str:  # 2.2; earlier, if by is -1
    start, months, days = dt.date.fromisoformat(day), by * (span.get("months") or 0), by * (span.get("days") or 0)
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    return str(dt.date(year, month + 1, min(start.day, monthrange(year, month + 1)[1])) + dt.timedelta(days))
def _completed(start: str, day: str) -> int:  # 2.2
    months = (int(day[:4]) - int(start[:4])) * 12 + int(day[5:7]) - int(start[5:7])
    return months - (_later(start, {"months": months}) > day)
def _months(subject: Any, covered: Any, day: str) -> tuple[Any, Any]:  # 2.3 to 2.5
    kind, born, span = (subject.get(key) for key in ("kind", "born", "age_months"))
    low, high = _extent(span["from"], span["to"]) if isinstance(span, dict) else _extent(span or 0, span)
    if born is not None:
        first, part = born + "0000-01-01"[len(born):], {4: 12, 7: 1}.get(len(born), 0)
        low, high = _completed(min(_later(first, {"months": part, "days": -(part > 0)}), day), day), _completed(first, day)
    if kind in {None, "child"} and covered:
        low, high = max(low, covered["from"] or 0), min(high, (covered["before"] or NO_LIMIT) - 1)
    return (0, NO_LIMIT) if kind == "household" else (low, high)

class _Known:  # clause 3: what the records of one indicator stand for on a day
    def __init__(self, step: Any, asked: Any, records: Any, day: str, carers: Any) -> None:
        self.step, self.asked, self.all, self.day, self.kind = step, asked, records, day, asked.get("kind")
        self.at = {grade: n for n, grade in enumerate(step.get("grades", ()), 1)}
        self.permitted = _bits(step["open"]) - {0} if self.at else frozenset()
        self.spared = STATES[-1:] if asked["may_not_apply"] else ()
        apart = [[r for r in records if r.get("about") == carer] for carer in carers if "per" in asked] or [records]  # 3.11
        states, values, standing = zip(*map(self.stood, apart))
        self.state, self.value = min(states, key=RANKED.index), _worst(values, self.kind == "concern")
        self.records = [record for each in standing for record in each]
        self.given = [record for record in self.records if "state" not in record]
        self.graded = [record for record in records if "grade" in record]
        dated = [(r["date"], self.at[r["grade"]], r.get("about")) for r in self.graded if "date" in r]
        pick, latest, self.dated = max if self.kind == "concern" else min, {}, {}
        for date, at, who in sorted(dated, key=lambda each: (each[0], each[1] * (1 if pick is max else -1))):
            latest[who] = at  # 5.11: the last of a day is its worst
            self.dated[date] = pick(latest.values())
    def stood(self, records: Any) -> Any:  # the state, what they stand for, and the records that stand
        how, dates = self.asked.get("believe"), sorted({r["date"] for r in records if "date" in r and "state" not in r})
        if how:  # 3.4: whatever is said, what is latest stands
            span, many = ({}, 1) if how == "latest" else (how["worst_within"] or {}, how["sustained"] or 1)
            dates = [*dates[-many:], *(date for date in dates if date > _later(self.day, span, -1))]
        records = [r for r in records if "state" in r or r.get("date", "") in ["", *dates]]
        given, said = [r for r in records if "state" not in r], [r["state"] for r in records if "state" in r]
        others, after = [state for state in said if state != "not_applicable"], self.asked.get("stale_after")
        stale = all(after and "date" in r and _later(r["date"], after) <= self.day for r in given)  # 3.3
        filled = self.asked["zero_fill"] and (others or not said or not self.spared)
        found = "stale" if stale else "known"
        state = found if given else "zero_filled" if filled else ["not_asked", *said[:1], *others][-1]  # 3.7
        return state, self.stands_for(given, state), records
    def stands_for(self, given: Any, state: str) -> Any:  # 3.2 to 3.6
        if not self.at:
            found = [int(Fraction(record["number"]) * int(self.step["per"])) for record in given]
            return (min(found), max(found)) if state == "known" else _extent(*self.step["open"])
        if not given:
            return _bits(1 if state in self.spared else self.step["lowest" if state == "zero_filled" else "open"])
        less, more = (state == "stale" and self.kind != own for own in ("concern", "strength"))
        found = [self.at[record["grade"]] for record in given]
        sets = [self.permitted & {*range(0 if less else at, 99 if more else at + 1)} for at in found]
        apart = self.kind == "context" or self.asked.get("disagree") == "open"
        return _united(sets) if apart else _worst(sets, self.kind == "concern")
    def fact(self, fact: str, among: Any) -> str:  # 3.7, 4.5
        lowest, said = min(self.permitted, default=0), {record.get(fact) for record in self.given}
        states = {r.get("state", "recorded") for r in self.records} | {"suspected" for r in self.given if r.get("suspected")}
        holds = {"answered": self.state == "known", "due": self.state not in self.spared, "recorded": self.given,
                 "above_lowest": any(self.at.get(r.get("grade"), 99) > lowest for r in self.given),
                 "state": (states or {"not_asked"}) & {*among}, "source": said & {*among}, "cause": said & {*among}}[fact]
        return _verdict(holds, fact in ("source", "cause") and None in said)

# Clauses 5.9 to 5.14: what it comes to, what counted, what came before the window.
def _tallied(found: Any, eve: Any, is_all: Any) -> Any:  # 2.7: eve is the day before; "" of no window, None of an open one
    held = [(key, label, _verdict(key and (eve == "" or (eve and date > eve)), not (eve and date) or date > eve))
            for key, date, label in found]  # what tells each apart, its date, and what is shown of it
    low, more = len({key for key, _, truth in held if truth == TRUE}), sum(truth == OPEN for *_, truth in held)
    counted, passed = ([label for _, label, truth in held if truth == which] for which in (TRUE, FALSE))
    return (low, low + more if is_all else OR_MORE), counted, passed
def _events(step: Any, case: Any, _known: Any, eve: Any) -> Any:  # 5.9
    happened = case.get("events", {}).get(step["tally"]["of"], {"records": []})
    named = {entry["date"] for entry in happened["records"] if "id" in entry}
    each = {(r.get("id", r["date"]), r["date"]) for r in happened["records"] if "id" in r or r["date"] not in named}
    return _tallied([(id_, date, id_) for id_, date in each], eve, happened.get("complete"))
def _seen(step: Any, _case: Any, known: Any, eve: Any) -> Any:  # 5.10
    apart, among = step["tally"]["distinct"], _bits(step["tally"]["among"])
    met = [record for record in known.all if known.at.get(record.get("grade")) in among]
    found = [(record.get(apart), record.get("date", ""), record.get("date")) for record in met]
    return _tallied(found, eve, known.graded)
def _run(step: Any, _case: Any, known: Any, _eve: Any) -> Any:  # 5.11
    among, worse, dates = _bits(step["tally"]["among"]), step["tally"]["worse"], sorted(known.dated, reverse=True)
    undated = [known.at[record["grade"]] in among for record in known.graded if "date" not in record]
    run = list(takewhile(lambda date: known.dated[date] in among, dates)) if worse or all(undated) else []
    first, last, day = (dt.date.fromisoformat(end).toordinal() for end in (*(run[-1:] + run[:1] or [known.day] * 2), known.day))
    is_open = not known.graded or (worse and any(undated))
    return (last - first, OR_MORE if is_open else (day if worse and run else last) - first), run, []
def _earlier(step: Any, case: Any, _known: Any, _eve: Any) -> Any:  # 5.12
    said = case.get("earlier", {}).get("measures", {}).get(step["tally"]["of"])
    ends = (said["from"], said["to"]) if isinstance(said, dict) else (said, said)
    return _extent(*step["open"] if said is None else (Fraction(end) * step["per"] for end in ends)), [], []
def _reviews(_step: Any, case: Any, known: Any, _eve: Any) -> Any:  # 5.13, the latest review first
    dates, seen, lowest = sorted(date for date in case.get("reviews", []) if date <= known.day), [FALSE], min(known.permitted)
    never = {known.at[record["grade"]] for record in known.graded} == {lowest}
    for ends in () if never else zip(dates, dates[1:]):
        before, now = (max((date for date in known.dated if date <= end), default="") for end in ends)
        is_open = before in ("", now)
        seen.insert(0, _verdict(not is_open and known.dated[now] >= known.dated[before] > lowest, is_open))
    counted = [date for date, truth in zip(dates[::-1], seen[:seen.index(FALSE)]) if truth == TRUE]
    return (len(counted), seen.index(FALSE)), counted, []
_TALLY = {"events": _events, "sightings": _seen, "unbroken": _run, "earlier": _earlier, "reviews_without_improvement": _reviews}

# Clauses 4 to 7: the kinds of step.
def _judged(step: Any, read: Any, how: str) -> Any:
    kind = step["kind"]
    if kind == "map":  # 5.1, 6.4: whatever a combination gives
        _need(reduce(lambda cells, choice: cells * len(choice), read, 1) <= MOST_CELLS, "/program/steps: a table is too large")
        cells = (reduce(lambda cell, each: cell * each[0] + each[1], zip(step["sizes"], some), 0) for some in product(*read))
        found = [int(step["table"][cell]) for cell in cells]
        return frozenset(found) if "grades" in step else (min(found), max(found))
    if kind == "sum":  # 5.4, 5.5: a weight below nought swaps the ends
        parts = [sorted(e * w if w or e != NO_LIMIT else e for e in ends) for ends, w in zip(read, map(int, step["weights"]))]
        return tuple(map(sum, zip([int(step["constant"])] * 2, *parts)))
    if kind == "shift":  # 7.3, 7.6: from each grade that is moved; lowering is raising, counted backwards
        way = -1 if min([0, *step["by"]]) < 0 else 1
        verdicts = [FALSE if (how, way, truth) == ("held", -1, OPEN) else truth for truth in read[1:]]  # 8.5
        moves = list(zip(verdicts, step["by"], step["limit"], step["start"]))
        return frozenset(way * to for b in read[0] for to in _reached(way * b, [
            (truth, min(way * (b + by), way * end)) for truth, by, end, at in moves if b >= at]))
    return _SIMPLE[kind](step, read)
_SIMPLE: dict[str, Callable[[Any, Any], Any]] = {
    "band": lambda s, r: frozenset(give for give, at, end in zip(s["give"], (-NO_LIMIT, *map(int, s["edges"])),
                                   (*map(int, s["edges"]), NO_LIMIT)) if at <= r[0][1] and r[0][0] < end),  # 6.1
    "select": lambda _, r: (r[-1] & {0}).union(*(r[n - 1] or () for n in r[-1] if n)),  # 6.2
    "extreme": lambda s, r: _worst(r, s["greatest"]) if "grades" in s else tuple(map((min, max)[s["greatest"]], zip(*r))),
    "clamp": lambda s, r: tuple(min(max(e, int(s.get("low", -(2**99)))), *_extent(s.get("high"))) for e in r[0]),  # 5.4
    "count": lambda _, r: (r.count(TRUE), len(r) - r.count(FALSE)),  # 5.7
    "quorum": lambda s, r: _verdict(*(n >= s["need"] for n in _SIMPLE["count"](s, r))),  # 4.1
    "not": lambda _, r: {TRUE: FALSE, FALSE: TRUE, OPEN: OPEN}[r[0]],  # 4.1
    "compare": lambda s, r: _verdict(*(end >= int(s["at_least"]) for end in r[0])),  # 4.3
    "member": lambda s, r: _verdict(r[0] <= _bits(s["among"]), r[0] & _bits(s["among"])),  # 4.2
    "reach": lambda s, r: _reached(s["base"], list(zip(r, s["levels"]))),  # 7.1
}
def _reads(step: Any) -> list[Any]:
    of = [] if step["kind"] == "amount" else step.get("of", [])
    return [*(of if isinstance(of, list) else [of]), *step.get("when", []), *(step[k] for k in ("chooser",) if k in step)]
def _in_order(steps: Any) -> Any:  # each after all that it reads
    order: dict[Any, None] = {None: None}
    for _ in range(MOST_DEPTH):
        order.update({n: None for n in steps if n not in order and all(r in order for r in _reads(steps[n]))})
    _need(len(order) > len(steps), "/program/steps: some go in a circle, or read nothing")
    return list(order)[1:]
def _flat(value: Any, at: str) -> list[tuple[str, Any]]:
    keys = range(len(value)) if isinstance(value, list) else value if isinstance(value, dict) else ()
    return [found for key in keys for found in _flat(value[key], f"{at}/{key}")] if keys else [(at, value)]

class _Check:  # one capsule, with its trace made again from its other parts
    def __init__(self, capsule: Any) -> None:
        self.ruleset, self.case, self.program, self.record, self.trace = map(capsule.get, PARTS)
        self.steps, self.asked, self.members = (self.program[part] for part in ("steps", "asked", "members"))
        self.order = [name for name in _in_order(self.steps) if not {"open", "fact"} & {*self.steps[name]}]
        self.day, self.kind = _later(self.trace["moment"][:10], {}), self.case["subject"].get("kind", "child")
        leaves = {name: step for name, step in sorted(self.steps.items()) if "open" in step}
        self.tallies = [name for name, step in leaves.items() if "tally" in step]
        self.leaf = {step["indicator"]: name for name, step in leaves.items()}
        self.age = {step["of"]: name for name, step in leaves.items() if not step["indicator"] and "tally" not in step}
        _need({*self.case["answers"]} <= {*self.asked}, "/case/answers: one of these is not asked")
        self.known, self.worlds = {id_: self.knows(id_) for id_ in self.asked}, self.ages()
        facts = [(name, s["indicator"], s["fact"], s["among"]) for name, s in self.steps.items() if s["kind"] == "recordfact"]
        self.facts = {name: self.known[of].fact(fact, among) if of else _verdict(self.kind in among, possible=False)
                      for name, of, fact, among in facts}
        self.runs = {how: self.run(how) for how in ("", "unfilled", "held", "confirmed", "last_seen", "unjudged")}
        self.values = {None: TRUE, **{name: _united([values[name] for values in self.runs[""]]) for name in self.steps}}
    def knows(self, id_: str, how: str = "") -> _Known:  # 8.2, 8.6, 8.9
        asked, answer = self.asked[id_], self.case["answers"].get(id_, [])
        if not isinstance(answer, (list, dict)):
            answer = {"number" if not isinstance(answer, str) else "state" if answer in STATES else "grade": answer}
        records = [r for r in (answer if isinstance(answer, list) else [answer]) if how != "confirmed" or not r.get("suspected")]
        if (how == "unfilled" and self.known[id_].state == "zero_filled") or (how == "unjudged" and asked["judgement"]):
            records, asked = [], {**asked, "zero_fill": False}
        asked = {**asked, "believe": "latest"} if how == "last_seen" else asked
        return _Known(self.steps[self.leaf[id_]], asked, records, self.day, self.case.get("carers", []))
    def ages(self) -> Any:  # 2.6
        worlds = [{self.age[of]: _extent(*ends) for of, ends in world.items()} for world in self.trace["worlds"]]
        if "months" in self.age and self.kind != "unborn":
            spans = sorted(world[self.age["months"]] for world in worlds)
            no_gap = all(first <= last + 1 for (_, last), (first, _) in zip(spans, spans[1:]))
            months = _months(self.case["subject"], self.program["subjects"]["age_months"], self.day)
            _need(no_gap and months == _united(spans), "/trace/worlds: the case gives other ages")
        _need(len(worlds) * len(self.steps) <= MOST_STEPS, "/trace/worlds: these are too many")
        return worlds
    def tally(self, name: str, known: Any) -> Any:  # 2.7: eve is the day before a window
        step, of, within = self.steps[name], *(self.steps[name]["tally"][key] for key in ("of", "within"))
        since = self.case.get("earlier", {}).get("date")
        eve = "" if not within else since if within == "since_last_assessment" else _later(self.day, within, -1)
        return (*_TALLY[step["of"]](step, self.case, known.get(of), eve), eve)
    def run(self, how: str) -> list[dict[Any, Any]]:  # 2.6
        known = {id_: self.knows(id_, how) for id_ in self.known}
        fixed = {**self.facts, **{self.leaf[id_]: each.value for id_, each in known.items()}}
        runs = [{**fixed, **world, **{name: self.tally(name, known)[0] for name in self.tallies}} for world in self.worlds]
        for values, name in product(runs, self.order):
            values[name] = _judged(self.steps[name], [values.get(read) for read in _reads(self.steps[name])], how)
        return runs
    def show(self, name: str, value: Any) -> Any:
        if isinstance(value, tuple):
            return [None if end == NO_LIMIT else _written(end / Fraction(self.steps[name].get("per", 1))) for end in value]
        return value if isinstance(value, str) else [["n/a", *self.steps[name]["grades"]][n] for n in sorted(value)]
    def split(self, tests: Any, certain: str = "met", possible: str = "open") -> Any:
        return {word: sorted(id_ for id_, name in tests.items() if self.values[name] == truth)
                for word, truth in ((certain, TRUE), (possible, OPEN))}
    def leaves(self, id_: str) -> Any:
        name, known, member = self.leaf[id_], self.known[id_], self.members[id_]
        value, sure = known.value, self.runs["confirmed"][0][name]
        records = [{**{k: _written(r[k]) if k == "number" else r[k] for k in OF_RECORD if r.get(k, False) is not False},
                    **({} if r in known.records else {"set_aside": True})} for r in known.all]
        row = {"at": f"/indicators/{id_}", "indicator": id_, "state": known.state, "value": self.show(name, value),
               "confirmed": sure != value and self.show(name, sure), "domain": member.get("domain"), "core": member["core"],
               "judgement": self.asked[id_]["judgement"], "records": records}
        return {key: part for key, part in row.items() if part}
    def history(self) -> Iterator[Any]:
        for name in self.tallies:
            step, (value, counted, passed, eve) = self.steps[name], self.tally(name, self.known)
            dated = {} if eve == "" else {"since": eve and _later(eve, {"days": 1}), "passed": sorted({*passed})}
            if counted or passed or value != (0, 0):
                yield {"at": name.split("#")[0], "measure": step["of"], "of": step["tally"]["of"], "value": self.show(name, value),
                       "counted": sorted({*counted} - {None}), **dated}
    def entries(self) -> Iterator[Any]:
        for name in sorted(self.steps, key=lambda name: name.split("#", 1)):
            (at, role), tests = name.split("#", 1), self.program["selections"].get(name)
            if role[0] != "~" and "open" not in self.steps[name]:
                asked = self.expected(at) if role == "condition" else None
                yield {"at": at, "role": role, "value": self.show(name, self.values[name]),
                       **({"expected": asked} if asked else {}), **({} if tests is None else self.split(tests))}
    def stands_at(self, at: str) -> Any:  # every pointer arrives
        return reduce(lambda node, part: node[int(part) if isinstance(node, list) else part], at.split("/")[1:], self.ruleset)
    def expected(self, at: str) -> Any:  # what the author asks there
        node, parts = self.stands_at(at), at.split("/")
        if parts[1] in {"domains", "indicators"} and len(parts) < 4:  # noqa: PLR2004
            whole, enough = parts[1] == "indicators", self.ruleset["open_answers"]["enough"]  # 8.3
            node = {"coverage": "all" if whole else parts[2], "at_least": enough["core" if whole else "each_domain"]}
        node = {"outcome": parts[4], **node} if parts[1] == "promises" and parts[3] == "then" else node
        return {key: self.meant(node[key]) for node in [node.get("record", node)] for key in ASKED.split() if key in node}
    def meant(self, value: Any) -> Any:  # a parameter's own value, a number as text
        if isinstance(value, dict):
            value = next(v for k, v in self.ruleset["parameters"][value["parameter"]].items() if k in ("number", "grade", "ids"))
        return _written(value) if isinstance(value, (int, Decimal)) else value
    def outcome(self, link: Any, enough: Any) -> Any:  # clause 8
        shown = {key: self.show(link[key], self.values[link[key]]) for key in ("thresholds", "modified", "eased")}
        possible, openly, held, *others = (
            self.show(link["result"], _united([values[link["result"]] for values in run])) for run in self.runs.values())
        low, high, *lower = (link["grades"].index(each[0]) for each in (possible, held, *others))
        status = "settled" if len(openly) == 1 else "at_least" if enough else "not_determinable"
        wish = {"floor": held[0] if high or status == "at_least" else None, "ceiling": openly[-1]}
        wished = possible[0] if status == "settled" else wish.get(self.program["open_answers"]["recommend"])
        known = all(v[name] in {TRUE, FALSE} or len({*v[name]}) == 1 for name, v in product(link["free"], self.runs[""]))
        return {**shown, "possible": possible, "floor": possible[0], "ceiling": possible[-1], "status": status,
                "recommended": wished, "bounds": "exact" if len(possible) == 1 or (link["pure"] and known) else "sound",
                **{what: {"floor": each[0], "ceiling": each[-1]} for what, each in zip(("confirmed", "last_seen"), others)},
                **{f"rests_on_{what}": n < low for what, n in zip(("suspicion", "history", "judgement"), lower)}}
    def task(self, task: Any) -> Any:  # 9.1
        truth, members = self.values[task.get("when")], task.get("members")
        whom = self.split(members, "certain", "possible") if members else {"certain": truth == TRUE, "possible": truth == OPEN}
        return {"id": task["id"], "at": task["at"], **whom}
    def named(self) -> Any:  # the ruleset, and who adopted it, where a record of that stands
        held, said = {**self.trace["ruleset"], **self.ruleset}, self.record
        own = {key: held[key] for key in ("id", "version", "status", "fingerprint", "program")}
        if said is None:
            return own
        _need("fingerprint" in said["ruleset"] and said["ruleset"].items() <= own.items(), "/adoption/ruleset: of another ruleset")
        _need(said["on"] <= self.day and own["status"] not in ("superseded", "withdrawn"), "/adoption: it did not stand then")
        return {**own, "status": "adopted", "adoption": {"digest": held["adoption"]["digest"], "body": said["body"], "on": said["on"]}}
    def wanted(self) -> Any:  # the trace as the other parts of the capsule give it
        trace, program, values, members = self.trace, self.program, self.values, sorted(self.members.items())
        enough = all(values[each["enough"]] == TRUE for each in program["coverage"].values() if "enough" in each)
        reviews = [{"id": r["id"], "at": r["at"], "value": values[r.get("when")], "by": _later(self.day, r["within"])}
                   for r in program["reviews"]]  # 9.4
        return {
            **{key: trace[key] for key in ("moment", "zone", "worlds", "warnings")},
            "format": 1, "semantics": 1, "case": trace["case"], "day": self.day, "ruleset": self.named(),
            "subject": {"kind": self.kind, **{key: ref for key, ref in self.case["subject"].items() if key == "ref"}},
            "leaves": [self.leaves(id_) for id_ in sorted(self.asked)], "tasks": [self.task(task) for task in program["tasks"]],
            "ratings": [{"at": m["at"], "rating": i, "domain": m["domain"]} for i, m in members if m["rating"] and "points" in m],
            "history": list(self.history()), "entries": list(self.entries()),
            "rules": [{"value": values[r["when"]], **{key: r[key] for key in OF_RULE if r.get(key)}} for r in program["rules"]],
            "outcomes": {id_: self.outcome(link, enough) for id_, link in program["outcomes"].items()},
            "enough": enough, "critical": self.split({i: m["critical"] for i, m in members if "critical" in m}),
            "report": [{**item, "value": self.show(item["value"], values[item["value"]])} for item in program["report"]],
            "reviews": reviews, "review_by": min((each["by"] for each in reviews if each["value"] != FALSE), default=None),
        }

def check(text: str) -> str:
    """Return in words what was checked, or raise the `Failure` that was found."""
    capsule = json.loads(text, object_pairs_hook=_object, parse_float=_number, parse_int=_number, parse_constant=_number)
    trace, named, effective = capsule["trace"], capsule["trace"]["ruleset"], capsule["program"]["effective"]
    _need({"adoption", *capsule} == {"format", *PARTS} and capsule["format"] == 1, "/: this is not a capsule of format 1")
    for part in (trace, capsule["program"], capsule["ruleset"]):
        _need(part["semantics"] == 1, "/trace/semantics: this file knows the meaning 1 only")
    for part, said in zip(PARTS, (named["fingerprint"], trace["case"], named["program"], named.get("adoption", {}).get("digest"))):
        digest = f"sha256:{hashlib.sha256(_canonical(capsule[part]).encode()).hexdigest()}" if part in capsule else None
        _need(said == digest, f"/{part}: this was changed; the trace has another fingerprint of it")
    found = _Check(capsule)
    here, wanted = dict(_flat(trace, "/trace")), dict(_flat(found.wanted(), "/trace"))
    for at in [*wanted, *here]:
        found.stands_at(wanted[at] if at[-3:] == "/at" and at[:15] != "/trace/warnings" else "")
        _need(at in here and at in wanted, f"{at}: this is {'too much' if at in here else 'missing, or empty'}")
        _need(repr(here[at]) == repr(wanted[at]), f"{at}: this is not what the rest of the capsule gives")
    _need(effective["from"] <= trace["day"] < (effective["before"] or "9999"), "/trace/day: it was not in force")
    counts = map(len, (found.steps, *(trace[part] for part in ("leaves", "entries", "rules", "outcomes"))))
    said = "{} steps give again its {} answers, {} conditions and numbers, {} rules, {} results".format(*counts)
    return (f"{named['id']} {named['version']} at {trace['moment']}: {said};"
            f" ruleset {named['fingerprint']}, Program {named['program']}, case {trace['case']}")
def _said(file: str) -> tuple[int, str]:
    try:
        data = Path(file).read_bytes()
        _need(len(data) <= MOST_BYTES, "/: this is larger than any capsule")
        return 0, f"PASS {file}: {ascii(check(data.decode()))[1:-1]}"
    except Failure as reason:
        return 1, f"FAIL {file}: {ascii(str(reason))[1:-1]}"
    except OSError:
        return 2, f"FAIL {file}: this file cannot be read"
    except FAULTS:
        return 1, f"FAIL {file}: this does not have the form of a capsule"

if __name__ == "__main__":
    said = [_said(each) for each in sys.argv[1:]] or [(2, str(__doc__))]
    print("\n".join(words for _, words in said))
    sys.exit(max(code for code, _ in said))
