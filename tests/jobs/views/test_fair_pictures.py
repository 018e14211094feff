"""Pictures of a fair say what their tables and its count say."""

import pytest

from tests.factories import (
    IndustryFactory,
    ParticipationFactory,
    PostingFactory,
    RegionFactory,
)
from tests.jobs.views.reading import rows_of

pytestmark = pytest.mark.django_db


def test_pictures_say_the_same_as_their_tables(client, hall_with, three_places):
    hall = hall_with(2)
    far = PostingFactory(region=RegionFactory(code="110115"))
    ParticipationFactory(fair=hall.fair, employer=far.employer, postings=[far])
    response = client.get(hall.fair.get_absolute_url())

    assert response.context["region_chart"].alternative == (
        "通州区 0，武清区 0，廊坊市 2，京津冀其他地区 1"
    )
    assert response.context["region_chart"].total == 3
    rows = {row[0]: row[-1] for row in rows_of(response)}
    assert (rows["廊坊市"], rows["广阳区"], rows["北京 大兴区"]) == ("2", "2", "1")
    assert response.content.decode().count("<svg height=") == 2


def test_posts_of_no_known_industry_are_drawn_and_told(client, hall_with):
    hall = hall_with(2)
    emerging = IndustryFactory(code="FUT1", name="未来制造", scheme="emerging", level="emerging")
    new = PostingFactory(industry=None, emerging_industry=emerging)
    plain = PostingFactory(industry=None)
    for posting in (new, plain):
        ParticipationFactory(fair=hall.fair, employer=posting.employer, postings=[posting])
    response = client.get(hall.fair.get_absolute_url())
    rows = {row[0]: row[-1] for row in rows_of(response)}

    assert response.context["fair"].posting_count == 4
    assert response.context["industry_chart"].total == 4
    assert response.context["industry_chart"].alternative == "未来制造 1，其他行业 3"
    assert (rows["未来制造"], rows["其他行业"]) == ("1", "3")
    assert (rows["制造业"], rows["未注明"]) == ("2", "2")


def test_fair_without_new_industries_is_drawn_by_section(client, hall_with):
    hall = hall_with(1)
    plain = PostingFactory(industry=None)
    ParticipationFactory(fair=hall.fair, employer=plain.employer, postings=[plain])
    response = client.get(hall.fair.get_absolute_url())
    rows = {row[0]: row[-1] for row in rows_of(response)}

    assert response.context["industry_chart"].alternative == "制造业 1，未注明 1"
    assert (rows["制造业"], rows["未注明"]) == ("1", "1")


def test_counties_add_up_to_their_place(client, hall_with):
    hall = hall_with(1)
    wide = PostingFactory(region=RegionFactory(code="131000"))
    ParticipationFactory(fair=hall.fair, employer=wide.employer, postings=[wide])
    response = client.get(hall.fair.get_absolute_url())
    rows = {row[0]: row[-1] for row in rows_of(response)}

    assert response.context["region_chart"].total == response.context["fair"].posting_count == 2
    assert (rows["廊坊市"], rows["广阳区"], rows["未注明区县"]) == ("2", "1", "1")
