"""Credit codes for demo employers: well-formed, in a range that no register gives out."""

from jobs.uscc import check_character

# GB 11714-1997: weights of the eight characters before an organization code's check character.
_ORGANIZATION_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
# Every demo employer's organization code starts so; registers count up from digits.
DEMO_PREFIX = "YY"
# GB 32100-2015, first two characters: register and kind of body.
KINDS = {"social": "52", "self_employed": "92"}
ENTERPRISE = "91"


def organization_check(first_8: str) -> str:
    """The ninth character of an organization code: 11 − Σ value·weight mod 11 (GB 11714-1997)."""
    total = sum(
        int(char, 36) * weight for char, weight in zip(first_8, _ORGANIZATION_WEIGHTS, strict=True)
    )
    return {10: "X", 11: "0"}.get(11 - total % 11, str(11 - total % 11))


def demo_uscc(number: int, region: str, nature: str) -> str:
    """The credit code of demo employer `number` (below 1,000,000) in that region and nature."""
    first_8 = f"{DEMO_PREFIX}{number:06d}"
    first_17 = f"{KINDS.get(nature, ENTERPRISE)}{region}{first_8}{organization_check(first_8)}"
    return first_17 + check_character(first_17)
