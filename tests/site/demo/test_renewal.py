"""Demo posts that run out are renewed by the next run; nobody else's are."""

import datetime as dt
from io import StringIO

import pytest
from django.core.management import call_command
from django.db.models import Q
from django.utils import timezone

from jobs.choices import PostingStatus
from jobs.models import Employer, Posting
from tongwulang.site.demo.renewal import renew_postings

TODAY = dt.date(2026, 3, 2)
DAY = dt.timedelta(days=1)

pytestmark = pytest.mark.django_db


@pytest.fixture
def small_demo(seeded):
    call_command("generate_demo", postings=300, today=TODAY, stderr=StringIO())


def expiries() -> dict[int, dt.date]:
    return dict(Posting.objects.values_list("pk", "expires_on"))


@pytest.mark.usefixtures("small_demo")
def test_posts_that_have_run_out_or_soon_will_are_renewed_and_no_others():
    before = expiries()
    later = TODAY + 60 * DAY
    drafts = set(Posting.objects.filter(status=PostingStatus.DRAFT).values_list("pk", flat=True))
    due = {
        pk
        for pk, day in before.items()
        if day is not None and day <= later + 7 * DAY and pk not in drafts
    }
    assert 0 < len(due) < len(before) - len(drafts)
    assert renew_postings(later) == len(due)
    after = expiries()
    assert {pk for pk in before if after[pk] != before[pk]} == due
    assert {20 <= (after[pk] - later).days <= 120 for pk in due} == {True}
    assert len({after[pk] for pk in due}) > 20


@pytest.mark.usefixtures("small_demo")
def test_a_second_renewal_on_the_same_day_writes_nothing(django_assert_num_queries):
    renew_postings(TODAY + 200 * DAY)
    with django_assert_num_queries(1):
        assert renew_postings(TODAY + 200 * DAY) == 0


@pytest.mark.usefixtures("small_demo")
def test_posts_of_others_and_closed_posts_are_left_alone():
    real = Employer.objects.order_by("pk")[0]
    Employer.objects.filter(pk=real.pk).update(is_demo=False)
    others = Posting.objects.exclude(Q(status=PostingStatus.DRAFT) | Q(employer=real))
    closed = others.order_by("pk")[0]
    Posting.objects.filter(pk=closed.pk).update(
        status=PostingStatus.CLOSED, closed_at=timezone.now(), closed_by=closed.reviewed_by
    )
    kept = Posting.objects.filter(pk=closed.pk) | Posting.objects.filter(employer=real)
    before = list(kept.order_by("pk").values_list("pk", "expires_on"))
    renew_postings(TODAY + 400 * DAY)
    assert list(kept.order_by("pk").values_list("pk", "expires_on")) == before


def test_the_command_renews_so_that_an_old_demo_shows_as_many_posts_as_a_new_one(seeded):
    today = timezone.localdate()
    call_command("generate_demo", postings=300, today=today - 150 * DAY, stderr=StringIO())
    assert not Posting.objects.published().exists()
    call_command("generate_demo", postings=300, stderr=StringIO())
    shown = Posting.objects.published().count()
    assert shown == Posting.objects.filter(status=PostingStatus.PUBLISHED).count() >= 300


@pytest.mark.usefixtures("small_demo")
def test_renewal_depends_on_the_post_and_the_day_alone():
    published = Posting.objects.filter(status=PostingStatus.PUBLISHED)
    renewed = []
    for left in (-300, 7):
        published.update(expires_on=TODAY + left * DAY)
        renew_postings(TODAY)
        renewed.append(set(published.values_list("title", "duties", "expires_on")))
    assert renewed[0] == renewed[1]


@pytest.mark.usefixtures("small_demo")
def test_a_proposed_edit_does_not_shorten_a_renewed_post():
    for values in Posting.objects.exclude(revisions=None).values_list("revisions__values"):
        assert "expires_on" not in values[0]
