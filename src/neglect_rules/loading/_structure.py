"""JSON values to model objects, strictly: no coercion, no unknown keys.

The schema has spoken first and said what the author should read. This is the belt to
those braces: a "no" never becomes true here, nor 2.9 two.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import cache
from types import NoneType, UnionType
from typing import TYPE_CHECKING, Any, Literal, TypeVar, Union, get_args, get_origin

import attrs

from neglect_rules import model

if TYPE_CHECKING:
    from cattrs import Converter

T = TypeVar("T")

_TEXTS = (str, dt.date, model.State)


@cache
def _heads() -> tuple[Mapping[str, type], ...]:
    """Return what each head key makes of an object, for each kind of object."""
    # A case has none of these, so that reading one loads none of them.
    conditions: Mapping[str, type] = {
        "all": model.AllOf,
        "any": model.AnyOf,
        "of": model.AtLeastOf,
        "not": model.Not,
        "is": model.Named,
        "indicator": model.IndicatorTest,
        "rating": model.RatingTest,
        "outcome": model.OutcomeTest,
        "measure": model.MeasureTest,
        "some": model.Some,
        "every": model.Every,
        "none": model.NoneOf,
        "record": model.RecordTest,
        "subject": model.SubjectTest,
    }
    measures: Mapping[str, type] = {
        "score": model.Score,
        "total": model.Total,
        "points": model.Points,
        "number": model.NumberOf,
        "age": model.Age,
        "count": model.CountOf,
        "sum": model.SumOf,
        "max": model.MaxOf,
        "min": model.MinOf,
        "times": model.Times,
        "mean": model.Mean,
        "events": model.Events,
        "sightings": model.Sightings,
        "unbroken": model.Unbroken,
        "change": model.Change,
        "earlier": model.Earlier,
        "reviews_without_improvement": model.ReviewsWithoutImprovement,
    }
    rules: Mapping[str, type] = {
        "bands": model.Bands,
        "choose": model.Choose,
        "grades": model.Grades,
        "table": model.Table,
        "worst_of": model.WorstOf,
        "most_common": model.MostCommon,
    }
    records: Mapping[str, type] = {
        "indicator": model.StateRecord,
        "coverage": model.CoverageRecord,
    }
    seen: Mapping[str, type] = {"indicator": model.Seen, "from": model.Selection}
    return conditions, measures, rules, records, seen


@cache
def converter() -> Converter:
    """Return the one converter, made when something is first read."""
    # Only reading needs cattrs, so that only reading loads it.
    from cattrs import Converter  # noqa: PLC0415
    from cattrs.gen import make_dict_structure_fn, override  # noqa: PLC0415

    made = Converter(forbid_extra_keys=True, detailed_validation=False)

    def of_class(kind: type) -> Callable[[Any, Any], Any]:
        renamed: dict[str, Any] = {
            field.name: override(rename=field.name.rstrip("_"))
            for field in attrs.fields(kind)
        }
        return make_dict_structure_fn(
            kind, made, _cattrs_forbid_extra_keys=True, **renamed
        )

    made.register_structure_hook_factory(attrs.has, of_class)
    for scalar in (bool, int, str):
        made.register_structure_hook(scalar, _exactly(scalar))
    # A state is a text too, so without a hook of its own it would stay one.
    made.register_structure_hook(model.State, lambda value, _: model.State(value))
    made.register_structure_hook(dt.date, _date)
    made.register_structure_hook_func(_is_union, lambda v, t: _union(made, v, t))
    made.register_structure_hook(model.Members, lambda v, _: _members(made, v))
    return made


def structured(value: Any, kind: type[T]) -> T:
    """Return the object that a schema-valid JSON value describes."""
    return converter().structure(value, kind)


def _exactly(scalar: type) -> Callable[[Any, Any], Any]:
    def check(value: Any, _: Any) -> Any:
        # bool is a subclass of int; `is not` keeps True out of whole numbers.
        if type(value) is not scalar:
            message = f"expected {scalar.__name__}, got {type(value).__name__}"
            raise TypeError(message)
        return value

    return check


def _date(value: Any, _: Any) -> dt.date:
    return dt.date.fromisoformat(value)


def _is_union(kind: Any) -> bool:
    return get_origin(kind) in {Union, UnionType}


def _union(made: Converter, value: Any, kind: Any) -> Any:
    """Return the member of a union that a value's own shape names."""
    members = [member for member in get_args(kind) if member is not NoneType]
    if value is None or isinstance(value, int | Decimal):
        return _scalar(value, members, optional=NoneType in get_args(kind))
    if isinstance(value, Mapping):
        return made.structure(value, _named_by_head(value, members))
    if isinstance(value, list):
        lists = (m for m in members if get_origin(m) is tuple)
        return made.structure(value, next(lists))
    texts = (m for m in members if m in _TEXTS or get_origin(m) is Literal)
    return made.structure(value, next(texts))


def _scalar(value: Any, members: list[Any], *, optional: bool) -> Any:
    if (value is None and optional) or type(value) in members:
        return value
    message = f"{type(value).__name__} cannot stand here"
    raise TypeError(message)


def _named_by_head(value: Mapping[str, Any], members: list[Any]) -> type:
    for heads in _heads():
        for key, kind in heads.items():
            if kind in members and key in value:
                return kind
    classes = [member for member in members if attrs.has(member)]
    if len(classes) == 1:
        return classes[0]
    message = "no head key"
    raise TypeError(message)


def _members(made: Converter, value: Any) -> model.Members:
    if value == "all":
        return model.Members(all=True)
    lists: dict[str, Any] = {
        key: made.structure(value[key], tuple[str, ...])
        for key in ("domains", "indicators")
        if key in value
    }
    return model.Members(tag=value.get("tag"), **lists)
