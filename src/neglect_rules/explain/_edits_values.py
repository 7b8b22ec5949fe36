"""What stands under a key of a ruleset's part, as people say it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import Any, Final, TypeAlias, final

from attrs import frozen

from neglect_rules.analysis import held_at
from neglect_rules.explain._amounts import apart, quoted
from neglect_rules.explain._asked import asked
from neglect_rules.explain._said import age, day, listed, number, share
from neglect_rules.explain._words import Words
from neglect_rules.model import OutcomeTest
from neglect_rules.pointer import Pointer


@final
@frozen
class Spot:
    """One key of a part of a ruleset.

    Attributes:
        what: What the part is.
        id: Its id.
        parts: The key, and what of it where it holds several values.
    """

    what: str
    id: str
    parts: tuple[str, ...]

    @property
    def key(self) -> str:
        """Return the key itself."""
        return self.parts[0]


Tell: TypeAlias = Callable[[Words, Spot, Any], str]

LISTS: Final = {"ask", "deviations", "ids", "kinds", "permits", "subjects", "tags"}
"""Keys that hold a list of which each member counts, and not the order."""


def held(words: Words, at: Pointer | None, parts: tuple[str, ...], raw: Any) -> Any:
    """Return what holds under a key on one side of an edit.

    A parameter stands for its value, and what is not written for what holds then.
    """
    if raw is not None or at is None or at == Pointer() or words.ruleset is None:
        return placed(words, raw)
    found = held_at(words.ruleset, at, parts)
    return found if isinstance(found, bool | int | Decimal | str) else None


def placed(words: Words, found: Any) -> Any:
    """Return a value, the one that a parameter stands for where it is one."""
    is_use = isinstance(found, Mapping) and found.keys() == {"parameter"}
    name = found["parameter"] if is_use else None
    if not isinstance(name, str) or words.ruleset is None:
        return found
    spec = words.ruleset.document["parameters"][name]
    return next(spec[key] for key in ("number", "grade", "ids") if key in spec)


def value(words: Words, spot: Spot, found: Any) -> str:
    """Return a value in words."""
    return _TELL.get(spot.key, _plain)(words, spot, placed(words, found))


def members(words: Words, spot: Spot, found: Any) -> list[str]:
    """Return the members of a list in words."""
    return [value(words, spot, each) for each in placed(words, found) or ()]


def _plain(words: Words, _: Spot, found: Any) -> str:
    if isinstance(found, int | Decimal) and not isinstance(found, bool):
        return number(words.phrases, str(found))
    return apart(str(found))


def _text(_: Words, __: Spot, found: Any) -> str:
    return str(found)


def _level(words: Words, spot: Spot, found: Any) -> str:
    return quoted(words.level(spot.parts[1], found))


def _thing(spot: Spot) -> str:
    """Return the id of the question that a key is about."""
    return spot.id.partition(":")[2] if spot.what == "accepted" else spot.id


def _grade(words: Words, spot: Spot, found: Any) -> str:
    return apart(words.grade(_thing(spot), found))


def _of_domain(words: Words, _: Spot, found: Any) -> str:
    return quoted(words.domain(found))


def _of_scale(words: Words, _: Spot, found: Any) -> str:
    return quoted(words.at(f"/scales/{found}", "label") or in_words(found))


def _of_source(words: Words, _: Spot, found: Any) -> str:
    return quoted(words.at(f"/sources/{found}", "title") or in_words(found))


def _status(words: Words, spot: Spot, found: Any) -> str:
    if spot.what == "document":
        return words.say(f"edits.status.{found}")
    return words.say(f"sources.provenance.{found}")


def _named_ruleset(words: Words, _: Spot, found: Any) -> str:
    mark = found["fingerprint"].removeprefix("sha256:")[:_SHORT]
    return words.say(
        "edits.based_on", id=found["id"], version=found["version"], mark=mark
    )


def _share(words: Words, _: Spot, found: Any) -> str:
    return share(words.phrases, str(found))


def _length(words: Words, _: Spot, found: Any) -> str:
    unit = "month" if "months" in found else "day"
    return words.phrases.plural(f"count.{unit}", found[f"{unit}s"])


def _ages(words: Words, _: Spot, found: Any) -> str:
    ends = {
        word: age(words.phrases, found[word])
        for word in ("from", "before")
        if word in found
    }
    return words.say(f"edits.ages.{'_'.join(ends)}", **ends)


def _believe(words: Words, spot: Spot, found: Any) -> str:
    if found == "latest":
        return words.say("edits.believe.latest")
    if "sustained" in found:
        return words.say("edits.believe.sustained", count=found["sustained"])
    length = _length(words, spot, found["worst_within"])
    return words.say("edits.believe.worst_within", length=length)


def _named(words: Words, spot: Spot, found: Any) -> str:
    return quoted(words.say(f"edits.{spot.key}.{found}"))


def _whom(words: Words, _: Spot, found: Any) -> str:
    return words.say(f"asked.subject.{found}")


def _day(words: Words, spot: Spot, found: Any) -> str:
    if spot.what == "outcome":
        return _begins(words, spot, found)
    return day(words.phrases, found)


def _begins(words: Words, spot: Spot, found: Any) -> str:
    """Return at which level an outcome begins, for each of an earlier one's."""
    other = found["outcome"]
    told = [
        words.say(
            "edits.from.level",
            other=quoted(words.level(other, grade)),
            own=quoted(words.level(spot.id, own)),
        )
        for grade, own in found["map"].items()
    ]
    return f"{words.outcome(other)}: {'; '.join(told)}"


