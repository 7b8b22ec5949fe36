"""A page on which to check, try, compare and replay, with nothing to install.

`respond` makes every fragment of it, whoever asks: the exported site in a browser, or
a server on the same computer. Needs the extra `studio`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from neglect_rules.doors import front_door

if TYPE_CHECKING:
    from neglect_rules.studio._environment import make_sure_of_studio
    from neglect_rules.studio._export import site
    from neglect_rules.studio._request import File, Request, Response
    from neglect_rules.studio._respond import respond
    from neglect_rules.studio._single import single_file
    from neglect_rules.studio._wire import answered
else:
    __getattr__, __dir__ = front_door(
        __name__,
        {
            "._environment": "make_sure_of_studio",
            "._export": "site",
            "._request": "File Request Response",
            "._respond": "respond",
            "._single": "single_file",
            "._wire": "answered",
        },
    )

__all__ = [
    "File",
    "Request",
    "Response",
    "answered",
    "make_sure_of_studio",
    "respond",
    "single_file",
    "site",
]
