"""The rulesets that a log has seen: one content for one version, and no way back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, final

from neglect_rules.diagnostics import Diagnostic
from neglect_rules.pointer import Pointer

_PUBLISHING = frozenset({"ruleset_published", "ruleset_adopted"})
_AT = Pointer(("core", "ruleset"))


@final
class Rulesets:
    """Which content each version has, and the latest version that was published."""

    def __init__(self) -> None:
        """Begin with none."""
        self._contents: dict[tuple[str, str], str] = {}
        self._latest: dict[str, tuple[int, ...]] = {}

    def copy(self) -> Rulesets:
        """Return what is known so far, to think on from it."""
        found = Rulesets()
        found._contents, found._latest = dict(self._contents), dict(self._latest)
        return found

    def take(self, record: Mapping[str, Any]) -> None:
        """Remember what a record says of a ruleset, if it names one."""
        named = record["core"].get("ruleset")
        if isinstance(named, Mapping):
            id_, version = named["id"], named["version"]
            self._contents.setdefault((id_, version), named["fingerprint"])
            if record["kind"] in _PUBLISHING:
                self._latest[id_] = max(self._latest.get(id_, ()), _number(version))

    def refusals(self, record: Mapping[str, Any]) -> Iterator[Diagnostic]:
        """Yield why a record does not fit what is known of its ruleset.

        NR734: the version is known with other content, or an earlier version would be
        published after a later one.
        """
        named = record["core"].get("ruleset")
        if not isinstance(named, Mapping):
            return
        id_, version = named["id"], named["version"]
        known = self._contents.get((id_, version), named["fingerprint"])
        if known != named["fingerprint"]:
            message = f"`{id_}` {version} is known to this log with other content"
            hint = "give what was changed a version of its own"
            yield Diagnostic("NR734", message, _AT / "fingerprint", hint)
        is_published = record["kind"] in _PUBLISHING
        if is_published and _number(version) < self._latest.get(id_, ()):
            message = f"a later version of `{id_}` than {version} is in the log"
            hint = "to go back, publish the old rules under a new version"
            yield Diagnostic("NR734", message, _AT / "version", hint)


def _number(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split("."))
