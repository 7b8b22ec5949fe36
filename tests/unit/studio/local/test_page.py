"""The page with a folder: what is offered, opened and saved, in words."""

from __future__ import annotations

import asyncio
import json
import re
import threading
from html import unescape
from pathlib import Path

import pytest

from neglect_rules.audit import capsule
from neglect_rules.editing import laid_out
from neglect_rules.studio.local import _listing
from neglect_rules.studio.local._aside import aside
from neglect_rules.studio.local._listing import listed
from tests.shipped import decided
from tests.unit.studio.asking import OLD, TEXT, asked, elements, words_of
from tests.unit.studio.local.folders import everything, small, written
from tests.unit.studio.local.talking import app_of, ask, send

NAME = "my-area/1.2.0/ruleset.json"


def laid(text: str) -> str:
    """Return a text as it is saved."""
    return laid_out(text, json.loads(text))


def test_the_first_page_can_be_read_and_offers_what_lies_in_the_folder(
    tmp_path: Path,
) -> None:
    written(tmp_path / NAME, TEXT)
    html = send(app_of(tmp_path), "/").body.decode()

    assert "In this folder Neglect screen, version 1.2.0 my-area" in words_of(html)
    assert html.index("local.js") < html.index("studio.js")
    assert "Only what you save is kept" in words_of(html)


def test_a_page_without_a_folder_knows_of_none() -> None:
    shown = words_of(asked("start").html)

    assert "In this folder" not in shown
    assert "nothing is stored" in shown
    assert "Save to a file" in words_of(asked("check", ruleset=TEXT).html)


def test_only_rulesets_are_offered(tmp_path: Path) -> None:
    for name, text in {
        "b/ruleset.json": small("B"),
        "a.json": small("A"),
        "slip.json": small("Slip").replace(",", "", 1),
        "case.json": json.dumps({"answers": {}, "subject": {}}),
        "capsule.json": capsule(decided("01")).to_json(),
        "list.json": f"[{small()}]",
        "notes.txt": small("Text"),
        ".previous/ruleset.1.json": small("Before"),
        "cases/01.json": small("Case"),
        "1/2/3/4/5/6/7.json": small("Just"),
        "1/2/3/4/5/6/7/8.json": small("Too deep"),
        "large.json": small("x" * _listing.LARGEST),
    }.items():
        written(tmp_path / name, text)
    files, is_all = listed(tmp_path.resolve())

    assert is_all
    assert [(each.name, each.title) for each in files] == [
        ("a.json", "A"),
        ("slip.json", ""),
        ("1/2/3/4/5/6/7.json", "Just"),
        ("b/ruleset.json", "B"),
    ]


@pytest.mark.parametrize(
    ("limit", "most"),
    [
        ("MOST_OFFERED", 2),
        ("_MOST_FILES", 2),
        ("_MOST_FOLDERS", 1),
        ("_MOST_BYTES", 200),
    ],
)
def test_of_a_very_large_folder_only_part_is_looked_at_and_that_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, limit: str, most: int
) -> None:
    for number in range(4):
        written(tmp_path / str(number) / "ruleset.json", small(str(number)))
    root = tmp_path.resolve()
    files, is_all = listed(root)
    monkeypatch.setattr(_listing, limit, most)
    fewer, not_all = listed(root)
    shown = words_of(ask(app_of(root), "start")["html"])

    assert (len(files), is_all, not_all) == (4, True, False)
    assert fewer == files[:2]
    assert "only part of it was looked at" in shown


def test_a_link_that_leads_nowhere_keeps_nobody_from_the_rest(tmp_path: Path) -> None:
    written(tmp_path / "a.json", small("A"))
    (tmp_path / "b.json").symlink_to("b.json")
    (tmp_path / "c.json").symlink_to("nowhere.json")

    assert [each.name for each in listed(tmp_path.resolve())[0]] == ["a.json"]


def test_a_file_that_is_changed_is_offered_as_it_is_now(tmp_path: Path) -> None:
    file = written(tmp_path / "a.json", small("Before"))
    root = tmp_path.resolve()

    assert listed(root)[0][0].title == "Before"

    file.write_text(small("Afterwards"))

    assert listed(root)[0][0].title == "Afterwards"


