"""Nobody but whoever started the page reads or writes anything by it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from neglect_rules.studio import local
from neglect_rules.studio.local import _app
from neglect_rules.studio.local._guard import POLICY
from tests.unit.studio.asking import TEXT
from tests.unit.studio.local.folders import everything, opened, written
from tests.unit.studio.local.talking import (
    COOKIE,
    HOST,
    KEYS,
    ORIGIN,
    OWN,
    app_of,
    question,
    send,
)

NAME = "ruleset.json"


def without(*names: str) -> dict[str, str]:
    """Return what our own page sends, less some of it."""
    return {k: v for k, v in OWN.items() if k not in names}


OTHERS: Mapping[str, Mapping[str, str]] = {
    "without the cookie": without("cookie"),
    "with another cookie": {**OWN, "cookie": "neglect-rules-8123=guessed"},
    "with the cookie of another port": {
        **OWN,
        "cookie": f"neglect-rules-9={KEYS.cookie}",
    },
    "with the key for a cookie": {**OWN, "cookie": f"neglect-rules-8123={KEYS.key}"},
    "a foreign host": {**OWN, "host": "evil.example:8123"},
    "a foreign host and origin": {
        **OWN,
        "host": "evil.example:8123",
        "origin": "http://evil.example:8123",
    },
    "a foreign origin": {**OWN, "origin": "http://evil.example"},
    "another port as origin": {**OWN, "origin": "http://127.0.0.1:9999"},
    "no address as origin": {**OWN, "origin": "null"},
    "no origin": without("origin"),
    "from a sister site": {**OWN, "sec-fetch-site": "same-site"},
    "from elsewhere": {**OWN, "sec-fetch-site": "cross-site"},
    "as a form": {**OWN, "content-type": "text/plain"},
    "as nothing": without("content-type"),
    "no host": without("host"),
}


def a_save(root: Path) -> bytes:
    """Return the question by which a file is saved with a change."""
    page = opened(root, NAME)
    text = page.text.replace("Neglect screen", "Changed", 1)
    fields = {"ruleset": text, "kept": NAME, "kept_mark": page.mark}
    return question("check", "save", fields)


@pytest.mark.parametrize("who", OTHERS)
def test_nobody_else_saves_anything(tmp_path: Path, who: str) -> None:
    written(tmp_path / NAME, TEXT)
    heard = send(app_of(tmp_path), "/answer", OTHERS[who], body=a_save(tmp_path))

    assert heard.status in {400, 403}
    assert b"Neglect screen" not in heard.body
    assert everything(tmp_path) == {NAME: TEXT.encode()}


def test_the_page_itself_does(tmp_path: Path) -> None:
    written(tmp_path / NAME, TEXT)
    heard = send(app_of(tmp_path), "/answer", body=a_save(tmp_path))

    assert heard.status == 200
    assert b"Changed" in everything(tmp_path)[NAME]


PAGES = ("/", "/index.html", "/read", "/licences.html", "/answer", "/nothing")


@pytest.mark.parametrize("path", PAGES)
def test_nobody_without_the_key_sees_a_page(tmp_path: Path, path: str) -> None:
    written(tmp_path / NAME, TEXT)
    server = app_of(tmp_path)
    for query in ("", "key=", "key=guessed", f"key={KEYS.cookie}"):
        heard = send(server, path, {"host": HOST}, query=query)

        assert heard.status == 403
        assert b"This address needs its key" in heard.body
        assert b"Neglect screen" not in heard.body


def test_the_key_is_exchanged_for_a_cookie_and_leaves_the_address(
    tmp_path: Path,
) -> None:
    server = app_of(tmp_path)
    heard = send(server, "/", {"host": HOST}, query=f"key={KEYS.key}")
    cookie, *rest = heard.headers["set-cookie"].split("; ")

    assert heard.status == 303
    assert heard.headers["location"] == "/"
    assert cookie == COOKIE
    assert {each.lower() for each in rest} >= {"httponly", "samesite=strict", "path=/"}
    assert send(server, "/", {"host": HOST, "cookie": cookie}).status == 200


def test_each_start_has_keys_of_its_own() -> None:
    first, second = local.new_keys(), local.new_keys()

    assert len({first.key, first.cookie, second.key, second.cookie}) == 4
    assert first.key not in repr(first)


def _every_kind(root: Path) -> Iterator[Mapping[str, str]]:
    server = app_of(root)
    yield send(server, "/").headers
    yield send(server, "/studio.js", {"host": HOST}).headers
    yield send(server, "/govuk/govuk-frontend.css", {"host": HOST}).headers
    yield send(server, "/", {"host": HOST}).headers
    yield send(server, "/", {"host": HOST}, query=f"key={KEYS.key}").headers
    yield send(server, "/", {"host": "evil.example"}).headers
    yield send(server, "/nothing").headers
    yield send(server, "/answer", body=question("start", "", {})).headers
    yield send(server, "/answer", body=b"{").headers
    yield send(server, "/answer").headers


def test_every_response_forbids_what_the_page_never_does(tmp_path: Path) -> None:
    for headers in _every_kind(tmp_path):
        policy = headers["content-security-policy"]

        assert policy.startswith("default-src 'none'; script-src 'self'; style-src")
        assert "unsafe" not in policy
        assert policy.endswith("frame-ancestors 'none'")
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "no-referrer"
        assert headers["cache-control"] == "no-store"
        assert headers["cross-origin-opener-policy"] == "same-origin"
        assert headers["cross-origin-resource-policy"] == "same-origin"


def test_the_pages_own_policy_stands_in_it_and_it_has_no_script_inside(
    tmp_path: Path,
) -> None:
    html = send(app_of(tmp_path), "/").body.decode()

    assert f'content="{POLICY}"' in html.replace("&#39;", "'")
    assert "<script>" not in html
    assert "wasm" not in html


@pytest.mark.parametrize("length", [_app.MOST, _app.MOST + 1])
def test_a_question_that_is_too_long_is_not_read(tmp_path: Path, length: int) -> None:
    heard = send(app_of(tmp_path), "/answer", body=b" " * length)

    assert heard.status == (413 if length > _app.MOST else 400)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"[]",
        b"[" * 100_000,
        b"\xff",
        b'{"tab": "start"}',
        b'{"tab": "start", "action": "", "now": "soon", "fields": {}}',
        b'{"tab": "start", "action": "", "now": "2026-05-12T10:00:00", "fields": {}}',
        b'{"tab": 1, "action": "", "now": "2026-05-12T10:00:00Z", "fields": {}}',
        b'{"tab": "start", "action": "", "now": "2026-05-12T10:00Z", "fields": {"a": 1}}',
        b'{"tab": "start", "action": "", "now": "2026-05-12T10:00Z", "fields": []}',
    ],
)
def test_what_our_page_would_not_ask_is_not_answered(
    tmp_path: Path, body: bytes
) -> None:
    assert send(app_of(tmp_path), "/answer", body=body).status == 400


def test_a_failure_says_nothing_of_what_was_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    def failing(*_: object) -> None:
        message = "Ayesha, born 2019-05-03"
        raise ZeroDivisionError(message)

    monkeypatch.setattr(_app, "answer", failing)
    fields = {"born": "2019-05-03"}
    heard = send(app_of(tmp_path), "/answer", body=question("try", "", fields))
    written_out = capfd.readouterr()

    assert heard.status == 500
    assert b"What you typed is still on the page." in heard.body
    assert b"2019" not in heard.body
    assert written_out.out + written_out.err == ""


def test_only_files_of_the_page_are_sent(tmp_path: Path) -> None:
    written(tmp_path / "studio.css", "mine")
    server = app_of(tmp_path)
    for path in ("/../pyproject.toml", "/ruleset.json", "/pyodide/pyodide.js", "/a/.."):
        assert send(server, path).status == 404

    assert send(server, "/studio.css").body != b"mine"
    assert (
        send(server, "/local.js").headers["content-type"].startswith("text/javascript")
    )


def test_no_origin_but_ours_is_ours() -> None:
    assert f"http://{HOST}" == ORIGIN
