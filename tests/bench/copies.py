"""A database of many posts out of one of fewer: every post and employer is written again.

The generator takes a millisecond a post, which is an hour for a million on a busy machine; the
database copies them in a minute. Copies stand under employers of their own, are found by them, and
were published at other moments; so every filter lets through the same share as before.
"""

import re
import sqlite3
import sys
from contextlib import closing
from pathlib import Path

import django

django.setup()

from django.conf import settings  # noqa: E402 - after django.setup()

from jobs.models import Employer  # noqa: E402
from tongwulang.site.demo.credit_codes import demo_uscc  # noqa: E402

# Between one copy of a post and the next.
SECONDS_EARLIER = 137
NUMBER = re.compile(r"第 (\d+) 号$")


def write_copies(times: int) -> None:
    """Write everything so many times more into the database of the settings (SQLite)."""
    with closing(sqlite3.connect(Path(settings.DATABASES["default"]["NAME"]))) as connection:
        employers, posts = (
            connection.execute(f"SELECT max(id) FROM {table}").fetchone()[0]
            for table in ("jobs_employer", "jobs_posting")
        )
        for time in range(1, times + 1):
            _copy_employers(employers, time * employers)
            with connection:
                earlier = time * SECONDS_EARLIER
                _copy_posts(connection, posts, time * posts, time * employers, earlier)


def _copy_employers(last: int, shift: int) -> None:
    rows = list(Employer.objects.filter(pk__lte=last))
    for row in rows:
        found = NUMBER.search(row.name)
        assert found  # every demo employer's name ends so
        number = int(found[1]) + shift
        row.pk += shift
        row.name = NUMBER.sub(f"第 {number} 号", row.name)
        row.uscc = demo_uscc(number, row.region_id, row.nature)
    Employer.objects.bulk_create(rows, batch_size=1_000)


def _copy_posts(
    connection: sqlite3.Connection, last: int, posts: int, employers: int, earlier: int
) -> None:
    columns = [row[1] for row in connection.execute("PRAGMA table_info(jobs_posting)")]
    moment = "strftime('%Y-%m-%d %H:%M:%S', {name}, '-{earlier} seconds')"
    changed = {
        "id": f"id + {posts}",
        "employer_id": f"employer_id + {employers}",
        "search": "replace(search, '@e' || employer_id || ' ', "
        f"'@e' || (employer_id + {employers}) || ' ')",
        "published_at": moment.format(name="published_at", earlier=earlier),
        "reviewed_at": moment.format(name="reviewed_at", earlier=earlier),
    }
    names = ", ".join(f'"{name}"' for name in columns)
    values = ", ".join(changed.get(name, f'"{name}"') for name in columns)
    connection.execute(
        f"INSERT INTO jobs_posting ({names}) SELECT {values} FROM jobs_posting WHERE id <= {last}"
    )
    connection.execute(
        "INSERT INTO jobs_posting_majors (posting_id, major_id) "
        f"SELECT posting_id + {posts}, major_id FROM jobs_posting_majors WHERE posting_id <= {last}"
    )


if __name__ == "__main__":
    write_copies(int(sys.argv[1]))
