"""Wycheproof: a seal holds where it must, and nowhere else."""

from __future__ import annotations

import json
from typing import Any

import pytest

from neglect_rules.audit.logs import PublicKey
from neglect_rules.audit.logs._keys import base64_text
from tests.vectors.test_json_suite import VECTORS

FILE = VECTORS / "wycheproof" / "ed25519_test.json"


def _rows() -> list[Any]:
    if not FILE.is_file():
        return []
    groups = json.loads(FILE.read_text(encoding="utf-8"))["testGroups"]
    return [
        pytest.param(group["publicKey"]["pk"], test, id=str(test["tcId"]))
        for group in groups
        for test in group["tests"]
    ]


ROWS = _rows()


@pytest.mark.skipif(not ROWS, reason="the outside vectors are not here")
def test_the_vectors_are_all_there() -> None:
    assert len(ROWS) == 151


@pytest.mark.parametrize(("key", "test"), ROWS)
def test_a_signature_holds_just_where_the_vectors_say(key: str, test: Any) -> None:
    public = PublicKey(bytes.fromhex(key))
    signature = base64_text(bytes.fromhex(test["sig"]))

    holds = public.verifies(signature, bytes.fromhex(test["msg"]))

    assert holds == (test["result"] == "valid")
