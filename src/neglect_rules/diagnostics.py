"""Something wrong or odd in a document, as a value with a stable code."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from enum import Enum
from typing import Final, final

from attrs import field, frozen

from neglect_rules.pointer import Pointer

CODES: Final[Mapping[str, str]] = {
    # Text: it is not the JSON that we read.
    "NR001": "the text is not JSON",
    "NR002": "the file is not UTF-8 text",
    "NR003": "the file is too large",
    "NR004": "the nesting is too deep",
    "NR005": "a key stands twice in one object",
    "NR006": "a number is not one that we read",
    "NR007": "a text holds a character that is not allowed",
    "NR008": "curly or wrong quotation marks",
    "NR009": "a no-break or other odd space",
    "NR010": "a comma is missing, or one is too many",
    "NR011": "a comment, which JSON does not have",
    "NR012": "a word is not spelled as JSON spells it",
    "NR013": "a bracket or brace does not close",
    "NR014": "a text is not closed, or is broken over lines",
    "NR015": "a key has no quotation marks, or no colon after it",
    "NR016": "something stands after the end of the document",
    "NR017": "a backslash in a text begins nothing that JSON knows",
    "NR018": "the file cannot be read",
    # Schema: the JSON is not a document of ours.
    "NR101": "a required key is missing",
    "NR102": "a key is not known here",
    "NR103": "a value is of the wrong kind",
    "NR104": "a value is not one of those permitted",
    "NR105": "a value is outside its limits",
    "NR106": "no head key, or two, in an object that needs exactly one",
    "NR107": "too few or too many entries",
    "NR108": "a key that belongs in another document",
    "NR109": "a format or semantics number that this version does not know",
    "NR110": "entries that must differ are alike",
    "NR111": "an exception stands where none is needed or none can stand",
    # Adoption: who took a ruleset into use, as a record beside it says.
    "NR160": "nobody is recorded who adopted it",
    "NR161": "the adoption is of another ruleset",
    "NR162": "the adoption is of another version",
    "NR163": "the ruleset was changed after it was adopted",
    "NR164": "it was adopted after the moment",
    "NR165": "the day for the next look at an adopted ruleset has passed",
    "NR166": "something is not filled in yet",
    "NR167": "it is superseded or withdrawn, so no adoption of it stands",
    # Linking: the document does not hang together.
    "NR201": "an unknown name",
    "NR202": "a grade that its scale does not have",
    "NR203": "a name that stands for two things",
    "NR204": "a circle of things that read each other",
    "NR205": "an empty selection",
    "NR206": "members without a grade in common",
    "NR207": "a table with a gap, an overlap or too many cells",
    "NR208": "bands whose edges do not rise",
    "NR209": "something is asked of a number, text or scale that it cannot give",
    "NR210": "a worse answer could lower an outcome",
    "NR211": "a guard reads a strength",
    "NR212": "a cause is read where it could touch an outcome",
    "NR213": "an age band or range that holds nothing",
    "NR214": "a date, window or limit that holds nothing",
    "NR215": "a critical grade where none can stand",
    "NR216": "an answer may be missing where a value is always needed",
    "NR217": "a modifier or outcome that can never act",
    "NR218": "an outcome or report is missing",
    "NR219": "a state's name used as a grade",
    "NR220": "an easing looks at more than how things changed over time",
    "NR221": "how often something was mild moves a level outside an easing",
    # Lint: it can be used, but a careful reader would ask. 302 to 319 are for scores.
    "NR301": "a form that shows nothing is recommended more than the lowest grade",
    "NR302": "no case reaches a level",
    "NR303": "no case can meet a rule",
    "NR304": "a rule never decides",
    "NR305": "a sign is asked, and nothing looks at it",
    "NR306": "a grade always counts the same as the one below it",
    "NR307": "a weight changes nothing",
    "NR308": "a limit of points is never reached",
    "NR309": "a strength can hide a danger from a guard",
    "NR310": "a list that is not complete keeps a rule possible",
    "NR311": "a case breaks a promise",
    "NR312": "a promise speaks of what never happens",
    "NR320": "two versions are in force on the same day",
    "NR321": "no version is in force between two others",
    "NR322": "a version with a higher number comes into force earlier",
    "NR323": "it is no longer in force, and no version follows",
    "NR324": "it was adopted years ago and was not renewed",
    "NR325": "it is superseded or withdrawn, but has no last day",
    "NR326": "two files hold the same version",
    "NR330": "a sentence is too long",
    "NR331": "jargon, or letters that not everybody knows",
    "NR332": "a word that blames a child or a family",
    "NR333": "a translation is not complete",
    "NR334": "a translation is the text itself",
    "NR335": "nothing says what the grades look like",
    "NR336": "some grades are described and others are not",
    "NR337": "two grades are described in the same words",
    "NR338": "two things have the same label",
    "NR339": "an indicator has no question",
    "NR340": "spaces too many, or of an odd kind",
    "NR341": "a text that nobody has written yet",
    "NR350": "no owner is named",
    "NR351": "no source is named",
    "NR352": "no reason is given",
    "NR353": "a source is not used",
    "NR354": "no answer counts as a good answer",
    "NR355": "benefits, or a lack of money, counts",
    "NR356": "a protected characteristic counts",
    "NR357": "where a child lives counts",
    "NR358": "a critical sign brings nothing to its highest level",
    "NR359": "a level is never looked at again",
    "NR360": "no time for a next look is set",
    "NR361": "an exception to a law is declared",
    "NR362": "an adopted ruleset rests on what is only proposed",
    "NR363": "neglect is not defined",
    "NR364": "there is no worked case",
    "NR365": "nobody is named who can answer",
    "NR366": "a local edition changes more than settings and words",
    "NR367": "a local edition is of another ruleset than it says",
    # Cases: one does not fit; never with a value of it.
    "NR601": "an indicator that the ruleset does not have",
    "NR602": "an answer that is not one of the permitted grades or states",
    "NR603": "an answer of the wrong kind",
    "NR604": "the subject is outside what the ruleset covers",
    "NR605": "the ruleset is not in force at the moment",
    "NR606": "a moment without a time zone",
    "NR607": "evidence is required for this grade",
    "NR608": "an answer outside its age band",
    "NR609": "not applicable is not permitted here",
    "NR610": "the case names another ruleset",
    "NR611": "a date after the moment",
    "NR612": "no moment is given",
    "NR613": "too many answers",
    "NR614": "one event is recorded on two dates",
    "NR615": "an answer does not say of which carer, or names nobody",
    # Record, replay and choice of a ruleset.
    "NR701": "the document was altered",
    "NR702": "the ruleset is not available",
    "NR703": "the meaning is not available",
    "NR704": "the replay differs",
    "NR705": "no ruleset, or more than one, answers to this name",
    "NR711": "something is missing in what a person says about a decision",
    "NR712": "an override does not go up",
    "NR713": "somebody would set aside an override of their own",
    "NR714": "something was said about another decision",
    # Logs: what is kept of decisions, and of what people did about them.
    "NR720": "a log takes no decision by such a ruleset",
    "NR721": "a log takes no record that holds its values itself",
    "NR722": "a secret is too short",
    "NR723": "an id stands for something else in the log",
    "NR724": "a log is broken",
    "NR725": "a log is not the one that was witnessed, or goes less far",
    "NR726": "an earlier write may have been lost",
    "NR727": "the disk or the database failed",
    "NR728": "a key that cannot be used",
    "NR729": "a seal that does not hold",
    "NR730": "a disclosure does not belong to its record",
    "NR731": "a mask that cannot be used",
    "NR732": "there is no log here",
    "NR733": "a log has no record of this id",
    "NR734": "a ruleset does not fit what the log knows of it",
    "NR735": "a record that a log cannot take",
    "NR736": "a recorded decision can no longer be read as it was",
}
"""Every code with its meaning in one line. A code is promised, a message is not."""


class Severity(Enum):
    """How much a diagnostic matters."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@final
