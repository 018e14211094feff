"""From a post to an applied post in two taps."""

import pytest
from django.urls import reverse

from jobs.actions import applications, erasure
from jobs.models import Applicant, Application, Disclosure
from tests.agreeing import profile_notice, ticked
from tests.factories import (
    EducationFactory,
    NoticeFactory,
    PostingFactory,
    SeekerFactory,
    UserFactory,
)
from tongwulang.accounts.actions import consents
from tongwulang.accounts.models import Consent

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def notice():
    return NoticeFactory(kind="application", title="投递告知", body="给谁、做什么用。")


@pytest.fixture
def seeker():
    return SeekerFactory(education=EducationFactory())


@pytest.fixture
def client(client, seeker):
    client.force_login(seeker.user)
    return client


def apply_url(posting):
    return reverse("posting_apply", args=[posting.pk])


def tapped(client, posting, **values):
    """The second tap, with what the page of the first one holds."""
    page = client.get(apply_url(posting))
    form = page.context["form"]
    shown = {"shown": form.offered_names, "notice": page.context["notice"].pk}
    return client.post(apply_url(posting), {**shown, **values})


def test_post_leads_to_the_apply_page_without_a_cookie(client):
    posting = PostingFactory()
    client.logout()
    page = client.get(posting.get_absolute_url())

    assert f'href="{apply_url(posting)}"' in page.content.decode()
    assert page.cookies == {}


def test_page_says_who_gets_exactly_what_for_what(client):
    posting = PostingFactory(title="数控车工")
    page = client.get(apply_url(posting))
    html = page.content.decode()

    assert [one.text for one in page.context["form"].offered] == [
        "欧阳建国",
        "138 0013 8000",
        "广阳区",
        "专科",
    ]
    for text in (posting.employer.name, "评估是否适合“数控车工”", "投递告知（第 1 版）"):
        assert text in html
    assert page.context["form"].missing == []
    assert "no-store" in page["Cache-Control"]


def test_second_tap_applies_and_shows_the_application(client, seeker):
    answer = tapped(client, PostingFactory())
    application = Application.objects.get()

    assert (answer.status_code, answer["Location"]) == (302, application.get_absolute_url())
    assert application.applicant == seeker
    assert client.get(answer["Location"]).status_code == 200


def test_double_tap_and_coming_back_give_the_same_application(client):
    posting = PostingFactory()
    first = tapped(client, posting)
    second = client.post(apply_url(posting), {"shown": "name", "notice": "1"})

    assert first["Location"] == second["Location"] == client.get(apply_url(posting))["Location"]
    assert Application.objects.count() == 1


def test_what_is_ticked_is_left_out_and_name_and_phone_cannot_be(client):
    tapped(client, PostingFactory(), leave_out=["education"])

    assert Disclosure.objects.get().fields == ["name", "phone", "region"]


def test_name_and_phone_are_not_offered_to_be_left_out(client):
    answer = tapped(client, PostingFactory(), leave_out=["name"])

    assert answer.status_code == 200
    assert Application.objects.count() == 0


def test_nothing_is_given_that_the_page_did_not_show(client, seeker):
    posting = PostingFactory()
    shown = client.get(apply_url(posting)).context["form"].offered_names
    seeker.skills = ["氩弧焊"]
    seeker.save()
    notice = NoticeFactory(kind="application")
    client.post(apply_url(posting), {"shown": shown, "notice": notice.pk})

    assert Disclosure.objects.get().fields == ["name", "phone", "region", "education"]


def test_nobody_agrees_to_a_notice_that_they_were_not_shown(client):
    posting = PostingFactory()
    old = client.get(apply_url(posting)).context["notice"]
    new = NoticeFactory(kind="application", version=2)

    for version in ({"notice": old.pk}, {"notice": "x"}, {}):
        answer = client.post(apply_url(posting), {"shown": "name", **version}).content.decode()

        assert answer.count("告知内容刚刚更新") == 1
        assert "<li>" not in answer.split('role="alert"')[1].split("</ul>")[0]
        assert f'name="notice" value="{new.pk}"' in answer
    assert Application.objects.count() == 0


def test_what_is_hidden_is_named_in_chinese(client, notice):
    sent = {"shown": "name\x00", "notice": notice.pk}
    answer = client.post(apply_url(PostingFactory()), sent).content.decode()

    assert "提供的内容：" in answer
    assert "Shown" not in answer


NEWCOMER = {"name": "王五", "phone": "13900139000", "birth_year": "1995", "birth_month": "3"}


