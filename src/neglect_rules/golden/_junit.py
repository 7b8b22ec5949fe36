"""How stories came out, in the form that build servers read (JUnit).

It holds names of stories and what differs: no answer and no story.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeAlias
from xml.etree import ElementTree as ET

from neglect_rules.golden._load import parts_of
from neglect_rules.golden._run import Difference
from neglect_rules.golden._suite import Ran

Told: TypeAlias = Callable[[Difference], str]


def junit_of(title: str, ran: Sequence[Ran], told: Told) -> str:
    """Return a report of stories: one suite for each file, one test for each part.

    Args:
        title: Which ruleset.
        ran: What was run.
        told: A difference in words.
    """
    suites = [_suite(each, told) for each in ran]
    root = ET.Element("testsuites", {"name": _clean(title), **_sums(suites)})
    root.extend(suites)
    ET.indent(root)
    text = ET.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'


def _sums(suites: Sequence[ET.Element]) -> dict[str, str]:
    words = ("tests", "failures", "errors")
    return {word: str(sum(int(each.get(word, 0)) for each in suites)) for word in words}


def _suite(ran: Ran, told: Told) -> ET.Element:
    done = {part.where for part, _ in ran.decided}
    tests = [
        _test(ran, part.where, told, refused=part.where not in done)
        for part in parts_of(ran.story.test)
        if part.where in done or ran.refused
    ]
    counts = {
        "tests": len(tests),
        "failures": sum(test.find("failure") is not None for test in tests),
        "errors": sum(test.find("error") is not None for test in tests),
    }
    told_counts = {word: str(count) for word, count in counts.items()}
    suite = ET.Element("testsuite", {"name": _clean(ran.story.file), **told_counts})
    suite.extend(tests)
    return suite


def _test(ran: Ran, where: str, told: Told, *, refused: bool) -> ET.Element:
    name = _clean(f"{ran.story.test.name}, {where}")
    test = ET.Element("testcase", classname=_clean(ran.story.file), name=name)
    mine = [told(each) for each in ran.differences if each.where == where]
    if refused:
        ET.SubElement(test, "error", message="The case does not fit the ruleset.")
    if mine:
        failure = ET.SubElement(test, "failure", message=_clean(mine[0]))
        failure.text = _clean("\n".join(mine))
    return test


def _clean(text: str) -> str:
    """Return a text without the characters that XML cannot hold."""
    return "".join(each if each.isprintable() or each == "\n" else " " for each in text)
