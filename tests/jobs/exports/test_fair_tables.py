"""The tables of a fair: who takes part where, with which posts, and what of it is whose."""

import pytest

from tests.factories import (
    BoothFactory,
    DraftFactory,
    EmployerFactory,
    ParticipationFactory,
    PostingFactory,
)
from tests.jobs.exports.conftest import table_of

pytestmark = pytest.mark.django_db


def test_participations_say_needs_and_places(exported):
    booth = BoothFactory(number="A07")
    posting = PostingFactory(headcount=4)
    row = ParticipationFactory(
        employer=posting.employer, booth=booth, postings=[posting], power_w=1500, sockets=2
    )

    (told,) = table_of(exported("participations", [row]))

    assert told["展位号"] == "A07"
    assert (told["用电功率"], told["插座数"]) == (1500, 2)
    assert (told["公开岗位数"], told["公开岗位招聘人数"]) == (1, 4)


def test_fairs_tables_hold_what_is_public_of_all_and_the_rest_of_ones_own(exported, wuqing_posting):
    booth = BoothFactory(number="A01")
    fair = booth.zone.venue.fair
    theirs = ParticipationFactory(
        employer=wuqing_posting.employer, booth=booth, postings=[wuqing_posting]
    )
    hidden = ParticipationFactory(employer=EmployerFactory(), fair=fair, status="applied")
    hidden.organization = wuqing_posting.employer.organization
    hidden.save()
    draft = DraftFactory(title="草稿")
    own = ParticipationFactory(fair=fair, employer=draft.employer, postings=[draft])

    employers = table_of(exported("fair_employers", [theirs, hidden, own], fair=fair))
    postings = table_of(exported("fair_postings", [wuqing_posting, draft], fair=fair))
    booths = table_of(exported("fair_booths", [booth], fair=fair))

    assert [row["单位名称"] for row in employers] == [theirs.employer.name, own.employer.name]
    assert [(row.get("展位号"), row["岗位名称"]) for row in postings] == [
        ("A01", wuqing_posting.title),
        (None, "草稿"),
    ]
    assert [(row["展位号"], row["单位名称"]) for row in booths] == [("A01", theirs.employer.name)]


def test_draft_fair_of_all_shows_nothing_of_others(exported, wuqing_posting):
    booth = BoothFactory()
    fair = booth.zone.venue.fair
    fair.status = "draft"
    fair.save()
    row = ParticipationFactory(employer=wuqing_posting.employer, booth=booth)

    assert table_of(exported("fair_employers", [row], fair=fair)) == []
    (told,) = table_of(exported("fair_booths", [booth], fair=fair))
    assert "单位名称" not in told
