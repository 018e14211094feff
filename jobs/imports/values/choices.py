"""Words of the closed lists: kind of employer and its size, kind of work, shift."""

import re
from typing import Any

from django.utils.translation import gettext_lazy as _

from jobs.choices import EmployerNature, EmployerSize, EmploymentType, Shift
from jobs.imports.values.numerals import with_arabic
from jobs.imports.values.reading import CLEAR, LIKELY, SURE, Reading, UnreadableError, plain
from jobs.imports.values.words import words_of
from jobs.search.text import normalise

LISTS = {
    "nature": EmployerNature,
    "size": EmployerSize,
    "employment_type": EmploymentType,
    "shift": Shift,
}
# The least number of people of each size.
SIZES = {
    10_000: EmployerSize.FROM_10000,
    1_000: EmployerSize.FROM_1000,
    500: EmployerSize.FROM_500,
    100: EmployerSize.FROM_100,
    20: EmployerSize.FROM_20,
    0: EmployerSize.UNDER_20,
}


def read_choice(cell: Any, name: str) -> Reading[str]:
    """A value of the list with this name, by its label or an everyday word for it."""
    text = plain(cell)
    labels = {_spelled(label): value for value, label in LISTS[name].choices}
    if text in labels:
        return Reading(str(labels[text]))
    words = words_of(name)
    if text in words:
        return Reading(words[text])
    inside = next((code for word, code in words.items() if word in text), None)
    if inside is None:
        raise UnreadableError(
            _("其中之一：%(labels)s") % {"labels": "、".join(map(str, LISTS[name].labels))}
        )
    return Reading(inside, LIKELY)


def read_size(cell: Any) -> Reading[str]:
    """The size that holds the middle of what is said: 150-500人 is 100–499 人."""
    text = with_arabic(plain(cell)).replace(",", "")
    numbers = [int(number) for number in re.findall(r"[0-9]+", text.replace("万", "0000"))]
    if not 1 <= len(numbers) <= 2:
        raise UnreadableError(_("人数，如 50人、100-499人"))
    if len(numbers) == 1 and re.search(r"以下|以内|少于|不足|<", text):
        numbers.append(0)
    middle = sum(numbers) / len(numbers)
    size = next(size for least, size in SIZES.items() if middle >= least)
    bounds = size.value.replace("+", "").split("-")
    is_exact = [str(number) for number in numbers] == bounds
    return Reading(str(size), SURE if is_exact or len(numbers) == 1 else CLEAR)


def _spelled(label: Any) -> str:
    return re.sub(r"\s+", "", normalise(str(label)))
