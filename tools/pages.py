"""A page for each shipped ruleset, for people who do not read JSON.

Run `python -m tools.pages` to write `docs/rulesets/`; a test holds the pages to the
rulesets. A page shows the newest version.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from neglect_rules.catalogue import shipped, shipped_ruleset
from neglect_rules.explain import asked, banner, words
from neglect_rules.explain._amounts import day, listed, number, share
from neglect_rules.explain._asked import selected
from neglect_rules.explain._words import Words
from neglect_rules.model import (
    AgeBand,
    AgedText,
    Condition,
    Indicator,
    Ruleset,
    Task,
)
from tools.pages_past import believed, events, reviews

FOLDER = Path(__file__).resolve().parents[1] / "docs" / "rulesets"
_LEVELS = ("thresholds", "modifiers", "easings", "guards")
_YEAR = 12
_SMALL = 24


def pages() -> dict[str, str]:
    """Return the page of each shipped ruleset by the name of its file."""
    newest = {entry.id: entry.version for entry in shipped()}
    versions: dict[str, list[str]] = {}
    for entry in shipped():
        versions.setdefault(entry.id, []).append(entry.version)
    return {
        f"{id_}.md": page(shipped_ruleset(id_, version=version), versions[id_])
        for id_, version in newest.items()
    }


def page(ruleset: Ruleset, versions: Sequence[str]) -> str:
    """Return the page of one ruleset as Markdown."""
    told = words(ruleset, None)
    parts = (
        _opening(ruleset, versions),
        _definition(ruleset),
        _questions(ruleset, told),
        events(ruleset),
        _ratings(ruleset, told),
        _levels(ruleset, told),
        _rules(ruleset, told),
        _tasks(ruleset, told),
        reviews(ruleset, told),
        _gaps(ruleset),
        _promises(ruleset, told),
        _accepts(ruleset, told),
        _sources(ruleset),
    )
    return "\n".join(line for part in parts for line in part).rstrip() + "\n"


def _opening(ruleset: Ruleset, versions: Sequence[str]) -> Iterator[str]:
    yield f"# {ruleset.title}"
    yield ""
    yield f"> **{banner(ruleset)}**"
    yield ""
    if ruleset.description:
        yield from (ruleset.description, "")
    older = [each for each in versions if each != ruleset.version]
    last = ruleset.effective.before
    until = f" and before {day(last)}" if last else ""
    yield f"- Ruleset: `{ruleset.id}`, version {ruleset.version}"
    yield f"- In force from {day(ruleset.effective.from_)}{until}"
    if older:
        yield f"- Earlier versions: {', '.join(older)}"
    yield f"- For: {listed(list(ruleset.subjects.kinds))}{_covered(ruleset)}"
    yield f"- Owner: {ruleset.owner or 'not said'}"
    yield f"- Questions: {len(ruleset.indicators)}"
    yield ""
    yield "This page is made from the ruleset by `python -m tools.pages`."
    yield ""


def _covered(ruleset: Ruleset) -> str:
    band = ruleset.subjects.age_months
    return f", {_ages(band)}" if band is not None else ""


def _ages(band: AgeBand) -> str:
    """Return an age band in words."""
    first, before = band.from_, band.before
    if before is None:
        return f"from {_age(first or 0)}"
    if not first:
        return f"under {_age(before)}"
    return f"from {_age(first)} to under {_age(before)}"


def _age(months: int) -> str:
    if months >= _SMALL and months % _YEAR == 0:
        return f"{months // _YEAR} years"
    return f"{months} months"


def _definition(ruleset: Ruleset) -> Iterator[str]:
    found = ruleset.definition
    if found is None:
        return
    yield "## What is meant by neglect"
    yield ""
    yield f"> {found.text}"
    yield ""
    yield f"Source: {ruleset.sources[found.source].title}."
    yield ""
    if found.deviations:
        yield "Where the local page says it otherwise:"
        yield ""
        yield from (f"- {each}" for each in found.deviations)
        yield ""


def _questions(ruleset: Ruleset, told: Words) -> Iterator[str]:
    yield "## What is asked"
    yield ""
    groups: dict[str | None, list[str]] = {id_: [] for id_ in ruleset.domains}
    for id_, spec in ruleset.indicators.items():
        groups.setdefault(spec.domain, []).append(id_)
    for domain, ids in groups.items():
        if not ids:
            continue
        yield from _domain(ruleset, domain)
        for id_ in ids:
            yield from _question(ruleset, told, id_)


def _domain(ruleset: Ruleset, domain: str | None) -> Iterator[str]:
    if domain is None:
        yield from ("### Also asked", "")
        return
    spec = ruleset.domains[domain]
    yield from (f"### {spec.label}", "")
    if any(grade.points for scale in ruleset.scales.values() for grade in scale.grades):
        cap = "" if spec.cap is None else f" At most {_number(spec.cap)} points count."
        yield f"Weight: {_number(spec.weight)}.{cap}"
        yield ""
    if spec.because:
        yield from (spec.because, "")


def _number(value: Any) -> str:
    return number(str(value))


def _question(ruleset: Ruleset, told: Words, id_: str) -> Iterator[str]:
    spec = ruleset.indicators[id_]
    yield f"#### {id_} {spec.label}"
    yield ""
    yield from (f"*{spec.ask_as}*", "") if spec.ask_as else ()
    yield from (spec.help, "") if spec.help else ()
    yield from _grades(ruleset, told, id_, spec)
    yield f"{_facts(ruleset, told, spec, id_)}"
    yield ""
    if spec.ask_if is not None:
        yield "Asked only if:"
        yield ""
        yield from _conditions(told, spec.ask_if)
        yield ""


def _grades(ruleset: Ruleset, told: Words, id_: str, spec: Indicator) -> Iterator[str]:
    if spec.scale is None:
        return
    for grade in ruleset.scales[spec.scale].grades:
        if spec.permits is not None and grade.id not in spec.permits:
            continue
        text = spec.grades.get(grade.id)
        label = f"**{told.grade(id_, grade.id)}**"
        if text is None or isinstance(text, str):
            yield f"- {label}: {text}" if text else f"- {label}"
            continue
        yield f"- {label}"
        yield from (f"  - {_aged(each)}" for each in text)
    yield ""


def _aged(text: AgedText) -> str:
    band = _ages(text.ages)
    return f"{band[:1].upper()}{band[1:]}: {text.text}"


def _facts(ruleset: Ruleset, told: Words, spec: Indicator, id_: str) -> str:
    found = []
    if spec.ages is not None:
        found.append(f"Asked {_ages(spec.ages)}")
    if spec.subjects is not None and set(spec.subjects) != set(ruleset.subjects.kinds):
        found.append(f"Asked for: {listed(list(spec.subjects))}")
    if spec.core:
        found.append("Core")
    if spec.critical_at is not None:
        found.append(f"Critical at {told.grade(id_, spec.critical_at)}")
    if spec.ask:
        found.append(f"Ask: {', '.join(spec.ask)}")
    if spec.stale_after is not None:
        after = spec.stale_after
        many = f"{after.months} months" if after.months else f"{after.days} days"
        found.append(f"An answer holds for {many}")
    found += [believed(spec), _from(ruleset, spec.source, spec.status)]
    return ". ".join(each for each in found if each) + "."


def _from(ruleset: Ruleset, source: str | None, status: str | None) -> str:
    title = ruleset.sources[source].title if source else ""
    parts = [title, status or ""]
    told = ", ".join(each for each in parts if each)
    return f"From: {told}" if told else ""


def _conditions(told: Words, condition: Condition) -> Iterator[str]:
    for bullet in asked(told, condition):
        yield f"{'  ' * bullet.level}- {bullet.text}"


def _ratings(ruleset: Ruleset, told: Words) -> Iterator[str]:
    if not ruleset.ratings:
        return
    yield "## What is worked out from the answers"
    yield ""
    for id_, rating in ruleset.ratings.items():
        yield f"- **{told.label(id_)}** ({id_}). {rating.because or ''}".rstrip()
    yield ""


def _levels(ruleset: Ruleset, told: Words) -> Iterator[str]:
    yield "## The levels"
    yield ""
    for id_, outcome in ruleset.outcomes.items():
        yield f"**{told.outcome(id_)}**, from low to high:"
        yield ""
        yield from (
            f"{n}. {told.level(id_, grade)}"
            for n, grade in enumerate(outcome.grades, 1)
        )
        yield ""


def _rules(ruleset: Ruleset, told: Words) -> Iterator[str]:
    heads = {
        "thresholds": ("What leads to a level", "reach", "Reaches"),
        "modifiers": ("What raises a level", "up_to", "Raises, up to"),
        "easings": ("What lowers a level again", "not_below", "Lowers, down to"),
        "guards": ("What no level may be below", "at_least", "Never below"),
    }
    for name in _LEVELS:
        rules: Sequence[Any] = getattr(ruleset, name)
        if not rules:
            continue
        title, key, verb = heads[name]
        yield from (f"## {title}", "")
        for rule in rules:
            yield f"### {rule.id}: {verb[:1].lower()}{verb[1:]} {_given(told, rule, key)}"
            yield ""
            yield from (rule.because, "")
            yield from _conditions(told, rule.when)
            yield ""
            where = _from(ruleset, rule.source, rule.status)
            yield from (f"{where}.", "") if where else ()


def _given(told: Words, rule: Any, key: str) -> str:
    gives: Mapping[str, str] = getattr(rule, key)
    return listed([told.level(outcome, grade) for outcome, grade in gives.items()])


def _tasks(ruleset: Ruleset, told: Words) -> Iterator[str]:
    if not ruleset.tasks:
        return
    yield from ("## What to do", "")
    for task in ruleset.tasks:
        yield f"### {task.id}: {task.task}"
        yield ""
        yield from _task(told, task)


def _task(told: Words, task: Task) -> Iterator[str]:
    if task.who:
        yield from (f"Who: {task.who}.", "")
    if task.for_each is not None:
        yield f"Once for each of: {selected(told, task.for_each)}."
        yield ""
    if task.when is not None:
        yield from _conditions(told, task.when)
        yield ""
    if task.because:
        yield from (task.because, "")


def _gaps(ruleset: Ruleset) -> Iterator[str]:
    spec = ruleset.open_answers
    how = {
        "floor": "what is certain already is recommended, and the rest is asked for",
        "ceiling": "the most that is still possible is recommended",
        "person": "nothing is recommended: a person decides",
    }
    yield from ("## When answers are missing", "")
    yield f"While more is possible, {how[spec.recommend]}."
    shares = (
        (spec.enough.core, "of the core questions"),
        (spec.enough.each_domain, "of each part"),
    )
    needed = [f"{share(str(least))} {of}" for least, of in shares if least is not None]
    if needed:
        yield (
            f"Unless at least {listed(needed)} are answered, a low level is never"
            " recommended: it cannot be determined."
        )
    yield from ("", spec.because, "") if spec.because else ("",)


def _promises(ruleset: Ruleset, told: Words) -> Iterator[str]:
    if not ruleset.promises:
        return
    yield from ("## What it claims", "")
    yield "A decision that breaks one of these carries a warning."
    yield ""
    for promise in ruleset.promises:
        yield from (f"### {promise.id}", "")
        yield from (promise.because, "") if promise.because else ()
        yield from _conditions(told, promise.whenever)
        yield ""


def _accepts(ruleset: Ruleset, told: Words) -> Iterator[str]:
    if not ruleset.accepts:
        return
    yield from ("## What it takes in from other records", "")
    yield "| From | Answer | Here | No higher than |"
    yield "| --- | --- | --- | --- |"
    for each in ruleset.accepts:
        to = each.as_ or each.indicator
        highest = told.grade(to, each.highest)
        here = f"{to} {told.label(to)}"
        yield f"| `{each.from_}` | {each.indicator} | {here} | {highest} |"
    yield ""


def _sources(ruleset: Ruleset) -> Iterator[str]:
    yield from ("## Sources", "")
    for source in ruleset.sources.values():
        told = [source.title, source.note or "", source.licence or ""]
        yield f"- {'. '.join(each.rstrip('.') for each in told if each)}."
    yield ""


def index(names: Iterable[str]) -> str:
    """Return the page that lists the others."""
    listing = "\n".join(sorted(Path(name).stem for name in names))
    return (
        "# The shipped rulesets\n\nOne page for each ruleset, for people who do not read"
        " JSON. All of them are illustrative.\n\n```{toctree}\n:maxdepth: 1\n\n"
        f"{listing}\n```\n"
    )


def main() -> None:
    """Write the pages."""
    FOLDER.mkdir(exist_ok=True)
    made = pages()
    for name, text in {**made, "index.md": index(made)}.items():
        (FOLDER / name).write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
