"""What the editor asks of a place in the text that is being written."""

from __future__ import annotations

from typing import Final

from neglect_rules.studio._hints import offered, told
from neglect_rules.studio._request import Request, Response

HINTS: Final = {"offer": offered, "tell": told}
"""What is asked, on whichever tab: what may be written there, and what stands there."""

AT: Final = "hint_at"
"""The field that says which place is meant, in characters from the beginning."""


def hinted(request: Request) -> Response:
    """Return what is known of the place; of one that is none, nothing."""
    written = request.text(AT)
    is_place = written.isascii() and written.isdigit() and len(written) < _MOST_DIGITS
    answer = HINTS[request.action]
    hints = answer(request.text("ruleset"), int(written)) if is_place else None
    return Response(tab=request.tab, title="", html="", said="", hints=hints)


_MOST_DIGITS: Final = 10
