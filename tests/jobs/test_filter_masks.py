"""Counting in memory and listing from the database say the same, whatever is chosen."""

import dataclasses
import datetime as dt
import itertools
import random

import pytest
import time_machine
from django.http import QueryDict
from django.utils import timezone

from jobs import filter_masks, live_facets
from jobs.choices import Audience, EmployerNature, EmployerSize, EmploymentType
from jobs.filter_masks import PostingMasks
from jobs.filters import PostingFilterSet
from jobs.models import Posting
from jobs.search.query import parse
from jobs.views import tallies
from tests.factories import (
    BoothFactory,
    DraftFactory,
    EducationFactory,
    EmployerFactory,
    FairFactory,
    IndustryFactory,
    OccupationFactory,
    ParticipationFactory,
    PostingFactory,
    VenueFactory,
    ZoneFactory,
)
from tests.factories.regions import REGIONS, region
from tongwulang.regions.models import RegionNeighbour

pytestmark = pytest.mark.django_db

PLACES = ("110112", "110115", "120114", "131003", "131082")


def filterset(**chosen):
    params = QueryDict(mutable=True)
    params.update({name: str(value) for name, value in chosen.items()})
    return PostingFilterSet.asked(params)


@pytest.fixture
def market(db):
    """Some sixty posts that differ in everything that is filtered by, by a fixed die."""
    die = random.Random(20240328)
    for code in REGIONS:
        region(code)
    RegionNeighbour.objects.create(region_id="110112", neighbour_id="131082", source="测试")
    educations = [
        EducationFactory(code=code, name=name, rank=rank)
        for code, name, rank in (("20", "本科", 5), ("30", "专科", 4), ("70", "初中", 2))
    ]
    industries = [IndustryFactory(code=code, name=code) for code in "CIP"]
    emerging = IndustryFactory(code="SEI2", name="高端装备", scheme="emerging", level="strategic")
    employers = [
        EmployerFactory(
            nature=die.choice(EmployerNature.values), size=die.choice(EmployerSize.values)
        )
        for _ in range(6)
    ]
    zone = ZoneFactory(venue=VenueFactory(fair=FairFactory(slug="spring")))
    for employer in employers[:3]:
        ParticipationFactory(employer=employer, booth=BoothFactory(zone=zone), fair=zone.venue.fair)
    for number in range(60):
        low = die.choice([None, 3000, 6000, 9000])
        posting = PostingFactory(
            title=f"{die.choice(['数控车工', '电焊工', '焊接工', '会计'])}{number}",
            employer=die.choice(employers),
            region=region(die.choice(PLACES)),
            industry=die.choice(industries),
            emerging_industry=die.choice([None, emerging]),
            occupation=die.choice([None, OccupationFactory()]),
            education_min=die.choice([None, *educations]),
            experience_min=die.choice([0, 1, 3, 10]),
            salary_min=low,
            salary_max=low and low + 2000,
            base_pay=2500,
            employment_type=die.choice(EmploymentType.values),
            published_at=timezone.now() - dt.timedelta(days=die.choice([0, 2, 6, 40])),
            expires_on=timezone.localdate() + dt.timedelta(days=die.choice([-1, 0, 20])),
            **{f"for_{audience}": die.random() < 0.3 for audience in Audience},
        )
        for participation in posting.employer.participations.all():
            participation.postings.add(posting)
    return zone


CHOSEN = {
    "q": ["数控", "焊工", '"数控车工"', "焊工 车工"],
    "region": ["131000", "131082", "110000", "elsewhere"],
    "industry": ["C", "SEI2"],
    "occupation": ["数控", "6-18-01-07"],
    "education": ["20", "70"],
    "experience": [0, 3],
    "pay": [2500, 7000],
    "employment": EmploymentType.values[:2],
    "audience": ["veterans", "fresh_graduates"],
    "nature": EmployerNature.values[:3],
    "size": EmployerSize.values[:3],
    "published": [1, 3, 7, 30],
    "fair": ["spring"],
}


