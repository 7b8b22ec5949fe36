"""A released version of a ruleset never changes."""

from __future__ import annotations

from tools import fingerprints


def test_every_released_version_still_has_its_fingerprint() -> None:
    assert fingerprints.found() == fingerprints.pinned()
