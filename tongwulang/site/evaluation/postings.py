"""Posts of an evaluation as rows of the product."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from jobs.models import Employer, Posting
from tongwulang.accounts.models import Organization
from tongwulang.regions.models import Region
from tongwulang.site.evaluation.files import read_jsonl

BATCH = 500


def load_postings(path: Path, *, has_fields: bool = True) -> dict[int, str]:
    """Write the posts of a file; returns what the file calls each row.

    Without fields, title and texts are one field: to measure what keeping them apart brings.
    """
    posts = list(read_jsonl(path))
    employers = _employers(str(post.get("company") or "") for post in posts)
    rows = [_posting(post, employers[str(post.get("company") or "")]) for post in posts]
    if not has_fields:
        for row in rows:
            row.title, row.duties = f"{row.title}\n{row.duties}\n{row.requirements}", ""
            row.requirements = ""
    made = Posting.objects.bulk_create(rows, batch_size=BATCH)
    return {row.pk: str(post["id"]) for row, post in zip(made, posts, strict=True)}


def _posting(post: dict[str, Any], employer: Employer) -> Posting:
    benefits = post.get("benefits") or ""
    return Posting(
        employer=employer,
        title=str(post.get("title") or ""),
        duties=str(post.get("description") or ""),
        requirements=benefits if isinstance(benefits, str) else "\n".join(benefits),
    )


def _employers(names: Iterable[str]) -> dict[str, Employer]:
    region = Region.objects.create(code="000000", name="评测", short_name="评测", level="county")
    bureau = Organization.objects.create(region=region, kind="hr", name="评测")
    rows = [
        Employer(name=name, region=region, organization=bureau) for name in dict.fromkeys(names)
    ]
    return {row.name: row for row in Employer.objects.bulk_create(rows, batch_size=BATCH)}
