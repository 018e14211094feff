"""我的资料: step by step, in everyday words, left half done at will."""

import pytest
from django.urls import reverse

from jobs.actions import applicants
from jobs.models import Applicant
from tests.factories import (
    EducationFactory,
    MajorFactory,
    NoticeFactory,
    OccupationFactory,
    OrganizationFactory,
    PostingFactory,
    RegionFactory,
    SeekerFactory,
    UserFactory,
)
from tests.jobs.actions.applying import apply
from tongwulang.accounts.actions import consents
from tongwulang.accounts.models import Consent

pytestmark = pytest.mark.django_db


@pytest.fixture
def user():
    return UserFactory(name="")


@pytest.fixture
def notice():
    return NoticeFactory(kind="profile", title="求职资料告知")


@pytest.fixture
def client(client, user, notice):
    """Of somebody who has agreed to the notice."""
    consents.agree(user=user, notice=notice)
    client.force_login(user)
    return client


def saved(client, step, values, **more):
    answer = client.post(reverse("profile_edit", args=[step]), {**values, **more})
    assert answer.status_code == 302, answer.context["form"].errors
    return answer["Location"]


def complaints(client, step, values):
    answer = client.post(reverse("profile_edit", args=[step]), values)
    assert answer.status_code == 200
    return answer


def test_nothing_has_to_be_filled_in_and_steps_lead_on(client, user):
    steps = ("wishes", "person", "education", "skills")
    ways = [saved(client, step, {"next": "1"}) for step in steps]

    assert ways == [
        *(reverse("profile_edit", args=[step]) for step in steps[1:]),
        reverse("profile_detail"),
    ]
    assert Applicant.objects.get().user == user


def test_step_saved_alone_leads_back_and_loses_nothing_of_the_others(client):
    RegionFactory(code="131082")
    way = saved(client, "person", {"name": "李四", "birth_year": "1995"})
    assert way == reverse("profile_detail")
    saved(client, "wishes", {"wanted_pay": "6500"})
    applicant = Applicant.objects.get()

    assert (applicant.name, applicant.birth_year, applicant.wanted_pay) == ("李四", 1995, 6500)


def test_wishes_take_everyday_words(client):
    welder = OccupationFactory(code="6-18-02-04", name="焊工")
    accountant = OccupationFactory(code="2-06-03-00", name="会计专业人员")
    sanhe = RegionFactory(code="131082")
    saved(
        client,
        "wishes",
        {
            "wanted_occupations": "电焊工、会计，焊工",
            "wanted_regions": [sanhe.pk],
            "wanted_pay": "",
        },
    )
    applicant = Applicant.objects.get()

    assert set(applicant.wanted_occupations.all()) == {welder, accountant}
    assert list(applicant.wanted_regions.all()) == [sanhe]
    html = client.get(reverse("profile_edit", args=["wishes"])).content.decode()
    assert "焊工" in html


def test_unknown_occupation_is_named_with_what_may_be_meant(client):
    OccupationFactory(code="4-04-05-01", name="网络与信息安全管理员")
    answer = complaints(client, "wishes", {"wanted_occupations": "网络大神", "wanted_pay": "8000"})
    html = answer.content.decode()

    assert "没有叫“网络大神”的职业。是不是：网络与信息安全管理员？" in html
    assert ('value="网络大神"' in html, 'value="8000"' in html) == (True, True)
    assert Applicant.objects.count() == 0


def test_more_than_five_occupations_are_too_many(client):
    answer = complaints(client, "wishes", {"wanted_occupations": "一、二、三、四、五、六"})

    assert "最多写 5 个职业" in answer.content.decode()


def test_bureau_follows_the_region(client):
    bureau = OrganizationFactory()
    assert "现在只有您自己" in client.get(reverse("profile_detail")).content.decode()
    saved(client, "person", {"region": RegionFactory(code="131082").pk})

    assert bureau.name in client.get(reverse("profile_detail")).content.decode()


