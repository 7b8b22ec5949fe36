"""The page in one file: the same twice, and nothing in it can ask for anything."""

from __future__ import annotations

import gzip
import re
from base64 import b64decode, b64encode
from hashlib import sha256

import pytest

from neglect_rules.studio import single_file, site
from tests.unit.studio.asking import NOW


@pytest.fixture(name="html", scope="module")
def _html() -> str:
    return single_file(NOW).decode()


@pytest.mark.slow
def test_the_same_installation_gives_the_same_bytes(html: str) -> None:
    assert single_file(NOW).decode() == html


def test_only_its_own_script_and_style_may_run(html: str) -> None:
    policy = re.findall(r'Content-Security-Policy" content="([^"]*)"', html)[0]
    for kind, allowed in (("script", "script-src"), ("style", "style-src")):
        (text,) = re.findall(f"<{kind}>(.*?)</{kind}>", html, re.DOTALL)
        digest = b64encode(sha256(text.encode()).digest()).decode()
        assert f"{allowed} &#39;sha256-{digest}&#39;" in policy
    assert "connect-src" not in policy
    assert policy.startswith("default-src &#39;none&#39;")


def test_nothing_is_loaded_from_anywhere(html: str) -> None:
    held = re.sub(r'<script type="text/plain".*?</script>', "", html, flags=re.DOTALL)

    assert not re.findall(r'(?:src|href)="(?!#|data:,)[^"]*"', held)
    # The editor draws its marks from what lies in it.
    assert not re.findall(r"url\((?!['\"]?data:)", held)
    assert "Choose a ruleset" in held


def test_it_holds_what_a_server_would_send(html: str) -> None:
    found = {
        name: gzip.decompress(b64decode(packed))
        for name, packed in re.findall(
            r'<script type="text/plain" data-file="([^"]*)" data-type="[^"]*">([^<]*)<',
            html,
        )
    }
    sent = site(NOW)
    scripts = {"hints.js", "editor.js", "studio.js"}
    own = {"index.html", "licences.html", "studio.css", *scripts}
    beside = {name for name in sent if name.startswith(("govuk/", "codemirror/"))}

    assert found.keys() - sent.keys() == {"single-worker.js"}
    assert sent.keys() - found.keys() == own | beside
    assert all(found[name] == sent[name] for name in found.keys() & sent.keys())


def test_the_licences_stand_in_it(html: str) -> None:
    for name in ("Pyodide", "attrs", "jinja2", "MarkupSafe", "govuk-frontend"):
        assert name.lower() in html.lower()
