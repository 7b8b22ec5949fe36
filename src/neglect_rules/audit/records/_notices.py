"""Records about rulesets, keys and the log itself; none of them is about a child."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any, Literal

from neglect_rules.audit.records._evidence import Context, Evidence, Form, evidence
from neglect_rules.canonical import fingerprint
from neglect_rules.model import Ruleset

Change = Literal["published", "adopted", "retired"]


def opened_evidence(
    log: str,
    context: Context,
    *,
    at: dt.datetime,
    admits: Iterable[str] = ("adopted",),
    forms: Iterable[Form] = ("committed",),
) -> Evidence:
    """Return the first record of a log: what it takes, for ever.

    Args:
        log: The log's own id.
        context: Under what circumstances.
        at: When it is opened.
        admits: The statuses of rulesets whose decisions it takes.
        forms: The forms of record that it takes.
    """
    core = {"log": log, "admits": sorted(set(admits)), "forms": sorted(set(forms))}
    return evidence("log_opened", core, {}, context, decided=at)


def recovered_evidence(
    removed: int, digest: str, context: Context, *, at: dt.datetime
) -> Evidence:
    """Return the record that an unfinished last line was set aside.

    Args:
        removed: How many bytes were taken off the end.
        digest: Their SHA-256; they are kept beside the log.
        context: Under what circumstances.
        at: When it was found.
    """
    core = {"removed": removed, "digest": digest}
    return evidence("log_recovered", core, {}, context, decided=at)


def ruleset_evidence(
    change: Change, ruleset: Ruleset, context: Context, *, at: dt.datetime
) -> Evidence:
    """Return the record that a ruleset was published, adopted or retired.

    The ruleset goes into the archive, and so does the record of its adoption if it
    holds one.
    """
    named = {
        "id": ruleset.id,
        "version": ruleset.version,
        "fingerprint": fingerprint(ruleset.document),
    }
    documents = {named["fingerprint"]: ruleset.document}
    if change == "adopted" and ruleset.adoption is not None:
        named["adoption"] = fingerprint(ruleset.adoption.document)
        documents[named["adoption"]] = ruleset.adoption.document
    core = {"ruleset": named}
    kind = f"ruleset_{change}"
    return evidence(kind, core, {}, context, decided=at, documents=documents)


def key_evidence(
    change: Literal["added", "retired"],
    key: Mapping[str, Any],
    context: Context,
    *,
    at: dt.datetime,
) -> Evidence:
    """Return the record that a key may seal from here on, or no longer.

    Args:
        change: Which of the two.
        key: Its id, algorithm and public half, as `seal_key` gives them.
        context: Under what circumstances.
        at: When.
    """
    return evidence(f"key_{change}", {"key": dict(key)}, {}, context, decided=at)


def sealing_evidence(key: str, context: Context, *, at: dt.datetime) -> Evidence:
    """Return the record that a log is sealed up to it; the log adds the signature.

    Args:
        key: The id of the key.
        context: Under what circumstances.
        at: When.
    """
    return evidence("head_sealed", {"key": key}, {}, context, decided=at)


def redaction_evidence(
    of: str,
    removed: Iterable[str],
    context: Context,
    *,
    at: dt.datetime,
    mask: str = "",
) -> Evidence:
    """Return the record that disclosures were deleted for good.

    Args:
        of: The id of the record whose disclosures they were.
        removed: The places that nobody can read any more.
        context: Under what circumstances.
        at: When.
        mask: The mask by which they were chosen, if one was.
    """
    core: dict[str, Any] = {"of": of, "removed": sorted(removed)}
    if mask:
        core["mask"] = mask
    return evidence("redaction", core, {}, context, decided=at)


def report_evidence(
    counts: Mapping[str, int],
    digest: str,
    span: tuple[int, int],
    context: Context,
    *,
    at: dt.datetime,
) -> Evidence:
    """Return the record that a log was replayed, with what came of it.

    Args:
        counts: How many records came to each verdict.
        digest: The fingerprint of the whole report.
        span: The first and last sequence number that were looked at.
        context: Under what circumstances.
        at: When.
    """
    core = {"verdicts": dict(counts), "report": digest, "span": list(span)}
    return evidence("replay_report", core, {}, context, decided=at)
