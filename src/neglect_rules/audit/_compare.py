"""Where two JSON values differ."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from neglect_rules.pointer import Pointer


def differences(recorded: Any, fresh: Any, at: Pointer) -> Iterator[Pointer]:
    """Yield every place where two JSON values differ, in the order of the second.

    A key or position that only one of them has differs as a whole.
    """
    if isinstance(recorded, Mapping) and isinstance(fresh, Mapping):
        yield from _inside(recorded, fresh, at)
    elif isinstance(recorded, list) and isinstance(fresh, list):
        yield from _inside(dict(enumerate(recorded)), dict(enumerate(fresh)), at)
    elif type(recorded) is not type(fresh) or recorded != fresh:
        yield at


def _inside(
    recorded: Mapping[Any, Any], fresh: Mapping[Any, Any], at: Pointer
) -> Iterator[Pointer]:
    for key in fresh:
        if key in recorded:
            yield from differences(recorded[key], fresh[key], at / key)
        else:
            yield at / key
    yield from (at / key for key in recorded if key not in fresh)
