"""The examples in docstrings run."""

from __future__ import annotations

import doctest
import importlib
import pkgutil

import pytest

import neglect_rules

MODULES = sorted(
    module.name
    for module in pkgutil.walk_packages(neglect_rules.__path__, "neglect_rules.")
    if not module.name.endswith("__main__")
)


@pytest.mark.parametrize("name", MODULES)
def test_every_example_in_a_docstring_is_true(name: str) -> None:
    module = importlib.import_module(name)

    assert doctest.testmod(module, optionflags=doctest.ELLIPSIS).failed == 0
