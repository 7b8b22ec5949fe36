"""The how-to about PostgreSQL, done from the first line to the last."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from neglect_rules.audit.logs._sql_engine import connected

SERVER = os.environ.get("NEGLECT_RULES_POSTGRES", "")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not SERVER, reason="no PostgreSQL: run it by .ci/postgres"),
]
PAGE = Path(__file__).parents[3] / "docs/how-to/keep-a-log-in-postgresql.md"
BLOCK = re.compile(
    r"^```(?:\{code-block\} )?(sql|python|sh)\n(?::caption: (\w+)\n)?(.*?)^```$",
    re.MULTILINE | re.DOTALL,
)
NAMES = ("case_log", "log_owner", "log_app", "log_privacy", "log_auditor")
HOST = parse_qs(urlsplit(SERVER).query).get("host", [""])[0]


def own(text: str, mark: str) -> str:
    """Return a text of the page with names of its own, on the server that there is."""
    for name in NAMES:
        text = text.replace(name, f"{name}_{mark}")
    return re.sub(r"@db\.example\.org/(\w+)", rf"@/\1?host={HOST}", text)


def run(role: str, database: str, text: str) -> None:
    """Run statements one by one, each in a transaction of its own."""
    engine = connected(f"postgresql+psycopg://{role}@/{database}?host={HOST}")
    alone = engine.execution_options(isolation_level="AUTOCOMMIT")
    try:
        with alone.connect() as connection:
            for statement in filter(str.strip, text.split(";")):
                connection.exec_driver_sql(statement)
    finally:
        engine.dispose()


@pytest.fixture(name="mark")
def _mark() -> Iterator[str]:
    mark = f"t{os.getpid()}"
    yield mark
    databases = (f"case_log_{mark}", f"case_log_{mark}_restored")
    gone = [f"DROP DATABASE IF EXISTS {each} WITH (FORCE);" for each in databases]
    gone += [f"DROP ROLE IF EXISTS {name}_{mark};" for name in NAMES[1:]]
    run("postgres", "postgres", "".join(gone))


def test_the_page_does_what_it_says(
    mark: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found: dict[str, Any] = {}
    done = []
    for kind, role, text in BLOCK.findall(PAGE.read_text("utf-8")):
        told = own(text, mark)
        if kind == "python":
            exec(compile(told, str(PAGE), "exec"), found)
        elif role == "administrator":
            run("postgres", "postgres", told)
        elif kind == "sql":
            run(f"{role}_{mark}", f"case_log_{mark}", told)
        elif "pip install" not in told:
            shell = {**os.environ, "PGHOST": HOST, "PGUSER": "postgres"}
            command = ["sh", "-e", "-c", told]
            subprocess.run(command, cwd=tmp_path, env=shell, check=True)
        done.append(kind)

    assert capsys.readouterr().out == "intact witnessed\n"
    assert done.count("python") == 4
    assert done.count("sql") == 3
    assert done.count("sh") == 2
