"""The templates of the page, which escape and show whatever is put in as reports do."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from neglect_rules.report import environment, markup


def make_sure_of_studio() -> None:
    """Make sure that pages can be made here.

    Raises:
        UnsupportedError: The extra `studio` is not installed.
    """
    _environment()


def rendered(template: str, values: Mapping[str, Any]) -> str:
    """Return a template with values put in.

    Raises:
        UnsupportedError: The extra `studio` is not installed.
    """
    return str(_environment().get_template(template).render(values))


@cache
def _environment() -> Any:
    made = environment(files("neglect_rules.studio") / "templates", "studio")
    made.filters["as_typed"] = _as_typed
    made.filters["lines"] = str.splitlines
    return made


def _as_typed(text: str) -> Any:
    """Return what a person may go on editing as it is, line breaks and all."""
    return type(markup("")).escape(text)