def test_an_empty_folder_says_what_to_do(tmp_path: Path) -> None:
    assert "No ruleset was found here." in words_of(
        ask(app_of(tmp_path), "start")["html"]
    )


def test_opening_nothing_points_at_the_choice(tmp_path: Path) -> None:
    written(tmp_path / NAME, TEXT)
    for server in (app_of(tmp_path), app_of(tmp_path / "my-area" / "none")):
        shown = ask(server, "start", "open_kept")

        assert shown["title"].startswith("Error: ")
        assert 'href="#in-folder-1"' in shown["html"]
        assert 'id="in-folder-1"' in shown["html"]


def test_a_file_is_opened_changed_and_saved(tmp_path: Path) -> None:
    written(tmp_path / NAME, TEXT)
    server = app_of(tmp_path)
    fields = ask(server, "start", "open_kept", in_folder=NAME)["fields"]
    fields["ruleset"] = fields["ruleset"].replace("Neglect screen", "Changed", 1)
    shown = ask(server, "check", "save", **fields)

    assert shown["said"] == f"Saved as {NAME}."
    assert "What was there before is kept as my-area/1.2.0/.previous" in words_of(
        shown["html"]
    )
    assert "No problems found." in words_of(shown["html"])
    assert everything(tmp_path) == {
        NAME: laid(fields["ruleset"]).encode(),
        "my-area/1.2.0/.previous/ruleset.1.json": TEXT.encode(),
    }

    again = ask(server, "check", "save", **{**fields, **shown["fields"]})

    assert again["said"] == f"Saved as {NAME}."


def test_who_changes_an_adopted_ruleset_is_told_that_it_no_longer_is(
    tmp_path: Path,
) -> None:
    written(tmp_path / NAME, TEXT)
    server = app_of(tmp_path)
    told = []
    for title in ("Once", "Twice"):
        fields = ask(server, "start", "open_kept", in_folder=NAME)["fields"]
        fields["ruleset"] = TEXT.replace("Neglect screen", title, 1)
        shown = words_of(ask(server, "check", "save", **fields)["html"])
        told.append("It does not hold for this one." in shown)
        written((tmp_path / NAME).with_name("adoption.json"), "{}")

    assert told == [False, True]


def test_a_file_changed_elsewhere_is_not_replaced_and_the_text_stays(
    tmp_path: Path,
) -> None:
    file = written(tmp_path / NAME, TEXT)
    server = app_of(tmp_path)
    fields = ask(server, "start", "open_kept", in_folder=NAME)["fields"]
    fields["ruleset"] = fields["ruleset"].replace("Neglect screen", "Mine", 1)
    theirs = TEXT.replace("Neglect screen", "Theirs", 1)
    file.write_text(theirs)
    shown = ask(server, "check", "save", **fields)
    kept = {**fields, **shown["fields"]}

    assert shown["title"] == "Error: The ruleset is not saved"
    assert "changed elsewhere" in words_of(shown["html"])
    assert "Your text is still open here." in words_of(shown["html"])
    assert kept["ruleset"] == fields["ruleset"]
    assert file.read_text() == theirs

    beside = ask(server, "check", "save_as", **{**kept, "save_name": "mine.json"})

    assert beside["said"] == "Saved as mine.json."
    assert beside["fields"]["kept"] == "mine.json"
    assert (tmp_path / "mine.json").read_text() == laid(fields["ruleset"])

    taken = ask(server, "check", "reopen", **kept)

    assert taken["fields"]["ruleset"] == theirs
    assert "Theirs" in taken["html"]


@pytest.mark.parametrize("action", ["open", "file"])
def test_a_text_from_elsewhere_is_not_saved_into_the_file_that_was_open(
    tmp_path: Path, action: str
) -> None:
    written(tmp_path / NAME, TEXT)
    server = app_of(tmp_path)
    fields = ask(server, "start", "open_kept", in_folder=NAME)["fields"]
    fields |= {"shipped": OLD}
    fields |= ask(server, "start", action, **fields)["fields"]
    shown = ask(server, "check", "save", **fields)

    assert shown["said"] == "Give the file a name."
    assert 'value="ruleset.json"' in shown["html"]
    assert everything(tmp_path) == {NAME: TEXT.encode()}


