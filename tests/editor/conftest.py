"""The editor's part is installed once for all that ask it."""

from __future__ import annotations

import pytest

from tests.editor.driving import CannotInstallError, Editor, installed


@pytest.fixture(scope="session")
def editor(tmp_path_factory: pytest.TempPathFactory) -> Editor:
    """Return VS Code's own JSON part, or skip with the reason that it is not here."""
    try:
        return installed(tmp_path_factory.mktemp("editor"))
    except CannotInstallError as missing:
        pytest.skip(str(missing))
