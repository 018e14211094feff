"""One post: what it says, and when it is gone."""

import datetime as dt
import re
from urllib.parse import quote

import pytest

from tests.factories import (
    DraftFactory,
    EducationFactory,
    EmployerFactory,
    FairFactory,
    MajorFactory,
    ParticipationFactory,
    PostingFactory,
    RegionFactory,
)

pytestmark = pytest.mark.django_db


def text_of(response):
    return response.content.decode()


def test_post_states_requirements_and_place_as_data(client):
    posting = PostingFactory(
        title="五轴数控机床操作工",
        salary_months=13,
        education_min=EducationFactory(),
        experience_min=3,
        certificates=["电工证"],
        skills=["编程", "装夹"],
        shift="two_shifts",
        region=RegionFactory(code="131082"),
        benefits=["五险一金"],
        for_veterans=True,
    )
    posting.majors.add(MajorFactory())
    html = text_of(client.get(posting.get_absolute_url()))

    for said in (
        "6,500–9,000 元/月",
        "13 个月",
        "4,000 元/月，不含绩效、加班费",
        "廊坊 · 三河市",
        "招 3 人",
        "专科及以上",
        "经验 3 年以上",
        "机械类",
        "电工证",
        "编程",
        "两班倒",
        "五险一金",
        "退役军人优先",
        "按图纸编程、装夹并完成首件检验。",
        "求职全程免费",
    ):
        assert said in html, said


def test_post_with_only_what_the_law_requires_says_so_plainly(client):
    posting = PostingFactory(salary_min=None, salary_max=None, industry=None)
    html = text_of(client.get(posting.get_absolute_url()))

    assert "底薪 4,000 元/月" in html
    assert "学历不限" in html
    assert "经验不限" in html
    assert "None" not in html


def test_negotiable_pay_shows_its_base_or_the_reviewers_reason(client):
    based = PostingFactory(is_negotiable=True)
    reasoned = PostingFactory(
        is_negotiable=True,
        base_pay=None,
        salary_min=None,
        salary_max=None,
        negotiable_reason="提成制，按项目结算",
    )

    assert "面议（底薪 4,000 元/月）" in text_of(client.get(based.get_absolute_url()))
    assert "提成制，按项目结算" in text_of(client.get(reasoned.get_absolute_url()))


def test_cross_border_facts_carry_their_date(client):
    posting = PostingFactory(
        insurance_region=RegionFactory(code="110112"),
        shuttle="通州北苑 7:10 发车",
        cross_border_on=dt.date(2026, 3, 5),
    )
    html = text_of(client.get(posting.get_absolute_url()))

    assert "社保缴纳地" in html
    assert "通州北苑 7:10 发车" in html
    assert "2026年3月5日" in html


def test_booth_is_named_with_its_fair(client, hall_with):
    hall = hall_with(1)
    html = text_of(client.get(hall.postings[0].get_absolute_url()))

    booth = hall.zone.booths.get()
    assert hall.fair.name in html
    assert f"{hall.venue.name} {booth.number} 展位" in html


def test_fair_that_is_not_announced_is_not_named(client):
    posting = PostingFactory()
    fair = FairFactory(status="draft", name="还没公布的招聘会")
    ParticipationFactory(employer=posting.employer, fair=fair, postings=[posting])

    assert fair.name not in text_of(client.get(posting.get_absolute_url()))


@pytest.mark.parametrize("ended", ["closed", "expired"])
def test_post_that_has_ended_is_gone(client, ended):
    posting = PostingFactory(**{ended: True})
    response = client.get(posting.get_absolute_url())

    assert response.status_code == 410
    assert posting.employer.get_absolute_url() in text_of(response)


@pytest.mark.parametrize("ended", ["closed", "expired"])
def test_post_that_has_ended_offers_others(client, hall_with, ended):
    hall = hall_with(1)
    posting = PostingFactory(title="数控车工（夜班）", employer=hall.employers[0], **{ended: True})
    hall.employers[0].participations.get().postings.add(posting)
    alike = PostingFactory(title="数控车工")
    html = text_of(client.get(posting.get_absolute_url()))

    assert alike.get_absolute_url() in html
    assert hall.postings[0].get_absolute_url() in html
    assert f'href="/postings/?fair={hall.fair.slug}"' in html
    found = client.get(f"/postings/?q=数控车工&region={posting.region_id}")
    link = f'href="/postings/?q={quote("数控车工")}&amp;region={posting.region_id}"'
    assert link in html
    assert alike.get_absolute_url() in text_of(found)


def test_post_shows_posts_like_it_and_its_employers_others(client):
    posting = PostingFactory(title="数控车工")
    alike = PostingFactory(title="数控车床操作工")
    others = PostingFactory.create_batch(
        6, title="会计", duties="记账。", employer=posting.employer
    )
    answer = client.get(posting.get_absolute_url())
    html = text_of(answer)

    assert answer.context["similar"] == [alike]
    assert list(answer.context["others"]) == others[:0:-1]
    assert "该单位另有 6 个岗位" in html
    assert "看该单位全部岗位" in html


def test_post_with_nothing_beside_it_has_no_empty_section(client):
    html = text_of(client.get(PostingFactory().get_absolute_url()))

    assert "相似岗位" not in html
    assert "该单位另有" not in html


@pytest.mark.parametrize("ended", ["closed", "expired"])
@pytest.mark.parametrize("status", ["suspended", "unverified"])
def test_post_that_has_ended_does_not_name_an_unverified_employer(client, ended, status):
    employer = EmployerFactory(name="不再核验的单位", status=status)
    response = client.get(
        PostingFactory(title="旧岗位", employer=employer, **{ended: True}).get_absolute_url()
    )

    assert response.status_code == 404
    assert "不再核验的单位" not in text_of(response)
    assert "旧岗位" not in text_of(response)


def test_deadline_stands_out(client):
    html = text_of(client.get(PostingFactory().get_absolute_url()))

    assert re.search(r'<span class="due">(\d+年)?\d+月\d+日（周.）截止</span>', html)


def test_post_that_was_never_public_is_not_found(client):
    for posting in (DraftFactory(), DraftFactory(status="pending")):
        assert client.get(posting.get_absolute_url()).status_code == 404


def test_long_names_stay_whole(client):
    posting = PostingFactory(title="长" * 80, employer=EmployerFactory(name="演" * 120))
    html = text_of(client.get(posting.get_absolute_url()))

    assert "长" * 80 in html
    assert "演" * 120 in html


def test_organizers_notes_are_not_public(client):
    posting = PostingFactory(
        review_note="内部意见", employer=EmployerFactory(contact_name="张三丰")
    )
    html = text_of(client.get(posting.get_absolute_url()))

    assert "内部意见" not in html
    assert "张三丰" not in html
