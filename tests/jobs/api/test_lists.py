"""Lists: what is in them, how they are filtered, ordered, cut into pages and put together."""

import datetime as dt

import pytest
from django.utils import timezone

from jobs.models import Booth, Employer, Posting
from tests.factories import (
    BoothFactory,
    DraftFactory,
    EmployerFactory,
    FairFactory,
    IndustryFactory,
    MajorFactory,
    ParticipationFactory,
    PostingFactory,
    RegionFactory,
    VenueFactory,
    ZoneFactory,
)
from tongwulang.regions.models import Region

pytestmark = pytest.mark.django_db


def ids(page):
    return [one["id"] for one in page["results"]]


def test_public_posts_and_no_others(integrator):
    shown = PostingFactory()
    DraftFactory()
    PostingFactory(expired=True)
    PostingFactory(closed=True)

    page = integrator.get("postings/")

    assert (page["count"], page["count_is_exact"], page["next"]) == (1, True, None)
    assert ids(page) == [shown.pk]


def test_posting_document(integrator):
    posting = PostingFactory(
        title="数控车工", skills=["FANUC"], for_veterans=True, salary_min=None, salary_max=None
    )
    posting.majors.add(MajorFactory())
    participation = ParticipationFactory(employer=posting.employer, postings=[posting])
    withdrawn = ParticipationFactory(employer=posting.employer, status="withdrawn")
    withdrawn.postings.add(posting)

    assert integrator.get(f"postings/{posting.pk}/") == {
        "id": posting.pk,
        "url": f"http://testserver/postings/{posting.pk}/",
        "title": "数控车工",
        "employer_id": posting.employer_id,
        "occupation_code": None,
        "industry_code": "C",
        "emerging_industry_code": None,
        "employment_type": "full_time",
        "headcount": 3,
        "duties": "按图纸编程、装夹并完成首件检验。",
        "requirements": "",
        "base_pay": 4000,
        "salary_min": None,
        "salary_max": None,
        "salary_months": 12,
        "is_negotiable": False,
        "negotiable_reason": "",
        "benefits": [],
        "education_min_code": None,
        "experience_min": 0,
        "certificates": [],
        "skills": ["FANUC"],
        "shift": "",
        "region_code": "131003",
        "address": "",
        "insurance_region_code": None,
        "shuttle": "",
        "cross_border_on": None,
        "published_at": posting.published_at.isoformat().replace("+00:00", "Z"),
        "expires_on": posting.expires_on.isoformat(),
        "audiences": ["veterans"],
        "major_codes": ["B0802"],
        "participation_ids": [participation.pk],
    }


def test_filters_are_those_of_the_page(integrator):
    here, there = PostingFactory(), PostingFactory(region=RegionFactory(code="131082"))

    assert ids(integrator.get("postings/", region="131082")) == [there.pk]
    assert sorted(ids(integrator.get("postings/", region="131000"))) == [here.pk, there.pk]


def test_search_is_by_relevance_unless_another_order_is_asked_for(integrator):
    named = PostingFactory(title="氩弧焊工", duties="焊接")
    mentioned = PostingFactory(title="质检员", duties="检查氩弧焊工的焊缝")
    PostingFactory(title="幼儿教师")

    assert ids(integrator.get("postings/", q="氩弧焊")) == [named.pk, mentioned.pk]
    assert ids(integrator.get("postings/", q="氩弧焊", ordering="newest")) == [
        mentioned.pk,
        named.pk,
    ]


