"""The page on this computer, with a folder whose rulesets it opens and saves.

Needs the extra `studio`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from neglect_rules.doors import front_door

if TYPE_CHECKING:
    from neglect_rules.studio.local._app import app
    from neglect_rules.studio.local._keys import Keys, new_keys
    from neglect_rules.studio.local._run import (
        address_of,
        bound,
        make_sure_of_server,
        serve,
    )
else:
    __getattr__, __dir__ = front_door(
        __name__,
        {
            "._app": "app",
            "._keys": "Keys new_keys",
            "._run": "address_of bound make_sure_of_server serve",
        },
    )

__all__ = [
    "Keys",
    "address_of",
    "app",
    "bound",
    "make_sure_of_server",
    "new_keys",
    "serve",
]
