"""Whatever a person makes is made once, however often the same form is sent."""

import pytest
from django.apps import apps
from django.contrib import admin
from django.urls import reverse

from tests.access_table import ADMIN_MODELS, NOBODY
from tests.walks.creates import CREATES, OTHERS, applicant_form, browser_of, made, send
from tests.walks.examples import every_url, public_names
from tongwulang.accounts.scoped_admin import OrganizerAdmin

pytestmark = pytest.mark.django_db


def counts():
    """How many rows each table has."""
    tables = [model for model in apps.get_models() if model._meta.managed]
    return {table._meta.label: table._base_manager.count() for table in tables}


# How often somebody tried is counted, and whoever signs up again is told that the account is there.
COUNTED = {"accounts.AttemptTally", "sessions.Session"}
TOLD = {"account_signup": {"outbox.Delivery", "outbox.SealedLetter"}}


@pytest.mark.parametrize("name", CREATES)
def test_form_sent_again_makes_nothing_more_and_is_answered_the_same(name, stage):
    browser, before = browser_of(stage, CREATES[name].by), made(name)

    first = send(browser, name, stage)
    between = counts()
    second = send(browser, name, stage)

    assert (first, made(name)) == (second, before + 1)
    after = counts()
    assert {label for label in between if between[label] != after[label]} <= (
        COUNTED | TOLD.get(name, set())
    )
    assert first[0] in (200, 302)


def test_changed_form_of_the_same_page_is_another_one(stage):
    browser, before = browser_of(stage, "organizer"), made("admin:jobs_applicant_add")
    url, values = reverse("admin:jobs_applicant_add"), applicant_form(stage)

    browser.post(url, values)
    browser.post(url, {**values, "name": "王五"})

    assert made("admin:jobs_applicant_add") == before + 2


def test_refused_form_is_sent_again_with_effect(stage):
    browser, before = browser_of(stage, "organizer"), made("admin:jobs_applicant_add")
    url, values = reverse("admin:jobs_applicant_add"), applicant_form(stage)

    assert browser.post(url, {**values, "name": ""}).status_code == 200
    assert browser.post(url, values).status_code == 302
    assert made("admin:jobs_applicant_add") == before + 1


def test_every_address_that_takes_a_post_is_known(client, people, rows):
    client.raise_request_exception = False
    taking = set()
    for name, url in every_url(rows).items():
        if name.startswith("admin:"):
            continue
        client.force_login(people["seeker"])
        if client.post(url).status_code != 405:
            taking.add(name)
        if name in public_names():
            client.logout()
            if client.post(url).status_code != 405:
                taking.add(name)

    # Not there before there are codes, whatever is asked.
    taking.add("mfa_download_recovery_codes")
    forms = {name.split()[0] for name in CREATES if not name.startswith("admin:")}
    assert taking == forms | OTHERS.keys()


def test_everything_added_in_the_admin_is_added_once():
    # Their keys are codes, or a constraint holds the pair.
    by_key = {
        f"regions_{name}"
        for name in ("region", "regionneighbour", "industry", "education", "occupation", "major")
    }
    # Answered by the run that is there (jobs/actions/import_runs.py).
    by_content = {"jobs_importrun"}
    desks = {
        model._meta.label_lower.replace(".", "_"): desk
        for model, desk in admin.site._registry.items()
    }
    addable = {name for name, (_listed, added, *_rest) in ADMIN_MODELS.items() if added != NOBODY}

    unguarded = {
        name for name in addable if type(desks[name]).add_view is not OrganizerAdmin.add_view
    }

    assert unguarded == by_key | by_content
