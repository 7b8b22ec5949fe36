"""Requests to the page's own server, as a browser or somebody else would send them."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final, TypeAlias, final

from attrs import field, frozen
from starlette.types import ASGIApp, Message

from neglect_rules.studio.local import Keys, app
from tests.unit.studio.asking import NOW

HOST: Final = "127.0.0.1:8123"
ORIGIN: Final = f"http://{HOST}"
KEYS: Final = Keys(key="the-key", cookie="the-cookie")
COOKIE: Final = f"neglect-rules-8123={KEYS.cookie}"
OWN: Final[Mapping[str, str]] = {
    "host": HOST,
    "cookie": COOKIE,
    "origin": ORIGIN,
    "content-type": "application/json",
    "sec-fetch-site": "same-origin",
}
Fields: TypeAlias = Mapping[str, str]


@final
@frozen(kw_only=True)
class Heard:
    """What a server sent back."""

    status: int
    headers: Mapping[str, str]
    body: bytes = field(repr=False)

    def json(self) -> Any:
        """Return the body, read as JSON."""
        return json.loads(self.body)


def app_of(folder: Path) -> ASGIApp:
    """Return the application of a folder."""
    return app(folder, KEYS, lambda: NOW)


def send(
    server: ASGIApp,
    path: str,
    headers: Mapping[str, str] = OWN,
    *,
    body: bytes | None = None,
    query: str = "",
) -> Heard:
    """Return what comes back for a GET, or for a POST of a body."""
    sent: list[Message] = []
    scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": "GET" if body is None else "POST",
        "scheme": "http",
        "path": path,
        "raw_path": path.encode("utf-8", "replace"),
        "root_path": "",
        "query_string": query.encode(),
        "headers": [(k.encode(), v.encode("latin-1")) for k, v in headers.items()],
        "client": ("127.0.0.1", 50_000),
        "server": ("127.0.0.1", 8123),
    }

    async def receive() -> Message:
        return {"type": "http.request", "body": body or b"", "more_body": False}

    async def take(message: Message) -> None:
        sent.append(message)

    async def whole() -> None:
        await server(scope, receive, take)

    asyncio.run(whole())
    first, *rest = sent
    return Heard(
        status=first["status"],
        headers={k.decode(): v.decode() for k, v in first["headers"]},
        body=b"".join(each.get("body", b"") for each in rest),
    )


def question(tab: str, action: str, fields: Fields) -> bytes:
    """Return a question as our page sends it."""
    whole = {"tab": tab, "action": action, "now": NOW.isoformat(), "fields": fields}
    return json.dumps(whole).encode()


def ask(server: ASGIApp, tab: str, action: str = "", **fields: str) -> Any:
    """Return the answer of the page's own server to a question."""
    heard = send(server, "/answer", body=question(tab, action, fields))

    assert heard.status == 200, heard.body

    return heard.json()
