"""What keeps others out, whatever is asked for.

It stands around the whole application: nothing is looked at before it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from starlette.datastructures import MutableHeaders
from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Message, Receive, Scope, Send

POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; "
    "img-src 'self' data:; connect-src 'self'; form-action 'none'; base-uri 'none'"
)
"""What the page may load: its own files. It may send nothing anywhere else."""

_HEADERS: Final[Mapping[str, str]] = {
    "Content-Security-Policy": f"{POLICY}; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
_JSON: Final = "application/json"


def with_headers(inner: ASGIApp) -> ASGIApp:
    """Return an application whose every response forbids what the page never does."""

    async def outer(scope: Scope, receive: Receive, send: Send) -> None:
        async def sent(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(_HEADERS)
            await send(message)

        await inner(scope, receive, sent)

    return outer


def is_own_question(connection: HTTPConnection) -> bool:
    """Return whether our own page posts this, as JSON.

    No page of anybody else can send a request with our address as its origin; and
    none can post JSON elsewhere without asking first, which is never granted.
    """
    headers = connection.headers
    own = f"http://{headers.get('host', '')}"
    kind = headers.get("content-type", "").partition(";")[0].strip().lower()
    site = headers.get("sec-fetch-site", "same-origin")
    return headers.get("origin") == own and site == "same-origin" and kind == _JSON
