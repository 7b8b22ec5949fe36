"""Front doors that load a part of a package when somebody first asks for it.

Loading everything takes far longer than most who import a package can use. A type
checker, `dir` and a star import see the same names as if all were loaded (PEP 562).
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Collection, Mapping
from importlib import import_module
from types import ModuleType
from typing import Any


def front_door(
    package: str, parts: Mapping[str, str]
) -> tuple[Callable[[str], Any], Callable[[], list[str]]]:
    """Return `__getattr__` and `__dir__` of a package.

    A name that is asked for is kept, so that it is looked for once.

    Args:
        package: The package's name, `__name__` there.
        parts: For each module the names that it gives, with spaces between them; a
            module that gives no names is itself asked for. Those in the package are
            written with a dot before them, as `import_module` reads it.
    """
    homes = {name: module for module, names in parts.items() for name in names.split()}
    modules = {module for module, names in parts.items() if not names}
    door = sys.modules[package]
    door.__class__ = _kept_free({name for name in homes if f".{name}" in parts})

    def get(name: str) -> Any:
        if f".{name}" in modules:
            return import_module(f".{name}", package)
        if name not in homes:
            message = f"module {package!r} has no attribute {name!r}"
            raise AttributeError(message)
        value = getattr(import_module(homes[name], package), name)
        vars(door)[name] = value
        return value

    def names() -> list[str]:
        return sorted({*vars(door), *homes, *(name[1:] for name in modules)})

    return get, names


def _kept_free(taken: Collection[str]) -> type[ModuleType]:
    """Return a kind of module whose parts do not stand before names that they give.

    Python puts a module, once loaded, on its package under the module's own name. Of
    `neglect_rules.explain` that would hide the function `explain`.
    """

    class Door(ModuleType):
        def __setattr__(self, name: str, value: object) -> None:
            if name not in taken or not isinstance(value, ModuleType):
                super().__setattr__(name, value)

    return Door
