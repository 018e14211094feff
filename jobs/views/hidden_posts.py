"""Posts that the visitor has hidden: left out wherever posts are offered to them."""

from django.http import HttpRequest

from jobs.choices import MarkKind
from jobs.models import PostingMark


def hidden_ids(request: HttpRequest) -> frozenset[int]:
    """Ids of the posts that whoever is logged in has hidden; nobody else has hidden any."""
    if not request.user.is_authenticated:
        return frozenset()
    hidden = PostingMark.objects.of_person(request.user).of_kind(MarkKind.HIDDEN)
    return frozenset(hidden.values_list("posting", flat=True))
