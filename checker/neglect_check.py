"""Check that the decision in a capsule is what its ruleset and its answers give.

Any Python from 3.8 on runs it, alone: python3 -I neglect_check.py CAPSULE...

It knows the kinds of step and what answers stand for (the numbers below are clauses of
`semantics-1`), and nothing of neglect. It makes the trace again from the other parts,
all but its warnings, and names the first place that differs, never a value. It takes
the Program for what the ruleset means: only a replay with the library checks that.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import sys
from calendar import monthrange
from decimal import Decimal, localcontext
from fractions import Fraction
from functools import reduce
from itertools import product
from pathlib import Path
from typing import Any, Callable, Iterator

# fmt: off
# Set by hand, in paragraphs, to be read in one sitting.
TEXT = json.JSONEncoder(ensure_ascii=False).encode
TRUE, FALSE, OPEN, NO_LIMIT = "true", "false", "open", float("inf")
STATES = {"not_asked", "not_known", "not_observed", "refused", "unable_to_score", "not_applicable"}
OF_RECORD = ("grade", "number", "state", "suspected", "source", "cause", "date", "by")
ASKED = "indicator rating outcome coverage state source cause in at_least above at_most below"
MOST_CELLS, MOST_STEPS, MOST_DEPTH, MOST_BYTES, MOST_DIGITS = 10**5, 10**7, 500, 2**26, 25
PARTS = ("ruleset", "case", "program", "trace")
OF_RULE = ("kind", "id", "at", "gives")
COUNTED = (("leaves", "answers"), ("entries", "conditions and numbers"), ("rules", "rules"), ("outcomes", "results"))
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
    exact = Fraction(value)
    with localcontext() as context:
        context.prec = 300
        decimal = (Decimal(exact.numerator) / exact.denominator).normalize()
    return f"{decimal:f}" if Fraction(decimal) == exact else str(exact)
def _canonical(value: Any) -> str:
    if isinstance(value, str):
        return TEXT(value)
    if isinstance(value, dict):
        keys = sorted(value, key=lambda key: str(key).encode("utf-16-be"))
        return f"{{{','.join(f'{TEXT(k)}:{_canonical(value[k])}' for k in keys)}}}"
    if isinstance(value, list):
        return f"[{','.join(map(_canonical, value))}]"
    return _written(value) if isinstance(value, Decimal) else json.dumps(value)
def _fingerprint(value: Any) -> str:
    return f"sha256:{hashlib.sha256(_canonical(value).encode()).hexdigest()}"

# Clause 2: ages.
def _months_on(day: dt.date, months: int) -> dt.date:  # 2.2
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return dt.date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
def _completed(start: dt.date, day: dt.date) -> int:  # 2.2
    months = (day.year - start.year) * 12 + day.month - start.month
    return months if _months_on(start, months) <= day else months - 1
def _months(subject: Any, covered: Any, day: dt.date) -> tuple[Any, Any]:  # 2.3 to 2.5
    kind, born, span = (subject.get(key) for key in ("kind", "born", "age_months"))
    low, high = (span["from"], span["to"]) if isinstance(span, dict) else (span or 0, span)
    high = NO_LIMIT if span is None else high
    if born is not None:
        first, part = born + "0000-01-01"[len(born):], {4: 12, 7: 1}.get(len(born), 0)
        last = _months_on(dt.date.fromisoformat(first), part) - dt.timedelta(part > 0)
        low, high = (_completed(d, day) for d in (min(last, day), dt.date.fromisoformat(first)))
    if kind in {None, "child"} and covered:
        low, high = max(low, covered["from"] or 0), min(high, (covered["before"] or NO_LIMIT) - 1)
    return (0, NO_LIMIT) if kind == "household" else (low, high)

# Clause 1: a verdict is a word, a choice a set of positions (0: n/a), an extent a pair.
def _bits(number: Any) -> frozenset[int]:
    return frozenset(n for n, bit in enumerate(f"{int(number):b}"[::-1]) if bit == "1")
def _verdict(certain: Any, possible: Any) -> str:
    return TRUE if certain else OPEN if possible else FALSE
def _united(values: list[Any]) -> Any:  # 2.6
    if isinstance(values[0], str):
        return values[0] if len(set(values)) == 1 else OPEN
    if isinstance(values[0], frozenset):
        return frozenset().union(*values)
    return min(low for low, _ in values), max(high for _, high in values)
def _worst(sets: Any, highest: Any) -> Any:  # 6.6
    def of_two(one: Any, other: Any) -> Any:
        least = (min(x or y, y or x) for x, y in product(one, other))
        return frozenset(map(max, product(one, other)) if highest else least)
    return reduce(of_two, sets)
def _reached(base: int, pairs: Any) -> Any:  # 7.1
    certain = max([base, *(grade for truth, grade in pairs if truth == TRUE)])
    return frozenset({certain} | {g for t, g in pairs if t == OPEN and g > certain})

class _Known:  # clause 3: what the records of one indicator stand for on a day
    def __init__(self, step: Any, asked: Any, records: Any, day: dt.date) -> None:
        self.step, self.asked, self.all, self.day, how = step, asked, records, day, asked.get("believe")
        dates = sorted({r["date"] for r in records if "date" in r and "state" not in r})
        if how:  # 3.4: whatever is said, what is latest stands
            span, many = (None, 1) if how == "latest" else (how["worst_within"], how["sustained"] or 1)
            dates = [each for n, each in enumerate(dates, many) if n >= len(dates) or each > self.moved(str(day), span, -1)]
        self.records = [r for r in records if "state" in r or r.get("date", "") in ["", *dates]]
        self.given = [record for record in self.records if "state" not in record]
        self.permitted = _bits(step["open"]) - {0} if "grades" in step else frozenset()
        spared = [record["state"] for record in records if "state" in record]
        others = [state for state in spared if state != "not_applicable"]
        filled = asked["zero_fill"] and (others or not spared or not asked["may_not_apply"])
        self.state = "zero_filled" if filled else ["not_asked", *spared[:1], *others][-1]  # 3.7
        if self.given:
            self.state = "stale" if all(map(self.is_stale, self.given)) else "known"
        self.is_spared = self.state == "not_applicable" and asked["may_not_apply"]
    def is_stale(self, record: Any) -> bool:  # 3.3
        after, date = self.asked.get("stale_after"), record.get("date")
        return bool(after and date) and self.moved(date, after, 1) <= str(self.day)
    def moved(self, day: str, span: Any, by: int) -> str:  # 2.2
        days, months = (by * ((span or {}).get(unit) or 0) for unit in ("days", "months"))
        return str(_months_on(dt.date.fromisoformat(day) + dt.timedelta(days), months))
    def value(self) -> Any:  # 3.2 to 3.6
        step, asked = self.step, self.asked
        if step["kind"] == "amount":
            found = [Fraction(record["number"]) * int(step["per"]) for record in self.given]
            known = self.state == "known"
            return tuple(map(int, (min(found), max(found)) if known else step["open"]))
        if not self.given:
            word = "lowest" if self.state == "zero_filled" else "open"
            return _bits(1 if self.is_spared else step[word])
        kind, sets = asked["kind"], []
        for record in self.given:
            at = step["grades"].index(record["grade"]) + 1
            worse = {"concern": range(at, 99), "strength": range(at + 1)}.get(kind, range(99))
            sets.append(self.permitted & set(worse if self.state == "stale" else [at]))
        apart = kind == "context" or asked.get("disagree") == "open"
        return _united(sets) if apart else _worst(sets, kind == "concern")
    def fact(self, fact: str, among: Any) -> str:  # 3.7, 4.5
        states = {r.get("state", "recorded") for r in self.records} or {"not_asked"}
        states |= {"suspected" for r in self.records if r.get("suspected")}
        said = {record.get(fact) for record in self.given}
        lowest = {self.step["grades"][n - 1] for n in sorted(self.permitted)[:1]}
        holds = {"answered": self.state == "known", "due": not self.is_spared,
                 "recorded": self.given, "above_lowest": {r.get("grade") for r in self.given} - lowest,
                 "state": states & set(among), "source": said & set(among), "cause": said & set(among)}[fact]
        return _verdict(holds, fact in ("source", "cause") and None in said)

# Clauses 4 to 7: the kinds of step.
def _judged(step: Any, read: Any) -> Any:
    kind = step["kind"]
    if kind == "map":  # 5.1, 6.4: whatever a combination gives
        cells = [0]
        for size, choice in zip(step["sizes"], read):
            cells = [cell * size + position for cell in cells for position in choice]
            _need(len(cells) <= MOST_CELLS, "/program/steps: a table is too large")
        found = [int(step["table"][cell]) for cell in cells]
        return frozenset(found) if "grades" in step else (min(found), max(found))
    if kind == "band":  # 6.1: every band that the extent meets
        edges, (low, high) = [-NO_LIMIT, *map(int, step["edges"]), NO_LIMIT], read[0]
        bands = zip(step["give"], edges, edges[1:])
        return frozenset(give for give, at, end in bands if at <= high and low < end)
    if kind == "sum":  # 5.4, 5.5: a weight below nought swaps the ends
        low = high = int(step["constant"])
        for extent, weight in zip(read, map(int, step["weights"])):
            ends = [e * weight if weight or e != NO_LIMIT else e for e in extent]
            low, high = low + min(ends), high + max(ends)
        return low, high
    if kind == "clamp":  # 5.4: not below the floor and not above the cap
        low, high = int(step.get("low", -(2**99))), step.get("high")
        ends = [max(end, low) for end in read[0]]
        return tuple(ends if high is None else [min(end, int(high)) for end in ends])
    if kind == "shift":  # 7.3: from each grade that is raised
        moves = list(zip(read[1:], step["by"], step["limit"], step["start"]))
        return _united([_reached(b, [(t, min(b + by, end)) for t, by, end, at in moves if b >= at])
                        for b in read[0]])
    return _SIMPLE[kind](step, read)

_SIMPLE: dict[str, Callable[[Any, Any], Any]] = {
    "select": lambda _, r: (r[-1] & {0}).union(*(r[n - 1] or () for n in r[-1] if n)),  # 6.2
    "extreme": lambda s, r: _worst(r, s["greatest"]) if "grades" in s else  # 5.3, 5.5, 6.6
        tuple(map(max if s["greatest"] else min, zip(*r))),
    "count": lambda _, r: (r.count(TRUE), len(r) - r.count(FALSE)),  # 5.7
    "quorum": lambda s, r: _verdict(*(n >= s["need"] for n in _SIMPLE["count"](s, r))),  # 4.1
    "not": lambda _, r: {TRUE: FALSE, FALSE: TRUE, OPEN: OPEN}[r[0]],  # 4.1
    "compare": lambda s, r: _verdict(*(end >= int(s["at_least"]) for end in r[0])),  # 4.3
    "member": lambda s, r: _verdict(r[0] <= _bits(s["among"]), r[0] & _bits(s["among"])),  # 4.2
    "reach": lambda s, r: _reached(s["base"], list(zip(r, s["levels"]))),  # 7.1
}
def _reads(step: Any) -> list[Any]:
    of = [] if step["kind"] == "amount" else step.get("of", [])
    return [*(of if isinstance(of, list) else [of]), *step.get("when", [])] + [step[k] for k in ("chooser",) if k in step]
def _in_order(steps: Any) -> Any:  # each after all that it reads
    order: dict[Any, None] = {None: None}
    for _ in range(MOST_DEPTH):
        left = [name for name in steps if name not in order]
        order.update({n: None for n in left if all(r in order for r in _reads(steps[n]))})
    _need(len(order) > len(steps), "/program/steps: some go in a circle, or read nothing")
    return list(order)[1:]
def _flat(value: Any, at: str) -> Iterator[tuple[str, Any]]:
    keys = range(len(value)) if isinstance(value, list) else value if isinstance(value, dict) else ()
    for key in keys:
        yield from _flat(value[key], f"{at}/{key}")
    if not keys:
        yield at, value

class _Check:  # one capsule, with its trace made again from its other parts
    def __init__(self, capsule: Any) -> None:
        self.ruleset, self.case, self.program, self.trace = map(capsule.get, PARTS)
        self.steps, self.asked = self.program["steps"], self.program["asked"]
        self.day = dt.date.fromisoformat(self.trace["moment"][:10])
        self.kind, self.order = self.case["subject"].get("kind", "child"), _in_order(self.steps)
        leaves = [(name, step) for name, step in self.steps.items() if "open" in step]
        self.leaf = {step["indicator"]: name for name, step in leaves}
        self.age = {step["of"]: name for name, step in leaves if not step["indicator"]}
        _need({*self.case["answers"]} <= {*self.asked}, "/case/answers: one of these is not asked")
        self.known = {id_: self.knows(id_) for id_ in self.asked}
        self.members, self.worlds = self.program["members"], self.ages()
        self.values = self.run("")
    def knows(self, id_: str, how: str = "") -> _Known:  # 8.2, 8.6
        step, asked = self.steps[self.leaf[id_]], self.asked[id_]
        answer = self.case["answers"].get(id_, [])
        if not isinstance(answer, (list, dict)):
            head = "number" if not isinstance(answer, str) else "state" if answer in STATES else "grade"
            answer = {head: answer}
        records = answer if isinstance(answer, list) else [answer]
        answer = [r for r in records if how != "confirmed" or not r.get("suspected")]
        if (how == "unfilled" and self.known[id_].state == "zero_filled") or (how == "unjudged" and asked["judgement"]):
            answer, asked = [], {**asked, "zero_fill": False}
        return _Known(step, asked, answer, self.day)
    def ages(self) -> Any:  # 2.6
        worlds = [{self.age[of]: tuple(NO_LIMIT if end is None else int(end) for end in ends)
                   for of, ends in world.items()} for world in self.trace["worlds"]]
        at = self.age.get("months")
        if at is not None and self.kind != "unborn":
            spans, covered = sorted(world[at] for world in worlds), self.program["subjects"]
            gaps = [b for (_, a), (b, _) in zip(spans, spans[1:]) if b > a + 1]
            months = _months(self.case["subject"], covered["age_months"], self.day)
            _need(not gaps and months == _united(spans), "/trace/worlds: the case gives other ages")
        _need(len(worlds) * len(self.steps) <= MOST_STEPS, "/trace/worlds: these are too many")
        return worlds
    def run(self, how: str) -> dict[str, Any]:  # 2.6
        fixed = {self.leaf[id_]: self.knows(id_, how).value() for id_ in self.known}
        for name, step in self.steps.items():
            if step["kind"] == "recordfact":
                known, meant = self.known.get(step["indicator"]), self.kind in step["among"]
                fixed[name] = known.fact(step["fact"], step["among"]) if known else _verdict(meant, possible=False)
        runs = [{**fixed, **world} for world in self.worlds]
        for values, name in product(runs, self.order):
            if name not in values:
                step = self.steps[name]
                values[name] = _judged(step, [values.get(read) for read in _reads(step)])
        return {name: _united([values[name] for values in runs]) for name in self.order}
    def show(self, name: str, value: Any) -> Any:
        step, grades = self.steps[name], ["n/a", *self.steps[name].get("grades", [])]
        if isinstance(value, tuple):
            per = Fraction(step.get("per", 1))
            return [None if end == NO_LIMIT else _written(end / per) for end in value]
        return value if isinstance(value, str) else [grades[n] for n in sorted(value)]
    def split(self, tests: Any, words: Any = ("met", "open")) -> Any:
        return {word: sorted(id_ for id_, name in tests.items() if self.values[name] == truth)
                for word, truth in zip(words, (TRUE, OPEN))}
    def leaves(self, id_: str) -> Any:
        name, known, member = self.leaf[id_], self.known[id_], self.program["members"][id_]
        value, sure = known.value(), self.knows(id_, "confirmed").value()
        maybe = {"confirmed": sure != value and self.show(name, sure),
                 "domain": member.get("domain"), "core": member["core"],
                 "judgement": self.asked[id_]["judgement"],
                 "records": [{**({} if r in known.records else {"set_aside": True}),
                              **{key: _written(r[key]) if key == "number" else r[key]
                                 for key in OF_RECORD if r.get(key, False) is not False}} for r in known.all]}
        return {"at": f"/indicators/{id_}", "indicator": id_, "state": known.state,
                "value": self.show(name, value),
                **{key: part for key, part in maybe.items() if part}}
    def entries(self) -> Iterator[Any]:
        for name in sorted(self.steps, key=lambda name: name.split("#", 1)):
            (at, role), tests = name.split("#", 1), self.program["selections"].get(name)
            if role[0] != "~" and self.steps[name]["kind"] not in {"answer", "amount"}:
                asked = self.expected(at) if role == "condition" else None
                yield {"at": at, "role": role, "value": self.show(name, self.values[name]),
                       **({"expected": asked} if asked else {}),
                       **({} if tests is None else self.split(tests))}
    def stands_at(self, at: str) -> Any:  # every pointer arrives
        node: Any = self.ruleset
        for part in at.split("/")[1:]:
            node = node[int(part) if isinstance(node, list) else part]
        return node
    def expected(self, at: str) -> Any:  # what the author asks there
        node, parts = self.stands_at(at), at.split("/")
        if parts[1] in {"domains", "indicators"} and len(parts) < 4:  # noqa: PLR2004
            whole, enough = parts[1] == "indicators", self.ruleset["open_answers"]["enough"]  # 8.3
            node = {"coverage": "all" if whole else parts[2], "at_least": enough["core" if whole else "each_domain"]}
        if parts[1] == "promises" and parts[3] == "then":
            node = {"outcome": parts[4], **node}
        node = node.get("record", node)
        return {key: self.meant(node[key]) for key in ASKED.split() if key in node}
    def meant(self, value: Any) -> Any:  # a parameter's own value, a number as text
        if isinstance(value, dict):
            spec = self.ruleset["parameters"][value["parameter"]]
            value = next(spec[key] for key in ("number", "grade", "ids") if key in spec)
        return _written(value) if isinstance(value, (int, Decimal)) else value
    def outcome(self, link: Any, runs: Any, enough: Any) -> Any:  # clause 8
        shown = {key: self.show(link[key], self.values[link[key]])
                 for key in ("thresholds", "modified", "result")}
        possible, result, grades = shown.pop("result"), link["result"], link["grades"]
        sure, openly, unjudged = (self.show(result, run[result]) for run in runs)
        low, sure_low, own_low = (grades.index(x[0]) for x in (possible, sure, unjudged))
        status = "settled" if len(openly) == 1 else "at_least" if enough else "not_determinable"
        nothing = status == "not_determinable" and low == 0
        wish = {"floor": None if nothing else possible[0], "ceiling": openly[-1]}
        wished = wish.get(self.program["open_answers"]["recommend"])
        free = [w.get(name, self.values[name]) for name, w in product(link["free"], self.worlds)]
        is_known = all(each in {TRUE, FALSE} or len({*each}) == 1 for each in free)
        exact = len(possible) == 1 or (link["pure"] and is_known)
        return {**shown, "possible": possible, "floor": possible[0], "ceiling": possible[-1],
                "recommended": possible[0] if status == "settled" else wished,
                "status": status, "bounds": "exact" if exact else "sound",
                "confirmed": {"floor": sure[0], "ceiling": sure[-1]},
                "rests_on_suspicion": sure_low < low, "rests_on_judgement": own_low < low}
    def task(self, task: Any) -> Any:  # 9.1
        truth = self.values[task["when"]] if "when" in task else TRUE
        whom = {"certain": truth == TRUE, "possible": truth == OPEN}
        whom = self.split(task["members"], tuple(whom)) if "members" in task else whom
        return {"id": task["id"], "at": task["at"], **whom}
    def wanted(self) -> Any:  # the trace as the other parts of the capsule give it
        trace, program, values = self.trace, self.program, self.values
        coverage, members = program["coverage"].values(), sorted(self.members.items())
        enough = all(values[each["enough"]] == TRUE for each in coverage if "enough" in each)
        runs = [self.run(how) for how in ("confirmed", "unfilled", "unjudged")]
        named = {**trace["ruleset"], **{key: self.ruleset[key] for key in ("id", "version", "status")}}
        own = {key: value for key, value in self.case["subject"].items() if key == "ref"}
        return {
            **{key: trace[key] for key in ("moment", "zone", "worlds", "warnings")},
            "format": 1, "semantics": 1, "ruleset": named, "case": trace["case"],
            "subject": {"kind": self.kind, **own}, "day": str(self.day),
            "leaves": [self.leaves(id_) for id_ in sorted(self.asked)],
            "ratings": [{"at": each["at"], "rating": id_, "domain": each["domain"]}
                        for id_, each in members if each["rating"] and "points" in each],
            "entries": list(self.entries()),
            "rules": [{"value": values[rule["when"]],
                       **{key: rule[key] for key in OF_RULE if rule.get(key)}}
                      for rule in program["rules"]],
            "outcomes": {i: self.outcome(o, runs, enough) for i, o in program["outcomes"].items()},
            "enough": enough,
            "critical": self.split({i: m["critical"] for i, m in members if "critical" in m}),
            "tasks": [self.task(task) for task in program["tasks"]],
            "report": [{**item, "value": self.show(item["value"], values[item["value"]])}
                       for item in program["report"]],
        }

def check(text: str) -> str:
    """Return in words what was checked, or raise the `Failure` that was found."""
    hooks: Any = dict.fromkeys(("parse_float", "parse_int", "parse_constant"), _number)
    capsule = json.loads(text, object_pairs_hook=_object, **hooks)
    trace, effective = capsule["trace"], capsule["program"]["effective"]
    _need({*capsule} == {"format", *PARTS} and capsule["format"] == 1, "/: this is not a capsule of format 1")
    meanings = {trace["semantics"], capsule["program"]["semantics"], capsule["ruleset"]["semantics"]}
    _need(meanings == {1}, "/trace/semantics: this file knows the meaning 1 only")
    named = trace["ruleset"]
    for part, said in zip(PARTS, (named["fingerprint"], trace["case"], named["program"])):
        _need(said == _fingerprint(capsule[part]), f"/{part}: this was changed; the trace has another fingerprint of it")
    found = _Check(capsule)
    here, wanted = dict(_flat(trace, "/trace")), dict(_flat(found.wanted(), "/trace"))
    for at in [*wanted, *here]:
        found.stands_at(wanted[at] if at[-3:] == "/at" and at[:15] != "/trace/warnings" else "")
        _need(at in here, f"{at}: this is missing, or empty")
        _need(at in wanted, f"{at}: this is too much")
        _need(repr(here[at]) == repr(wanted[at]), f"{at}: this is not what the rest of the capsule gives")
    _need(effective["from"] <= trace["day"] < (effective["before"] or "9999"), "/trace/day: it was not in force")
    counts = ", ".join(f"{len(trace[part])} {word}" for part, word in COUNTED)
    return (f"{named['id']} {named['version']} at {trace['moment']}: {len(found.steps)} steps give again its"
            f" {counts}; ruleset {named['fingerprint']}, Program {named['program']}, case {trace['case']}")
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
def main(files: list[str]) -> int:
    """Check files, print what came of it, and return 0, 1 or 2 (usage)."""
    found = [_said(file) for file in files] or [(2, str(__doc__))]
    print("\n".join(text for _, text in found))
    return max(code for code, _ in found)

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
