"""Texts of a row: one line, several lines, a list of short texts, a phone, a credit code."""

import re
from typing import Any

import phonenumbers
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from jobs.imports.values.reading import Reading, UnreadableError, plain, text_of
from jobs.short_texts import LONGEST as LONGEST_ITEM
from jobs.uscc import validate_uscc

LONGEST_TEXT = 10_000
MOST_ITEMS = 30
SEPARATORS = re.compile(r"[,，、;；|\n\t/\s]+")
SENTENCES = re.compile(r"[;；|\n\t。]+")
SCIENTIFIC = re.compile(r"[0-9.]+e\+?[0-9]+")
EXPECTED_PHONE = _("11 位手机号，如 13800001234")


def read_line(cell: Any, longest: int) -> Reading[str]:
    """One line of at most so many characters; inner line breaks become blanks."""
    text = re.sub(r"\s+", " ", text_of(cell))
    if len(text) > longest:
        raise UnreadableError(_("不超过 %(longest)s 个字") % {"longest": longest})
    return Reading(text)


def read_text(cell: Any) -> Reading[str]:
    """Several lines as they stand."""
    text = text_of(cell)
    if len(text) > LONGEST_TEXT:
        raise UnreadableError(_("不超过 %(longest)s 个字") % {"longest": f"{LONGEST_TEXT:,}"})
    return Reading(text)


def read_items(cell: Any) -> Reading[list[str]]:
    """Short texts parted by 、 and the like; whole sentences only by what ends them."""
    text = text_of(cell)
    items = _parted(SEPARATORS, text)
    if any(len(item) > LONGEST_ITEM for item in items):
        items = _parted(SENTENCES, text)
    if len(items) > MOST_ITEMS or any(len(item) > LONGEST_ITEM for item in items):
        raise UnreadableError(_("用顿号隔开的短语，每项不超过 40 个字，最多 30 项"))
    return Reading(items)


def _parted(separators: re.Pattern[str], text: str) -> list[str]:
    return list(dict.fromkeys(item for item in separators.split(text) if item))


def read_phone(cell: Any) -> Reading[str]:
    """A Chinese mobile in E.164, written as +86…, with blanks, or as 1.38E+10 in full."""
    text = plain(cell).replace("-", "")
    if SCIENTIFIC.fullmatch(text):
        text = str(int(float(text)))
    try:
        number = phonenumbers.parse(text, "CN")
    except phonenumbers.NumberParseException as error:
        raise UnreadableError(EXPECTED_PHONE) from error
    is_mobile = phonenumbers.number_type(number) == phonenumbers.PhoneNumberType.MOBILE
    if number.country_code != 86 or not is_mobile:
        raise UnreadableError(EXPECTED_PHONE)
    return Reading(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))


def read_uscc(cell: Any) -> Reading[str]:
    """A well-formed 统一社会信用代码; the check character is computed."""
    code = plain(cell).upper()
    if SCIENTIFIC.fullmatch(code.lower()):
        raise UnreadableError(_("18 位代码：Excel 把它变成了数字，请先把单元格设为文本再填"))
    try:
        validate_uscc(code)
    except ValidationError as refusal:
        raise UnreadableError("；".join(refusal.messages)) from refusal
    return Reading(code)