@pytest.mark.parametrize("kind", ["hr", "veterans"])
def test_bureau_follows_whoever_moves_to_another_place(client, user, kind):
    langfang = OrganizationFactory(region=RegionFactory(code="131000"), kind=kind)
    wuqing = OrganizationFactory(region=RegionFactory(code="120114"))
    SeekerFactory(user=user, region=RegionFactory(code="131003"), organization=langfang)

    saved(client, "person", {"name": "李四", "region": "120114"})

    assert Applicant.objects.get().organization == wuqing


def test_name_and_phone_stay_while_there_is_a_record_of_an_application(client, user):
    seeker = SeekerFactory(user=user)
    apply(seeker)
    for name in ("name", "phone"):
        typed = {"name": "李四", "phone": "13900139000", name: ""}
        assert "不能空着" in complaints(client, "person", typed).content.decode()

    seeker.refresh_from_db()
    assert (seeker.name, bool(seeker.phone)) == ("欧阳建国", True)


@pytest.mark.parametrize(
    ("typed", "kept", "shown"),
    [
        ("138 0013 8000", "+8613800138000", "138 0013 8000"),
        ("010-1234 5678", "+861012345678", "010 1234 5678"),
        ("+852 2345 6789", "+85223456789", "+852 2345 6789"),
    ],
)
def test_phone_that_applying_takes_is_taken_here_and_comes_back(client, typed, kept, shown):
    saved(client, "person", {"name": "李四", "phone": typed})

    assert str(Applicant.objects.get().phone) == kept
    page = client.get(reverse("profile_edit", args=["person"])).content.decode()
    assert f'value="{shown}"' in page
    saved(client, "person", {"name": "李四", "phone": shown})
    assert str(Applicant.objects.get().phone) == kept


@pytest.mark.parametrize(
    ("step", "values", "complaint"),
    [
        ("person", {"birth_year": "2015"}, "未满 16 周岁"),
        ("person", {"birth_year": "九五年"}, "整数"),
        ("person", {"phone": "12345"}, "手机号"),
        ("education", {"graduation_year": "1900"}, "1950"),
        ("education", {"experience_years": "-1"}, "0"),
        ("education", {"major": "屠龙术"}, "专业目录里没有“屠龙术”"),
        ("skills", {"skills": "长" * 41}, "1 至 40 个字"),
        ("wishes", {"wanted_pay": "0"}, "1"),
        ("wishes", {"wanted_pay": "面议"}, "请填每月多少元，如 6000。"),
        ("wishes", {"wanted_pay": "越多越好"}, "请填每月多少元，如 6000。"),
        ("wishes", {"wanted_pay": "6000000"}, "1000000"),
        ("wishes", {"wanted_pay": "8万"}, "请写明是每月还是每年，如 8万/年。"),
        ("wishes", {"wanted_regions": ["990000"]}, "有效"),
    ],
)
def test_bad_value_is_named_and_nothing_is_saved(client, step, values, complaint):
    assert complaint in complaints(client, step, values).content.decode()
    assert Applicant.objects.count() == 0


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("6000", 6000), ("６０００", 6000), ("6,000", 6000), ("5千", 5000), ("6-8K", 6000),
        ("6000元以上", 6000), ("1万", 10_000), ("9.6万/年", 8000), ("", None),
    ],
)  # fmt: skip
def test_pay_is_taken_as_people_say_it(client, typed, kept):
    saved(client, "wishes", {"wanted_pay": typed})

    assert Applicant.objects.get().wanted_pay == kept


def test_pay_can_be_typed_in_words_on_a_phone(client):
    page = client.get(reverse("profile_edit", args=["wishes"])).content.decode()
    box = page.split('name="wanted_pay"')[1].split(">")[0]

    assert "inputmode" not in box
    assert "6-8K" in page


def test_major_is_found_in_the_catalogue_of_the_education(client):
    MajorFactory(code="B0802", name="机械类")
    college = MajorFactory(code="C4601", name="机械类", education_level="college")
    saved(client, "education", {"education": EducationFactory().pk, "major": "机械专业"})

    assert Applicant.objects.get().major == college


