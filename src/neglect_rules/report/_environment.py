"""Templates that escape whatever is put in, and refuse what was not handed to them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import import_module
from importlib.resources import files
from importlib.resources.abc import Traversable
from string import ascii_letters, digits
from typing import Any, Final

from neglect_rules.errors import UnsupportedError
from neglect_rules.loading import visible

_PLAIN: Final = frozenset(f"{ascii_letters}{digits} .,:;+-_()@[]")


def make_sure_of_templates() -> None:
    """Make sure that reports can be made here.

    Raises:
        UnsupportedError: The extra `report` is not installed.
    """
    _environment()


def rendered(template: str, values: Mapping[str, Any]) -> str:
    """Return a template with values put in.

    Raises:
        UnsupportedError: The extra `report` is not installed.
    """
    return str(_environment().get_template(template).render(values))


@cache
def _environment() -> Any:
    return environment(files("neglect_rules.report") / "templates", "report")


def environment(folder: Traversable, extra: str) -> Any:
    """Return the Jinja2 environment of a folder of templates.

    Args:
        folder: Where the templates are.
        extra: The extra that brings what they need.

    Raises:
        UnsupportedError: It is not installed.
    """
    try:
        jinja2 = import_module("jinja2")
    except ImportError:
        message = (
            f"this needs one more part, the extra `{extra}`:"
            f' pip install "neglect-rules[{extra}]"'
        )
        raise UnsupportedError(message) from None
    made = jinja2.Environment(
        # A folder may be inside an archive, so it is never asked for by its path.
        loader=jinja2.FunctionLoader(lambda name: _text(folder, name)),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_seen,
    )
    made.filters["css_text"] = lambda text: markup(css_text(text))
    made.filters["shorten"] = shorten
    return made


def _text(folder: Traversable, name: str) -> str:
    return (folder / name).read_text(encoding="utf-8")


def markup(text: str) -> Any:
    """Return a text that a template puts in as it is: it was escaped already."""
    return import_module("markupsafe").Markup(text)


def _seen(value: Any) -> Any:
    """Return a text with every character that cannot be seen shown by its number.

    What a template made is of another type, and left as it is.
    """
    return visible(value) if type(value) is str else value


def css_text(text: str) -> str:
    r"""Return a text as CSS writes one, so that nothing in it can end it.

    Examples:
        >>> css_text('a"</style>')
        '"a\\22 \\3c \\2f style\\3e "'
    """
    shown = (each if each in _PLAIN else f"\\{ord(each):x} " for each in visible(text))
    return f'"{"".join(shown)}"'


def shorten(text: str, most: int) -> str:
    """Return a text that is cut where there is no room, which is marked.

    Examples:
        >>> shorten("Warmth and response", 10)
        'Warmth and…'
    """
    return text if len(text) <= most else f"{text[:most].rstrip()}…"
