"""同意记录: what one agreed to, for which post and whom, and what taking it back would do."""

import pytest
from django.urls import reverse

from tests.agreeing import profile_notice
from tests.factories import DisclosureFactory, NoticeFactory, PostingFactory, SeekerFactory
from tests.jobs.actions.applying import apply
from tongwulang.accounts.actions import consents

pytestmark = pytest.mark.django_db

PAGE = reverse("account_consents")


@pytest.fixture
def seeker():
    return SeekerFactory()


@pytest.fixture
def client(client, seeker):
    client.force_login(seeker.user)
    return client


def test_each_says_what_for_and_what_taking_it_back_does(client, seeker):
    consents.agree(user=seeker.user, notice=NoticeFactory())
    consents.agree(user=seeker.user, notice=profile_notice())
    posting = PostingFactory(title="数控车工", employer__name="甲公司")
    application = apply(seeker, posting)

    html = client.get(PAGE).content.decode()

    rows = html.split('<ul class="rows">')[1].split("</ul>")[0]
    asked, profile, privacy = rows.split("<li>")[1:]
    assert f'<a href="{application.get_absolute_url()}">数控车工</a> · 甲公司' in asked
    assert "这家单位马上看不到" in asked
    assert "资料、简历文件和身份认定马上删除；投递过的，姓名和手机号留" in profile
    assert "马上" not in privacy


def test_what_has_ended_cannot_be_taken_back_again(client, seeker):
    consent = apply(seeker).disclosures.get().consent
    withdraw = reverse("account_consent_withdraw", args=[consent.pk])
    assert withdraw in client.get(PAGE).content.decode()

    client.post(withdraw)

    html = client.get(PAGE).content.decode()
    assert withdraw not in html
    assert "撤回</span>" in html


@pytest.mark.parametrize("has_applied", [True, False])
def test_after_the_profile_is_taken_back_it_is_said_what_stays(client, seeker, has_applied):
    consent = consents.agree(user=seeker.user, notice=profile_notice())
    if has_applied:
        apply(seeker)
    withdraw = reverse("account_consent_withdraw", args=[consent.pk])

    html = client.post(withdraw, follow=True).content.decode()

    assert "已撤回同意，资料、简历文件和身份认定已删除。" in html
    assert ("姓名和手机号还留在投递记录里。" in html) == has_applied
    again = client.post(withdraw, follow=True).content.decode()
    assert "这项同意早已撤回，没有再删除什么。" in again


def test_nobody_sees_anothers(client):
    DisclosureFactory()

    assert "还没有同意过任何告知" in client.get(PAGE).content.decode()


def test_many_cost_the_same_queries_and_are_given_by_pages(
    client, seeker, django_assert_num_queries
):
    for made in (1, 29):
        for _ in range(made):
            apply(seeker)
        with django_assert_num_queries(4):
            page = client.get(PAGE)
    assert page.content.decode().count("<form") > 20
    assert "page=2" in page.content.decode()
    assert "数控车工" in client.get(f"{PAGE}?page=2").content.decode()
