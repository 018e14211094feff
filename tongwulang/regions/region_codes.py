"""How codes of regions nest: GB/T 2260 pads those of a province and a city with pairs of zeros."""

COUNTY_DIGITS = 6


def significant_digits(code: str) -> str:
    """The part of a code that its lower regions share: "131000" gives "1310"."""
    while len(code) in (4, COUNTY_DIGITS) and code.endswith("00"):
        code = code[:-2]
    return code


def containing(code: str) -> tuple[str, ...]:
    """The region's own code and those of the city and the province around it: of "131082" also
    "131000" and "130000"."""
    padded = (code[:digits].ljust(COUNTY_DIGITS, "0") for digits in (4, 2))
    return tuple(dict.fromkeys((code, *padded)))
