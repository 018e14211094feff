"""Chinese numerals: 三, 十二, 二十, 二〇二六, 两."""

import re

DIGITS = {char: value for value, char in enumerate("〇一二三四五六七八九")}
DIGITS |= {"零": 0, "两": 2, "壹": 1, "贰": 2, "叁": 3, "肆": 4, "伍": 5, "陆": 6, "柒": 7}
DIGITS |= {"捌": 8, "玖": 9, "○": 0}
NUMERAL = re.compile(f"[{''.join(DIGITS)}十百]+")


def number_of(numeral: str) -> int | None:
    """十二 is 12, 二〇二六 is 2026, 一百零五 is 105; None for anything else."""
    if not NUMERAL.fullmatch(numeral):
        return None
    if not set(numeral) & set("十百"):
        return int("".join(str(DIGITS[char]) for char in numeral))
    total = 0
    last = None
    for char in numeral:
        if char in "十百":
            total += (1 if last is None else last) * (10 if char == "十" else 100)
            last = None
        else:
            last = DIGITS[char]
    return total + (last or 0)


def with_arabic(text: str) -> str:
    """The text with its numerals written in digits: 三年以上 is 3年以上."""
    return NUMERAL.sub(lambda found: str(number_of(found.group())), text)
