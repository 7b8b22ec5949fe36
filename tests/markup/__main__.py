"""Write every kind of page into a folder, for a checker of markup.

Run it as `python -m tests.markup FOLDER`.
"""

from __future__ import annotations

import sys
from pathlib import Path

from tests.markup.pages import pages


def main(folder: Path) -> None:
    """Write the pages."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, html in pages():
        (folder / f"{name}.html").write_text(html, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
