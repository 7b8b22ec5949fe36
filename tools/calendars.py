"""Write `calendars/bank-holidays.json`, in the shape of gov.uk's file of that name.

Run `python -m tools.calendars` where the package `holidays` is installed
(`pip install holidays`). Nothing else needs it: the library reads the file only. The
note in the file says which version of the package made it.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator, Mapping
from importlib import import_module
from pathlib import Path
from typing import Any, Final

FILE: Final = Path(__file__).resolve().parents[1] / "calendars" / "bank-holidays.json"
YEARS: Final = range(2016, 2036)
DIVISIONS: Final[Mapping[str, str]] = {
    "england-and-wales": "ENG",
    "scotland": "SCT",
    "northern-ireland": "NIR",
}
_SUBSTITUTE: Final = " (observed)"


def document() -> dict[str, Any]:
    """Return the calendar as a JSON value.

    Raises:
        ModuleNotFoundError: The package `holidays` is not installed.
    """
    holidays = import_module("holidays")
    divisions = {
        name: {"division": name, "events": list(_events(holidays, code))}
        for name, code in DIVISIONS.items()
    }
    return {"note": _note(holidays.__version__), **divisions}


def _note(version: str) -> str:
    return (
        f"Made by `python -m tools.calendars` with holidays {version}, in the shape of"
        " https://www.gov.uk/bank-holidays.json. Days that are not proclaimed yet"
        " follow the present law. A holiday on a weekend stands here beside its"
        " substitute day; gov.uk lists the substitute day only."
    )


def _events(holidays: Any, code: str) -> Iterator[dict[str, Any]]:
    found: Mapping[dt.date, str] = holidays.country_holidays(
        "GB", subdiv=code, years=YEARS
    )
    for day in sorted(day for day in found if day.year in YEARS):
        title = found[day]
        yield {
            "title": title.replace(_SUBSTITUTE, ""),
            "date": day.isoformat(),
            "notes": "Substitute day" if _SUBSTITUTE in title else "",
            "bunting": "Good Friday" not in title,
        }


def main() -> None:
    """Write the file."""
    text = json.dumps(document(), indent=2, ensure_ascii=False)
    FILE.write_text(text + "\n", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