def _range(words: Words, spot: Spot, found: Any) -> str:
    """Return which numbers may be given; of a parameter its number."""
    if not isinstance(found, Mapping):
        return _plain(words, spot, found)
    ends = {key: number(words.phrases, str(found[key])) for key in ("from", "before")}
    step = number(words.phrases, str(found["step"]))
    return words.say("edits.number", **ends, unit=found["unit"], step=step)


def _grades(words: Words, spot: Spot, found: Any) -> str:
    """Return the ladder of an outcome, what a grade means, or how grades are read."""
    if spot.what == "outcome":
        return ", ".join(apart(words.level(spot.id, grade)) for grade in found)
    if spot.what == "accepted":
        here = _thing(spot)
        return "; ".join(_read_as(words, here, *each) for each in found.items())
    return "; ".join(_aged(words, each) for each in found)


def _read_as(words: Words, id_: str, there: str, here: str | None) -> str:
    grade = words.say("edits.left_open") if here is None else words.grade(id_, here)
    return words.say("edits.from.level", other=quoted(in_words(there)), own=grade)


def _aged(words: Words, found: Mapping[str, Any]) -> str:
    ages = _ages(words, Spot("", "", ("ages",)), found["ages"])
    return f"{found['text']} ({ages})"


def _exception(words: Words, _: Spot, found: Any) -> str:
    return words.say(f"edits.law.{found['law']}", because=found["because"])


def _of_question(words: Words, _: Spot, found: Any) -> str:
    return quoted(words.label(found))


def _any_grade(words: Words, _: Spot, found: Any) -> str:
    """Return the label of a grade that is not said to be of one ladder or scale."""
    ruleset = words.ruleset
    for id_, outcome in (ruleset.outcomes if ruleset else {}).items():
        if found in outcome.grades:
            return quoted(words.level(id_, found))
    for scale in (ruleset.scales if ruleset else {}).values():
        for each in scale.grades:
            if each.id == found and each.label:
                return quoted(each.label)
    return quoted(in_words(found))


def _member(words: Words, spot: Spot, found: Any) -> str:
    """Return what a list of ids names: a question, a part, a grade."""
    if words.thing(found) is not None:
        return words.label(found)
    domain = words.at(f"/domains/{found}", "label")
    return domain or _any_grade(words, spot, found)


def _promised(words: Words, spot: Spot, found: Any) -> str:
    tests: dict[str, Any] = {
        key: tuple(each) if isinstance(each, list) else each
        for key, each in found.items()
    }
    in_ = {"in_": tests.pop("in")} if "in" in tests else {}
    test = OutcomeTest(outcome=spot.parts[1], **tests, **in_)
    return next(asked(words, test)).text


def in_words(id_: str) -> str:
    """Return an id that has no label as words."""
    text = id_.replace("_", " ")
    return text[:1].upper() + text[1:]


def in_list(words: Words, told: Sequence[str]) -> str:
    """Return members of a list: joined as people do, or apart if they are long."""
    long = any(" " in each and len(each) > _LONG for each in told)
    return "; ".join(told) if long else listed(words.phrases, told)


_LONG: Final = 30
_SHORT: Final = 12
_TELL: Final[Mapping[str, Tell]] = {
    "ages": _ages,
    "age_months": _ages,
    "as": _of_question,
    "ask_as": _text,
    "at_least": _level,
    "based_on": _named_ruleset,
    "because": _text,
    "before": _day,
    "believe": _believe,
    "combine": _named,
    "critical_at": _grade,
    "disagree": _named,
    "domain": _of_domain,
    "enough": _share,
    "evidence_required_at": _grade,
    "exception": _exception,
    "from": _day,
    "from_at_least": _level,
    "grade": _any_grade,
    "grades": _grades,
    "help": _text,
    "highest": _grade,
    "ids": _member,
    "kind": _named,
    "kinds": _whom,
    "near_review": _length,
    "not_below": _level,
    "number": _range,
    "per": _named,
    "permits": _grade,
    "rating": _of_question,
    "reach": _level,
    "recommend": _named,
    "rescreen_at": _level,
    "scale": _of_scale,
    "source": _of_source,
    "stale_after": _length,
    "status": _status,
    "subjects": _whom,
    "text": _text,
    "then": _promised,
    "up_to": _level,
    "within": _length,
}
