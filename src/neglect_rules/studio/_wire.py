"""A question and its answer as JSON texts, for a page and a worker of a browser."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any, Final

from attrs import asdict

from neglect_rules.studio._request import Request, Response
from neglect_rules.studio._respond import respond


def answered(question: str) -> str:
    """Return the answer to a question, both as JSON.

    Args:
        question: An object with `tab`, `action`, `now` and `fields`, as our own page
            sends it.
    """
    return told(respond(asked(question)))


def asked(question: str | bytes) -> Request:
    """Return a question from JSON.

    Raises:
        ValueError: It is none that our own page would send.
    """
    try:
        whole: dict[str, Any] = json.loads(question)
        request = Request(
            tab=whole["tab"],
            action=whole["action"],
            now=dt.datetime.fromisoformat(whole["now"]),
            fields=whole["fields"],
        )
        words = (request.tab, request.action, *request.fields.values())
    except (AttributeError, KeyError, TypeError, RecursionError) as reason:
        raise ValueError(_NO_QUESTION) from reason
    if request.now.tzinfo is None or not all(type(each) is str for each in words):
        raise ValueError(_NO_QUESTION)
    return request


def told(response: Response) -> str:
    """Return an answer as JSON."""
    return json.dumps(asdict(response))


_NO_QUESTION: Final = "this is no question of our page"
