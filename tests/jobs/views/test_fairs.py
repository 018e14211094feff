"""Fairs, halls and employers: counts on screen equal the database."""

import pytest
from django.urls import reverse

from jobs.models import Employer
from tests.factories import (
    BoothFactory,
    EmployerFactory,
    FairFactory,
    ParticipationFactory,
    PostingFactory,
    VenueFactory,
    ZoneFactory,
)
from tests.jobs.views.reading import text_of

pytestmark = pytest.mark.django_db


def test_only_announced_fairs_are_listed(client):
    for status in ("draft", "published", "held", "cancelled"):
        FairFactory(name=f"招聘会{status}", status=status)
    text = text_of(client.get(reverse("fair_list")))

    assert [
        name for name in ("draft", "published", "held", "cancelled") if f"招聘会{name}" in text
    ] == [
        "published",
        "held",
    ]


def test_fair_that_is_not_announced_is_not_found(client):
    venue = VenueFactory(fair__status="draft")
    fair = venue.fair

    assert client.get(fair.get_absolute_url()).status_code == 404
    assert client.get(reverse("fair_employers", args=[fair.slug])).status_code == 404
    assert client.get(venue.get_absolute_url()).status_code == 404


def test_fair_counts_only_accepted_employers_and_public_posts(client, hall_with):
    hall = hall_with(1)
    hidden = PostingFactory(expired=True, employer=hall.employers[0])
    hall.employers[0].participations.get().postings.add(hidden)
    ParticipationFactory(
        fair=hall.fair, status="waitlisted", postings=[PostingFactory(title="候补")]
    )
    fair = client.get(hall.fair.get_absolute_url()).context["fair"]

    assert (fair.employer_count, fair.posting_count) == (1, 1)


def test_suspended_employer_is_at_no_fair(client, hall_with):
    hall = hall_with(2)
    gone = hall.employers[0]
    gone.status = "suspended"
    gone.save()
    pages = [
        client.get(hall.fair.get_absolute_url()),
        client.get(reverse("fair_employers", args=[hall.fair.slug])),
        client.get(hall.venue.get_absolute_url()),
    ]

    assert [gone.name in text_of(page) for page in pages] == [False] * 3
    assert pages[0].context["fair"].employer_count == 1


def test_halls_and_zones_add_up(client, hall_with):
    hall = hall_with(2)
    other = ZoneFactory(venue=hall.venue)
    ParticipationFactory(
        booth=BoothFactory(zone=other),
        postings=PostingFactory.create_batch(3, employer=EmployerFactory()),
    )
    nowhere = PostingFactory()
    ParticipationFactory(venue=hall.venue, employer=nowhere.employer, postings=[nowhere])
    (found,) = client.get(hall.fair.get_absolute_url()).context["halls"]

    assert [(zone.employers, zone.posts) for zone in found.zones] == [(2, 2), (1, 3)]
    assert (found.employers, found.posts) == (4, 6)


def test_fair_without_anything_yet_says_so(client):
    response = client.get(FairFactory().get_absolute_url())

    assert response.status_code == 200
    assert text_of(response).count("还没有") >= 2


def test_employers_of_a_fair_are_paginated(client):
    fair = FairFactory()
    ParticipationFactory.create_batch(25, fair=fair)
    ParticipationFactory(fair=fair, status="applied", employer__name="还没确认的单位")
    url = reverse("fair_employers", args=[fair.slug])
    first, second = client.get(url), client.get(url, {"page": 2})

    assert len(first.context["page"].object_list) == 24
    assert len(second.context["page"].object_list) == 1
    assert "25" in text_of(first)
    assert "还没确认的单位" not in text_of(first) + text_of(second)


def test_hall_shows_who_stands_where_and_what_is_vacant(client, hall_with):
    hall = hall_with(1)
    vacant = BoothFactory(zone=hall.zone, number="Z99")
    text = text_of(client.get(hall.venue.get_absolute_url()))
    taken = hall.employers[0].participations.get().booth

    assert f"{taken.number} {hall.employers[0].name} 1 个岗位" in text
    assert f"{vacant.number} 空展位" in text


def test_generated_employers_are_marked_in_lists_and_halls(client, hall_with):
    hall = hall_with(1)
    pages = [
        hall.venue.get_absolute_url(),
        hall.fair.get_absolute_url(),
        reverse("fair_employers", args=[hall.fair.slug]),
    ]
    mark = '<span class="demo">演示数据</span>'
    assert [client.get(url).content.decode().count(mark) for url in pages] == [0, 0, 0]

    Employer.objects.update(is_demo=True)
    assert [client.get(url).content.decode().count(mark) for url in pages] == [1, 1, 1]


def test_hall_belongs_to_its_fair(client, hall_with):
    hall, other = hall_with(1), hall_with(1)
    url = reverse("venue_detail", args=[other.fair.slug, hall.venue.pk])

    assert client.get(url).status_code == 404


def test_employer_shows_its_public_posts_and_its_booth(client, hall_with):
    hall = hall_with(1)
    employer = hall.employers[0]
    PostingFactory(employer=employer, title="过期岗位", expired=True)
    text = text_of(client.get(employer.get_absolute_url()))

    assert hall.postings[0].title in text
    assert "过期岗位" not in text
    assert f"{hall.venue.name} {hall.zone.booths.get().number} 展位" in text


def test_contacts_of_an_employer_are_not_public(client):
    employer = EmployerFactory(contact_name="张三丰", contact_phone="+8613800138000")
    html = client.get(employer.get_absolute_url()).content.decode()

    assert "张三丰" not in html
    assert "138001" not in html
    assert "8000" not in html


def test_unverified_and_suspended_employers_are_not_found(client):
    for employer in (EmployerFactory(unverified=True), EmployerFactory(status="suspended")):
        assert client.get(employer.get_absolute_url()).status_code == 404


def test_employer_without_posts_says_what_to_do_next(client):
    response = client.get(EmployerFactory().get_absolute_url())

    assert 'class="empty"' in response.content.decode()
