"""A platform admin lets systems of bureaus in, gives new secrets and shuts out."""

import re

import pytest
from allauth.idp.oidc.models import Client
from django.contrib.admin.models import LogEntry
from django.urls import reverse

from tests.factories import IntegratorFactory, OrganizationFactory
from tongwulang.accounts.models import Integrator

pytestmark = pytest.mark.django_db

LIST = reverse("admin:accounts_integrator_changelist")
SECRET = re.compile(r"<dt>密钥</dt><dd><code>([-\w]{43})</code>")


@pytest.fixture
def client(client, platform_admin):
    client.force_login(platform_admin)
    return client


def shown(answer):
    assert (answer.status_code, "no-store" in answer["Cache-Control"]) == (200, True)
    return SECRET.search(answer.content.decode())[1]


def test_system_is_let_in_and_its_secret_is_shown_once(client):
    bureau = OrganizationFactory()
    answer = client.post(
        reverse("admin:accounts_integrator_add"),
        {"organization": bureau.pk, "name": "区就业平台", "scopes": ["applications.figures"]},
    )
    secret, integrator = shown(answer), Integrator.objects.get()

    assert (integrator.organization, integrator.client.name) == (bureau, "区就业平台")
    assert integrator.client.get_scopes() == ["applications.figures"]
    assert integrator.client.check_secret(secret)
    page = client.get(reverse("admin:accounts_integrator_change", args=[integrator.pk]))
    assert (secret in page.content.decode(), integrator.client.id in page.content.decode()) == (
        False,
        True,
    )
    assert secret not in client.get(LIST).content.decode()


def test_form_names_what_is_missing(client):
    answer = client.post(reverse("admin:accounts_integrator_add"), {"scopes": ["everything"]})

    assert sorted(answer.context["adminform"].form.errors) == ["name", "organization", "scopes"]
    assert (Integrator.objects.count(), Client.objects.count()) == (0, 0)


def test_form_sent_twice_lets_one_system_in(client):
    values = {"organization": OrganizationFactory().pk, "name": "区就业平台"}
    for _ in range(2):
        answer = client.post(reverse("admin:accounts_integrator_add"), values)

    assert "已有同名的接入系统" in answer.content.decode()
    assert (Integrator.objects.count(), Client.objects.count()) == (1, 1)


def done(client, action, *rows):
    keys = [row.pk for row in rows]
    return client.post(LIST, {"action": action, "_selected_action": keys, "row": keys[0]})


def test_new_secret_is_shown_once_and_stands_in_the_history(client):
    integrator = IntegratorFactory()
    secret = shown(done(client, "renew_secret", integrator))
    integrator.client.refresh_from_db()

    assert integrator.client.check_secret(secret)
    assert not integrator.client.check_secret(integrator.new_secret)
    assert "换密钥" in LogEntry.objects.get().change_message


def test_new_secret_is_for_one_at_a_time(client):
    rows = IntegratorFactory.create_batch(2)
    done(client, "renew_secret", *rows)

    for row in rows:
        row.client.refresh_from_db()
        assert row.client.check_secret(row.new_secret)


def test_revoked_system_stays_in_the_list(client):
    integrator = IntegratorFactory()
    done(client, "revoke", integrator)
    integrator.refresh_from_db()

    assert (integrator.status, LogEntry.objects.count()) == ("revoked", 1)
    assert integrator.client.id in client.get(LIST).content.decode()


@pytest.mark.parametrize("rows", [1, 30])
def test_list_costs_the_same_for_one_and_many(client, rows, django_assert_num_queries):
    IntegratorFactory.create_batch(rows)
    client.get(LIST)
    with django_assert_num_queries(6):
        assert client.get(LIST).status_code == 200
