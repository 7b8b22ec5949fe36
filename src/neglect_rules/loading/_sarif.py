"""Show diagnostics as SARIF 2.1.0, which code hosts and editors read."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path, PurePath
from typing import Any, Final, final
from urllib.parse import quote

from attrs import frozen

from neglect_rules.diagnostics import CODES, Diagnostic
from neglect_rules.loading._visible import visible

_SCHEMA: Final = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/"
    "sarif-schema-2.1.0.json"
)

_Json = dict[str, Any]


@final
@frozen(kw_only=True)
class SarifRule:
    """What SARIF says of a code.

    Attributes:
        level: `error`, `warning` or `note`, where nothing else is said.
        text: Its page in plain text, if it has one.
        markdown: The same in Markdown.
    """

    level: str
    text: str
    markdown: str


def show_sarif(
    diagnostics: Sequence[Diagnostic],
    *,
    version: str,
    rules: Mapping[str, SarifRule] | None = None,
    digests: Mapping[Diagnostic, str] | None = None,
) -> str:
    """Return diagnostics as one SARIF log, in ASCII.

    Args:
        diagnostics: The findings.
        version: The version of this library.
        rules: What is known of codes; others have their one line.
        digests: By what a finding is known again, whatever its line.
    """
    known, digests = rules or {}, digests or {}
    codes = sorted({*known, *(each.code for each in diagnostics)})
    places = {code: n for n, code in enumerate(codes)}
    driver = {
        "name": "neglect-rules",
        "version": version,
        "rules": [_rule(code, known.get(code)) for code in codes],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(d, places[d.code], digests.get(d)) for d in diagnostics],
    }
    log = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, indent=2)


def _rule(code: str, known: SarifRule | None) -> _Json:
    rule: _Json = {"id": code, "shortDescription": {"text": CODES[code]}}
    if known is None:
        return rule
    return {
        **rule,
        "defaultConfiguration": {"level": known.level},
        "help": {"text": known.text, "markdown": known.markdown},
    }


def _result(diagnostic: Diagnostic, rule: int, digest: str | None) -> _Json:
    hint = f"\n{visible(diagnostic.hint)}" if diagnostic.hint else ""
    result: _Json = {
        "ruleId": diagnostic.code,
        "ruleIndex": rule,
        "level": diagnostic.severity.value,
        "message": {"text": visible(diagnostic.message) + hint},
        "locations": [_location(diagnostic)],
    }
    if digest is not None:
        result["partialFingerprints"] = {"entryContent/v1": digest}
    return result


def _location(diagnostic: Diagnostic) -> _Json:
    physical: _Json = {"artifactLocation": {"uri": _uri(diagnostic.file or "")}}
    span = diagnostic.span
    if span is not None:
        physical["region"] = {
            "startLine": span.line,
            "startColumn": span.column,
            "endColumn": span.end,
        }
    # The whole document has the empty pointer.
    logical = [{"fullyQualifiedName": str(diagnostic.at) or "/"}]
    return {"physicalLocation": physical, "logicalLocations": logical}


def _uri(file: str) -> str:
    """Return a file as a URI: a relative one, unless the path is from the root."""
    path = PurePath(file)
    return Path(file).as_uri() if path.is_absolute() else quote(path.as_posix())
