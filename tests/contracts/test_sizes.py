"""Files and functions stay short enough to be read in one sitting."""

from __future__ import annotations

from statistics import median

from tools.sizes import file_sizes, function_sizes

FILE_LINES = 400
REFERENCE_LINES = 570
FUNCTION_LINES = 25
MEDIAN_LINES = 8
ALLOWED_SHARE = 0.05


def test_no_file_is_over_four_hundred_lines() -> None:
    too_long = [size for size in file_sizes() if size.lines > FILE_LINES]

    assert too_long == []


def test_the_second_and_third_opinion_are_each_read_in_one_sitting() -> None:
    sizes = file_sizes()
    reference = [
        size.lines
        for size in sizes
        if size.where.startswith("src/neglect_rules/reference/")
    ]
    checker = [size.lines for size in sizes if size.where.startswith("checker/")]

    assert reference
    assert checker
    assert max(reference) < FILE_LINES
    assert sum(reference) < REFERENCE_LINES
    assert max(checker) < FILE_LINES


def test_the_median_function_is_at_most_eight_lines() -> None:
    sizes = function_sizes()

    assert median(size.lines for size in sizes) <= MEDIAN_LINES, sizes[:5]


def test_nearly_all_functions_are_at_most_twenty_five_lines() -> None:
    sizes = function_sizes()
    too_long = [size for size in sizes if size.lines > FUNCTION_LINES]

    assert len(too_long) <= ALLOWED_SHARE * len(sizes), too_long
