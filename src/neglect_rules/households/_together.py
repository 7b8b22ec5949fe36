"""One child's case: the child's own part put together with what is shared.

Nothing is lost on the way: whatever is found in the case that is made can be traced
back to where it stands in the household's document.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any, Final, final

from attrs import field, frozen

from neglect_rules.model import State
from neglect_rules.pointer import Pointer

Json = Mapping[str, Any]

SHARED: Final = Pointer(("shared",))
_OF_THE_HOUSEHOLD: Final = ("ruleset", "at", "carers")
_OF_THE_CHILD: Final = ("earlier", "note")
_STATES: Final = frozenset(state.value for state in State)


@final
@frozen(kw_only=True)
class Parts:
    """What one case is put together from.

    Attributes:
        at: Where the child's own part stands in the household's document.
        own: The child's own part.
        shared: What is shared, as far as it is put to this child.
        head: What the household's document says of all.
    """

    at: Pointer
    own: Json = field(repr=False)
    shared: Json = field(repr=False)
    head: Json = field(repr=False)


def parts_of(document: Json, index: int, not_put: Collection[str] = ()) -> Parts:
    """Return the parts of one child's case.

    Args:
        document: The household's document.
        index: Which child.
        not_put: Shared answers that are not put to this child.
    """
    shared = dict(document.get("shared", {}))
    answers = shared.get("answers", {})
    shared["answers"] = {id_: a for id_, a in answers.items() if id_ not in not_put}
    return Parts(
        at=Pointer(("children", str(index))),
        own=document["children"][index],
        shared=shared,
        head=_head(document),
    )


def shared_parts(document: Json, kind: str = "child") -> Parts:
    """Return the parts of a case of nobody: what is shared, and no more."""
    own = {"subject": {"kind": kind}, "answers": {}}
    shared = document.get("shared", {})
    return Parts(at=SHARED, own=own, shared=shared, head=_head(document))


def _head(document: Json) -> Json:
    return {key: document[key] for key in _OF_THE_HOUSEHOLD if key in document}


def together(parts: Parts) -> dict[str, Any]:
    """Return the case document of one child, in the form of `case-1`."""
    own, shared = parts.own, parts.shared
    found: dict[str, Any] = {
        "format": 1,
        **parts.head,
        "subject": own["subject"],
        "answers": _joined(own["answers"], shared.get("answers", {}), _of_both),
        "events": _joined(own.get("events", {}), shared.get("events", {}), _happened),
        "reviews": [*own.get("reviews", ()), *_more_reviews(parts)],
        **{key: own[key] for key in _OF_THE_CHILD if key in own},
    }
    empty = {key for key in ("events", "reviews") if not found[key]}
    return {key: value for key, value in found.items() if key not in empty}


def _joined(own: Json, shared: Json, of_both: Any) -> dict[str, Any]:
    both = {key: of_both(own[key], shared[key]) for key in own if key in shared}
    return {**shared, **own, **both}


def _of_both(own: Any, shared: Any) -> list[Any]:
    return [*records_of(own), *records_of(shared)]


def _happened(own: Json, shared: Json) -> dict[str, Any]:
    complete = own.get("complete", False) and shared.get("complete", False)
    return {"complete": complete, "records": [*own["records"], *shared["records"]]}


def _more_reviews(parts: Parts) -> list[str]:
    own = parts.own.get("reviews", ())
    return [day for day in parts.shared.get("reviews", ()) if day not in own]


def records_of(answer: Any) -> Sequence[Any]:
    """Return an answer, however it is written, as records."""
    if isinstance(answer, list):
        return answer
    if isinstance(answer, Mapping):
        return [answer]
    if isinstance(answer, str):
        return [{"state" if answer in _STATES else "grade": answer}]
    return [{"number": answer}]


def origin(parts: Parts, at: Pointer) -> Pointer:
    """Return where in the household's document something of a child's case stands."""
    match at.parts:
        case ("format" | "ruleset" | "at" | "carers", *_):
            return at
        case ("answers", id_, *rest):
            return _in_answer(parts, id_, tuple(rest))
        case ("events", kind, *rest):
            return _in_events(parts, kind, tuple(rest))
        case ("reviews", place) if place.isdecimal():
            return _in_reviews(parts, int(place))
        case rest:
            return _below(parts.at, *rest)


def _below(at: Pointer, *more: str) -> Pointer:
    return Pointer((*at.parts, *more))


def _written(parts: Parts, key: str, name: str) -> tuple[Any, Any]:
    """Return what the child's own part and the shared part have under a name."""
    own, shared = (part.get(key, {}) for part in (parts.own, parts.shared))
    return own.get(name), shared.get(name)


def _in_answer(parts: Parts, id_: str, rest: tuple[str, ...]) -> Pointer:
    own, shared = _written(parts, "answers", id_)
    if own is None or shared is None:
        holder = parts.at if shared is None else SHARED
        return _below(holder, "answers", id_, *rest)
    if not rest or not rest[0].isdecimal():
        return _below(parts.at, "answers", id_, *rest)
    place, first = int(rest[0]), len(records_of(own))
    if place < first:
        return _in_record(parts.at, id_, own, place, rest[1:])
    return _in_record(SHARED, id_, shared, place - first, rest[1:])


def _in_record(
    holder: Pointer, id_: str, written: Any, place: int, rest: tuple[str, ...]
) -> Pointer:
    """Return where a record stands; of an answer with one record, the answer."""
    single = not isinstance(written, list) or len(written) == 1
    return _below(holder, "answers", id_, *(() if single else (str(place),)), *rest)


def _in_events(parts: Parts, kind: str, rest: tuple[str, ...]) -> Pointer:
    own, shared = _written(parts, "events", kind)
    if own is None or shared is None:
        holder = parts.at if shared is None else SHARED
        return _below(holder, "events", kind, *rest)
    match rest:
        case ("records", place, *more) if place.isdecimal():
            first = len(own["records"])
            number, holder = int(place), parts.at
            if number >= first:
                number, holder = number - first, SHARED
            return _below(holder, "events", kind, "records", str(number), *more)
        case _:
            return _below(parts.at, "events", kind, *rest)


def _in_reviews(parts: Parts, place: int) -> Pointer:
    first = len(parts.own.get("reviews", ()))
    if place < first:
        return _below(parts.at, "reviews", str(place))
    day = _more_reviews(parts)[place - first]
    return _below(SHARED, "reviews", str(parts.shared["reviews"].index(day)))
