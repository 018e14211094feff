"""Credit codes: real ones pass, one wrong character does not."""

import pytest
from django.core.exceptions import ValidationError

from jobs.uscc import ALPHABET, check_character, validate_uscc

# Published by the holders; among them a public institution, which some libraries refuse.
REAL_CODES = [
    "91350100M000100Y43",
    "91110000600037341L",
    "91440300708461136T",
    "91110108551385082Q",
    "12100000400010275N",
]


@pytest.mark.parametrize("code", REAL_CODES)
def test_real_code_is_accepted(code):
    validate_uscc(code)


@pytest.mark.parametrize("code", REAL_CODES)
def test_every_single_wrong_character_is_refused(code):
    for place, right in enumerate(code):
        for wrong in ALPHABET.replace(right, ""):
            with pytest.raises(ValidationError) as refusal:
                validate_uscc(code[:place] + wrong + code[place + 1 :])
            assert refusal.value.code == "check_character"


@pytest.mark.parametrize(
    ("code", "why"),
    [
        ("", "length"),
        ("9135010000", "length"),
        ("91350100M000100Y4I", "alphabet"),
        ("９１350100M000100Y43", "alphabet"),
        ("91350100m000100y43", "alphabet"),
    ],
)
def test_malformed_code_is_refused_with_its_reason(code, why):
    with pytest.raises(ValidationError) as refusal:
        validate_uscc(code)
    assert refusal.value.code == why


def test_check_character_never_leaves_the_alphabet():
    assert {check_character(f"91131000YY{n:07d}") for n in range(300)} == set(ALPHABET)
