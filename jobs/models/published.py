"""The one condition of a public post, for queries that reach it along any path."""

from django.db.models import Q
from django.utils import timezone

from jobs.choices import PostingStatus


def is_published(prefix: str = "") -> Q:
    """Approved, and not past its expiry today.

    `prefix` is the path from the model that is queried, such as "postings__".
    """
    return Q(
        (f"{prefix}status", PostingStatus.PUBLISHED),
        (f"{prefix}expires_on__gte", timezone.localdate()),
    )
