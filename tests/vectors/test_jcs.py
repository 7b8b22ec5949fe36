"""RFC 8785: the bytes of a document are those that its authors give for it."""

from __future__ import annotations

import hashlib
import json
import math
import struct
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import pytest

from neglect_rules.canonical import canonical_bytes
from tests.vectors.test_json_suite import VECTORS

FOLDER = VECTORS / "rfc8785-jcs" / "testdata"
NAMES = sorted(path.stem for path in (FOLDER / "input").glob("*.json"))
NUMBERS = VECTORS / "rfc8785-jcs" / "es6-number-sequence.json"


@pytest.mark.skipif(not NAMES, reason="the outside vectors are not here")
def test_the_vectors_are_all_there() -> None:
    assert len(NAMES) == 6


@pytest.mark.parametrize("name", NAMES)
def test_a_document_has_the_bytes_that_the_standard_gives(name: str) -> None:
    document = json.loads(_text("input", f"{name}.json"))
    expected = _text("outhex", f"{name}.txt")

    assert canonical_bytes(document) == bytes.fromhex(expected)


def _text(folder: str, name: str) -> str:
    return Path(FOLDER / folder / name).read_text(encoding="utf-8")


@pytest.mark.skipif(not NUMBERS.is_file(), reason="the outside vectors are not here")
@pytest.mark.parametrize("count", [1000, 100_000])
def test_numbers_are_written_as_the_standards_sequence_has_them(count: int) -> None:
    whole = hashlib.sha256()
    for bits, value in islice(_numbers(json.loads(NUMBERS.read_text("utf-8"))), count):
        whole.update(f"{bits:x},{canonical_bytes(value).decode()}\n".encode())

    known = json.loads(NUMBERS.read_text("utf-8"))["sha256_by_line_count"]
    assert whole.hexdigest() == known[str(count)]


def _numbers(held: Any) -> Iterator[tuple[int, float]]:
    """Yield the doubles of the sequence with their bits, as its rule says."""
    for text in held["static_u64_hex"]:
        yield _double(int(text, 16))
    start = int(held["serial_start_hex"], 16)
    for number in range(held["serial_count"]):
        yield _double(start + number)
    block = bytes(32)
    while True:
        block = hashlib.sha256(block).digest()
        for bits in struct.unpack("<4Q", block):
            found = _double(bits)
            if math.isfinite(found[1]) and found[1] != 0:
                yield found


def _double(bits: int) -> tuple[int, float]:
    (value,) = struct.unpack("<d", bits.to_bytes(8, "little"))
    return bits, value
