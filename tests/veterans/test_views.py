"""The two entrances."""

import pytest
from django.urls import reverse

from tests.factories import FairFactory, PostingFactory

pytestmark = pytest.mark.django_db

ENTRANCES = [("veterans_home", "for_veterans"), ("dependents_home", "for_dependents")]


@pytest.mark.parametrize(("name", "flag"), ENTRANCES)
def test_entrance_shows_and_counts_only_its_own_public_posts(client, name, flag):
    PostingFactory(title="写明的岗位", **{flag: True})
    PostingFactory(title="过期的岗位", expired=True, **{flag: True})
    PostingFactory(title="没写的岗位")
    html = client.get(reverse(name)).content.decode()

    assert "<b>1</b> 个岗位" in html
    assert "写明的岗位" in html
    assert "过期的岗位" not in html
    assert "没写的岗位" not in html


@pytest.mark.parametrize(("name", "flag"), ENTRANCES)
def test_entrance_without_posts_leads_on(client, name, flag):
    html = client.get(reverse(name)).content.decode()

    assert 'class="empty"' in html
    assert "全部 0" not in html
    assert reverse("posting_list") in html


def test_entrances_name_the_services_that_the_fair_was_reported_with(client):
    services = ["征集岗位精准对接", "招聘服务高效协同", "退役大学生精准服务"]
    FairFactory(audience="veterans", reported_services=services, source="某报")

    for name, _ in ENTRANCES:
        html = client.get(reverse(name)).content.decode()
        assert [service for service in services if service not in html] == []
        assert "来源：某报" in html


def test_families_of_soldiers_and_of_veterans_are_told_apart_with_their_articles(client):
    html = client.get(reverse("dependents_home")).content.decode()

    assert "《军人地位和权益保障法》第五十二条" in html
    assert "《退役军人安置条例》第五十六条" in html
    assert "法律上是两类人" in html


def test_rights_of_veterans_cite_their_articles(client):
    html = client.get(reverse("veterans_home")).content.decode()

    for article in ("第四十一条", "第四十二条", "第四十四条", "第六十七条", "第六十八条"):
        assert article in html
    assert "以主管部门认定为准" in html
