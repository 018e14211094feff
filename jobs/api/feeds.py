"""The newest posts of any filter as an Atom feed, for readers that know nothing of this API."""

from django.http import HttpRequest
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import linebreaks
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema

from jobs.api.answers import served
from jobs.api.asked import asked_for_filters, filtered
from jobs.api.postings import POSTINGS
from jobs.filters import PostingFilterSet
from jobs.kept_answers import Body

NEWEST = 50
ATOM = "application/atom+xml; charset=utf-8"


@extend_schema(exclude=True)
@served
def postings_feed(request: HttpRequest) -> Body:
    """Takes the filters of the list of posts, and refuses what that refuses."""
    asked = asked_for_filters(POSTINGS, request.GET)
    filterset = filtered(asked.resource, asked.filters)
    feed = Atom1Feed(
        title=_title(filterset),
        link=request.build_absolute_uri("/postings/") + _query(request),
        description="",
        language="zh-Hans",
        feed_url=request.build_absolute_uri(),
    )
    site = request.build_absolute_uri("/")[:-1]
    for posting in filterset.qs.with_card().newest_first()[:NEWEST]:
        feed.add_item(
            title=f"{posting.title} · {posting.employer.name}",
            link=site + posting.get_absolute_url(),
            description=linebreaks(posting.duties, autoescape=True),
            unique_id=f"{site}{posting.get_absolute_url()}",
            pubdate=timezone.localtime(posting.published_at),
            updateddate=timezone.localtime(posting.updated_at),
            author_name=posting.employer.name,
        )
    return Body(feed.writeString("utf-8").encode(), content_type=ATOM)


def _title(filterset: PostingFilterSet) -> str:
    chosen = " · ".join(str(value) for value in filterset.chosen.values())
    return _("通武廊岗位 · %(chosen)s") % {"chosen": chosen} if chosen else _("通武廊岗位")


def _query(request: HttpRequest) -> str:
    return f"?{request.GET.urlencode()}" if request.GET else ""