@pytest.mark.parametrize("few", [500, 0])
@pytest.mark.parametrize("ordering", ["newest", "pay", "expiry", "id"])
def test_pages_of_every_order_give_each_row_once(integrator, ordering, few, monkeypatch):
    monkeypatch.setattr("jobs.api.posting_found.FEW", few)
    moment = timezone.now()
    today = timezone.localdate()
    for number in range(11):
        PostingFactory(
            published_at=moment - dt.timedelta(hours=number // 3 * 10),
            salary_min=None if number % 3 == 0 else 5000,
            salary_max=None if number % 3 == 0 else 6000 + number % 2,
            expires_on=today + dt.timedelta(days=number % 3),
        )
    whole = ids(integrator.get("postings/", ordering=ordering, page_size=100))

    paged = integrator.all("postings/", ordering=ordering, page_size=2)

    assert len(whole) == 11
    assert [one["id"] for one in paged] == whole
    columns = {
        "newest": ["-published_at", "-id"],
        "pay": ["-top_pay", "-published_at", "-id"],
        "expiry": ["expires_on", "-published_at", "-id"],
        "id": ["id"],
    }
    rows = Posting.objects.order_by(*columns[ordering])
    assert whole == list(rows.values_list("pk", flat=True))


def test_pages_of_a_search_give_each_row_once(integrator):
    for number in range(5):
        PostingFactory(title=f"电焊工{number}号")
    whole = ids(integrator.get("postings/", q="电焊工", page_size=100))

    assert len(whole) == 5
    assert [one["id"] for one in integrator.all("postings/", q="电焊工", page_size=2)] == whole


def test_a_row_that_leaves_meanwhile_moves_no_other(integrator):
    posts = [PostingFactory() for _ in range(4)]
    pages = integrator.pages("postings/", ordering="id", page_size=2)
    first = next(pages)
    Posting.objects.filter(pk=posts[0].pk).delete()

    assert ids(first) + ids(next(pages)) == [post.pk for post in posts]


def test_count_is_exact_up_to_its_bound(integrator, monkeypatch):
    EmployerFactory.create_batch(3)
    monkeypatch.setattr("jobs.row_counts.COUNTED", 2)

    pages = list(integrator.pages("employers/", page_size=2))

    assert [(page["count"], page["count_is_exact"]) for page in pages] == [(2, False)] * 2


def test_sparse_fields(integrator):
    posting = PostingFactory(title="焊工")

    page = integrator.get("postings/", fields="title,id")

    assert page["results"] == [{"id": posting.pk, "title": "焊工"}]


def test_expansions(integrator):
    booth = BoothFactory(number="B12")
    posting = PostingFactory()
    ParticipationFactory(employer=posting.employer, booth=booth, postings=[posting])

    expand = "employer,region,industry,occupation,participations"
    [found] = integrator.get("postings/", fields="id", expand=expand)["results"]

    assert sorted(found) == sorted(["id", *expand.split(",")])
    assert found["employer"]["name"] == posting.employer.name
    assert found["region"]["name"] == "广阳区"
    assert found["industry"] == {
        "code": "C", "name": "制造业", "scheme": "gbt4754", "level": "section", "parent_code": None,
    }  # fmt: skip
    assert found["occupation"] is None
    assert [one["booth"] for one in found["participations"]] == ["B12"]


RENAMED = {
    "post": lambda posting: Posting.objects.update(title="改名"),
    "employer": lambda posting: Employer.objects.update(name="改名"),
    "region": lambda posting: Region.objects.update(name="改名"),
    "booth": lambda posting: Booth.objects.update(number="改名"),
}


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("row", RENAMED)
def test_nothing_that_a_kept_document_says_is_old(integrator, row):
    posting = PostingFactory()
    ParticipationFactory(employer=posting.employer, booth=BoothFactory(), postings=[posting])
    # With another order the list itself is not kept, its documents are.
    orders, expand = ("id", "newest"), "employer,region,participations"
    assert "改名" not in str(
        [integrator.get("postings/", expand=expand, ordering=one) for one in orders]
    )

    RENAMED[row](posting)

    for ordering in orders:
        [found] = integrator.get("postings/", expand=expand, ordering=ordering)["results"]
        said = {
            "post": found["title"],
            "employer": found["employer"]["name"],
            "region": found["region"]["name"],
            "booth": found["participations"][0]["booth"],
        }
        assert said[row] == "改名"


@pytest.mark.django_db(transaction=True)
def test_a_document_is_read_once_for_all_lists(integrator, django_assert_num_queries):
    PostingFactory.create_batch(3)
    integrator.get("postings/", ordering="newest")

    # What has changed, twice; the posts in this order.
    with django_assert_num_queries(3):
        integrator.get("postings/", ordering="id")


def test_facets_leave_their_own_filter_out(integrator):
    PostingFactory.create_batch(2, for_veterans=True)
    PostingFactory(
        region=RegionFactory(code="131082"), industry=IndustryFactory(code="I", name="信息")
    )

    facets = integrator.get("postings/", region="131082", facets="region,industry,audience")[
        "facets"
    ]

    assert facets["region"] == [
        {"value": "131003", "label": "广阳区", "count": 2},
        {"value": "131082", "label": "三河市", "count": 1},
    ]
    assert facets["industry"] == [{"value": "I", "label": "信息", "count": 1}]
    assert {group["value"]: group["count"] for group in facets["audience"]}["veterans"] == 0


def test_facet_of_fairs(integrator):
    posting = PostingFactory()
    participation = ParticipationFactory(employer=posting.employer, postings=[posting])
    fair = participation.fair

    facets = integrator.get("postings/", facets="fair")["facets"]

    assert facets == {"fair": [{"value": fair.slug, "label": fair.name, "count": 1}]}


def test_employers_are_verified_ones_without_contacts(integrator):
    employer = EmployerFactory(contact_name="张三", contact_phone="13800138000")
    EmployerFactory(unverified=True)

    page = integrator.get("employers/")

    assert ids(page) == [employer.pk]
    assert not [name for name in page["results"][0] if "contact" in name]


def test_fairs_venues_and_participations_of_announced_fairs(integrator):
    zone = ZoneFactory(venue=VenueFactory(fair=FairFactory(slug="spring")))
    here = ParticipationFactory(booth=BoothFactory(zone=zone))
    hidden = ZoneFactory(venue=VenueFactory(fair=FairFactory(status="draft")))
    ParticipationFactory(booth=BoothFactory(zone=hidden))

    assert [one["slug"] for one in integrator.all("fairs/")] == ["spring"]
    assert [one["zones"] for one in integrator.all("venues/", fair="spring")] == [
        [{"id": zone.pk, "code": zone.code, "name": zone.name}]
    ]
    assert integrator.all("participations/", fields="id,fair_slug,zone_id") == [
        {"id": here.pk, "fair_slug": "spring", "zone_id": zone.pk}
    ]


def test_code_tables(integrator):
    RegionFactory(code="131082")

    assert [one["code"] for one in integrator.all("regions/", within="131000")] == [
        "131000", "131082",
    ]  # fmt: skip
    assert integrator.get("regions/131082/")["place_code"] == "131000"


@pytest.fixture(params=[1, 30])
def rows(request):
    return request.param


QUERIES = {
    "postings/": 11,
    "postings/?expand=employer,region,industry,occupation,participations": 15,
    "employers/?expand=region,industry": 9,
    "fairs/": 8,
    "venues/?expand=fair,region": 11,
    "participations/?expand=fair,venue,employer": 12,
    "regions/": 7,
}


@pytest.mark.parametrize("path", QUERIES)
def test_a_list_costs_the_same_queries_with_one_row_and_with_thirty(
    integrator, rows, path, django_assert_num_queries
):
    for _ in range(rows):
        posting = PostingFactory()
        ParticipationFactory(employer=posting.employer, booth=BoothFactory(), postings=[posting])

    with django_assert_num_queries(QUERIES[path]):
        integrator.get(path)
