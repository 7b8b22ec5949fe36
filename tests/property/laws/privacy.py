"""Law 21: nothing that was said of a child is in a message, a `repr` or a traceback."""

from __future__ import annotations

import copy
import json
import traceback
from collections.abc import Callable, Iterator
from random import Random

from neglect_rules.errors import DocumentError
from neglect_rules.evaluation import evaluate
from neglect_rules.loading import load_case
from neglect_rules.testing import Document
from neglect_rules.testing._answers import records_of
from tests.property.drawn import Drawn

CANARY = "Canary7f3a"
"""What no text may hold. It is a valid reference, note, role and grade's name."""

Break = Callable[[Document, Random], None]


def nothing_is_told_of_a_child(drawn: Drawn, random: Random) -> None:
    """Law 21: plant a word everywhere, break the case in a way, and look for it."""
    planted = _planted(drawn)
    for break_it in random.sample(_BREAKS, 3):
        case = copy.deepcopy(planted)
        break_it(case, random)
        for text in told(drawn, case):
            assert CANARY.lower() not in text.lower(), break_it.__name__


def nothing_is_told_of_an_answer(drawn: Drawn, _: Random) -> None:
    """Law 21, for what judges: its parts shown to a developer name no answer."""
    decision = drawn.decide()
    case, known = drawn.read_case(), drawn.facts()
    shown = [case, case.subject, known, decision, decision.trace, *known.known]
    shown += [record for records in case.answers.values() for record in records]
    shown += [standing for k in known.known for standing in (k.standing, k.confirmed)]
    tables = decision.account.contributions
    assert not any(f"{each.grades!r}" in f"{each!r}" for each in tables)
    text = "".join(f"{each!r}{each!s}" for each in shown)
    said = {
        str(record[key])
        for answer in drawn.case["answers"].values()
        for record in records_of(answer)
        for key in ("by", "note", "state", "source")
        if key in record
    }
    assert not [word for word in said if word in text]
    assert drawn.case["subject"].get("ref", CANARY) not in text


def told(drawn: Drawn, document: Document) -> Iterator[str]:
    """Yield every text that a developer or a log may get to see of a case."""
    for source in (document, json.dumps(document, default=float)):
        try:
            case = load_case(source)
            decision = evaluate(drawn.program, case, at=case.at or drawn.at)
        except DocumentError as refused:
            yield from _of_error(refused)
        else:
            yield from (repr(case), repr(decision), str(decision), repr(decision.trace))


def _of_error(error: BaseException) -> Iterator[str]:
    yield "".join(traceback.format_exception(error))
    cause: BaseException | None = error
    while cause is not None:
        yield f"{cause!r} {cause!s} {cause.args!r}"
        cause = cause.__cause__ or cause.__context__
    if isinstance(error, DocumentError):
        for found in error.diagnostics:
            yield f"{found!r} {found.at} {found.message} {found.hint} {found.line}"


def _planted(drawn: Drawn) -> Document:
    """Return the case with the word wherever it does no harm."""
    case: Document = copy.deepcopy(drawn.case)
    case["note"] = f"{CANARY} was seen"
    case["subject"]["ref"] = CANARY
    for name, answer in case["answers"].items():
        records = [dict(record) for record in records_of(answer)]
        for record in records:
            record.update(by=CANARY, note=f"about {CANARY}")
        case["answers"][name] = records
    return case


def _some_record(case: Document, random: Random) -> Document:
    answers = case["answers"]
    if not answers:
        answers["I1"] = [{"grade": "yes", "by": CANARY}]
    found: Document = random.choice(random.choice(list(answers.values())))
    return found


def _grade(case: Document, random: Random) -> None:
    record = _some_record(case, random)
    for key in ("state", "number"):
        record.pop(key, None)
    record["grade"] = CANARY


def _state(case: Document, random: Random) -> None:
    _some_record(case, random)["state"] = CANARY


def _source(case: Document, random: Random) -> None:
    _some_record(case, random)["source"] = CANARY


def _date(case: Document, random: Random) -> None:
    _some_record(case, random)["date"] = f"2020-01-{CANARY}"


def _role(case: Document, random: Random) -> None:
    _some_record(case, random)["by"] = f"{CANARY} Smith"


def _key(case: Document, random: Random) -> None:
    _some_record(case, random)[CANARY] = CANARY


def _note(case: Document, random: Random) -> None:
    _some_record(case, random)["note"] = f"{CANARY}\u0007" + "x" * 10_001


def _kind(case: Document, _: Random) -> None:
    case["subject"]["kind"] = CANARY


def _born(case: Document, _: Random) -> None:
    case["subject"] = {"born": CANARY, "ref": CANARY}


def _ref(case: Document, _: Random) -> None:
    case["subject"]["ref"] = f"{CANARY} {CANARY}"


def _moment(case: Document, _: Random) -> None:
    case["at"] = CANARY


def _ruleset(case: Document, _: Random) -> None:
    case["ruleset"] = {"id": CANARY, "version": "0.0.1"}


def _whole_answer(case: Document, random: Random) -> None:
    name = random.choice(list(case["answers"]) or ["I1"])
    case["answers"][name] = random.choice([CANARY, [CANARY], {"x": CANARY}, [[CANARY]]])


def _future(case: Document, random: Random) -> None:
    _some_record(case, random)["date"] = "9999-12-31"


def _subject(case: Document, _: Random) -> None:
    case["subject"] = CANARY


def _unfinished(case: Document, _: Random) -> None:
    case["note"] = float("nan")


_BREAKS: tuple[Break, ...] = (
    _grade,
    _state,
    _source,
    _date,
    _role,
    _key,
    _note,
    _kind,
    _born,
    _ref,
    _moment,
    _ruleset,
    _whole_answer,
    _future,
    _subject,
    _unfinished,
)
