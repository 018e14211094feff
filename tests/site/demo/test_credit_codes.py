"""Demo credit codes: both check characters right, and in a range of their own."""

import pytest

from jobs.uscc import validate_uscc
from tongwulang.site.demo.credit_codes import demo_uscc, organization_check

# Codes that are known to be valid (GB 32100-2015, and bodies that publish theirs).
KNOWN = [
    "91350100M000100Y43",
    "91110000600037341L",
    "91440300708461136T",
    "91110108551385082Q",
    "12100000400010275N",
]


@pytest.mark.parametrize("uscc", KNOWN)
def test_organization_check_agrees_with_known_codes(uscc: str):
    assert organization_check(uscc[8:16]) == uscc[16]


@pytest.mark.parametrize(("first_8", "check"), [("D2143569", "X"), ("12345678", "8")])
def test_organization_check_of_worked_examples(first_8: str, check: str):
    # The first is the example that the standard itself works through.
    assert organization_check(first_8) == check


@pytest.mark.parametrize("nature", ["private", "social", "self_employed", "state_owned"])
def test_demo_codes_are_valid_inside_and_outside(nature: str):
    for number in range(1, 3000):
        uscc = demo_uscc(number, "110112", nature)
        validate_uscc(uscc)
        assert organization_check(uscc[8:16]) == uscc[16]


def test_demo_codes_are_in_a_range_that_no_register_gives_out():
    assert demo_uscc(17, "131082", "private")[:16] == "91131082YY000017"
    assert demo_uscc(17, "131082", "social")[:2] == "52"


def test_demo_codes_differ():
    codes = {demo_uscc(number, "120114", "private") for number in range(100_000)}
    assert len(codes) == 100_000
