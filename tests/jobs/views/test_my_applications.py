"""我的投递: what I applied for, what became of it, and taking it back."""

import pytest
from django.urls import reverse

from jobs.actions import applications, erasure
from jobs.choices import ApplicationStatus as S
from tests.agreeing import profile_notice
from tests.factories import (
    ApplicationFactory,
    EducationFactory,
    PostingFactory,
    SeekerFactory,
)
from tests.jobs.actions.applying import apply
from tongwulang.accounts.actions import consents

pytestmark = pytest.mark.django_db


@pytest.fixture
def seeker():
    return SeekerFactory(education=EducationFactory())


@pytest.fixture
def client(client, seeker):
    client.force_login(seeker.user)
    return client


def test_my_applications_are_mine(client, seeker):
    mine = ApplicationFactory(applicant=seeker)
    ApplicationFactory()

    page = client.get(reverse("application_list"))
    assert list(page.context["page"]) == [mine]


def test_without_applications_the_page_says_how(client):
    assert "还没有投递过" in client.get(reverse("application_list")).content.decode()


def test_application_shows_its_steps_and_what_was_given(client, seeker):
    application = apply(seeker, PostingFactory(title="电焊工"))
    html = client.get(application.get_absolute_url()).content.decode()

    for text in ("电焊工", "已投递", "姓名、手机号、居住地区、学历", "您同意的隐私告知（第 1 版）"):
        assert text in html


def test_what_was_taken_back_with_the_profile_is_said(client, seeker):
    application = apply(seeker)
    consent = consents.agree(user=seeker.user, notice=profile_notice())
    page = application.get_absolute_url()
    assert "对方只看得到姓名和手机号" not in client.get(page).content.decode()

    erasure.withdraw_profile(consent=consent, by=seeker.user)

    html = client.get(page).content.decode()
    assert "起，对方只看得到姓名和手机号" in html
    assert "姓名、手机号、居住地区、学历" in html


def test_withdrawing_is_one_tap_and_offers_the_way_back(client, seeker):
    application = apply(seeker)
    withdraw = reverse("application_withdraw", args=[application.pk])
    answer = client.post(withdraw, follow=True)

    application.refresh_from_db()
    assert application.status == S.WITHDRAWN
    assert "重新投递" in answer.content.decode()
    assert client.post(withdraw).status_code == 302
    assert client.get(withdraw).status_code == 405


def test_what_has_ended_otherwise_is_not_withdrawn(client, seeker):
    application = ApplicationFactory(applicant=seeker, status=S.HIRED)
    answer = client.post(reverse("application_withdraw", args=[application.pk]))

    assert answer.status_code == 409
    assert "不能由“已录用”变为“已撤回”" in answer.content.decode()


def test_others_see_and_withdraw_nothing_of_mine(client):
    theirs = ApplicationFactory()

    assert client.get(theirs.get_absolute_url()).status_code == 404
    withdraw = reverse("application_withdraw", args=[theirs.pk])
    assert client.post(withdraw).status_code == 404


@pytest.mark.parametrize("rows", [1, 24])
def test_list_costs_the_same_for_one_and_many(client, seeker, rows, django_assert_num_queries):
    ApplicationFactory.create_batch(rows, applicant=seeker)
    with django_assert_num_queries(4):
        client.get(reverse("application_list"))


def test_whoever_was_hired_ends_the_looks_with_one_tap(client, seeker, langfang_organizer):
    application = apply(seeker)
    page, end = application.get_absolute_url(), "不再让单位查看"
    assert end not in client.get(page).content.decode()
    applications.mark_viewed(application=application, by=langfang_organizer)
    for status in (S.OFFERED, S.HIRED):
        application = applications.advance_application(
            application=application, status=status, by=langfang_organizer
        )
    consent = application.disclosures.get().consent
    withdraw = reverse("account_consent_withdraw", args=[consent.pk])
    html = client.get(page).content.decode()
    assert (end in html, f'action="{withdraw}"' in html) == (True, True)

    client.post(withdraw)

    application.refresh_from_db()
    assert application.disclosures.get().given() == []
    assert application.status == S.HIRED
    assert end not in client.get(page).content.decode()
