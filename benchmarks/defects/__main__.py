"""Print which defects are found: `python -m benchmarks.defects`."""

from __future__ import annotations

from benchmarks.defects import defects, is_found, schema_finds


def main() -> None:
    """Print a line for each defect, and how many were found by what."""
    every = list(defects())
    ours = [is_found(defect) for defect in every]
    theirs = [schema_finds(defect) for defect in every]
    for defect, by_us, by_schema in zip(every, ours, theirs, strict=True):
        print(
            f"{defect.code}  {'found' if by_us else 'MISSED':7}"
            f"{'schema too' if by_schema else 'schema: no':12}{defect.name}"
        )
    print(f"\n{len(every)} defects: {sum(ours)} found with their place.")
    print(
        f"JSON and its schema alone find {sum(theirs)}, without saying what to write."
    )


if __name__ == "__main__":
    main()
