"""The table of words for slips: one row for each kind."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, final

from attrs import frozen

from neglect_rules.locations import SlipKind as Kind


@final
@frozen
class Words:
    """What is said about one kind of slip.

    Attributes:
        code: Its diagnostic code.
        message: One sentence. `{it}` stands for the author's words in a ruleset.
        hint: The fix, where no better one can be told from the author's words.
        it: What stands for `{it}` where the author's words may not be repeated.
        before: What is put before the author's words in place of `{it}`.
        tail: What is added where the slip is at odds with something on `{line}`.
    """

    code: str
    message: str
    hint: str
    it: str = ""
    before: str = ""
    tail: str = ""


_NUMBER: Final = "a number"
_COPIED: Final = "delete it; it often comes along when text is copied"

WORDS: Final[Mapping[Kind, Words]] = {
    Kind.QUOTES: Words(
        "NR008",
        '{it}, expected straight quotation marks (")',
        'type straight quotation marks (") around it and switch "smart quotes" off',
        "a text in curly, angled or single quotation marks",
    ),
    Kind.QUOTE_AT_END: Words(
        "NR008",
        "a curly quotation mark ends a text that began with a straight one",
        'type a straight quotation mark (") in its place',
    ),
    Kind.QUOTE_INSIDE: Words(
        "NR008",
        "a straight quotation mark stands inside a text and ends it too early",
        'write \\" for it, or use curly quotation marks inside a text; if the text '
        "should end there, put a comma after it",
    ),
    Kind.QUOTE_NOT_OPENED: Words(
        "NR014",
        "{it} ends with a quotation mark but does not begin with one",
        'put a straight quotation mark (") where the text begins',
        "a text",
    ),
    Kind.QUOTE_NOT_CLOSED: Words(
        "NR014",
        "{it} has no closing quotation mark on its line",
        'put a straight quotation mark (") where the text ends',
        "a text",
    ),
    Kind.LINE_BREAK: Words(
        "NR014",
        "a line break stands inside a text",
        "put the text on one line; write \\n where readers should see a new line",
    ),
    Kind.BACKSLASH: Words(
        "NR017",
        "{it} cannot stand in a text, as a backslash is not an ordinary character",
        "write two backslashes for one (\\\\), or a forward slash (/)",
        "a backslash with what follows it",
    ),
    Kind.TAB: Words(
        "NR007",
        "a tab stands inside a text, expected a space",
        "type a space, or write \\t if readers should get a tab",
    ),
    Kind.CONTROL: Words(
        "NR007", "an invisible control character stands inside a text", _COPIED
    ),
    Kind.DIRECTION: Words(
        "NR007",
        "an invisible character that turns the direction of writing stands in a text",
        "delete it; it can make a text look otherwise than it is",
    ),
    Kind.NO_CHARACTER: Words(
        "NR007",
        "something that is not a whole character stands inside a text",
        "delete it and type the character again; it may be half of an emoji",
    ),
    Kind.SPACE: Words(
        "NR009",
        "{it} stands outside a text, expected an ordinary space",
        "delete it and type an ordinary space",
        "an invisible character or unusual space",
    ),
    Kind.COMMENT: Words(
        "NR011", "a comment stands here, which JSON does not have", "delete it"
    ),
    Kind.FENCE: Words(
        "NR001",
        "{it} marks a block of code in a chat window or web page, not a document",
        "delete the line",
        "a row of backticks or waves",
    ),
    Kind.ELLIPSIS: Words(
        "NR001",
        "dots stand where entries were left out",
        "write the entries out, or delete the dots and the comma before them",
    ),
    Kind.UNEXPECTED: Words(
        "NR001",
        "{it} has no place here",
        "delete it, or put quotation marks around the text to which it belongs",
        "something between the entries",
    ),
    Kind.EMPTY: Words(
        "NR001",
        "the document is empty, expected `{`",
        "check that the right file was saved and given",
    ),
    Kind.WORDS_FIRST: Words(
        "NR001",
        "{it} stands before the document, expected `{`",
        "delete everything before the first `{`",
        "something",
    ),
    Kind.AFTER_END: Words(
        "NR016",
        "{it} stands after the end of the document",
        "delete it; or, if it belongs to the document, a bracket closes too early",
        "something",
    ),
    Kind.COMMA_MISSING: Words(
        "NR010", "a comma is missing here", "put a comma between the two entries"
    ),
    Kind.COMMA_LAST: Words(
        "NR010", "a comma stands after the last entry", "delete the comma"
    ),
    Kind.COMMA_EXTRA: Words(
        "NR010",
        "a comma stands where an entry is expected",
        "delete the comma, or write the entry that is missing",
    ),
    Kind.COMMA_WRONG: Words(
        "NR010",
        "{it} stands here, expected a comma",
        "type a comma (,) in its place",
        "a semicolon or another mark",
    ),
    Kind.COLON_MISSING: Words(
        "NR015",
        "a colon is missing after the key",
        "put a colon (:) between the key and its value",
    ),
    Kind.COLON_WRONG: Words(
        "NR015",
        "{it} stands here, expected a colon",
        "type a colon (:) in its place",
        "an equals sign, an arrow or another mark",
    ),
    Kind.COLON_EXTRA: Words(
        "NR015",
        "a colon stands where none is expected",
        "delete it; or, if a new key stands before it, put a comma before that key",
    ),
    Kind.KEY_MISSING: Words(
        "NR015",
        "a key is missing here",
        'write a key in quotation marks and a colon, such as "label":',
    ),
    Kind.KEY_UNQUOTED: Words(
        "NR015",
        "{it} has no quotation marks",
        'put straight quotation marks (") around it',
        "a key",
        before="the key ",
    ),
    Kind.KEY_TWICE: Words(
        "NR005",
        "{it} stands twice in one object",
        "rename one of the two, or delete it",
        "a key",
        before="the key ",
        tail=", first on line {line}",
    ),
    Kind.KEY_IN_LIST: Words(
        "NR015",
        "a colon stands in a list, expected a comma",
        "a list in [ ] has no keys; if these are keys, put them in { }",
        tail="; the list begins on line {line}",
    ),
    Kind.VALUE_MISSING: Words(
        "NR001",
        "{it} has no value",
        "write a colon and a value after the key, or delete the key",
        "a key",
        before="the key ",
    ),
    Kind.BRACES_MISSING: Words(
        "NR001",
        "a key stands outside an object, expected `{` at the start of the document",
        "put { before the first key and } after the last value",
    ),
    Kind.BRACKET_OPEN: Words(
        "NR013",
        "{it} is never closed",
        "put the closing bracket after the last entry: } for {, ] for [",
        tail="; another bracket closes first, on line {line}",
    ),
    Kind.BRACKET_WRONG: Words(
        "NR013",
        "{it} closes what another kind of bracket opened",
        "close { with } and [ with ]",
        tail=" on line {line}",
    ),
    Kind.BRACKET_EXTRA: Words(
        "NR013",
        "{it} closes nothing that is open",
        "delete it, or write the bracket that it should close",
    ),
    Kind.WORD_WRONG: Words(
        "NR012",
        "{it} is not a word of JSON",
        "the only words are true, false and null, in small letters",
        "a word",
    ),
    Kind.WORD_UNQUOTED: Words(
        "NR012",
        "{it} has no quotation marks",
        'put straight quotation marks (") around it',
        "a text",
    ),
    Kind.DATE_UNQUOTED: Words(
        "NR012",
        "{it} has no quotation marks",
        'put straight quotation marks (") around it',
        "a date or a version",
    ),
    Kind.NOT_FINITE: Words(
        "NR006",
        "{it} is not a number that can be counted with",
        "write the number, or leave the key out",
        "NaN or Infinity",
    ),
    Kind.DECIMAL_COMMA: Words(
        "NR006",
        "{it} has a comma in it, expected a point",
        "write a point instead of the comma, and nothing between thousands",
        _NUMBER,
    ),
    Kind.DASH: Words(
        "NR006",
        "{it} begins with a dash, expected a minus sign (-)",
        "type the minus sign (-) of the keyboard",
        _NUMBER,
    ),
    Kind.PLUS: Words(
        "NR006", "{it} begins with a plus sign", "leave the plus sign out", _NUMBER
    ),
    Kind.PERCENT: Words(
        "NR006",
        "{it} has a percent sign",
        "write the number alone, or a share as a decimal: 0.5 for half",
        _NUMBER,
    ),
    Kind.GROUPED: Words(
        "NR006",
        "{it} has something between its digits",
        "write the digits with nothing between them; if these are two numbers, put a "
        "comma between them",
        _NUMBER,
    ),
    Kind.EXPONENT: Words(
        "NR006", "{it} is written with an exponent", "write the number out", _NUMBER
    ),
    Kind.LEADING_ZERO: Words(
        "NR006",
        "{it} begins with a zero",
        "leave out the zeros in front; put quotation marks around an id",
        _NUMBER,
    ),
    Kind.DIGIT_FIRST: Words(
        "NR006",
        "{it} has no digit before the point",
        "write a zero before the point",
        _NUMBER,
    ),
    Kind.DIGIT_LAST: Words(
        "NR006",
        "{it} has no digit after the point",
        "leave out the point, or write a digit after it",
        _NUMBER,
    ),
    Kind.OTHER_DIGITS: Words(
        "NR006",
        "{it} has digits that are not 0 to 9",
        "type the digits of the keyboard, 0 to 9",
        _NUMBER,
    ),
    Kind.NUMBER_LONG: Words(
        "NR006",
        "{it} has more than 15 digits",
        "shorten it; put quotation marks around an id",
        _NUMBER,
    ),
    Kind.NUMBER_FINE: Words(
        "NR006",
        "{it} has more than 6 decimals",
        "round it to at most 6 decimals",
        _NUMBER,
    ),
    Kind.NUMBER_ODD: Words(
        "NR006",
        "{it} is not a number as JSON writes it",
        "write digits with at most one point, or put quotation marks around a text",
        _NUMBER,
    ),
}

MARKS: Final[Mapping[str, str]] = {
    "'": "single quotation marks",
    "`": "backticks",
    "\u00b4": "accents for quotation marks",
    "\u2018": "curly single quotation marks",
    "\u2019": "curly single quotation marks",
    "\u201a": "low quotation marks",
    "\u201e": "low quotation marks",
    "\u00ab": "angled quotation marks",
    "\u00bb": "angled quotation marks",
    "\u2039": "angled quotation marks",
    "\u203a": "angled quotation marks",
}
"""What people call a quotation mark; all others are curly."""

ALL_MARKS: Final = '"\u201c\u201d\u201f\u2033\u301d\u301e\uff02' + "".join(MARKS)

SPACES: Final[Mapping[str, str]] = {
    "\u00a0": "a no-break space (looks like a space but is not)",
    "\u202f": "a narrow no-break space (looks like a space but is not)",
    "\u2003": "a wide space (looks like a space but is not)",
    "\u2009": "a thin space (looks like a space but is not)",
    "\u3000": "a wide Chinese or Japanese space",
    "\u200b": "a zero-width space (cannot be seen)",
    "\ufeff": "a byte order mark (cannot be seen)",
    "\u2028": "a line separator (looks like a new line but is not)",
    "\u2029": "a line separator (looks like a new line but is not)",
}
"""What people call a space or what hides in its place."""
