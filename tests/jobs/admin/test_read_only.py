"""What an organizer reads where only a platform admin may change, and of facts that are derived."""

import datetime as dt

import pytest
from django.urls import reverse

from tests.factories import EmployerFactory, FairFactory

pytestmark = pytest.mark.django_db


def form_of(client, row):
    return client.get(reverse(f"admin:jobs_{row._meta.model_name}_change", args=[row.pk]))


def test_reported_texts_are_read_as_lines_and_not_as_json(client, langfang_organizer):
    fair = FairFactory(reported_fields=["高端装备制造", "<生物医药>"], reported_plans=[])
    client.force_login(langfang_organizer)
    page = form_of(client, fair).content.decode()

    assert "<div>高端装备制造</div><div>&lt;生物医药&gt;</div>" in page
    assert "报道提到的领域或岗位" in page


def test_platform_admin_changes_the_same_texts_one_a_line(client, platform_admin):
    fair = FairFactory(reported_fields=["高端装备制造", "生物医药"])
    client.force_login(platform_admin)
    form = form_of(client, fair).context["adminform"].form

    assert form["reported_fields"].value() == "高端装备制造\n生物医药"


def test_day_of_the_next_verification_is_written_as_in_the_list(client, langfang_organizer):
    checked = dt.datetime(2026, 10, 24, 9, tzinfo=dt.UTC)
    employer = EmployerFactory(verified_at=checked)
    client.force_login(langfang_organizer)

    assert "2027年4月25日" in form_of(client, employer).content.decode()
    assert "2027年4月25日" in client.get(reverse("admin:jobs_employer_changelist")).content.decode()
