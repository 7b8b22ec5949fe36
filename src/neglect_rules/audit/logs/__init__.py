"""Logs: records that are only ever added to, each chained to the one before it."""

from __future__ import annotations

from neglect_rules.audit.logs._chained import chained
from neglect_rules.audit.logs._entry import Entry, Head
from neglect_rules.audit.logs._errors import (
    BrokenLogError,
    LogError,
    UnavailableLogError,
    unavailable,
)
from neglect_rules.audit.logs._jsonlines import JsonLinesStore
from neglect_rules.audit.logs._keys import PublicKey, SealingKey
from neglect_rules.audit.logs._ledger import Ledger
from neglect_rules.audit.logs._open import create_log, look_into, open_log
from neglect_rules.audit.logs._protocols import EvidenceLog, Shelf, Signer, Store
from neglect_rules.audit.logs._queue import Flushed, Queued, Waiting
from neglect_rules.audit.logs._sql import SqlStore
from neglect_rules.audit.logs._sql_open import create_sql_log, open_sql_log
from neglect_rules.audit.logs._stored import StoredLog, sealed_message
from neglect_rules.audit.logs._verify import (
    Completeness,
    Integrity,
    Seal,
    Verification,
    verify,
)

__all__ = [
    "BrokenLogError",
    "Completeness",
    "Entry",
    "EvidenceLog",
    "Flushed",
    "Head",
    "Integrity",
    "JsonLinesStore",
    "Ledger",
    "LogError",
    "PublicKey",
    "Queued",
    "Seal",
    "SealingKey",
    "Shelf",
    "Signer",
    "SqlStore",
    "Store",
    "StoredLog",
    "UnavailableLogError",
    "Verification",
    "Waiting",
    "chained",
    "create_log",
    "create_sql_log",
    "look_into",
    "open_log",
    "open_sql_log",
    "sealed_message",
    "unavailable",
    "verify",
]
