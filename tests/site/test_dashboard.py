"""The dashboard: each number is the number of rows of the list that it opens, for whoever looks."""

import datetime as dt
import re

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.factories import (
    ApplicantFactory,
    ApplicationFactory,
    AudienceClaimFactory,
    BoothFactory,
    DraftFactory,
    EmployerFactory,
    FairFactory,
    ImportRunFactory,
    IndustryFactory,
    OrganizationFactory,
    ParticipationFactory,
    PostingFactory,
    PostingRevisionFactory,
    RegionFactory,
)
from tests.factories.regions import region

pytestmark = pytest.mark.django_db

PLACES = {"131000": "131003", "120114": "120114", "110112": "110112"}


def bureau(code):
    return OrganizationFactory(region=region(code))


def fill(place, county, times):
    """Rows in every state that the dashboard counts, so many of each, of one place."""
    own = {"organization": bureau(place), "region": RegionFactory(code=county)}
    now, today = timezone.now(), timezone.localdate()
    for _ in range(times):
        employer = EmployerFactory(**own)
        EmployerFactory(unverified=True, **own)
        EmployerFactory(verified_at=now - dt.timedelta(days=200), **own)
        DraftFactory(employer=employer)
        DraftFactory(employer=employer, status="pending")
        soon = {"employer": employer, "expires_on": today + dt.timedelta(days=7)}
        PostingFactory(**soon, published_at=now - dt.timedelta(days=16), region=own["region"])
        PostingFactory(employer=employer, expired=True)
        other = IndustryFactory(code="I", name="信息技术服务业")
        PostingFactory(employer=employer, industry=other)
        posting = PostingFactory(employer=employer, industry=None)
        PostingFactory(employer=employer, closed=True)
        PostingRevisionFactory(posting=posting)
        mine = {"employer__organization": own["organization"], "employer__region": own["region"]}
        for status in ("applied", "waitlisted", "accepted"):
            ParticipationFactory(status=status, **mine)
        ParticipationFactory(booth=BoothFactory(), **mine)
        ParticipationFactory(fair=FairFactory(status="held"), status="applied", **mine)
        ImportRunFactory(organization=own["organization"])
        applicant = ApplicantFactory(organization=own["organization"], region=own["region"])
        ApplicationFactory(applicant=applicant, posting=posting)
        AudienceClaimFactory(applicant=applicant)


@pytest.fixture
def filled():
    """A different number of rows in every place."""
    for times, (place, county) in enumerate(PLACES.items(), 1):
        fill(place, county, times)


def numbers(page):
    """(label, count, link) of everything that the page counts."""
    context = page.context
    for name in ("waiting", "nothing_waits", "standing"):
        for number in context[name]:
            yield str(number.label), number.count, number.link
    for picture in context["pictures"]:
        for bar in picture.chart.bars:
            yield f"{picture.title} {bar.label}", bar.count, bar.link


@pytest.mark.parametrize(
    "who",
    [
        "tongzhou_organizer",
        "wuqing_organizer",
        "langfang_organizer",
        "langfang_veterans_organizer",
        "platform_admin",
    ],
)
def test_each_number_is_that_of_the_list_it_opens(client, filled, who, request):
    client.force_login(request.getfixturevalue(who))
    page = client.get(reverse("admin:index"))

    counted = {(label, link): count for label, count, link in numbers(page)}
    listed = {(label, link): client.get(link).context["cl"].result_count for label, link in counted}

    assert listed == counted


def test_own_rows_are_counted_and_no_others(client, filled, langfang_organizer, wuqing_organizer):
    found = {}
    for who in (langfang_organizer, wuqing_organizer):
        client.force_login(who)
        found[who] = {
            label: count for label, count, _ in numbers(client.get(reverse("admin:index")))
        }
    here, there = found[langfang_organizer], found[wuqing_organizer]

    assert (here["待审核的岗位"], there["待审核的岗位"]) == (1, 2)
    assert (here["待核验的单位"], there["待核验的单位"]) == (1, 2)
    assert (here["待审核的参会报名"], there["待审核的参会报名"]) == (1, 2)
    assert (here["公开中的岗位"], there["公开中的岗位"]) == (3, 6)
    assert (here["按行业 制造业"], there["按行业 制造业"]) == (1, 2)
    assert (here["按行业 未注明"], there["按行业 未注明"]) == (1, 2)
    assert "待核验的身份认定" not in here


def test_every_number_is_on_the_page_with_its_link(client, filled, langfang_organizer):
    client.force_login(langfang_organizer)
    answer = client.get(reverse("admin:index"))
    page = answer.content.decode()

    for label, count, link in numbers(answer):
        shown = re.escape(link.replace("&", "&amp;"))
        assert re.search(rf'href="{shown}"', page), label
        assert f"{count:,}" in page


def test_page_asks_the_same_for_few_rows_and_for_many(
    client, platform_admin, django_assert_num_queries
):
    fill("131000", "131003", 1)
    client.force_login(platform_admin)
    url = reverse("admin:index")
    client.get(url)
    with django_assert_num_queries(32):
        client.get(url)
    fill("131000", "131003", 4)
    with django_assert_num_queries(32):
        client.get(url)


def test_workbook_is_handed_in_one_tap_from_here(client, langfang_organizer):
    client.force_login(langfang_organizer)

    page = client.get(reverse("admin:index")).content.decode()

    assert '<a class="desk-go" href="/admin/jobs/importrun/add/">导入表格</a>' in page


def test_nothing_to_do_is_said(client, langfang_organizer):
    client.force_login(langfang_organizer)

    page = client.get(reverse("admin:index")).content.decode()

    assert "现在没有要办的事。" in page
    assert page.count("还没有岗位。") == 3


def test_staff_without_a_bureau_is_told_so(client, former_organizer):
    client.force_login(former_organizer)

    assert "您现在不在任何主办单位工作" in client.get(reverse("admin:index")).content.decode()