def same(chosen):
    chosen_filters = filterset(**chosen)
    assert not chosen_filters.complaints()
    listed = set(chosen_filters.qs.values_list("pk", flat=True))
    masked = PostingMasks(chosen_filters).without()
    assert masked.is_exact
    assert masked.bits == masked.facets.bitmaps.of_ids(listed), chosen
    assert masked.total == sum(masked.by("experience").values()) == len(listed), chosen
    return len(listed)


def test_every_single_filter_says_the_same_both_ways(market):
    found = {
        (name, value): same({name: value}) for name, values in CHOSEN.items() for value in values
    }

    # A filter that lets everything or nothing through would prove little.
    assert sum(0 < count < Posting.objects.published().count() for count in found.values()) > 20


def test_every_pair_of_filters_says_the_same_both_ways(market):
    for one, other in itertools.combinations(CHOSEN, 2):
        same({one: CHOSEN[one][-1], other: CHOSEN[other][0]})


def test_hall_zone_and_neighbours_say_the_same_both_ways(market):
    assert same({"fair": "spring", "venue": market.venue_id, "zone": market.pk})
    assert same({"region": "110112", "nearby": "true"}) > same({"region": "110112"})


def test_taking_the_neighbours_off_brings_the_region_alone(market):
    masks = PostingMasks(filterset(region="110112", nearby="true", pay=3000))

    alone = PostingMasks(filterset(region="110112", pay=3000)).without()
    assert masks.without("nearby").bits == alone.bits
    assert masks.without("nearby").total == alone.total < masks.without().total
    assert masks.without("region", "nearby").bits == masks.without("region").bits


def test_what_was_counted_once_is_not_counted_again(market, monkeypatch):
    facets = live_facets.current()
    first = PostingMasks(filterset(region="131000", pay=3000), facets).without("pay")
    known = first.total, first.by("industry"), first.at_least("pay", 6000)
    monkeypatch.setattr(PostingMasks, "_shared_by", None)

    again = PostingMasks(filterset(pay=7000, region="131000"), facets).without("pay")
    assert (again.total, again.by("industry"), again.at_least("pay", 6000)) == known


def test_counts_of_other_filters_and_of_another_day_are_others(market):
    masks = PostingMasks(filterset(region="131000", pay=3000))
    totals = {names: masks.without(*names).total for names in ((), ("pay",), ("region",))}
    ending = Posting.objects.published().filter(expires_on=timezone.localdate()).count()
    with time_machine.travel(timezone.now() + dt.timedelta(days=1), tick=False):
        tomorrow = filter_masks.everything().total

    assert len({*totals.values()}) == 3
    assert filter_masks.everything().total - tomorrow == ending > 0


def test_nothing_is_counted_twice_or_left_out(market):
    regions = tallies.by_region(filter_masks.everything())

    assert regions.total == Posting.objects.published().count()


def test_beyond_the_cap_the_newest_are_counted_and_it_is_said(market, monkeypatch):
    monkeypatch.setattr(filter_masks, "MATCHES_READ", 5)
    DraftFactory.create_batch(3, title="数控车工")
    once_public = Posting.objects.exclude(published_at=None)
    newest = once_public.found_by(parse("数控")).newest_matches_first()
    ids = list(newest.values_list("pk", flat=True))
    assert len(ids) > 5

    found = PostingMasks(filterset(q="数控")).without()
    assert not found.is_exact
    assert found.bits == found.facets.public & found.facets.bitmaps.of_ids(ids[:5])


def test_yesterdays_last_day_is_over_today(market):
    ending = Posting.objects.published().filter(expires_on=timezone.localdate())
    before = live_facets.current()
    tomorrow = dataclasses.replace(before, day=before.day + dt.timedelta(days=1))

    assert len(before.public) - len(tomorrow.public) == ending.count() > 0