def test_the_choice_on_the_first_tab_alone_changes_no_place_to_save(
    tmp_path: Path,
) -> None:
    written(tmp_path / NAME, TEXT)
    other = written(tmp_path / "other.json", TEXT)
    server = app_of(tmp_path)
    fields = ask(server, "start", "open_kept", in_folder=NAME)["fields"]
    changed = fields["ruleset"].replace("Neglect screen", "Changed", 1)
    fields |= {"in_folder": "other.json", "ruleset": changed}

    assert ask(server, "check", "save", **fields)["said"] == f"Saved as {NAME}."
    assert other.read_text() == TEXT


def test_a_wrong_name_is_said_where_it_is_written(tmp_path: Path) -> None:
    shown = ask(
        app_of(tmp_path), "check", "save_as", ruleset=TEXT, save_name="<b>../x.json"
    )

    assert 'href="#save_name"' in shown["html"]
    assert 'id="save_name-error"' in shown["html"]
    assert "<b>" not in shown["html"]
    assert everything(tmp_path) == {}


def test_the_text_can_be_downloaded_where_it_cannot_be_saved(tmp_path: Path) -> None:
    shown = ask(app_of(tmp_path), "check", "download", ruleset=TEXT, kept=NAME)

    assert shown["file"]["text"] == TEXT
    assert shown["file"]["name"] == "ruleset.json"


def test_work_that_takes_long_keeps_nobody_waiting() -> None:
    ended = threading.Event()

    async def both() -> list[bool]:
        slow = asyncio.create_task(aside(lambda: ended.wait(10)))
        await asyncio.sleep(0)
        await aside(ended.set)
        return [await slow]

    assert asyncio.run(both()) == [True]


def test_what_fails_aside_fails_where_it_is_waited_for() -> None:
    with pytest.raises(ZeroDivisionError):
        asyncio.run(aside(lambda: 1 // 0))


def test_a_ruleset_can_be_read_without_any_script(tmp_path: Path) -> None:
    written(tmp_path / NAME, TEXT)
    written(tmp_path / "a & b.json", small("Wrong"))
    server = app_of(tmp_path)
    first = send(server, "/").body.decode()
    links = re.findall(r'href="(read[^"]*)"', first)
    pages = [
        send(server, "/read", query=unescape(each).partition("?")[2]) for each in links
    ]
    shown = [words_of(each.body.decode()) for each in pages]

    assert [each.status for each in pages] == [200] * 4
    assert b"<script" not in b"".join(each.body for each in pages)
    assert "there is no handbook of it yet" in shown[0]
    assert "Problem." in shown[1]
    assert "How to read this" in shown[2]
    assert all(each.count("Not for use with a real child.") == 1 for each in shown[2:])
    assert "No problems found." in shown[3]


@pytest.mark.parametrize(
    "query",
    ["", "tab=check", "tab=check&file=no.json", "tab=start&file=ruleset.json",
     "tab=check&file=../ruleset.json", "tab=check&file=case.json"],
)  # fmt: skip
def test_what_cannot_be_read_is_not_there(tmp_path: Path, query: str) -> None:
    written(tmp_path / "in" / "ruleset.json", TEXT)
    written(tmp_path / "ruleset.json", TEXT)
    written(tmp_path / "in" / "case.json", "{}")

    assert send(app_of(tmp_path / "in"), "/read", query=query).status == 404


def test_no_title_and_no_name_of_a_file_becomes_an_element(tmp_path: Path) -> None:
    written(
        tmp_path / "a' onfocus=alert(1).json", small("<img src=x onerror=alert(1)>")
    )
    server = app_of(tmp_path)
    first = send(server, "/").body.decode()
    read = send(server, "/read", query="tab=check&file=a' onfocus=alert(1).json")

    assert not any("img" in each for each in elements(first))
    assert not any("onfocus" in each for each in elements(first))
    assert not any("onfocus" in each for each in elements(read.body.decode()))
