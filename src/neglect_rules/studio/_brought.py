"""A case that something brought up, opened in the form."""

from __future__ import annotations

import datetime as dt

from attrs import evolve

from neglect_rules.model import Case
from neglect_rules.studio import _try
from neglect_rules.studio._case_fields import emptied, fields_of
from neglect_rules.studio._request import Request, Response


def brought(request: Request, case: Case, at: dt.datetime) -> Response:
    """Return the form with a case filled in, in place of the one that lay open."""
    keeps = {**emptied(request), **fields_of(case, at)}
    asked = evolve(request, tab="try", action="", fields={**request.fields, **keeps})
    made = _try.tab(asked)
    return evolve(made, fields={**keeps, **made.fields})
