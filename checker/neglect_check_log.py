"""Check that the records of an exported log belong together, and its decisions again.

Any Python from 3.8 on runs it, with `neglect_check.py` beside it and nothing else:
python3 -I neglect_check_log.py EXPORT.jsonl [HEAD]

HEAD is what `neglect-rules log heads` printed earlier, kept elsewhere since. Every
digest is made anew. A decision of which everything can be read is put together as a
capsule and checked like one. Signatures are not looked at: any tool for Ed25519 does
that. It names the first record that is wrong, never a value.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
import sys
from base64 import urlsafe_b64decode, urlsafe_b64encode
from pathlib import Path
from typing import Any, Dict, Iterator

_SPEC: Any = importlib.util.spec_from_file_location(
    "neglect_check", Path(__file__).resolve().with_name("neglect_check.py")
)
check: Any = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(check)

Record = Dict[str, Any]
OF_OUTCOME = ("possible", "floor", "ceiling", "recommended", "status")


def need(holds: Any, otherwise: str) -> None:
    """Stop with a reason unless something holds."""
    if not holds:
        raise check.Failure(otherwise)


def value_of(text: str) -> Any:
    """Return the JSON value that a text writes, its numbers exact."""
    number = check._number  # noqa: SLF001 - one reader of numbers for both files
    return json.loads(
        text,
        object_pairs_hook=check._object,  # noqa: SLF001
        parse_float=number,
        parse_int=number,
        parse_constant=number,
    )


def digest_of(value: Any) -> str:
    """Return the fingerprint of a JSON value."""
    text = check._canonical(value)  # noqa: SLF001 - one canonical form for both files
    return "sha256:" + hashlib.sha256(text.encode()).hexdigest()


def opened(text: str) -> tuple[str, str, Any]:
    """Return digest, name and value of a disclosure (RFC 9901, 4.2)."""
    data = urlsafe_b64decode(text + "=" * (-len(text) % 4))
    need(_base64(data) == text, "a disclosure is written in two ways")
    _, name, value = value_of(data.decode())
    return _base64(hashlib.sha256(text.encode("ascii")).digest()), name, value


def _base64(data: bytes) -> str:
    return urlsafe_b64encode(data).decode().rstrip("=")


def together(parts: dict[str, Any], within: str) -> Any:
    """Return what the parts inside a place make together."""
    root: dict[str, Any] = {}
    for place, value in parts.items():
        path = [p.replace("~1", "/").replace("~0", "~") for p in place.split("/")[1:]]
        if path[0] == within:
            node = root
            for part in path[1:-1]:
                node = node.setdefault(part, {})
            node[path[-1]] = (value,)
    return _joined(root)


def _joined(node: Any) -> Any:
    if isinstance(node, tuple):
        return node[0]
    if node and all(key.isdigit() for key in node):
        return [_joined(node[key]) for key in sorted(node, key=int)]
    return {key: _joined(child) for key, child in node.items()}


class Log:
    """An exported log, checked line by line."""

    def __init__(self, lines: list[str]) -> None:
        """Read all lines of an export."""
        self.header, *rest = map(value_of, lines)
        need(self.header.get("kind") == "log_export", "this is not an exported log")
        self.records = [line for line in rest if "record" in line]
        named = [line for line in rest if "document" in line]
        self.documents = {line["fingerprint"]: line["document"] for line in named}
        self.digests: dict[int, str] = {}
        self.again = self.partly = self.seals = 0

    def check(self, expected: str | None) -> str:
        """Return in words what was checked.

        Raises:
            Failure: The first thing that is wrong.
        """
        for mark, document in self.documents.items():
            need(digest_of(document) == mark, f"document {mark}: this was changed")
        self.chain()
        removed = self.removed()
        for line in self.records:
            where = f"record {line['record']['log']['sequence']}"
            parts = self.disclosed(line, where, removed)
            if line["record"]["kind"] == "decision":
                self.decision(line["record"], parts, where)
        last = max(self.digests)
        log = self.records[-1]["record"]["log"]["id"]
        head = f"{log}:{last}:{self.digests[last]}"
        need(self.header["head"] == head, "the log ends elsewhere than it says")
        self.witnessed(expected, log)
        return (
            f"{len(self.records)} records of {head} belong together; {self.again}"
            f" decisions made again, {self.partly} of which something is hidden not;"
            f" {self.seals} seals not looked at; "
            + ("witnessed" if expected else "unwitnessed")
        )

    def chain(self) -> None:
        """Check that each record follows the one before it."""
        ids: set[str] = set()
        first, previous = self.header["from"], None
        for number, line in enumerate(self.records, first):
            record, where = line["record"], f"record {number}"
            log = record["log"]
            need(log["sequence"] == number, f"{where}: it has another number")
            follows = log["previous"] == previous or number == first > 1
            need(follows, f"{where}: it does not follow the record before it")
            need(
                log["id"] == self.records[0]["record"]["log"]["id"],
                f"{where}: another log",
            )
            need(record["context"]["id"] not in ids, f"{where}: it stands there twice")
            ids.add(record["context"]["id"])
            previous = self.digests[number] = digest_of(record)
            self.seals += record["kind"] == "head_sealed"

    def removed(self) -> dict[str, set[str]]:
        """Return what was deleted of each record, as later records say."""
        found: dict[str, set[str]] = {}
        for line in self.records:
            core = line["record"]["core"]
            if line["record"]["kind"] == "redaction":
                found.setdefault(core["of"], set()).update(core["removed"])
        return found

    def disclosed(
        self, line: Record, where: str, removed: dict[str, set[str]]
    ) -> dict[str, Any]:
        """Return what can be read of a record, each value held against its digest."""
        record, found = line["record"], {}
        sealed = record.get("sealed", {"algorithm": "sha-256", "parts": {}})
        need(sealed["algorithm"] == "sha-256", f"{where}: an unknown algorithm")
        for digest, name, value in map(opened, line["disclosures"]):
            need(
                sealed["parts"].get(name) == digest,
                f"{where}: it commits to another value",
            )
            found[name] = value
        gone = removed.get(record["context"]["id"], set()) | set(
            line.get("withheld", ())
        )
        lost = sealed["parts"].keys() - found.keys() - gone
        need(
            not lost,
            f"{where}: values are missing and no record says that they were deleted",
        )
        inline: dict[str, Any] | None = record.get("inline")
        return found if inline is None else inline

    def decision(self, record: Record, parts: dict[str, Any], where: str) -> None:
        """Check a decision as a capsule, if all of it can be read."""
        if len(parts) < len(record.get("sealed", {"parts": parts})["parts"]):
            self.partly += 1
            return
        case, trace = together(parts, "case"), together(parts, "trace")
        named = trace["ruleset"]
        capsule = {"format": 1, "case": case, "trace": trace}
        marks = {"ruleset": named["fingerprint"], "program": named["program"]}
        if "adoption" in named:
            marks["adoption"] = named["adoption"]["digest"]
        for part, mark in marks.items():
            need(
                mark in self.documents, f"{where}: the {part} that it names is missing"
            )
            capsule[part] = self.documents[mark]
        try:
            check.check(check._canonical(capsule))  # noqa: SLF001 - as one capsule
        except check.Failure as failure:
            found = f"{where}: {failure}"
            raise check.Failure(found) from None
        for key, value in _core(case, trace):
            need(record["core"].get(key) == value, f"{where}: /core/{key} is not so")
        self.again += 1

    def witnessed(self, expected: str | None, log: str) -> None:
        """Check that a head that was kept elsewhere is in the log."""
        if expected is not None:
            name, number, digest = expected.split(":", 2)
            held = self.digests.get(int(number))
            need(
                held is not None,
                "the log ends before, or begins behind, the head that was kept",
            )
            need((name, digest) == (log, held), "another record was kept as this head")


def _core(case: Record, trace: Record) -> Iterator[tuple[str, Any]]:
    yield from ((key, trace[key]) for key in ("ruleset", "semantics", "day", "zone"))
    yield "inputs", {leaf["indicator"]: leaf["state"] for leaf in trace["leaves"]}
    yield "events", sorted(case.get("events", {}))
    yield "met", [rule["id"] for rule in trace["rules"] if rule["value"] == "true"]
    yield (
        "outcomes",
        {
            id_: {key: each[key] for key in OF_OUTCOME}
            for id_, each in trace["outcomes"].items()
        },
    )


def main(file: str, expected: str | None = None) -> int:
    """Print what was found and return the exit code."""
    try:
        lines = Path(file).read_text(encoding="utf-8").splitlines()
        print(f"PASS {file}: {ascii(Log(lines).check(expected))[1:-1]}")
    except check.Failure as reason:
        print(f"FAIL {file}: {ascii(str(reason))[1:-1]}")
        return 1
    except OSError:
        print(f"FAIL {file}: this file cannot be read")
        return 2
    except check.FAULTS:
        print(f"FAIL {file}: this does not have the form of an exported log")
        return 1
    return 0


if __name__ == "__main__":
    if not 2 <= len(sys.argv) <= 3:  # noqa: PLR2004 - a file, and a head if there is one
        print(__doc__)
        sys.exit(2)
    sys.exit(main(*sys.argv[1:]))
