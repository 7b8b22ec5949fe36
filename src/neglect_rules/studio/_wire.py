"""A question and its answer as JSON texts, for a page and a worker of a browser."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

from attrs import asdict

from neglect_rules.studio._request import Request
from neglect_rules.studio._respond import respond


def answered(question: str) -> str:
    """Return the answer to a question, both as JSON.

    Args:
        question: An object with `tab`, `action`, `now` and `fields`, as our own page
            sends it.
    """
    whole: dict[str, Any] = json.loads(question)
    request = Request(
        tab=whole["tab"],
        action=whole["action"],
        now=dt.datetime.fromisoformat(whole["now"]),
        fields=whole["fields"],
    )
    return json.dumps(asdict(respond(request)))
