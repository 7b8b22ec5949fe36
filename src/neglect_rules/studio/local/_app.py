"""The application that answers the page on this computer."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path, PurePosixPath
from typing import Final, final

from attrs import frozen
from starlette.applications import Starlette
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import HTTPConnection, Request
from starlette.responses import (
    HTMLResponse,
    PlainTextResponse,
    RedirectResponse,
    Response,
)
from starlette.routing import Mount, Route, Router
from starlette.types import ASGIApp, Receive, Scope, Send

from neglect_rules.studio._export import licences_page, page_files
from neglect_rules.studio._wire import asked, told
from neglect_rules.studio.local._answer import answer
from neglect_rules.studio.local._aside import aside
from neglect_rules.studio.local._guard import (
    POLICY,
    is_own_question,
    with_headers,
)
from neglect_rules.studio.local._keys import Keys, is_same
from neglect_rules.studio.local._pages import first_page, locked_page, read_page

HOSTS: Final = ("127.0.0.1", "localhost")
MOST: Final = 20_000_000
"""Bytes of a question; a page with three rulesets open has far fewer."""

_MEDIA: Final[Mapping[str, str]] = {
    ".css": "text/css",
    ".js": "text/javascript",
    ".json": "application/json",
}
_LOCKED: Final = (
    "The page was started again since, and its key has changed. Copy your text out"
    " of the page, then open the new address."
)
_REFUSED: Final = "This did not come from the page itself, so it is not answered."
_TOO_LARGE: Final = "This is more than the page can take in. Close some of the files."
_NOT_THERE: Final = "There is no such ruleset in the folder."
_NO_QUESTION: Final = "The page asked something that is not understood. Reload it."
_FAILED: Final = (
    "Something went wrong that should not. What you typed is still on the page."
)


@final
@frozen(kw_only=True)
class _Here:
    """What the application works with.

    Attributes:
        root: The folder, its own links followed.
        keys: The secrets of this start.
        clock: What says the moment for a page that is shown before any script runs.
    """

    root: Path
    keys: Keys
    clock: Callable[[], dt.datetime]


def app(folder: Path, keys: Keys, clock: Callable[[], dt.datetime]) -> ASGIApp:
    """Return the application for a folder.

    Args:
        folder: Where rulesets are opened and saved; nothing outside is.
        keys: The secrets of this start.
        clock: What says the moment.

    Raises:
        UnsupportedError: The extra `studio` is not installed.
    """
    here = _Here(root=folder.resolve(), keys=keys, clock=clock)
    pages = Router(
        [
            Route("/", partial(_first, here)),
            Route("/index.html", partial(_first, here)),
            Route("/read", partial(_read, here)),
            Route("/licences.html", _licences),
            Route("/answer", partial(_answered, here), methods=["POST"]),
        ]
    )
    shown = [
        Route(f"/{name}", partial(_file, data, _media(name)))
        for name, data in page_files()
    ]
    whole = Starlette(routes=[*shown, Mount("/", app=_with_key(keys, pages))])
    return with_headers(TrustedHostMiddleware(whole, allowed_hosts=[*HOSTS]))


def _media(name: str) -> str:
    return _MEDIA.get(PurePosixPath(name).suffix, "application/octet-stream")


def _with_key(keys: Keys, inner: ASGIApp) -> ASGIApp:
    """Return an application that answers only who has shown the key."""

    async def outer(scope: Scope, receive: Receive, send: Send) -> None:
        asks = HTTPConnection(scope)
        # A browser sends a cookie to every port: two folders must not share a name.
        cookie = f"neglect-rules-{asks.url.port}"
        if is_same(asks.query_params.get("key", ""), keys.key):
            let_in = RedirectResponse("/", status_code=303)
            let_in.set_cookie(cookie, keys.cookie, httponly=True, samesite="strict")
            await let_in(scope, receive, send)
        elif is_same(asks.cookies.get(cookie, ""), keys.cookie):
            await inner(scope, receive, send)
        else:
            await _locked(scope["method"])(scope, receive, send)

    return outer


def _locked(method: str) -> Response:
    """Return what whoever has no key is told; a script shows it as words."""
    if method == "POST":
        return PlainTextResponse(_LOCKED, 403)
    return HTMLResponse(locked_page(), 403)


async def _file(data: bytes, media: str, _request: Request) -> Response:
    return Response(data, media_type=media)


async def _first(here: _Here, _request: Request) -> Response:
    return HTMLResponse(await aside(lambda: first_page(here.root, here.clock())))


async def _read(here: _Here, request: Request) -> Response:
    tab, name = (request.query_params.get(each, "") for each in ("tab", "file"))
    html = await aside(lambda: read_page(here.root, tab, name, here.clock()))
    if html is None:
        return PlainTextResponse(_NOT_THERE, 404)
    return HTMLResponse(html)


async def _licences(_request: Request) -> Response:
    return HTMLResponse(await aside(lambda: licences_page(POLICY)))


async def _answered(here: _Here, request: Request) -> Response:
    """Answer a question of the page. Nothing of it is kept, or written anywhere."""
    if not is_own_question(request):
        return PlainTextResponse(_REFUSED, 403)
    body = await _body(request)
    if body is None:
        return PlainTextResponse(_TOO_LARGE, 413)
    try:
        question = asked(body)
    except ValueError:
        return PlainTextResponse(_NO_QUESTION, 400)
    try:
        text = await aside(lambda: told(answer(here.root, question)))
    except Exception:  # noqa: BLE001 - a traceback could hold what was answered of a child
        return PlainTextResponse(_FAILED, 500)
    return Response(text, media_type="application/json")


async def _body(request: Request) -> bytes | None:
    """Return what was sent, unless it is too much."""
    held = bytearray()
    async for part in request.stream():
        held += part
        if len(held) > MOST:
            return None
    return bytes(held)
