"""What each kind of reader may see of a record; whatever is not named is hidden."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Final, final

from attrs import evolve, frozen

from neglect_rules.audit.records import Evidence
from neglect_rules.diagnostics import Diagnostic
from neglect_rules.errors import AuditError
from neglect_rules.pointer import Pointer

_ONE, _ANY = "*", "**"


@final
@frozen(kw_only=True)
class Mask:
    """What may be seen.

    Attributes:
        name: What it is called; what was hidden by it is recorded under this name.
        keep: Places that may be seen. In them `*` stands for one part of a place and
            `**`, at the beginning or the end, for any number of parts.
        but: Places among them that may not.
    """

    name: str
    keep: tuple[str, ...]
    but: tuple[str, ...] = ()

    def __attrs_post_init__(self) -> None:
        """Refuse a mask that does not say what it hides.

        Raises:
            AuditError: NR731, with every place that is not written as one.
        """
        wrong = [each for each in (*self.keep, *self.but) if not _is_place(each)]
        if wrong:
            message = "a place begins with a slash, or with ** and a slash"
            raise AuditError(tuple(Diagnostic("NR731", message) for _ in wrong))

    def shows(self, place: str) -> bool:
        """Return whether a place may be seen."""
        parts = Pointer.parse(place).parts
        return any(_matches(each, parts) for each in self.keep) and not any(
            _matches(each, parts) for each in self.but
        )


def mask_of(
    *, keep: Iterable[str] = (), drop: Iterable[str] = (), among: Iterable[str]
) -> Mask:
    """Return the mask that places to keep, or to drop, describe.

    Args:
        keep: What may be seen, and nothing else.
        drop: What may not be seen, while all else may.
        among: The places that the record has.

    Raises:
        AuditError: NR731: both or neither are given, a place is not written as one,
            or something that shall be hidden is not there. A slip must not show more
            than was meant.
    """
    kept, dropped = tuple(keep), tuple(drop)
    if bool(kept) == bool(dropped):
        message = "say either what to keep or what to drop"
        raise AuditError((Diagnostic("NR731", message),))
    if kept:
        return Mask(name="", keep=kept)
    found = Mask(name="", keep=("/**",), but=dropped)
    places = [Pointer.parse(place).parts for place in among]
    idle = [each for each in dropped if not any(_matches(each, p) for p in places)]
    if idle:
        message = "there is nothing at this place that could be hidden"
        hint = "look for a slip in it: what was meant would stay readable"
        raise AuditError(
            tuple(
                Diagnostic("NR731", message, Pointer.parse(_rooted(each)), hint)
                for each in idle
            )
        )
    return found


def redacted(evidence: Evidence, mask: Mask) -> Evidence:
    """Return evidence of which only what a mask shows can be read.

    The record stays as it is, and what is left still verifies.
    """
    left = tuple(each for each in evidence.disclosures if mask.shows(each.name))
    kept = {each.name for each in left}
    gone = (each.name for each in evidence.disclosures if each.name not in kept)
    withheld = tuple(sorted({*evidence.withheld, *gone}))
    return evolve(evidence, disclosures=left, withheld=withheld)


def _is_place(text: str) -> bool:
    parts = text.split("/")
    inner = parts[1:-1]
    is_rooted = parts[0] in {"", _ANY} and len(parts) > 1
    return is_rooted and all(parts[1:]) and _ANY not in inner


def _rooted(text: str) -> str:
    return text if text.startswith("/") else f"/{text}"


def _matches(pattern: str, parts: tuple[str, ...]) -> bool:
    wanted = [part.replace("~1", "/").replace("~0", "~") for part in pattern.split("/")]
    head, *body = wanted
    if head == _ANY:
        parts = parts[len(parts) - len(body) :] if len(parts) >= len(body) else ()
    if body[-1] == _ANY:
        body = body[:-1]
        parts = parts[: len(body)] if len(parts) > len(body) else ()
        if not body:
            return True
    return len(parts) == len(body) and all(
        each in {_ONE, part} for each, part in zip(body, parts, strict=True)
    )


MASKS: Final[Mapping[str, Mask]] = MappingProxyType(
    {
        "practitioner": Mask(name="practitioner", keep=("/**",)),
        "team_manager": Mask(name="team_manager", keep=("/**",), but=("**/note",)),
        "auditor": Mask(
            name="auditor",
            keep=("/**",),
            but=("**/note", "/case/subject/ref", "/trace/subject"),
        ),
        "researcher": Mask(
            name="researcher",
            keep=(
                "/case/format",
                "/case/subject/kind",
                "/case/answers/*",
                "/case/answers/*/grade",
                "/case/answers/*/number",
                "/case/answers/*/state",
                "/case/answers/*/suspected",
                "/case/answers/*/*/grade",
                "/case/answers/*/*/number",
                "/case/answers/*/*/state",
                "/case/answers/*/*/suspected",
                "/trace/outcomes/*",
                "/trace/rules/*",
                "/trace/enough",
            ),
        ),
    }
)
"""The masks that ship, from the one that hides nothing to the one that hides most."""
