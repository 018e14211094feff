"""python -m tests.bench.api_mirror: everything by `updated_since`, beside SQL written by hand.

A full mirror of the posts, a hundred a page, through the whole application; and the same documents
by three SELECTs and an encoder. Both must say the same. The ratio is in time of this process; the
memory is its peak after a tenth of the pages and after the last.
"""

import datetime as dt
import resource
import sys
import time
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import orjson

from tests.bench.api_site import POSTS, Site, scratch_site

PAGE = 100
MOST_TIMES = 3.0
MOST_GROWTH = 8.0  # MB
AUDIENCES = ("veterans", "dependents", "veteran_graduates", "fresh_graduates")
LISTS = ("benefits", "certificates", "skills")
# The document's name of a column where it has another.
COLUMNS = {
    "id": "id", "title": "title", "employer_id": "employer_id",
    "occupation_code": "occupation_id", "industry_code": "industry_id",
    "emerging_industry_code": "emerging_industry_id", "employment_type": "employment_type",
    "headcount": "headcount", "duties": "duties", "requirements": "requirements",
    "base_pay": "base_pay", "salary_min": "salary_min", "salary_max": "salary_max",
    "salary_months": "salary_months", "is_negotiable": "is_negotiable",
    "negotiable_reason": "negotiable_reason", "benefits": "benefits",
    "education_min_code": "education_min_id", "experience_min": "experience_min",
    "certificates": "certificates", "skills": "skills", "shift": "shift",
    "region_code": "region_id", "address": "address",
    "insurance_region_code": "insurance_region_id", "shuttle": "shuttle",
    "cross_border_on": "cross_border_on", "published_at": "published_at",
    "expires_on": "expires_on",
}  # fmt: skip


def by_hand(day: str) -> Iterator[bytes]:
    """All public posts as of the day, encoded a hundred at a time."""
    from django.db import connection  # noqa: PLC0415 - after django.setup()

    majors, brought = _pairs(MAJORS), _pairs(BROUGHT)
    flags = ", ".join(f"for_{audience}" for audience in AUDIENCES)
    columns, names = ", ".join(COLUMNS.values()), tuple(COLUMNS)
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {columns}, {flags} FROM jobs_posting "
            "WHERE status = 'published' AND expires_on >= %s",
            [day],
        )
        while rows := cursor.fetchmany(PAGE):
            found = []
            for row in rows:
                one = dict(zip(names, row, strict=False))
                for name in LISTS:
                    one[name] = orjson.loads(one[name])
                one["is_negotiable"] = bool(one["is_negotiable"])
                one["published_at"] = one["published_at"].replace(tzinfo=dt.UTC)
                one["url"] = f"http://localhost:8000/postings/{one['id']}/"
                marks = zip(AUDIENCES, row[len(names) :], strict=True)
                one["audiences"] = [audience for audience, is_named in marks if is_named]
                one["major_codes"] = majors.get(one["id"], [])
                one["participation_ids"] = brought.get(one["id"], [])
                found.append(one)
            yield orjson.dumps(found, option=orjson.OPT_UTC_Z)


MAJORS = "SELECT posting_id, major_id FROM jobs_posting_majors ORDER BY major_id"
BROUGHT = """
    SELECT link.posting_id, link.participation_id FROM jobs_participation_postings link
    JOIN jobs_participation p ON p.id = link.participation_id AND p.status = 'accepted'
    JOIN jobs_employer e ON e.id = p.employer_id AND e.status = 'verified'
    JOIN jobs_fair f ON f.id = p.fair_id AND f.status IN ('published', 'held')
    ORDER BY link.participation_id
"""


def _pairs(statement: str) -> dict[int, list[Any]]:
    from django.db import connection  # noqa: PLC0415 - after django.setup()

    found = defaultdict(list)
    with connection.cursor() as cursor:
        cursor.execute(statement)
        for key, value in cursor:
            found[key].append(value)
    return found


def by_mirror(site: Site) -> Iterator[bytes]:
    """The pages of a new mirror."""
    path = f"/api/v1/postings/?updated_since=start&page_size={PAGE}"
    while path:
        body = site.ask(path)
        yield body
        # The place of the next page stands before the documents; decoding is the client's cost.
        following = body[: body.index(b'"results"')].partition(b'"next":"http://localhost:8000')[2]
        path = following.partition(b'"')[0].decode()


def peak() -> float:
    """The most memory that this process ever had, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def mirrored(site: Site) -> tuple[float, float]:
    """(seconds, growth of the peak in MB over the last nine tenths of the pages)."""
    start, early = time.process_time(), 0.0
    for page, _body in enumerate(by_mirror(site)):
        if page == POSTS // PAGE // 10:
            early = peak()
    return time.process_time() - start, peak() - early


def main() -> int:
    with scratch_site():
        from django.utils import timezone  # noqa: PLC0415 - after django.setup()

        site, day = Site(), timezone.localdate().isoformat()
        # By hand first: it fills the database's own cache, whose size is a setting.
        hand = min(_seconds(by_hand(day)) for _ in range(2))
        mirror, growth = mirrored(site)
        is_same = _by_id(by_mirror(site)) == _by_id(by_hand(day))
        times = mirror / hand
        print(f"{POSTS:,} posts: mirror {mirror:.1f} s, by hand {hand:.1f} s")
        print(f"{times:.2f} times by hand (bound {MOST_TIMES}); documents equal: {is_same}")
        print(f"peak memory grew by {growth:.1f} MB after a tenth (bound {MOST_GROWTH})")
    return int(times > MOST_TIMES or growth > MOST_GROWTH or not is_same)


def _seconds(pages: Iterator[bytes]) -> float:
    """Of this process, to make them all."""
    start = time.process_time()
    for _page in pages:
        pass
    return time.process_time() - start


def _by_id(pages: Iterator[bytes]) -> dict[int, bytes]:
    """Each document, encoded with sorted keys."""
    found = {}
    for page in pages:
        body = orjson.loads(page)
        for one in body if isinstance(body, list) else body["results"]:
            found[one["id"]] = orjson.dumps(one, option=orjson.OPT_SORT_KEYS)
    return found


if __name__ == "__main__":
    sys.exit(main())
