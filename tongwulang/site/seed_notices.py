"""Load the notices that people agree to (seeds/notices/KIND-VERSION.txt), each version once."""

import datetime as dt
from pathlib import Path

from tongwulang.accounts.choices import NoticeKind
from tongwulang.accounts.models import Notice
from tongwulang.site.seed_rows import SeedError


def load_notices(folder: Path) -> int:
    """Add the versions that are missing and return how many; one that is there never changes, for
    people have agreed to its words. Raises SeedError naming a file that is not as it should be."""
    return sum(_load(path) for path in sorted(folder.glob("*.txt")))


def _load(path: Path) -> bool:
    kind, _, version = path.stem.rpartition("-")
    head, _, body = path.read_text(encoding="utf-8").partition("\n\n")
    try:
        facts = dict(line.split(": ", 1) for line in head.splitlines())
        _notice, is_new = Notice.objects.get_or_create(
            kind=NoticeKind(kind),
            version=int(version),
            defaults={
                "title": facts["title"],
                "body": body.strip(),
                "effective_on": dt.date.fromisoformat(facts["effective_on"]),
            },
        )
    except (KeyError, ValueError) as error:
        raise SeedError(f"notices/{path.name}：{error}") from error
    return is_new
