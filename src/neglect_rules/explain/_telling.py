"""A trace beside the words to tell it, and each answer as people say it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from functools import cached_property
from typing import Any, Final, final

from attrs import frozen

from neglect_rules.explain._amounts import apart, named, sentence
from neglect_rules.explain._phrases import Phrases
from neglect_rules.explain._said import age, day, extent, listed
from neglect_rules.explain._words import Words
from neglect_rules.model import Indicator, State
from neglect_rules.trace import Account, Trace, grades_of

NA: Final = "n/a"
_FEW: Final = 2
_UNANSWERED: Final = frozenset(state.value for state in State)


@final
@frozen
class Telling:
    """A trace with its account and the words for both.

    Attributes:
        trace: What is told.
        account: The same as tables.
        words: Where labels come from.
    """

    trace: Trace
    account: Account
    words: Words

    @property
    def phrases(self) -> Phrases:
        """Return the library's own sentences."""
        return self.words.phrases

    def say(self, key: str, **parts: object) -> str:
        """Return one of the library's own sentences."""
        return self.phrases.say(key, **parts)

    @cached_property
    def leaves(self) -> Mapping[str, Mapping[str, Any]]:
        """Return what was known of each indicator, in the author's order if known."""
        found = {leaf["indicator"]: leaf for leaf in self.account.leaves}
        ruleset = self.words.ruleset
        ids = found if ruleset is None else ruleset.indicators
        return {id_: found[id_] for id_ in ids if id_ in found}

    @cached_property
    def outcomes(self) -> Mapping[str, Mapping[str, Any]]:
        """Return the result on each ladder, what others rest on before them.

        A stored document may have lost the order of its keys; where it has not, the
        author's order is kept.
        """
        found, ruleset = self.account.outcomes, self.words.ruleset
        if ruleset is None:
            return found
        ids = sorted(ruleset.outcomes, key=self._rests_on_another)
        return {id_: found[id_] for id_ in ids if id_ in found}

    def _rests_on_another(self, outcome: str) -> bool:
        """Return whether an outcome starts from another, or a rule of it reads one."""
        ruleset = self.words.ruleset
        if ruleset is not None and ruleset.outcomes[outcome].from_ is not None:
            return True
        places = [r["at"] for r in self.account.rules if outcome in r.get("gives", {})]
        return any(
            "outcome" in entry.get("expected", {})
            and entry["at"].startswith(f"{place}/when")
            for entry in self.trace.document["entries"]
            for place in places
        )

    def gives(self, rule: Mapping[str, Any]) -> Mapping[str, str]:
        """Return what a rule gives, in the order of the outcomes."""
        found: Mapping[str, str] = rule.get("gives", {})
        return {id_: found[id_] for id_ in self.outcomes if id_ in found}

    @cached_property
    def months(self) -> tuple[int, int] | None:
        """Return the age in months, from and to, if the ruleset reads it."""
        worlds = self.trace.document["worlds"]
        ages = [world["months"] for world in worlds if "months" in world]
        if not ages or any(high is None for _, high in ages):
            return None
        return min(int(low) for low, _ in ages), max(int(high) for _, high in ages)

    def grades(self, id_: str) -> Sequence[str]:
        """Return what stands for an indicator or rating, after "does it apply"."""
        if id_ in self.leaves:
            return grades_of(self.trace, self.leaves[id_]["at"])
        return grades_of(self.trace, f"/ratings/{id_}")

    def is_number(self, id_: str) -> bool:
        """Return whether an indicator is an amount, not a grade."""
        spec = self.words.thing(id_)
        return isinstance(spec, Indicator) and spec.number is not None

    def applies(self, id_: str) -> bool:
        """Return whether an indicator or rating may count at all."""
        return list(self.grades(id_)) != [NA]

    def is_open(self, id_: str) -> bool:
        """Return whether more than one answer is still possible."""
        grades = self.grades(id_)
        return len(set(grades)) > 1

    def is_waiting(self, id_: str) -> bool:
        """Return whether an answer is still to be had: open, or counted unanswered.

        Where one grade was recorded, and only the age leaves open whether it counts,
        there is nothing to ask.
        """
        leaf = self.leaves[id_]
        if leaf["state"] == "zero_filled":
            return self.applies(id_)
        return self.is_open(id_) and len(set(leaf["value"])) > 1

    def value(self, id_: str) -> str:
        """Return an answer in words: a grade, a number, or why there is none."""
        if not self.applies(id_):
            return self.say("state.not_applicable")
        leaf = self.leaves.get(id_)
        state = "known" if leaf is None else leaf["state"]
        if state == "not_applicable":  # but `applies` says that it may
            return self.say("answer.may_apply")
        if state in _UNANSWERED:
            return self.say(f"state.{state}")
        if state == "zero_filled":
            return self.say("answer.zero_filled", counted=self.chosen(id_))
        if state == "stale":
            given = listed(self.phrases, self.given(id_))
            return self.say("answer.stale", given=given)
        if leaf is not None and self.is_open(id_) and len(self.given(id_)) > 1:
            return listed(self.phrases, self.given(id_))
        return self.chosen(id_)

    def chosen(self, id_: str) -> str:
        """Return the grades or the number that an answer stands for, in words."""
        if self.is_number(id_):
            spec = self.words.thing(id_)
            unit = (
                spec.number.unit if isinstance(spec, Indicator) and spec.number else ""
            )
            amount = extent(self.phrases, self.leaves[id_]["value"])
            return f"{amount} {unit}".rstrip()
        told = [apart(self.words.grade(id_, g)) for g in self.grades(id_) if g != NA]
        if len(told) > _FEW:
            told = [self.say("answer.grades", first=told[0], last=told[-1])]
        if NA in self.grades(id_):
            told.append(self.say("state.not_applicable"))
        return listed(self.phrases, told, "or")

    def given(self, id_: str) -> list[str]:
        """Return each grade or number that stands, in words, each once."""
        records = self.leaves[id_].get("records", ())
        told = [self._recorded(id_, r) for r in records if not r.get("set_aside")]
        return list(dict.fromkeys(each for each in told if each))

    def _recorded(self, id_: str, record: Mapping[str, Any]) -> str:
        if "grade" in record:
            return self.words.grade(id_, record["grade"])
        if "number" in record:
            return extent(self.phrases, [record["number"]] * 2)
        return ""

    def titled(self, id_: str) -> str:
        """Return an answer with its label: "Warmth and response: Emerging"."""
        return named(self.words.label(id_), self.value(id_))

    def details(self, id_: str) -> list[str]:
        """Return what the grade means, and who says so, if that is recorded."""
        grades = [g for g in self.grades(id_) if g != NA]
        told = []
        if len(grades) == 1 and not self.is_number(id_):
            meaning = self.words.described(id_, grades[0], self.months)
            told = [meaning] if meaning else []
        return [*told, *self.evidence(id_)]

    def told(self, id_: str) -> str:
        """Return an answer with all that is said of it, in one paragraph."""
        return " ".join([sentence(self.titled(id_)), *self.details(id_)])

    def is_of_concern(self, id_: str) -> bool:
        """Return whether an answer is open, or above the lowest grade of concern."""
        scale = self.words.scale(id_)
        if not self.applies(id_):
            return False
        if scale is None or scale.kind != "concern":
            return self.is_waiting(id_)
        return any(g not in {NA, scale.grades[0].id} for g in self.grades(id_))

    def held(self, id_: str) -> str:
        """Return the grade that stands: the floor, unless an easing is only open.

        An improvement that is not shown lowers what is possible, and nothing else.
        """
        result, ruleset = self.outcomes[id_], self.words.ruleset
        wish = "floor" if ruleset is None else ruleset.open_answers.recommend
        eased = any(
            rule["kind"] == "easing"
            and rule["value"] == "open"
            and id_ in rule["gives"]
            for rule in self.account.rules
        )
        higher = eased and wish == "floor" and result["recommended"] is not None
        return str(result["recommended"] if higher else result["floor"])

    def counted_most(self, at: str) -> list[Mapping[str, Any]]:
        """Return what was counted over time for a measure: of several, the most."""
        parts = [part for part in self.account.history if part["at"] == at]
        most = max((Fraction(part["value"][0]) for part in parts), default=0)
        return [part for part in parts if Fraction(part["value"][0]) == most]

    def has_milder_latest(self, id_: str) -> bool:
        """Return whether records of more than one date stand for different grades."""
        records = self.leaves[id_].get("records", ())
        standing = [r for r in records if "date" in r and not r.get("set_aside")]
        grades = {record.get("grade") for record in standing}
        return len(grades) > 1 and len({record["date"] for record in standing}) > 1

    def evidence(self, id_: str) -> list[str]:
        """Return how each record is known: who saw it and when."""
        records = self.leaves.get(id_, {}).get("records", ())
        older = [record for record in records if record.get("set_aside")]
        named = bool(older) or (len(self.given(id_)) > 1 if records else False)
        told = []
        for record in records:
            how, what = (
                _how(self.phrases, record),
                self._said(id_, record) if named else "",
            )
            if (how or what) and record not in older:
                told.append(sentence(": ".join(part for part in (what, how) if part)))
        if older:
            said = [
                f"{self._said(id_, r)}, {day(self.phrases, r['date'])}" for r in older
            ]
            told.append(self.say("answer.set_aside", answers="; ".join(said)))
        return told

    def _said(self, id_: str, record: Mapping[str, Any]) -> str:
        return self._recorded(id_, record) or self.say(f"state.{record['state']}")

    def age(self) -> str | None:
        """Return the subject's age in words, if the ruleset reads it."""
        if self.months is None:
            return None
        low, high = (age(self.phrases, each) for each in self.months)
        return low if low == high else self.say("age.range", low=low, high=high)


def _how(phrases: Phrases, record: Mapping[str, Any]) -> str:
    """Return how one record is known."""
    parts = [_whence(phrases, record)]
    if record.get("suspected"):
        parts.insert(0, phrases.say("answer.suspected"))
    if "cause" in record:
        parts.append(phrases.say(f"cause.{record['cause']}"))
    if "date" in record:
        parts.append(day(phrases, record["date"]))
    return ", ".join(part for part in parts if part)


def _whence(phrases: Phrases, record: Mapping[str, Any]) -> str:
    """Return who says so and how they know, as far as that was recorded."""
    by = str(record.get("by", "")).replace("_", " ")
    source = record.get("source")
    if by:
        return phrases.say(f"said_by.{source or 'someone'}", by=by)
    return "" if source is None else phrases.say(f"said.{source}")
