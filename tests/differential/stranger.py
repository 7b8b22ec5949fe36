"""The checker as a module, for tests that want more of it than its exit code."""

from __future__ import annotations

from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any, Final

CHECKER: Final = Path(__file__).parents[2] / "checker" / "neglect_check.py"


def load_checker() -> Any:
    """Return the checker, loaded from its file as a stranger's machine would."""
    spec = spec_from_file_location("neglect_check", CHECKER)
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
