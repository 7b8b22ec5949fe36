"""The server, reachable from this computer alone."""

from __future__ import annotations

import socket
from importlib.util import find_spec
from typing import TYPE_CHECKING, Final

from neglect_rules.errors import UnsupportedError
from neglect_rules.studio._environment import make_sure_of_studio
from neglect_rules.studio.local._keys import Keys

if TYPE_CHECKING:
    from starlette.types import ASGIApp

HOST: Final = "127.0.0.1"
_NEEDED: Final = ("starlette", "uvicorn")
_SECONDS_TO_END: Final = 1


def make_sure_of_server() -> None:
    """Make sure that the page can be shown here.

    Raises:
        UnsupportedError: The extra `studio` is not installed.
    """
    make_sure_of_studio()
    if not all(find_spec(name) for name in _NEEDED):
        message = (
            "this needs one more part, the extra `studio`:"
            ' pip install "neglect-rules[studio]"'
        )
        raise UnsupportedError(message)


def bound(port: int) -> socket.socket:
    """Return a socket that only this computer can reach.

    Args:
        port: The port; of 0, one that is free.

    Raises:
        OSError: The port is taken.
    """
    return socket.create_server((HOST, port))


def address_of(listening: socket.socket, keys: Keys) -> str:
    """Return the address at which the page is found, with its key."""
    return f"http://{HOST}:{listening.getsockname()[1]}/?key={keys.key}"


def serve(app: ASGIApp, listening: socket.socket) -> None:
    """Answer the page until the process is told to end.

    Nothing is logged: what is asked may be about a child.

    Raises:
        KeyboardInterrupt: It was told to end.
    """
    import uvicorn  # noqa: PLC0415 - only who shows the page has it

    config = uvicorn.Config(
        app,
        log_config=None,
        log_level="critical",
        access_log=False,
        lifespan="off",
        ws="none",
        server_header=False,
        proxy_headers=False,
        timeout_graceful_shutdown=_SECONDS_TO_END,
    )
    uvicorn.Server(config).run(sockets=[listening])
