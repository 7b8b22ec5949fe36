"""How worried to be about a child, and why: rulesets in, reasons out.

::

    rules = shipped_ruleset("example.neglect-screen", at=moment)
    program = link(rules)
    case = case_from(program, subject=subject, answers=answers)
    decision = evaluate(program, case, at=moment)
    print(explain(decision))
    print(reasons.what_next(decision, "level"))

A decision is a recommendation until a named person decides. `reasons` answers what
people ask about one: why, why not more, what next, what if. Everything importable
from here is public; `docs/reference/compatibility.md` says what that promises.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from neglect_rules.doors import front_door

if TYPE_CHECKING:
    # A package of its own, reached as `neglect_rules.reasons`: `__all__` lists names.
    from neglect_rules import reasons as reasons
    from neglect_rules.adoption import (
        Adoption,
        AdoptionError,
        adopted,
        load_adoption,
        read_adoption,
        read_ruleset,
    )
    from neglect_rules.audit import Capsule, Replay, capsule, load_capsule, replay
    from neglect_rules.catalogue import Shipped, shipped, shipped_ruleset
    from neglect_rules.diagnostics import Diagnostic, Severity, Span
    from neglect_rules.errors import (
        AuditError,
        CaseError,
        DocumentError,
        InternalError,
        NeglectRulesError,
        RulesetError,
        SelectionError,
        UnsupportedError,
    )
    from neglect_rules.evaluation import Decision, OutcomeResult, evaluate
    from neglect_rules.explain import explain, explain_household
    from neglect_rules.households import (
        ChildDecision,
        Household,
        HouseholdDecision,
        evaluate_household,
        load_household,
        read_household,
    )
    from neglect_rules.intake import (
        Carried,
        CarriedOver,
        Choice,
        Question,
        carry_over,
        case_from,
        case_schema,
        earlier_from,
        questions,
    )
    from neglect_rules.linking import link
    from neglect_rules.loading import load_case, load_ruleset, read_case
    from neglect_rules.model import (
        NOT_APPLICABLE,
        NOT_ASKED,
        NOT_KNOWN,
        NOT_OBSERVED,
        REFUSED,
        UNABLE_TO_SCORE,
        Case,
        Ruleset,
        State,
        Subject,
    )
    from neglect_rules.pathways import (
        Directory,
        Due,
        Route,
        due,
        load_directory,
        overdue,
        read_directory,
        route,
        shipped_directory,
    )
    from neglect_rules.people import (
        Decided,
        Dissent,
        Override,
        Person,
        PersonError,
        Standing,
        decide,
        dissent,
        override,
        standing,
    )
    from neglect_rules.program import Program
    from neglect_rules.trace import Account, Trace
else:
    __getattr__, __dir__ = front_door(
        __name__,
        {
            ".adoption": (
                "Adoption AdoptionError adopted load_adoption read_adoption "
                "read_ruleset"
            ),
            ".audit": "Capsule Replay capsule load_capsule replay",
            ".catalogue": "Shipped shipped shipped_ruleset",
            ".diagnostics": "Diagnostic Severity Span",
            ".errors": (
                "AuditError CaseError DocumentError InternalError NeglectRulesError "
                "RulesetError SelectionError UnsupportedError"
            ),
            ".evaluation": "Decision OutcomeResult evaluate",
            ".explain": "explain explain_household",
            ".households": (
                "ChildDecision Household HouseholdDecision evaluate_household "
                "load_household read_household"
            ),
            ".intake": (
                "Carried CarriedOver Choice Question carry_over case_from case_schema "
                "earlier_from questions"
            ),
            ".linking": "link",
            ".loading": "load_case load_ruleset read_case",
            ".model": (
                "Case NOT_APPLICABLE NOT_ASKED NOT_KNOWN NOT_OBSERVED REFUSED Ruleset "
                "State Subject UNABLE_TO_SCORE"
            ),
            ".pathways": (
                "Directory Due Route due load_directory overdue read_directory route "
                "shipped_directory"
            ),
            ".people": (
                "Decided Dissent Override Person PersonError Standing decide dissent "
                "override standing"
            ),
            ".program": "Program",
            ".reasons": "",
            ".trace": "Account Trace",
        },
    )

__all__ = [
    "NOT_APPLICABLE",
    "NOT_ASKED",
    "NOT_KNOWN",
    "NOT_OBSERVED",
    "REFUSED",
    "UNABLE_TO_SCORE",
    "Account",
    "Adoption",
    "AdoptionError",
    "AuditError",
    "Capsule",
    "Carried",
    "CarriedOver",
    "Case",
    "CaseError",
    "ChildDecision",
    "Choice",
    "Decided",
    "Decision",
    "Diagnostic",
    "Directory",
    "Dissent",
    "DocumentError",
    "Due",
    "Household",
    "HouseholdDecision",
    "InternalError",
    "NeglectRulesError",
    "OutcomeResult",
    "Override",
    "Person",
    "PersonError",
    "Program",
    "Question",
    "Replay",
    "Route",
    "Ruleset",
    "RulesetError",
    "SelectionError",
    "Severity",
    "Shipped",
    "Span",
    "Standing",
    "State",
    "Subject",
    "Trace",
    "UnsupportedError",
    "adopted",
    "capsule",
    "carry_over",
    "case_from",
    "case_schema",
    "decide",
    "dissent",
    "due",
    "earlier_from",
    "evaluate",
    "evaluate_household",
    "explain",
    "explain_household",
    "link",
    "load_adoption",
    "load_capsule",
    "load_case",
    "load_directory",
    "load_household",
    "load_ruleset",
    "overdue",
    "override",
    "questions",
    "read_adoption",
    "read_case",
    "read_directory",
    "read_household",
    "read_ruleset",
    "replay",
    "route",
    "shipped",
    "shipped_directory",
    "shipped_ruleset",
    "standing",
]
