"""Which column means what: headings as people write them, from seeds/workbook_headings.tsv."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache
from types import MappingProxyType

from jobs.imports.values.reading import plain
from jobs.search.lexicon import seed_lines

HEADINGS_FILE = "workbook_headings.tsv"
# A column that a clerk has decided to leave out.
IGNORED = ""

IN_BRACKETS = re.compile(r"[(\[{<【〔][^)\]}>】〕]*[)\]}>】〕]")
BRACKETS = re.compile(r"[()\[\]{}<>【】〔〕]")
AROUND = re.compile(r"[*:：、.。_\-—·\"'“”?？!！#]+")
# Columns that our own workbook of errors adds beside the cells.
REMARK = "问题："


class HeadingsError(Exception):
    """A line of the file that cannot be read; the message names it."""


def key_of(heading: object) -> str:
    """A heading in one spelling: *薪资（元/月）： is 薪资. Of a heading all in brackets, all."""
    text = plain(heading)
    bare = AROUND.sub("", IN_BRACKETS.sub("", text))
    return bare or AROUND.sub("", BRACKETS.sub("", text))


@cache
def known_headings(kind: str) -> Mapping[str, str]:
    """Key of a heading to the field of this kind of workbook. Raises HeadingsError."""
    return MappingProxyType(_all()[kind])


@cache
def _all() -> dict[str, dict[str, str]]:
    kinds: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for number, line in seed_lines(HEADINGS_FILE):
        parts = line.split("\t")
        if len(parts) != 3:
            raise HeadingsError(f"{HEADINGS_FILE}:{number}: {line}")
        kind, field, variants = parts
        for variant in variants.split():
            if kinds[kind].setdefault(key_of(variant), field) != field:
                raise HeadingsError(f"{HEADINGS_FILE}:{number}: {variant}")
    return dict(kinds)


def field_of(keys: Iterable[str], kind: str, chosen: Mapping[str, str]) -> str | None:
    """The field that the first known of these keys means; IGNORED or None for an unknown one.

    What the organization has `chosen` before goes before the list.
    """
    for table in (chosen, known_headings(kind)):
        for key in keys:
            if key in table:
                return table[key]
    return None
