"""Names in one spelling, for telling whether two people meant the same employer or post."""

import re
from functools import lru_cache

from jobs.search.text import normalise

# Marks that people set or leave out: brackets around a place, dots, quotes, blanks.
MARKS = re.compile(r"[\s()\[\]【】〔〕<>《》\"'“”‘’·・•.,，。、\-_—/]+")


@lru_cache(maxsize=50_000)
def key_of_name(name: str) -> str:
    """廊坊 某某（集团）有限公司 and 廊坊某某(集团)有限公司 are one employer."""
    return MARKS.sub("", normalise(name))
