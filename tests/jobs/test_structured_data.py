"""What search engines read in a page: only what is known, and only on single pages."""

import datetime as dt
import json
import re

import pytest

from tests.factories import (
    EducationFactory,
    FairFactory,
    OrganizationFactory,
    PostingFactory,
    VenueFactory,
)

pytestmark = pytest.mark.django_db


def data_of(client, row):
    """The facts in a row's page; None if there are none."""
    return data_in(client.get(row.get_absolute_url()).content.decode())


def data_in(html):
    found = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)
    assert len(found) <= 1
    return json.loads(found[0]) if found else None


def test_post(client):
    posting = PostingFactory(
        title="数控车工",
        expires_on=dt.date(2099, 3, 31),
        published_at=dt.datetime(2026, 11, 20, 1, 2, 3, tzinfo=dt.UTC),
        for_veterans=True,
        for_dependents=True,
        for_fresh_graduates=True,
        education_min=EducationFactory(),
        experience_min=2,
        skills=["FANUC", "磨刀"],
    )
    employer = posting.employer

    assert data_of(client, posting) == {
        "@context": "https://schema.org",
        "@type": "JobPosting",
        "title": "数控车工",
        "description": "<p>按图纸编程、装夹并完成首件检验。</p>",
        "url": f"http://testserver/postings/{posting.pk}/",
        "identifier": {
            "@type": "PropertyValue",
            "name": employer.name,
            "value": str(posting.pk),
        },
        "datePosted": "2026-11-20T09:02:03+08:00",
        "validThrough": "2099-03-31T23:59:59+08:00",
        "employmentType": "FULL_TIME",
        "hiringOrganization": {
            "@type": "Organization",
            "name": employer.name,
            "sameAs": f"http://testserver/employers/{employer.pk}/",
            "identifier": employer.uscc,
        },
        "jobLocation": {
            "@type": "Place",
            "address": {
                "@type": "PostalAddress",
                "addressLocality": "广阳区",
                "addressRegion": "廊坊市",
                "addressCountry": "CN",
            },
        },
        "baseSalary": {
            "@type": "MonetaryAmount",
            "currency": "CNY",
            "value": {
                "@type": "QuantitativeValue",
                "minValue": 6500,
                "maxValue": 9000,
                "unitText": "MONTH",
            },
        },
        "totalJobOpenings": 3,
        "educationRequirements": {
            "@type": "EducationalOccupationalCredential",
            "credentialCategory": "associate degree",
        },
        "experienceRequirements": {
            "@type": "OccupationalExperienceRequirements",
            "monthsOfExperience": 24,
        },
        "skills": "FANUC、磨刀",
        "industry": "制造业",
        "specialCommitments": ["VeteranCommit", "MilitarySpouseCommit"],
    }


@pytest.mark.parametrize(
    "pay",
    [
        {"salary_min": None, "salary_max": None},
        {"is_negotiable": True, "negotiable_reason": "按业绩"},
    ],
)
def test_unknown_pay_is_left_out(client, pay):
    assert "baseSalary" not in data_of(client, PostingFactory(**pay))


def test_no_text_of_a_post_ends_the_element(client):
    evil = "</script><script>alert(1)</script> & <b>"
    posting = PostingFactory(title="焊工", duties=evil, requirements=evil)

    data = data_of(client, posting)

    assert data["qualifications"] == evil
    assert data["description"].count("<p>") == 1
    assert "<script>" not in data["description"]


def test_ended_post_and_list_have_none(client):
    posting = PostingFactory(closed=True)
    PostingFactory()

    assert data_of(client, posting) is None
    assert data_in(client.get("/postings/").content.decode()) is None


@pytest.fixture
def fair():
    fair = FairFactory(starts_on=dt.date(2027, 3, 27), ends_on=dt.date(2027, 3, 28))
    fair.hosts.create(organization=OrganizationFactory(name="廊坊市人社局"))
    return fair


def test_fair(client, fair):
    VenueFactory(fair=fair, name="廊坊会场", address="银河大道")

    data = data_of(client, fair)

    assert (data["@type"], data["startDate"], data["endDate"]) == (
        "Event",
        "2027-03-27",
        "2027-03-28",
    )
    assert data["organizer"] == [{"@type": "GovernmentOrganization", "name": "廊坊市人社局"}]
    [place] = data["location"]
    assert (place["name"], place["address"]["streetAddress"]) == ("廊坊会场", "银河大道")


def test_fair_of_unknown_day_or_place_is_no_event_yet(client, fair):
    assert data_of(client, fair) is None
    assert data_of(client, VenueFactory(fair=FairFactory()).fair) is None


def test_address_of_its_own_without_what_one_came_with(client):
    posting = PostingFactory(title="焊工")
    html = client.get(f"{posting.get_absolute_url()}?from=poster").content.decode()
    own = f"http://testserver/postings/{posting.pk}/"

    assert f'<link rel="canonical" href="{own}">' in html
    assert f'<meta property="og:url" content="{own}">' in html
    assert '<meta property="og:title" content="焊工">' in html


@pytest.mark.parametrize("path", ["/", "/postings/", "/fairs/", "/veterans/", "/dependents/"])
def test_entrances_say_what_they_are_when_they_are_shared(client, path):
    html = client.get(path).content.decode()

    assert f'<meta property="og:url" content="http://testserver{path}">' in html
    assert re.search('<meta property="og:title" content="[^"]{4,}">', html)
    assert re.search('<meta property="og:description" content="[^"]{10,}">', html)


def test_missing_page_has_no_address_of_its_own(client):
    assert "canonical" not in client.get("/no-such-page/").content.decode()
