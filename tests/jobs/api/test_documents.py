"""Documents: what is said of one row, put together as asked, never old."""

import pytest

from jobs.models import Booth, Employer, Posting
from tests.factories import (
    BoothFactory,
    MajorFactory,
    ParticipationFactory,
    PostingFactory,
)
from tongwulang.regions.models import Region

pytestmark = pytest.mark.django_db


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
