"""工种 in everyday words to an occupation of 职业分类大典: 电焊工 is 焊工, 会计 is 会计专业人员."""

import re
from collections.abc import Mapping
from typing import Any

from jobs.imports.values.reading import CLEAR, LIKELY, SURE, Reading, plain
from jobs.imports.values.words import longest_inside, words_of

CODE = re.compile(r"[1-8]-[0-9]{2}-[0-9]{2}-[0-9]{2}")
# What the book adds to the word that people use.
ENDINGS = ("工程技术人员", "专业人员", "技术人员", "服务人员", "操作工", "人员", "工", "员", "师")
IN_BRACKETS = re.compile(r"[(\[【][^)\]】]*[)\]】]")
SHORTEST = 2


def by_spoken_name(names: Mapping[str, str]) -> dict[str, str]:
    """Everyday words, and the book's names without their endings where only one is meant."""
    found: dict[str, set[str]] = {}
    for name, code in names.items():
        for ending in ENDINGS:
            stem = name.removesuffix(ending)
            if stem != name and len(stem) >= SHORTEST:
                found.setdefault(stem, set()).add(code)
                break
    stems = {stem: codes.pop() for stem, codes in found.items() if len(codes) == 1}
    known = set(names.values())
    words = {word: code for word, code in words_of("occupation").items() if code in known}
    return stems | words


def read_occupation(
    cell: Any, names: Mapping[str, str], spoken: Mapping[str, str]
) -> Reading[str | None]:
    """`names` are normalised names of occupations to codes, `spoken` is `by_spoken_name` of them;
    None where nothing fits."""
    code = CODE.search(plain(cell))
    if code and code.group() in names.values():
        return Reading(code.group())
    text = IN_BRACKETS.sub("", plain(cell))
    for known, confidence in ((names, SURE), (spoken, CLEAR)):
        if text in known:
            return Reading(known[text], confidence)
    for known, shortest in ((spoken, SHORTEST), (names, SHORTEST + 1)):
        inside = longest_inside(text, known, shortest)
        if inside:
            return Reading(known[inside], LIKELY)
    return Reading(None, 0)
