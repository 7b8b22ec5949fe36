"""What a log has taken so far, as far as it decides what it takes next."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any, Final, final

from neglect_rules.audit.logs._entry import MALFORMED, Entry, Head
from neglect_rules.audit.logs._errors import broken
from neglect_rules.audit.logs._rulesets import Rulesets
from neglect_rules.audit.records import Evidence
from neglect_rules.canonical import canonical_bytes
from neglect_rules.diagnostics import Diagnostic
from neglect_rules.loading import against_schema
from neglect_rules.pointer import Pointer

_ID: Final = Pointer(("context", "id"))


@final
class Ledger:
    """The memory of a log: its head, its ids and what it was opened for.

    `acknowledged` is the last record up to which every append is whole; `redactions`
    are those of which nobody has seen yet that what they name is gone.

    It only ever takes the next record. What does not follow is refused, so whoever
    has read a log through a ledger has verified its chain.
    """

    def __init__(self) -> None:
        """Begin before the first record."""
        self.head: Head | None = None
        self.acknowledged = 0
        self.ids: dict[str, int] = {}
        self.redactions: list[Entry] = []
        self.keys: dict[str, Mapping[str, Any]] = {}
        self._rulesets = Rulesets()
        self._admits: tuple[str, ...] = ()
        self._forms: tuple[str, ...] = ()

    @property
    def next(self) -> int:
        """Return the number of the next record."""
        return 1 if self.head is None else self.head.sequence + 1

    def take(self, entry: Entry) -> None:
        """Take the next record of the log.

        Raises:
            BrokenLogError: NR724, it is not the next record.
        """
        expected = self.next
        try:
            fault = self._fault(entry)
            if not fault:
                self._remember(entry)
        except MALFORMED:
            raise broken(expected, "cannot be read") from None
        if fault:
            raise broken(expected, fault)

    def _fault(self, entry: Entry) -> str:
        if against_schema(entry.document, "record", shows=False):
            return "has not the form of a record"
        log, id_ = entry.document["log"], entry.id
        is_first = self.head is None
        if is_first != (entry.kind == "log_opened"):
            return "should open the log" if is_first else "opens the log again"
        if log["sequence"] != self.next:
            return "has another number"
        if not _follows(log, self.head):
            return "does not follow the record before it"
        if log["id"] != (self._opened(entry) if self.head is None else self.head.log):
            return "is of another log"
        return "stands in the log already" if id_ in self.ids else ""

    def _opened(self, entry: Entry) -> Any:
        core = entry.document["core"]
        self._admits, self._forms = tuple(core["admits"]), tuple(core["forms"])
        return core["log"]

    def _remember(self, entry: Entry) -> None:
        first, last = entry.batch
        self._rulesets.take(entry.document)
        if entry.kind == "key_added":
            key = entry.document["core"]["key"]
            self.keys[key["id"]] = key
        elif entry.kind == "redaction":
            self.redactions.append(entry)
        elif entry.kind == "key_retired":
            self.keys.pop(entry.document["core"]["key"]["id"], None)
        self.acknowledged = last if last == entry.sequence else first - 1
        self.ids[entry.id] = entry.sequence
        self.head = entry.head

    def refusals(self, several: Sequence[Evidence]) -> Iterator[Diagnostic]:
        """Yield every reason why the log does not take several pieces of evidence."""
        rulesets, new = self._rulesets.copy(), set[str]()
        for number, each in enumerate(several, start=self.next):
            if found := against_schema(each.record, "record", shows=False):
                yield from found
                continue
            yield from self._out_of_place(each, number)
            if each.kind == "decision":
                yield from self._unwanted(each.record)
            yield from self._unfounded(each.record, new)
            yield from rulesets.refusals(each.record)
            rulesets.take(each.record)
            if each.id in self.ids or each.id in new:
                message = "two of these records have the same id"
                yield Diagnostic("NR723", message, _ID)
            new.add(each.id)

    def _out_of_place(self, each: Evidence, number: int) -> Iterator[Diagnostic]:
        if (number == 1) != (each.kind == "log_opened"):
            is_open = "the log is open already"
            message = "a log begins with what opens it" if number == 1 else is_open
            yield Diagnostic("NR735", message, Pointer(("kind",)))
        if each.withheld:
            message = "this is a copy of which something is hidden"
            yield Diagnostic("NR735", message, Pointer(("withheld",)))

    def _unfounded(
        self, record: Mapping[str, Any], new: Collection[str]
    ) -> Iterator[Diagnostic]:
        for key in ("decision", "of"):
            named = record["core"].get(key)
            if named is not None and named not in self.ids and named not in new:
                message = "the log has no record of this id"
                hint = "record what it is about first"
                yield Diagnostic("NR733", message, Pointer(("core", key)), hint)

    def _unwanted(self, record: Mapping[str, Any]) -> Iterator[Diagnostic]:
        status = record["core"]["ruleset"]["status"]
        if status not in self._admits:
            message = f"the log takes no decision by a ruleset that is `{status}`"
            hint = f"it was opened for {' and '.join(self._admits)} rulesets only"
            at = Pointer(("core", "ruleset", "status"))
            yield Diagnostic("NR720", message, at, hint)
        form = "inline" if "inline" in record else "committed"
        if form not in self._forms:
            message = "the log takes no record that holds its values itself"
            hint = "a value in the record stays there for as long as the log"
            yield Diagnostic("NR721", message, Pointer(("inline",)), hint)

    def chained(self, several: Sequence[Evidence]) -> Iterator[Entry]:
        """Yield records as the next ones of the log, without taking them."""
        first, head = self.next, self.head
        for number, each in enumerate(several):
            opens = each.record["core"].get("log")
            log: dict[str, Any] = {
                "id": opens if head is None else head.log,
                "sequence": first + number,
                "previous": None if head is None else head.digest,
            }
            if len(several) > 1:
                log["batch"] = [first, first + len(several) - 1]
            entry = Entry(canonical_bytes({**each.record, "log": log}))
            head = entry.head
            yield entry


def _follows(log: Mapping[str, Any], head: Head | None) -> bool:
    """Return whether a record names the one before it."""
    previous = None if head is None else head.digest
    return bool(log["previous"] == previous)
