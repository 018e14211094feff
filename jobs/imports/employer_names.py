"""Which employer a row means: by its code, else by its name in one spelling."""

import re
from dataclasses import dataclass

from jobs.imports.values.reading import plain

# Marks that people set or leave out: brackets around a place, dots, quotes.
MARKS = re.compile(r"[()\[\]【】〔〕<>《》\"'“”‘’·・•.,，。、\-_—]")


def key_of_name(name: str) -> str:
    """廊坊 某某（集团）有限公司 and 廊坊某某(集团)有限公司 are one employer."""
    return MARKS.sub("", plain(name))


@dataclass(frozen=True)
class EmployerKey:
    """An employer as a row names it; the rest is for one that is not known yet."""

    name: str
    uscc: str = ""
    nature: str = ""
    size: str = ""
    contact_name: str = ""
    contact_phone: str = ""

    @property
    def key(self) -> str:
        """The same for every spelling of the name."""
        return key_of_name(self.name)
