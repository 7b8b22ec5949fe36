"""Law 21 for logs: whatever goes wrong with one, nothing is told of the child in it."""

from __future__ import annotations

import json
import traceback
from collections.abc import Callable, Iterator
from random import Random

from neglect_rules.audit import MASKS, export, find, redacted, replay_log
from neglect_rules.audit._replay_log import ReplayReport
from neglect_rules.audit.logs import StoredLog, verify
from neglect_rules.audit.records import Evidence, decision_evidence, load_evidence
from neglect_rules.errors import NeglectRulesError
from neglect_rules.evaluation import evaluate
from tests.builders import NOON, a_case, a_program
from tests.property.laws.logs import _unread
from tests.unit.audit.kept import KEY, PUBLIC, SECRET, a_context, a_log
from tests.unit.audit.memory import MemoryStore

CANARY = "Canary7f3a"
"""Stands wherever a child may be spoken of: notes, references, who said it."""


def planted() -> Evidence:
    """Return the evidence of a decision in which the word stands everywhere."""
    answers = {
        "A": {"grade": "severe", "by": CANARY, "note": f"{CANARY} at the door"},
        "B": [{"grade": "met", "by": CANARY}, {"grade": "emerging", "note": CANARY}],
        "N": 2,
    }
    case = a_case(answers, {"age_months": 60, "ref": CANARY}, note=CANARY)
    decision = evaluate(a_program(), case, at=NOON)
    return decision_evidence(decision, a_context("d-1", "s-1"), secret=SECRET)


EVIDENCE = planted()


def nothing_is_told_of_a_faulty_log(random: Random) -> None:
    """Break a log in a way, do with it all that can be done, and look for the word."""
    store = MemoryStore()
    log = a_log(EVIDENCE, store=store)
    log.seal(KEY, a_context("seal"), at=NOON)
    head = log.head
    assert CANARY.encode() not in store.data
    random.choice(_FAULTS)(store, random)
    broken = _unread(store)
    told = [*_told(lambda: repr(verify(broken, expected=[head], keys=[PUBLIC])))]
    told += _told(lambda: json.dumps(_report(broken)))
    told += _told(lambda: repr(list(find(broken))))
    told += _told(lambda: repr(StoredLog(store, clock=lambda: NOON).append(EVIDENCE)))
    told += _told(lambda: "".join(export(broken, mask=MASKS["auditor"]))[:0])
    told += _told(lambda: repr(_spoilt(random)))
    assert not [text for text in told if CANARY in text]


def _report(log: StoredLog) -> object:
    found = tuple(replay_log(log))
    report = ReplayReport(entries=found, first=1, last=4)
    return [repr(found), repr(report), report.to_dict()]


def _told(act: Callable[[], str]) -> Iterator[str]:
    """Yield all that a developer, or a log of an app, sees of something."""
    try:
        yield act()
    except NeglectRulesError as refused:
        yield str(refused)
        yield repr(refused)
        yield "".join(traceback.format_exception(refused))


def _spoilt(random: Random) -> Evidence:
    """Read evidence of which something was changed."""
    copy = redacted(EVIDENCE, random.choice(list(MASKS.values())))
    value = json.loads(copy.to_json())
    part = random.choice(["disclosures", "record", "documents", "withheld"])
    if part == "disclosures" and value[part]:
        value[part][random.randrange(len(value[part]))] = random.choice(
            [CANARY, "", value[part][0], EVIDENCE.disclosures[-1].text[:-3]]
        )
    else:
        value[part] = random.choice([CANARY, [CANARY], {CANARY: CANARY}, None])
    return load_evidence(json.dumps(value))


def _flip_line(store: MemoryStore, random: Random) -> None:
    data = bytearray(store.data)
    data[random.randrange(len(data))] ^= 1 << random.randrange(8)
    store.data = bytes(data)


def _cut_line(store: MemoryStore, random: Random) -> None:
    store.data = store.data[: random.randrange(len(store.data))]


def _flip_shelf(store: MemoryStore, random: Random) -> None:
    shelf = random.choice(["disclosures", "documents"])
    name = random.choice(list(store.shelves[shelf]))
    data = bytearray(store.shelves[shelf][name])
    data[random.randrange(len(data))] ^= 1 << random.randrange(8)
    store.shelves[shelf][name] = bytes(data)


def _other_disclosure(store: MemoryStore, random: Random) -> None:
    (name,) = store.shelves["disclosures"]
    texts = [each.text for each in EVIDENCE.disclosures]
    texts[random.randrange(len(texts))] = random.choice([CANARY, *texts])
    document = {"format": 1, "record": name, "disclosures": texts}
    store.shelves["disclosures"][name] = json.dumps(document).encode()


def _lost(store: MemoryStore, random: Random) -> None:
    shelf = random.choice(["disclosures", "documents"])
    del store.shelves[shelf][random.choice(list(store.shelves[shelf]))]


def _word(store: MemoryStore, random: Random) -> None:
    """Write the word itself where it does not belong."""
    lines = store.data.splitlines()
    number = random.randrange(len(lines))
    record = json.loads(lines[number])
    holder = record[random.choice(["core", "context", "log"])]
    # An id is there to be shown: it is how people speak of a record.
    names = [name for name in (*holder, CANARY) if name != "id"]
    holder[random.choice(names)] = random.choice([CANARY, [CANARY]])
    lines[number] = json.dumps(record).encode()
    store.data = b"".join(line + b"\n" for line in lines)


_FAULTS = (_flip_line, _cut_line, _flip_shelf, _other_disclosure, _lost, _word)
