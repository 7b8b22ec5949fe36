"""The store in memory passes what every log promises: the suite itself holds."""

from __future__ import annotations

import pytest

from neglect_rules.audit.logs import Store
from tests.unit.audit.conformance import LAWS, Law
from tests.unit.audit.memory import MemoryStore
from tests.unit.audit.torn import TORN_LAWS, TornLaw


class MemoryPlace:
    """One store in memory, which every log shares."""

    def __init__(self) -> None:
        self._store = MemoryStore()

    def store(self) -> Store:
        return self._store

    def read(self) -> bytes:
        return self._store.data

    def replace(self, data: bytes) -> None:
        self._store.data = data


@pytest.mark.parametrize("law", LAWS, ids=lambda law: law.__name__)
def test_a_log_in_memory_keeps_every_promise(law: Law) -> None:
    law(MemoryPlace())


@pytest.mark.parametrize("law", TORN_LAWS, ids=lambda law: law.__name__)
def test_a_log_in_memory_recovers(law: TornLaw) -> None:
    law(MemoryPlace())