@frozen
class Span:
    """A stretch of one line of text, one-based, its end not included."""

    line: int
    column: int
    end: int


@final
@frozen
class Diagnostic:
    """One finding about a document.

    Attributes:
        code: One of `CODES`.
        message: One sentence, lower case, no full stop, the author's words in
            backticks. About a case it never holds a value.
        at: Where in the document.
        hint: What to write instead, where we can say.
        span: Where in the text, where there is a text.
        line: The line of text, for a caret; always `None` about a case.
        file: The name the document was given when it was read.
    """

    code: str = field()
    message: str
    at: Pointer = field(factory=Pointer)
    hint: str | None = None
    severity: Severity = Severity.ERROR
    span: Span | None = None
    line: str | None = field(default=None, repr=False)
    file: str | None = None

    @code.validator
    def _is_declared(self, _: object, code: str) -> None:
        if code not in CODES:
            message = f"undeclared diagnostic code {code}"
            raise ValueError(message)


def nearest(word: str, known: Iterable[str]) -> str | None:
    """Return a sentence that names the one of `known` nearest to `word`, if any is."""
    close = get_close_matches(word, list(known), n=1)
    return f"did you mean `{close[0]}`?" if close else None


def either(words: Iterable[str]) -> str:
    """Return `words` in backticks as people list a choice: `a`, `b` or `c`."""
    quoted = [f"`{word}`" for word in words]
    if len(quoted) < 2:  # noqa: PLR2004 - one word is not a list
        return "".join(quoted)
    return f"{', '.join(quoted[:-1])} or {quoted[-1]}"
