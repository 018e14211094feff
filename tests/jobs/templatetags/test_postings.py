"""How a post's pay, place and requirements read."""

import pytest
from django.utils import timezone

from jobs.models import Posting
from jobs.templatetags.postings import education, experience, marks, pay, place, stand, thousands
from tongwulang.regions.models import Education, Region


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"salary_min": 8000, "salary_max": 12000, "base_pay": 5000}, "8,000–12,000 元/月"),
        ({"salary_min": 8000, "salary_max": 8000}, "8,000 元/月"),
        ({"base_pay": 6000}, "底薪 6,000 元/月"),
        ({"is_negotiable": True, "base_pay": 6000}, "面议（底薪 6,000 元/月）"),
        ({"is_negotiable": True}, "面议"),
    ],
)
def test_pay_is_said_exactly_and_never_as_zero(fields, said):
    assert pay(Posting(**fields)) == said


def test_place_names_what_the_region_lies_in():
    hebei = Region(code="130000", name="河北省", short_name="河北")
    langfang = Region(code="131000", name="廊坊市", short_name="廊坊", parent=hebei)
    langfang.place = langfang
    sanhe = Region(code="131082", name="三河市", short_name="三河", parent=langfang, place=langfang)
    tianjin = Region(code="120000", name="天津市", short_name="天津")
    baodi = Region(code="120115", name="宝坻区", short_name="宝坻", parent=tianjin)

    assert [place(each) for each in (langfang, sanhe, baodi, tianjin, None)] == [
        "廊坊市",
        "廊坊 · 三河市",
        "天津 · 宝坻区",
        "天津市",
        "",
    ]


def test_requirements_that_ask_for_nothing_say_so():
    assert education(None) == "学历不限"
    assert education(Education(code="90", name="其他", rank=0)) == "学历不限"
    assert education(Education(code="20", name="本科", rank=5)) == "本科及以上"
    assert (experience(0), experience(3)) == ("经验不限", "经验 3 年以上")


def test_card_carries_at_most_two_marks():
    posting = Posting(
        for_veterans=True,
        for_dependents=True,
        for_fresh_graduates=True,
        published_at=timezone.now(),
    )

    assert marks(posting) == [("vet", "退役军人优先"), ("vet", "随军家属友好")]
    assert marks(Posting(published_at=timezone.now())) == [("", "今日发布")]
    assert marks(Posting()) == []


def test_post_at_no_fair_stands_nowhere():
    assert stand(None) == ""
    assert stand("") == ""


def test_thousands_are_set_apart():
    assert [thousands(number) for number in (0, 999, 3104, None)] == ["0", "999", "3,104", ""]
