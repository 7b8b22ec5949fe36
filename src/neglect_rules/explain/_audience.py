"""The view of an explanation that somebody wants."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, Literal, TypeAlias, final, get_args

from attrs import field, frozen

from neglect_rules.diagnostics import Diagnostic
from neglect_rules.errors import UnsupportedError
from neglect_rules.explain._phrases import Phrases
from neglect_rules.model import Ruleset
from neglect_rules.people import Decided, PersonError, Standing
from neglect_rules.pointer import Pointer
from neglect_rules.trace import Trace

Layer: TypeAlias = Literal["line", "paragraph", "page", "full"]
Audience: TypeAlias = Literal["practitioner", "auditor", "policy", "family"]
People: TypeAlias = Mapping[str, Standing] | Decided

LAYERS: Final[tuple[Layer, ...]] = get_args(Layer)
AUDIENCES: Final[tuple[Audience, ...]] = get_args(Audience)


@final
@frozen(kw_only=True)
class Sharing:
    """What of a case may stand on a family's page, and what must not.

    Tasks and descriptions are an author's words to a worker: they may give away who
    spoke up, or a step that a carer must not hear of first. So none is shown unless
    somebody names it. Labels are shown unless somebody keeps them back.

    Attributes:
        tasks: Tasks that the family may read, by id.
        described: Answers whose meaning may be told in the ruleset's words, by id.
        kept_back: Answers that must not be named at all, by id.
    """

    tasks: tuple[str, ...] = ()
    described: tuple[str, ...] = ()
    kept_back: tuple[str, ...] = ()


@final
@frozen(kw_only=True)
class View:
    """How an explanation is wanted.

    Attributes:
        layer: How much of it.
        audience: Who reads it.
        language: A language the ruleset has translations for; its own, if not said.
        phrases: The library's own sentences; English, if not said.
        cleared_for_sharing: Somebody has cleared it for the family.
        sharing: What of it the family may read.
        people: What people said of the decision: what stands, or what was decided.
    """

    layer: Layer = "page"
    audience: Audience = "practitioner"
    language: str | None = None
    phrases: Phrases | None = None
    cleared_for_sharing: bool = False
    sharing: Sharing | None = None
    people: People | None = field(default=None, repr=False, hash=False)

    @property
    def is_for_family(self) -> bool:
        """Return whether a family reads it."""
        return self.audience == "family"


def refuse_what_cannot_be(view: View, trace: Trace, ruleset: Ruleset | None) -> None:
    """Refuse a view that does not exist, or that must not be shown.

    Raises:
        UnsupportedError: There is no such layer or audience, a family's page was not
            cleared for sharing or has no words, or what is to be shared is not there.
        PersonError: NR714, something was said about another decision.
    """
    _among("layer", view.layer, LAYERS)
    _among("audience", view.audience, AUDIENCES)
    if view.is_for_family:
        _refuse_uncleared(view, ruleset)
        _refuse_unknown(view.sharing or Sharing(), trace)
    elif view.sharing is not None:
        message = "what may be shared is for the audience `family` only"
        raise UnsupportedError(message)
    if view.people is not None:
        _refuse_others(view.people, trace)


def _among(what: str, wanted: str, known: tuple[str, ...]) -> None:
    if wanted not in known:
        message = f"there is no {what} of that name; there are {', '.join(known)}"
        raise UnsupportedError(message)


def _refuse_uncleared(view: View, ruleset: Ruleset | None) -> None:
    if not view.cleared_for_sharing:
        message = (
            "a page for the family is made only once somebody has cleared it for"
            " sharing, because telling a carer can put a child or an adult in danger"
        )
        raise UnsupportedError(message)
    if view.layer != "page":
        message = "a family has a page of its own: ask for the layer `page`"
        raise UnsupportedError(message)
    if ruleset is None:
        message = (
            "a page for the family needs the ruleset: without it there are only ids"
        )
        raise UnsupportedError(message)


def _refuse_unknown(sharing: Sharing, trace: Trace) -> None:
    """Refuse an id that the case does not have: a slip must not show what it hides."""
    answers = {leaf["indicator"] for leaf in trace.document["leaves"]}
    answers |= {rating["rating"] for rating in trace.document["ratings"]}
    tasks = {task["id"] for task in trace.document["tasks"]}
    named = {*sharing.described, *sharing.kept_back}
    unknown = sorted((named - answers) | (set(sharing.tasks) - tasks))
    if unknown:
        told = ", ".join(f"`{each}`" for each in unknown)
        message = f"this case has no answer or task of that id: {told}"
        raise UnsupportedError(message)


def standing_of(people: People) -> Mapping[str, Standing]:
    """Return what stood on each ladder, or stands while nobody has decided."""
    return people.standing if isinstance(people, Decided) else people


def _refuse_others(people: People, trace: Trace) -> None:
    held = standing_of(people).values()
    said = {override.of for each in held for override in each.overrides}
    said |= {dissent.of for each in held for dissent in each.dissents}
    if isinstance(people, Decided):
        said.add(people.decision.trace.fingerprint)
    if said - {trace.fingerprint}:
        message = "this was said about another decision, or the decision was altered"
        raise PersonError((Diagnostic("NR714", message, Pointer(("people",))),))
