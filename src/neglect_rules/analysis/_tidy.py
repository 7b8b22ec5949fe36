"""A text with its spaces, nothing else, put right."""

from __future__ import annotations

import re
from typing import Final

_ODD: Final = re.compile(r"[\u00a0\u2000-\u200a\u202f\u205f\u3000]")
_RUN: Final = re.compile(r"[ \t]{2,}|\t")
_AT_BREAK: Final = re.compile(r" *\n *")
_BEFORE_MARK: Final = re.compile(r"(?<=[\w\"')\u2019\u201d]) +(?=[,;.?!](?:\s|$))")


def tidy(text: str) -> str:
    r"""Return a text with plain single spaces, none at its ends or before a mark.

    Line breaks stay.

    Examples:
        >>> tidy(" Is  the child\u00a0seen ?  Say when .")
        'Is the child seen? Say when.'
        >>> tidy("One line.\nAnother.")
        'One line.\nAnother.'
    """
    plain = _RUN.sub(" ", _ODD.sub(" ", text))
    return _BEFORE_MARK.sub("", _AT_BREAK.sub("\n", plain)).strip()
