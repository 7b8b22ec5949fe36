"""What can go wrong, split by who must act."""

from __future__ import annotations

from neglect_rules.diagnostics import Diagnostic


class NeglectRulesError(Exception):
    """Any error that this library raises on purpose."""


class DocumentError(NeglectRulesError):
    """A document is refused; `diagnostics` says every reason at once.

    Attributes:
        diagnostics: All findings, in the order of the document.
    """

    def __init__(self, diagnostics: tuple[Diagnostic, ...]) -> None:
        """Keep the findings; the text of the error is made when it is read."""
        super().__init__(diagnostics)
        self.diagnostics = diagnostics

    def __str__(self) -> str:
        return "\n".join(
            f"{str(d.at) or '/'}: {d.code} {d.message}" for d in self.diagnostics
        )


class RulesetError(DocumentError):
    """The author of a ruleset must act."""


class CaseError(DocumentError):
    """The caller must act: the case or the moment does not fit.

    No diagnostic of a case holds an answer, a name or a line of its text.
    """


class AuditError(DocumentError):
    """A trace or capsule cannot be read or is not what it says it is."""


class LogError(AuditError):
    """A log refuses something, or cannot do it; nothing of it was recorded."""


class BrokenLogError(LogError):
    """The records of a log do not belong together (NR724); it takes nothing more."""


class UnavailableLogError(LogError):
    """The disk or the database failed (NR726, NR727); whether to wait is the caller's.

    Nothing that was sent has been acknowledged. It may be sent again: a log takes
    each id once.
    """


class PersonError(DocumentError):
    """The caller must act: what a person says does not fit the decision.

    No diagnostic holds a reason, a name or a level that was given.
    """


class SelectionError(DocumentError):
    """No ruleset, or more than one, answers to an id at a moment.

    The diagnostics name the candidates.
    """


class UnsupportedError(NeglectRulesError):
    """A back end cannot say something that a ruleset says."""


class InternalError(NeglectRulesError):
    """A promise of this library is broken: please report it."""
