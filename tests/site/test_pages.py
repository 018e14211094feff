"""Home, the pages about the site, the visitor's display, and what machines ask for."""

import itertools
import json
import re

import pytest
from django.conf import settings
from django.template.loader import get_template
from django.test import Client, RequestFactory
from django.urls import reverse

from tests.factories import (
    FairFactory,
    NoticeFactory,
    OrganizationFactory,
    PostingFactory,
    RegionFactory,
)
from tests.factories.regions import region
from tongwulang.site import views

pytestmark = pytest.mark.django_db

COOKIE = "display"


def html_of(client, name):
    return client.get(reverse(name)).content.decode()


def test_home_counts_the_three_places_and_links_to_them(client):
    for code in ("110112", "131003", "131082", "110115"):
        PostingFactory(region=RegionFactory(code=code))
    region("120114")
    response = client.get(reverse("home"))
    html = response.content.decode()

    places = [(place.code, place.count) for place in response.context["regions"].places]
    assert places == [("110112", 1), ("120114", 0), ("131000", 2)]
    assert [f"/postings/?region={code}" in html for code, _ in places] == [True] * 3
    assert "共 4 个在招岗位" in html


def test_home_never_counts_what_is_not_public(client):
    PostingFactory(expired=True, title="过期岗位")
    PostingFactory(closed=True, title="关闭岗位")
    html = html_of(client, "home")

    assert "共 0 个在招岗位" in html
    assert "过期岗位" not in html
    assert "关闭岗位" not in html


def test_home_of_an_empty_site_still_leads_on(client):
    response = client.get(reverse("home"))

    assert response.status_code == 200
    assert response.content.decode().count('class="empty"') == 2


def test_home_shows_announced_fairs(client):
    FairFactory(name="已公布的")
    FairFactory(name="没公布的", status="draft")

    assert "已公布的" in html_of(client, "home")
    assert "没公布的" not in html_of(client, "home")


def test_about_names_organizers_and_background_figures(client):
    from_report = {"measure": "shared_platforms", "value": 86, "source": "某报"}
    views.ReportedFigure.objects.create(fair=None, **from_report)
    bureau = OrganizationFactory()
    html = html_of(client, "about")

    assert bureau.name in html
    assert "86 个" in html
    assert "来源：某报" in html


def test_privacy_and_footer_name_the_contacts(client, settings):
    settings.PRIVACY_CONTACT = "privacy@example.invalid"
    settings.COMPLAINT_PHONE = "010-00000000"
    settings.ICP_NUMBER = "京ICP备00000000号"
    settings.POLICE_NUMBER = "京公网安备00000000号"
    html = html_of(client, "privacy")

    for said in (
        "privacy@example.invalid",
        "010-00000000",
        "京ICP备00000000号",
        "京公网安备00000000号",
    ):
        assert said in html
    assert f"名为 {COOKIE} 的 cookie" in html


def test_privacy_says_what_bureaus_keep_of_a_person_and_who_sees_it(client):
    html = html_of(client, "privacy")
    start = html.index("主办单位登记的求职者")
    section = html[start : html.index("<h2", start)]

    for said in ("姓名", "手机号", "学历", "期望", "身份认定", "负责单位", "退役军人事务局"):
        assert said in section, said
    for said in ("不收身份证号", "138****5678", "查看", "更正", "删除", "匹配"):
        assert said in section, said
    assert settings.PRIVACY_CONTACT in section


@pytest.mark.parametrize("is_there", [True, False])
def test_privacy_leads_to_what_is_said_of_a_profile(client, is_there):
    notice = NoticeFactory(kind="profile", title="求职资料告知") if is_there else None
    html = html_of(client, "privacy")

    assert "填写、上传前单独征得同意" in html
    assert ("《求职资料告知》第 1 版" in html) == is_there
    if notice:
        assert reverse("notice_detail", args=[notice.kind, notice.version]) in html


@pytest.mark.parametrize("demo", [True, False])
def test_demo_is_said_on_every_page_of_a_demo_only(client, settings, demo):
    settings.DEMO = demo

    assert ('class="demo-strip"' in html_of(client, "accessibility")) is demo


@pytest.mark.parametrize("name", ["home", "posting_list", "privacy", "veterans_home"])
def test_pages_set_no_cookie(client, name):
    assert client.get(reverse(name)).cookies == {}


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ({"size": "large"}, "large.auto"),
        ({"theme": "dark"}, "normal.dark"),
        ({"size": "huge", "theme": "<b>"}, "normal.auto"),
        ({}, "normal.auto"),
    ],
)
def test_preference_is_kept_in_one_cookie(client, sent, kept):
    response = client.post(reverse("preferences"), sent)

    cookie = response.cookies[COOKIE]
    assert cookie.value == kept
    assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")


def test_preferences_add_up_and_mark_the_page(client):
    client.post(reverse("preferences"), {"size": "large"})
    client.post(reverse("preferences"), {"theme": "dark"})

    opening = re.search(r"<html[^>]*>", html_of(client, "about"))
    assert opening.group() == '<html lang="zh-Hans" data-size="large" data-theme="dark">'


