"""Questions of a page, as tests ask them."""

from __future__ import annotations

import datetime as dt
from html.parser import HTMLParser
from typing import Final

from neglect_rules.intake import questions
from neglect_rules.studio import Request, Response, respond
from tests.shipped import RULESET, the_program

NOW: Final = dt.datetime(2026, 5, 12, 10, tzinfo=dt.UTC)
TEXT: Final = RULESET.read_text(encoding="utf-8")
OLD: Final = "example.neglect-screen@1.1.0"
CHILD: Final = {"ruleset": TEXT, "born": "2019-05-03"}


def asked(tab: str, action: str = "", **fields: str) -> Response:
    """Return what a page shows; `answer__SUP1` is the field `answer.SUP1`."""
    held = {name.replace("__", "."): text for name, text in fields.items()}
    return respond(Request(tab=tab, action=action, now=NOW, fields=held))


def answers(place: int) -> dict[str, str]:
    """Return the fields of a form with the first, or the last, grade everywhere."""
    fields = dict(CHILD)
    for each in questions(the_program(), {"born": "2019-05-03"}, at=NOW):
        fields |= {
            f"source.{each.id}": "seen",
            f"by.{each.id}": "worker",
            f"date.{each.id}": "2026-05-10",
        }
        if each.grades:
            fields[f"answer.{each.id}"] = f"grade:{each.grades[place].id}"
        elif each.number is not None:
            fields[f"number.{each.id}"] = str(each.number.from_)
    return fields


class Elements(HTMLParser):
    """The elements of a page in order, with the names of their attributes."""

    def __init__(self) -> None:
        """Begin with none."""
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self.words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element."""
        self.found.append(f"{tag} {' '.join(name for name, _ in attrs)}")

    def handle_endtag(self, tag: str) -> None:
        """Note its end."""
        self.found.append(f"/{tag}")

    def handle_data(self, data: str) -> None:
        """Note its words."""
        self.words.append(data)


def elements(html: str) -> list[str]:
    """Return the elements of a page, without its words."""
    reader = Elements()
    reader.feed(html)
    reader.close()
    return reader.found


def words_of(html: str) -> str:
    """Return the words of a page on one line."""
    reader = Elements()
    reader.feed(html)
    reader.close()
    return " ".join(" ".join(reader.words).split())
