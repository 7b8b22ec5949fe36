"""JSONTestSuite: what is not JSON is refused with our error, what is JSON is read.

The files are not part of this repository. They are looked for in the folder that
`NEGLECT_RULES_VECTORS` names, else in `../shared/vectors` beside the checkout.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

import pytest

from neglect_rules.errors import CaseError, DocumentError, RulesetError
from neglect_rules.loading._text import read_text

ROOT = Path(__file__).parents[2]
VECTORS = Path(
    os.environ.get("NEGLECT_RULES_VECTORS") or ROOT.parent / "shared" / "vectors"
)
FOLDER = VECTORS / "JSONTestSuite" / "test_parsing"
FILES = sorted(path.name for path in FOLDER.glob("*.json"))

_EXPONENT: Final = "NR006", "an exponent, which hides how large a number is"
_DIGITS: Final = "NR006", "more digits or decimals than are read here"
_TWICE: Final = "NR005", "a key that stands twice"
_CONTROL: Final = "NR007", "a control character"
_NO_CHARACTER: Final = "NR007", "a noncharacter, which RFC 7493 (I-JSON) forbids"

REFUSED: Final = {
    "y_number.json": _EXPONENT,
    "y_number_0e+1.json": _EXPONENT,
    "y_number_0e1.json": _EXPONENT,
    "y_number_double_close_to_zero.json": _DIGITS,
    "y_number_int_with_exp.json": _EXPONENT,
    "y_number_real_capital_e.json": _EXPONENT,
    "y_number_real_capital_e_neg_exp.json": _EXPONENT,
    "y_number_real_capital_e_pos_exp.json": _EXPONENT,
    "y_number_real_exponent.json": _EXPONENT,
    "y_number_real_fraction_exponent.json": _EXPONENT,
    "y_number_real_neg_exp.json": _EXPONENT,
    "y_number_real_pos_exponent.json": _EXPONENT,
    "y_object_duplicated_key.json": _TWICE,
    "y_object_duplicated_key_and_value.json": _TWICE,
    "y_object_escaped_null_in_key.json": _CONTROL,
    "y_string_allowed_escapes.json": _CONTROL,
    "y_string_escaped_control_character.json": _CONTROL,
    "y_string_escaped_noncharacter.json": _NO_CHARACTER,
    "y_string_last_surrogates_1_and_2.json": _NO_CHARACTER,
    "y_string_nonCharacterInUTF-8_U+10FFFF.json": _NO_CHARACTER,
    "y_string_nonCharacterInUTF-8_U+FFFF.json": _NO_CHARACTER,
    "y_string_null_escape.json": _CONTROL,
    "y_string_unescaped_char_delete.json": _CONTROL,
    "y_string_unicode_U+10FFFE_nonchar.json": _NO_CHARACTER,
    "y_string_unicode_U+1FFFE_nonchar.json": _NO_CHARACTER,
    "y_string_unicode_U+FDD0_nonchar.json": _NO_CHARACTER,
    "y_string_unicode_U+FFFE_nonchar.json": _NO_CHARACTER,
    "y_string_with_del_character.json": _CONTROL,
}
"""What is JSON but not read here, with its code and the reason."""

needs_files = pytest.mark.skipif(
    not FILES, reason=f"JSONTestSuite is not at {FOLDER}; set NEGLECT_RULES_VECTORS"
)


def codes(name: str, error: type[DocumentError]) -> set[str]:
    with pytest.raises(error) as caught:
        read_text((FOLDER / name).read_bytes(), name, error)
    return {diagnostic.code for diagnostic in caught.value.diagnostics}


def starting(*letters: str) -> list[str]:
    return [name for name in FILES if name.startswith(letters)]


@needs_files
@pytest.mark.parametrize("name", starting("n_", "i_"))
def test_what_is_not_json_or_not_surely_json_is_refused(name: str) -> None:
    assert codes(name, RulesetError) == codes(name, CaseError) != set()


@needs_files
@pytest.mark.parametrize("name", [n for n in starting("y_") if n not in REFUSED])
def test_what_is_json_is_read(name: str) -> None:
    assert read_text((FOLDER / name).read_bytes(), name).name == name


@needs_files
@pytest.mark.parametrize("name", [n for n in starting("y_") if n in REFUSED])
def test_what_is_json_but_not_read_is_refused_for_its_reason(name: str) -> None:
    code, _ = REFUSED[name]

    assert codes(name, RulesetError) == {code}
