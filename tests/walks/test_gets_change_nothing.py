"""Looking changes nothing: no row of any table, whoever looks at whatever."""

import hashlib

import pytest
from django.apps import apps
from django.db import connection

from tests.access_table import ROLES
from tests.walks.examples import every_url

pytestmark = pytest.mark.django_db

# Who is logged in where; and how often an address has asked the API, which is a limit.
OF_VISITS = {"sessions.Session", "usersessions.UserSession", "jobs.RequestWindow"}


def contents():
    """A digest of the rows of every table, but for those that count visits."""
    found = {}
    with connection.cursor() as cursor:
        for model in apps.get_models(include_auto_created=True):
            if model._meta.label in OF_VISITS or not model._meta.managed:
                continue
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(model._meta.db_table)}")
            rows = sorted(map(repr, cursor.fetchall()))
            found[model._meta.label] = hashlib.sha256("\n".join(rows).encode()).hexdigest()
    return found


def changed(before):
    after = contents()
    return {label for label in before if before[label] != after[label]}


@pytest.mark.parametrize("role", ROLES)
def test_no_get_of_any_address_changes_a_row(client, role, people, rows):
    person, urls = people[role], every_url(rows)
    client.raise_request_exception = False
    if person:
        client.force_login(person)
    before = contents()

    for url in urls.values():
        client.get(url)

    assert changed(before) == set()


def test_comparison_sees_a_single_changed_value(rows):
    before = contents()
    posting = rows["jobs_posting"]
    type(posting).objects.filter(pk=posting.pk).update(headcount=99)

    assert changed(before) == {"jobs.Posting", "jobs.Change"}
