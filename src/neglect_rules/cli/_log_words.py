"""What rulesets in the archive of a log call things."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, final

from neglect_rules.audit.logs import EvidenceLog

_RULES: Final = ("thresholds", "modifiers", "easings", "guards")


def plain(text: str) -> str:
    """Return a caller's id, which may hold anything, as it may reach a screen."""
    return "".join(each if each.isprintable() else "?" for each in text)


@final
class Words:
    """The labels of rulesets in a log's archive; the id where there is none."""

    def __init__(self, log: EvidenceLog) -> None:
        """Read nothing yet."""
        self._log = log
        self._known: dict[str, Mapping[str, Any]] = {}

    def title(self, core: Mapping[str, Any]) -> str:
        """Return what the ruleset of a decision is called."""
        return str(self._of(core).get("title", core["ruleset"]["id"]))

    def outcome(self, core: Mapping[str, Any], id_: str) -> str:
        """Return what a ladder is called."""
        return str(self._part(core, "outcomes", id_).get("label", id_))

    def level(self, core: Mapping[str, Any], outcome: str, level: str) -> str:
        """Return what a level is called."""
        labels = self._part(core, "outcomes", outcome).get("labels", {})
        return str(labels.get(level, level))

    def rank(self, core: Mapping[str, Any], outcome: str, level: str) -> int:
        """Return how many levels lie below one; 0 where nothing is known of them."""
        grades = self._part(core, "outcomes", outcome).get("grades", [level])
        return list(grades).index(level)

    def named(self, core: Mapping[str, Any], section: str, id_: str) -> str:
        """Return what an entry of some section is called, with its id."""
        found = self._part(core, section, id_)
        label = found.get("label")
        return id_ if label is None else f"{label} ({id_})"

    def rule(self, core: Mapping[str, Any], id_: str) -> str:
        """Return why a rule says what it says, with its id."""
        because = self._reasons(core).get(id_)
        return id_ if because is None else f"{because} ({id_})"

    def is_rule(self, core: Mapping[str, Any], id_: str) -> bool:
        """Return whether something that was met gives levels; a promise gives none."""
        known = self._reasons(core)
        return not known or id_ in known

    def _reasons(self, core: Mapping[str, Any]) -> Mapping[str, str]:
        whole = self._of(core)
        return {
            each["id"]: each["because"]
            for section in _RULES
            for each in whole.get(section, ())
        }

    def _part(self, core: Mapping[str, Any], section: str, id_: str) -> Any:
        return self._of(core).get(section, {}).get(id_, {})

    def _of(self, core: Mapping[str, Any]) -> Mapping[str, Any]:
        mark = core["ruleset"]["fingerprint"]
        if mark not in self._known:
            self._known[mark] = self._log.archived(mark) or {}
        return self._known[mark]
