"""统一社会信用代码 (GB 32100-2015): its alphabet, check character and validator."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
LENGTH = 18


def check_character(first_17: str) -> str:
    """The 18th character of a code: (31 − Σ value·3^(i−1) mod 31) mod 31 (GB 32100-2015, 4.2).

    Raises ValueError for a character outside the standard's alphabet.
    """
    total = sum(ALPHABET.index(char) * pow(3, place, 31) for place, char in enumerate(first_17))
    return ALPHABET[-total % 31]


def validate_uscc(value: str) -> None:
    """Raise ValidationError, naming what is wrong, unless `value` is a well-formed code."""
    if len(value) != LENGTH:
        raise ValidationError(
            _("统一社会信用代码应为 18 位，现为 %(length)s 位。"),
            code="length",
            params={"length": len(value)},
        )
    wrong = "".join(sorted(set(value) - set(ALPHABET)))
    if wrong:
        raise ValidationError(
            _("统一社会信用代码含有不允许的字符：%(wrong)s。"),
            code="alphabet",
            params={"wrong": wrong},
        )
    if check_character(value[:-1]) != value[-1]:
        raise ValidationError(
            _("统一社会信用代码的校验位不对，请核对是否录错。"), code="check_character"
        )