def test_parts_that_pages_share_say_where_one_is(client):
    for name in ("home", "posting_list", "fair_list", "posting_list"):
        html = html_of(client, name)
        shown = re.findall(r'<a href="([^"]*)" aria-current="page"', html)
        assert set(shown) == {reverse(name)}
        # Where the buttons of the display lead back to.
        assert re.findall(r'name="next" value="([^"]*)"', html) == [reverse(name)]
        assert len(re.findall(r'form="display"', html)) == 6


def test_forged_cookie_changes_nothing(client):
    client.cookies[COOKIE] = '"><script>.x'

    assert '<html lang="zh-Hans">' in html_of(client, "about")


@pytest.mark.parametrize(
    ("sent", "goes_to"),
    [
        ("/postings/?region=131000&page=2", "/postings/?region=131000&page=2"),
        ("https://evil.example/", "/"),
        ("//evil.example/", "/"),
        ("/\\evil.example", "/"),
        ("javascript:alert(1)", "/"),
        ("", "/"),
    ],
)
def test_preference_goes_back_only_to_this_site(client, sent, goes_to):
    response = client.post(reverse("preferences"), {"size": "large", "next": sent})

    assert (response.status_code, response["Location"]) == (302, goes_to)


def test_preference_needs_no_token():
    client = Client(enforce_csrf_checks=True)

    assert client.post(reverse("preferences"), {"size": "large"}).status_code == 302


def test_preference_cannot_be_changed_by_a_link(client):
    response = client.get(reverse("preferences"), {"size": "large"})

    assert (response.status_code, response["Allow"]) == (405, "POST")
    assert response.cookies == {}
    assert "<h1>这个地址不能直接打开</h1>" in response.content.decode()


def test_unknown_address_gets_the_designed_page(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        response = client.get("/no-such-page/")

    assert response.status_code == 404
    assert "没有找到这一页" in response.content.decode()


@pytest.mark.parametrize(
    ("view", "status", "heading"),
    [
        (views.bad_request, 400, "这个请求无法处理"),
        (views.permission_denied, 403, "没有权限看这一页"),
        (views.page_not_found, 404, "没有找到这一页"),
    ],
)
def test_error_pages_lead_on_without_a_query(
    view, status, heading, django_assert_num_queries, settings
):
    settings.DEMO = False
    with django_assert_num_queries(0):
        response = view(RequestFactory().get("/"), ValueError())
    html = response.content.decode()

    assert response.status_code == status
    assert f"<h1>{heading}</h1>" in html
    assert 'class="btn"' in html


def test_foreign_host_gets_the_designed_400_page(client):
    response = client.get("/postings/", headers={"host": "evil.example"})
    html = response.content.decode()

    assert response.status_code == 400
    assert "<h1>这个请求无法处理</h1>" in html
    assert "evil.example" not in html


def test_server_error_is_a_fixed_page():
    response = views.server_error(RequestFactory().get("/"))

    assert response.status_code == 500
    assert "系统出了问题" in response.content.decode()
    assert "{%" not in get_template("500.html").template.source.replace(
        '{% include "components/mark.html" %}', ""
    )


def test_expired_form_gets_the_designed_page(settings):
    client = Client(enforce_csrf_checks=True)
    response = client.post(reverse("admin:login"), {"username": "x", "password": "y"})

    assert response.status_code == 403
    assert "页面已过期，请重新提交" in response.content.decode()


def test_service_worker_keeps_only_the_offline_page_and_style(client):
    response = client.get("/sw.js")
    kept = re.search(r"const KEPT = \[(.*?)\];", response.content.decode()).group(1)

    assert response["Content-Type"].startswith("text/javascript")
    assert kept == 'OFFLINE, "/static/css/site.css", "/static/css/parts.css"'


def test_offline_page_is_the_same_for_everyone(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        html = html_of(client, "offline")

    assert "没有网络" in html


def test_manifest_and_robots(client):
    manifest = json.loads(client.get(reverse("manifest")).content)
    robots = client.get(reverse("robots")).content.decode()

    assert (manifest["name"], manifest["start_url"]) == ("通武廊招聘", "/")
    assert robots == ("User-agent: *\nDisallow: /admin/\nSitemap: http://testserver/sitemap.xml\n")


@pytest.mark.parametrize(
    "name", ["home", "posting_list", "fair_list", "veterans_home", "about", "privacy"]
)
def test_pages_have_no_inline_style_or_script(client, name):
    html = html_of(client, name)

    assert re.findall(r"<style|\sstyle=|\son\w+=|<script(?![^>]* src=)", html) == []


@pytest.mark.parametrize(
    "name", ["home", "posting_list", "veterans_home", "about", "accessibility"]
)
def test_headings_are_in_order(client, name):
    levels = [int(level) for level in re.findall(r"<h([1-6])", html_of(client, name))]

    assert levels.count(1) == 1
    main = levels[levels.index(1) :]
    assert all(after <= before + 1 for before, after in itertools.pairwise(main))
