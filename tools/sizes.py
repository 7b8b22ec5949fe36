"""How long the package's functions and files are, so that they stay readable.

A function's length is its lines from `def` to its end, its docstring and blank lines
not counted; a file's length is all of its lines. Run `python -m tools.sizes`.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from typing import NamedTuple, TypeAlias

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "src" / "neglect_rules"
CHECKER = ROOT / "checker" / "neglect_check.py"

_Function: TypeAlias = ast.FunctionDef | ast.AsyncFunctionDef


class Size(NamedTuple):
    """How many lines something has, and where it stands."""

    lines: int
    where: str


def package_files() -> list[Path]:
    """Return every Python file of the package and the checker, in order."""
    checker = [CHECKER] if CHECKER.is_file() else []
    return sorted(PACKAGE.rglob("*.py")) + checker


def file_sizes() -> list[Size]:
    """Return every file with its length, the longest first."""
    sizes = (Size(len(_lines(path)), _name(path)) for path in package_files())
    return sorted(sizes, reverse=True)


def function_sizes() -> list[Size]:
    """Return every function and method with its length, the longest first."""
    found = (size for path in package_files() for size in _functions(path))
    return sorted(found, reverse=True)


def _functions(path: Path) -> Iterator[Size]:
    lines = _lines(path)
    for node in ast.walk(ast.parse("\n".join(lines))):
        if isinstance(node, _Function):
            where = f"{_name(path)}:{node.lineno} {node.name}"
            yield Size(_length(node, lines), where)


def _length(node: _Function, lines: list[str]) -> int:
    body = range(node.lineno, (node.end_lineno or node.lineno) + 1)
    skipped: range | tuple[()] = ()
    if ast.get_docstring(node) is not None:
        words = node.body[0]
        skipped = range(words.lineno, (words.end_lineno or words.lineno) + 1)
    return sum(1 for at in body if at not in skipped and lines[at - 1].strip())


def _lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines()


def _name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def main() -> None:
    """Print the median and the longest function and file."""
    for title, sizes in (("function", function_sizes()), ("file", file_sizes())):
        middle = median(size.lines for size in sizes)
        print(f"{len(sizes)} {title}s; median {middle:g} lines; the longest:")
        for size in sizes[:5]:
            print(f"  {size.lines:4} {size.where}")


if __name__ == "__main__":
    main()
