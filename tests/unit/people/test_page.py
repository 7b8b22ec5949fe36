"""The Python of the guide runs as it is shown."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from tests.shipped import decided

PAGE = Path(__file__).parents[3] / "docs" / "how-to" / "record-what-people-decide.md"


def test_the_python_of_the_guide_runs(capsys: Any) -> None:
    decision = decided("16")
    names: dict[str, Any] = {"decision": decision, "moment": decision.at}
    for code in re.findall(r"```python\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL):
        exec(code, names)

    assert capsys.readouterr().out == "early_help specialist\n"
    level = names["record"]["outcomes"]["level"]
    assert (level["stood"], level["decided"]) == ("specialist", "targeted")
