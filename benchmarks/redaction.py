"""How often hiding part of a record makes it look false: never, says law 19.

Run it as `python -m benchmarks.redaction [RECORDS]`. Each record is a decision on a
drawn case by one of 200 drawn rulesets, of which a drawn share of the case is hidden;
where another level could not have come out, a forged one must be noticed if all can be
read. It ends with an error at the first that breaks the law. The line that it prints is
what `docs/quality.md` records.
"""

from __future__ import annotations

import sys
import time
from random import Random

from tests.property.drawn import one_drawn, pooled
from tests.property.laws.redaction import hiding_never_flips

SEED = 20_261_123
RULESETS = 200


def main(arguments: list[str]) -> None:
    """Hide and look, and say how often."""
    records = int(arguments[0]) if arguments else 100_000
    seeds = [seed for seed in range(RULESETS) if pooled(seed) is not None]
    random = Random(SEED)  # noqa: S311 - to draw the same again, not to keep a secret
    began = time.perf_counter()
    for number in range(records):
        hiding_never_flips(one_drawn(seeds[number % len(seeds)], random), random)
    took = time.perf_counter() - began
    print(f"| Part of a record is hidden | {records:,} | 0 | {took:,.0f} s |")


if __name__ == "__main__":
    main(sys.argv[1:])
