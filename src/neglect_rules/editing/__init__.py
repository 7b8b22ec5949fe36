"""Documents edited as text: laid out, begun, and changed from a spreadsheet."""

from __future__ import annotations

from neglect_rules.editing._begin import (
    OWNER,
    VERSION,
    Beginning,
    first_draft,
    wrong_with_id,
)
from neglect_rules.editing._changes import Edit, edited
from neglect_rules.editing._csv import as_csv, from_csv
from neglect_rules.editing._grid import Refusal, TableError
from neglect_rules.editing._layout import laid_out
from neglect_rules.editing._tables import tables_of
from neglect_rules.editing._take_in import Change, changes_in, taken_in
from neglect_rules.editing._xlsx import as_xlsx, from_xlsx

__all__ = [
    "OWNER",
    "VERSION",
    "Beginning",
    "Change",
    "Edit",
    "Refusal",
    "TableError",
    "as_csv",
    "as_xlsx",
    "changes_in",
    "edited",
    "first_draft",
    "from_csv",
    "from_xlsx",
    "laid_out",
    "tables_of",
    "taken_in",
    "wrong_with_id",
]
