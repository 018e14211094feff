"""Lists: what is in them, how they are filtered and counted in groups, what they cost."""

import pytest

from tests.factories import (
    BoothFactory,
    DraftFactory,
    EmployerFactory,
    FairFactory,
    IndustryFactory,
    ParticipationFactory,
    PostingFactory,
    RegionFactory,
    VenueFactory,
    ZoneFactory,
)
from tests.jobs.api.conftest import ids

pytestmark = pytest.mark.django_db


def test_public_posts_and_no_others(integrator):
    shown = PostingFactory()
    DraftFactory()
    PostingFactory(expired=True)
    PostingFactory(closed=True)

    page = integrator.get("postings/")

    assert (page["count"], page["count_is_exact"], page["next"]) == (1, True, None)
    assert ids(page) == [shown.pk]


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