def test_skills_that_posts_ask_for_can_be_ticked(client, user):
    welder = OccupationFactory(code="6-18-02-04", name="焊工")
    applicant = SeekerFactory(user=user, skills=["看图"])
    applicant.wanted_occupations.add(welder)
    PostingFactory.create_batch(2, occupation=welder, skills=["氩弧焊", "看图"])
    PostingFactory(occupation=welder, skills=["打磨"])
    PostingFactory(skills=["做账"])
    page = client.get(reverse("profile_edit", args=["skills"]))
    assert [value for value, _ in page.context["form"].fields["common"].choices] == [
        "氩弧焊",
        "打磨",
    ]
    saved(client, "skills", {"common": ["氩弧焊"], "skills": "看图\n折弯", "commute_max": "45"})
    applicant.refresh_from_db()

    assert applicant.skills == ["看图", "折弯", "氩弧焊"]
    assert applicant.commute_max == 45


def test_overview_says_how_much_is_filled_and_leads_to_the_first_gap(client, user):
    empty = client.get(reverse("profile_detail")).context
    SeekerFactory(user=user)
    some = client.get(reverse("profile_detail")).context

    assert (empty["filled"], empty["first"]) == (0, "wishes")
    assert some["filled"] == 5


def test_unknown_step_is_not_there(client):
    assert client.get(reverse("profile_edit", args=["secrets"])).status_code == 404


@pytest.mark.parametrize("rows", [1, 30])
def test_overview_costs_the_same_for_many_wishes(client, user, rows, django_assert_num_queries):
    applicant = SeekerFactory(user=user)
    applicant.wanted_occupations.set(
        OccupationFactory(code=f"6-18-01-{number:02}") for number in range(rows)
    )
    with django_assert_num_queries(8):
        client.get(reverse("profile_detail"))


def test_overview_says_who_sees_it_and_why(client, user):
    def who():
        return client.get(reverse("profile_detail")).content.decode().split('id="who"')[1]

    assert "现在只有您自己" in who()
    seeker = SeekerFactory(user=user)
    assert f"负责您的{seeker.organization.name}，用来介绍岗位" in who()
    consents.withdraw(consent=Consent.objects.get(), by=user)
    assert "只有您自己。投递过的，那家用人单位" in who()


def test_application_that_came_in_between_keeps_the_name_and_what_was_typed(
    client, user, monkeypatch
):
    """The form was looked at before: the action looks again."""
    seeker = SeekerFactory(user=user)
    save = applicants.save_own

    def overtaken(**what):
        apply(seeker)
        return save(**what)

    monkeypatch.setattr(applicants, "save_own", overtaken)
    page = complaints(client, "person", {"name": "", "birth_year": "1991"})
    html = page.content.decode()

    assert "投递过的，姓名和手机号不能空着。" in html
    assert 'value="1991"' in html
    seeker.refresh_from_db()
    assert seeker.name == "欧阳建国"


@pytest.mark.parametrize(
    ("region", "text"),
    [
        ("110115", "主办单位只负责住在通州、武清、廊坊的人"),
        (None, "填了居住地区（通州、武清、廊坊），或者投递过"),
    ],
)
def test_whom_no_bureau_answers_for_is_told_why(client, user, region, text):
    place = RegionFactory(code=region) if region else None
    SeekerFactory(user=user, region=place, organization=None)

    assert text in client.get(reverse("profile_detail")).content.decode()


@pytest.mark.parametrize(
    "typed",
    ["010-12345678 x801", "010-12345678 ext 801", "010-12345678#801", "010ABCDEFGH",
     "+8613800138000,1234", "138 0013 8000;139 0013 9000", "010-12345678转801"],
)  # fmt: skip
def test_phone_of_which_a_part_would_be_lost_is_refused(client, typed):
    page = complaints(client, "person", {"name": "李四", "phone": typed}).content.decode()

    assert "不带分机" in page
    assert typed in page
    assert not Applicant.objects.exists()
