"""The side bar leads to every list that a person may open, and to no other."""

import pytest
from django.contrib import admin
from django.urls import reverse

from tests.conftest import organizer_of
from tongwulang.site.navigation import GROUPS

pytestmark = pytest.mark.django_db


def offered(client, person):
    client.force_login(person)
    groups = client.get(reverse("admin:index")).context["sidebar_navigation"]
    return [(group.get("title"), [item["link"] for item in group["items"]]) for group in groups]


def test_every_model_of_the_admin_has_its_place():
    named = [name for group in GROUPS for name, _icon in group.models]

    assert sorted(named) == sorted(model._meta.label for model in admin.site._registry)


def test_groups_are_those_that_a_clerk_thinks_in(client, platform_admin):
    titles = [title for title, _links in offered(client, platform_admin)]

    assert titles == [None, "招聘会", "岗位", "单位", "求职者", "导入导出", "系统"]


@pytest.mark.parametrize("who", ["platform", "hr", "veterans"])
def test_each_link_opens(client, who, platform_admin):
    person = platform_admin if who == "platform" else organizer_of("131000", who)

    for _title, links in offered(client, person):
        assert {client.get(link).status_code for link in links} == {200}


def test_claims_are_offered_to_the_bureau_that_verifies_them_alone(client):
    claims = reverse("admin:jobs_audienceclaim_changelist")
    found = {
        kind: claims
        in [link for _t, links in offered(client, organizer_of("131000", kind)) for link in links]
        for kind in ("hr", "veterans")
    }

    assert found == {"hr": False, "veterans": True}


def test_former_organizer_is_offered_the_code_tables_alone(client, former_organizer):
    titles = [title for title, _links in offered(client, former_organizer)]

    assert titles == [None, "系统"]