def test_refused_application_keeps_nothing_and_what_was_typed_stands_there(client, settings):
    settings.APPLICATIONS_PER_DAY = 0
    user = UserFactory(name="")
    client.force_login(user)

    answer = tapped(client, PostingFactory(), **NEWCOMER).content.decode()

    assert "请明天再投" in answer
    for name, text in NEWCOMER.items():
        assert f'value="{text}"' in answer.split(f'name="{name}"')[1].split("</select>")[0]
    assert not Applicant.objects.filter(user=user).exists()
    assert not Consent.objects.exists()


def test_profile_withdrawn_at_the_moment_of_applying_asks_for_what_is_missing(
    client, seeker, monkeypatch
):
    consent = consents.agree(user=seeker.user, notice=profile_notice())
    apply = applications.apply_oneself

    def interrupted(**what):
        erasure.withdraw_profile(consent=consent, by=seeker.user)
        return apply(**what)

    monkeypatch.setattr(applications, "apply_oneself", interrupted)
    answer = tapped(client, PostingFactory())

    assert answer.status_code == 200
    assert [field.name for field in answer.context["form"].missing] == list(NEWCOMER)[1:]
    assert not Applicant.objects.exists()
    assert not Application.objects.exists()


def test_what_can_no_longer_be_left_out_is_said_in_chinese_and_leads_there(client, seeker):
    posting = PostingFactory()
    answer = client.post(
        apply_url(posting),
        {"shown": "name,phone", "notice": ticked("application"), "leave_out": ["skills"]},
    ).content.decode()

    errors = answer.split('role="alert"')[1].split("</ul>")[0]
    assert "能提供的内容刚刚变了，请看一遍再投递。" in errors
    assert "skills" not in errors
    assert 'href="#id_leave_out"' in errors
    assert answer.count('id="id_leave_out"') == 1


def test_account_deleted_at_the_moment_of_applying_gives_nobody_anything(
    client, seeker, monkeypatch
):
    apply = applications.apply_oneself

    def interrupted(**what):
        erasure.delete_everything(by=seeker.user)
        return apply(**what)

    monkeypatch.setattr(applications, "apply_oneself", interrupted)

    assert tapped(client, PostingFactory()).status_code == 403
    assert not Application.objects.exists()


def test_before_a_notice_is_published_nothing_is_collected(client, notice):
    notice.delete()

    assert client.get(apply_url(PostingFactory())).status_code == 503


def test_newcomer_fills_in_what_is_missing_on_the_same_page(client):
    user = UserFactory(phone="+8613900139000", name="")
    client.force_login(user)
    posting = PostingFactory()
    page = client.get(apply_url(posting))
    assert [field.name for field in page.context["form"].missing] == [
        "name",
        "birth_year",
        "birth_month",
    ]
    answer = tapped(client, posting, name="李四", birth_year="1995", birth_month="6")

    assert answer["Location"] == Application.objects.get().get_absolute_url()
    applicant = Applicant.objects.get(user=user)
    assert (applicant.name, str(applicant.phone)) == ("李四", "+8613900139000")


def test_phone_is_taken_as_people_type_it(client):
    client.force_login(UserFactory())
    tapped(client, PostingFactory(), phone="138 0013-8001", birth_year="1995", birth_month="6")

    assert str(Application.objects.get().applicant.phone) == "+8613800138001"


@pytest.mark.parametrize(
    ("typed", "complaint"),
    [
        ({"birth_year": "2015"}, "16 周岁"),
        ({"birth_year": "90后"}, "整数"),
        ({"birth_year": ""}, "必填"),
        ({"phone": "12345"}, "手机号"),
        ({"birth_month": "13"}, "12"),
    ],
)
def test_bad_input_is_named_and_nothing_is_lost(client, typed, complaint):
    client.force_login(UserFactory(name=""))
    good = {"name": "王五", "phone": "13800138001", "birth_year": "1995", "birth_month": "6"}
    answer = tapped(client, PostingFactory(), **{**good, **typed})
    html = answer.content.decode()

    assert answer.status_code == 200
    assert complaint in html
    assert 'value="王五"' in html
    assert Applicant.objects.filter(name="王五").count() == 0


def test_refusal_is_said_on_the_page(client, settings):
    settings.APPLICATIONS_PER_DAY = 0
    answer = tapped(client, PostingFactory())

    assert "到了每天的上限" in answer.content.decode()


@pytest.mark.parametrize("state", ["expired", "closed"])
def test_whoever_comes_too_late_sees_the_post_that_has_ended(client, state):
    posting = PostingFactory(**{state: True})

    assert client.get(apply_url(posting))["Location"] == posting.get_absolute_url()


@pytest.mark.parametrize("case", [{"employer__unverified": True}, {"status": "draft"}])
def test_what_was_never_public_is_not_there(client, case):
    assert client.get(apply_url(PostingFactory(**case))).status_code == 404
