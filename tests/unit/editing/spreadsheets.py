"""A small ruleset, and its tables after somebody worked in them."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from functools import cache
from io import StringIO
from typing import Any, Final, TypeAlias

from neglect_rules.editing import as_csv, changes_in, from_csv, tables_of
from neglect_rules.loading import load_ruleset
from neglect_rules.model import Ruleset

Rows: TypeAlias = list[list[str]]

MADE_A_DATE: Final = (
    "the spreadsheet has made a date of this; set the cell to Text and type it again"
)
SMALL: Final = """{
  "format": 1, "semantics": 1, "id": "test.small", "version": "1.0.0",
  "status": "draft", "language": "en-GB", "title": "Small", "area": "test",
  "effective": {"from": "2020-01-01"}, "subjects": {"kinds": ["child"]},
  "parameters": {"many": {"label": "Many", "number": 2}},
  "scales": {
    "care": {
      "kind": "concern",
      "grades": [
        {"id": "met", "label": "Met", "points": 0},
        {"id": "bad", "label": "Bad", "points": {"parameter": "many"}}
      ]
    }
  },
  "domains": {"home": {"label": "Home", "weight": 1.50}},
  "indicators": {
    "A": {
      "label": "=A sign",
      "domain": "home",
      "scale": "care",
      "core": true,
      "grades": {
        "met": "Well.",
        "bad": [
          {"ages": {"before": 24}, "text": "A baby."},
          {"ages": {"from": 24}, "text": "A child."},
          {"ages": {"from": 24}, "text": "A child again."}
        ]
      },
      "ask": ["a; b", "c"]
    },
    "B": {"label": "B sign", "scale": "care", "grades": {}, "ask": ["home", "school"]}
  },
  "outcomes": {
    "level": {"grades": ["low", "high"], "labels": {"low": "Low"}},
    "other": {"grades": ["no", "yes"]}
  },
  "thresholds": [
    {"id": "T1", "when": {"indicator": "A", "at_least": "bad"}, "reach": {"level": "high"},
     "because": "It is bad."}
  ],
  "tasks": [
    {"id": "K1", "task": "Talk.", "when": {"indicator": "A", "at_least": "bad"}}
  ],
  "open_answers": {"recommend": "floor"}
}
"""


@cache
def small() -> Ruleset:
    """Return the small ruleset."""
    return load_ruleset(SMALL)


def rows_of(ruleset: Ruleset) -> Rows:
    """Return the CSV file of a ruleset, as its rows."""
    text = as_csv(tables_of(ruleset.document)).decode("utf-8-sig")
    return list(csv.reader(StringIO(text, newline="")))


def changes(rows: Sequence[Sequence[str]], ruleset: Ruleset | None = None) -> Any:
    """Return what rows of a CSV file change, in the small ruleset if none is given."""
    rules = ruleset or small()
    made = StringIO()
    csv.writer(made).writerows(rows)
    tables = tables_of(rules.document)
    return changes_in(rules, from_csv(made.getvalue().encode(), "t.csv", tables))


def with_cell(table: str, names: str, heading: str, text: str) -> Rows:
    """Return the rows of the small ruleset with another text in one cell."""
    rows = rows_of(small())
    row = next(r for r in rows if r[0] == table and names in " ".join(filter(None, r)))
    row[rows[0].index(heading)] = text
    return rows
