"""Fields that take everyday words: occupations, a major, pay."""

import re
from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from jobs.imports.values.occupations import by_spoken_name, read_occupation
from jobs.imports.values.pay import EXPECTED_PERIOD, read_pay
from jobs.imports.values.reading import UnreadableError, plain
from tongwulang.regions.choices import OccupationLevel
from tongwulang.regions.models import Major, Occupation

SEPARATORS = re.compile(r"[、,，;；/\n]+")
MOST_OCCUPATIONS = 5
MOST_OFFERED = 5
# Which catalogue somebody with this education (GB/T 4658) has studied by.
CATALOGUES = {"10": "A", "11": "A", "14": "A", "20": "B", "30": "C"}


def _offer(names: Iterable[str]) -> str:
    """Up to five names to try instead, or nothing."""
    known = list(dict.fromkeys(names))[:MOST_OFFERED]
    return str(_("是不是：%(names)s？") % {"names": "、".join(known)}) if known else ""


class OccupationsField(forms.CharField):
    """Words such as 焊工、会计; gives rows of Occupation, and takes them for showing."""

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, list):
            return "、".join(occupation.name for occupation in value)
        return value

    def clean(self, value: Any) -> list[Occupation]:
        """Raises ValidationError naming each word that means no occupation, with what may be."""
        text = super().clean(value)
        words = [word for word in map(str.strip, SEPARATORS.split(text)) if word]
        if len(words) > MOST_OCCUPATIONS:
            raise ValidationError(_("最多写 5 个职业，先写最想做的。"), code="too_many")
        if not words:
            return []
        occupations = Occupation.objects.filter(level=OccupationLevel.OCCUPATION)
        names = {plain(row.name): row.pk for row in occupations}
        spoken = by_spoken_name(names)
        read = {word: read_occupation(word, names, spoken).value for word in words}
        unknown = [word for word, code in read.items() if code is None]
        if unknown:
            raise ValidationError([_unknown(word, occupations) for word in unknown])
        rows = occupations.in_bulk([code for code in read.values() if code])
        return [rows[code] for code in dict.fromkeys(read.values()) if code]


def _unknown(word: str, occupations: Any) -> str:
    close = occupations.filter(name__contains=word[:2]).values_list("name", flat=True)
    said = str(_("没有叫“%(word)s”的职业。") % {"word": word})
    return said + _offer(close[:MOST_OFFERED])


class PayField(forms.IntegerField):
    """元/月, in figures or as people say it: 6千, 6-8K, 8万/年; of a range what it begins with."""

    def to_python(self, value: Any) -> int | None:
        """Raises ValidationError for what names no amount."""
        try:
            return super().to_python(value)
        except ValidationError as refusal:
            amount = self._spoken(value)
            if amount is None:
                raise refusal from None
            return amount

    def _spoken(self, value: Any) -> int | None:
        try:
            return read_pay(value).value.salary_min
        except UnreadableError as unread:
            if unread.expected is not EXPECTED_PERIOD:
                return None
        raise ValidationError(_("请写明是每月还是每年，如 8万/年。"), code="no_period")


class MajorField(forms.CharField):
    """A major by its name; gives a row of Major or None. `education` tells catalogues apart."""

    def prepare_value(self, value: Any) -> Any:
        return value.name if isinstance(value, Major) else value

    def clean(self, value: Any) -> str:
        """The name as typed, checked to be one of the catalogue."""
        text = str(super().clean(value)).strip()
        if text and not _called(text):
            close = Major.objects.filter(name__contains=text[:2]).values_list("name", flat=True)
            said = str(_("专业目录里没有“%(text)s”。") % {"text": text})
            raise ValidationError(said + _offer(close[: 4 * MOST_OFFERED]), code="unknown")
        return text


def _called(text: str) -> list[Major]:
    """Majors and groups of this name, with 专业 behind it or not."""
    name = text.removesuffix("专业")
    return list(Major.objects.filter(name__in=[text, name, f"{name}类"]).order_by("-code"))


def major_of(text: str, education: str) -> Major | None:
    """The major of this name in the catalogue of this education, else in any; None for none."""
    found = _called(text) if text else []
    own = [major for major in found if major.code.startswith(CATALOGUES.get(education, "-"))]
    return next(iter(own or found), None)
