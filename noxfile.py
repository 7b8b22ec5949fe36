"""The outer loop: `nox -l` is the menu. The inner loop is in CONTRIBUTING.md."""

from __future__ import annotations

import nox

nox.needs_version = ">=2025.5"
nox.options.default_venv_backend = "venv"
nox.options.error_on_missing_interpreters = False
nox.options.sessions = ["lint", "types", "tests", "docs"]

PYTHONS = nox.project.python_versions(nox.project.load_toml("pyproject.toml"))


def _groups(session: nox.Session, *groups: str) -> None:
    """Install the package with its extras, and dependency groups beside it."""
    wanted = [word for group in groups for word in ("--group", group)]
    session.run_install(
        *("python", "-m", "pip", "install", "-q", "--upgrade", "pip"), silent=True
    )
    session.run_install(
        *("python", "-m", "pip", "install", "-q", "-e", ".[cli,testing]", *wanted)
    )


@nox.session(python=PYTHONS[0])
def lint(session: nox.Session) -> None:
    """Run ruff, the stairs and the spelling."""
    _groups(session, "lint")
    session.run("ruff", "check")
    session.run("ruff", "format", "--check")
    session.run("lint-imports", "--no-cache")
    session.run("codespell")


@nox.session(python=PYTHONS[0])
def types(session: nox.Session) -> None:
    """Run mypy, strict, on code and tests."""
    _groups(session, "types")
    session.run("mypy")


@nox.session(python=PYTHONS)
def tests(session: nox.Session) -> None:
    """Run the ordinary tests on every Python that the classifiers name."""
    _groups(session, "test")
    session.run("python", "-m", "pytest", *session.posargs)


@nox.session(python=PYTHONS[0], venv_backend="uv")
def floors(session: nox.Session) -> None:
    """Run the ordinary tests on the lowest versions that pyproject.toml allows."""
    session.run_install(
        *("uv", "pip", "install", "-q", "--resolution", "lowest-direct"),
        *("-e", ".[cli,testing]", "--group", "test"),
    )
    session.run("python", "-m", "pytest", *session.posargs)


@nox.session(python=PYTHONS[0])
def docs(session: nox.Session) -> None:
    """Build the documentation; a warning is an error."""
    _groups(session, "docs")
    session.run("sphinx-build", "-W", "-n", "-q", "-b", "html", "docs", "docs/_build")


@nox.session(python=PYTHONS[0])
def wheel(session: nox.Session) -> None:
    """Build sdist and wheel, install both ways, compare what they carry."""
    _groups(session, "test", "package")
    session.run("python", "-m", "pytest", "-m", "slow", "-n", "0", *session.posargs)


@nox.session(python=PYTHONS[-1])
def nightly(session: nox.Session) -> None:
    """Run the laws on 5,000 random examples each."""
    _groups(session, "test")
    session.run("python", "-m", "pytest", "--hypothesis-profile=nightly")
