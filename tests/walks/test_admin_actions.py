"""Every button of the desk × every role: who moves a row of the bureau of 廊坊 is written as data,
and whatever anybody else sends leaves it as it is."""

import datetime as dt
from collections.abc import Callable
from typing import Any, NamedTuple

import pytest
from allauth.idp.oidc.models import Client
from django.contrib import admin
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from jobs.models import Booth, Fair, Look, Venue
from tests.factories import ResumeFactory
from tests.walks.cast import CAST, NEAR, everybody

pytestmark = pytest.mark.django_db

BUREAU = {*NEAR, "platform"}
PLATFORM = {"platform"}
CONFIRMED = {"confirmed": "yes"}
REASON = {**CONFIRMED, "reason": "资料不全"}
DRAFT = {"status": "draft", "announced_at": None}
APPLIED = {"status": "applied", "booth": None}
# A month after what the rows are made with.
LATER = timezone.localdate() + dt.timedelta(days=60)


class Act(NamedTuple):
    """By whom it is done; what the row is before; what is sent besides, or how the rows give it."""

    by: set[str]
    before: dict[str, Any] = {}
    sent: dict[str, Any] | Callable[[Any], dict[str, Any]] = {}


def first_hall(rows):
    return {**CONFIRMED, "place": f"venue-{rows['jobs_venue'].pk}", "how": "in_order"}


ACTIONS = {
    ("jobs_employer", "verify"): Act(BUREAU),
    ("jobs_employer", "suspend"): Act(BUREAU, sent=CONFIRMED),
    ("jobs_posting", "submit"): Act(BUREAU, {"status": "draft"}),
    ("jobs_posting", "publish"): Act(BUREAU, {"status": "pending"}),
    ("jobs_posting", "send_back"): Act(BUREAU, {"status": "pending"}, REASON),
    ("jobs_posting", "extend"): Act(BUREAU, sent={**CONFIRMED, "expires_on": LATER}),
    ("jobs_posting", "close"): Act(BUREAU, sent=CONFIRMED),
    ("jobs_postingrevision", "apply"): Act(BUREAU),
    ("jobs_postingrevision", "reject"): Act(BUREAU, sent=REASON),
    ("jobs_participation", "accept"): Act(BUREAU, APPLIED),
    ("jobs_participation", "waitlist"): Act(BUREAU, APPLIED),
    ("jobs_participation", "reject"): Act(BUREAU, APPLIED, REASON),
    ("jobs_participation", "withdraw"): Act(BUREAU, sent=CONFIRMED),
    ("jobs_participation", "assign"): Act(BUREAU, {"venue": None, "booth": None}, first_hall),
    # Of a claim nobody knows but the bureau that verifies it.
    ("jobs_audienceclaim", "verify"): Act(
        {"veterans", "platform"}, {"valid_until": dt.date(2099, 1, 1)}
    ),
    # Fairs are shared: no bureau moves them alone.
    ("jobs_fair", "publish"): Act(PLATFORM, DRAFT),
    ("jobs_fair", "hold"): Act(PLATFORM, {"starts_on": "2026-03-28", "ends_on": "2026-03-28"}),
    ("jobs_fair", "cancel"): Act(PLATFORM, sent=CONFIRMED),
    ("jobs_fair", "copy_to_next_year"): Act(
        PLATFORM, sent={**CONFIRMED, "year": 2028, "name": "下一场", "slug": "next"}
    ),
    ("jobs_zone", "add_booths"): Act(PLATFORM, sent={**CONFIRMED, "first": 1, "last": 2}),
    # Asked for in 廊坊, decided there by somebody who approves; no clerk.
    ("accounts_phonehandover", "approve"): Act({"approver", "platform"}),
    ("accounts_phonehandover", "refuse"): Act({"approver", "platform"}),
    ("accounts_integrator", "renew_secret"): Act(PLATFORM),
    ("accounts_integrator", "revoke"): Act(PLATFORM),
    ("outbox_delivery", "send_again"): Act(PLATFORM, {"status": "failed"}),
}
# What a row's own page takes by POST.
STEPS = {
    ("jobs_importrun", "step", "cancel"): Act(BUREAU),
    ("jobs_importrun", "step", "reopen"): Act(BUREAU),
    ("jobs_applicant", "open", ""): Act(BUREAU),
    ("jobs_application", "step", "open"): Act(BUREAU),
    ("jobs_application", "step", "resume"): Act(BUREAU),
    ("jobs_application", "step", "answer"): Act(
        BUREAU, sent={"status": "declined", "reason": "pay"}
    ),
}


@pytest.fixture
def cast(people, rows):
    Venue.objects.update(expected_visitors=500)  # or its fair could not be published
    return everybody(people, rows["jobs_venue"])


def state_of(row):
    """The row with what buttons make beside it."""
    rows = type(row)._base_manager.filter(pk=row.pk)
    secrets = Client.objects.order_by("pk").values_list("secret", flat=True)
    beside = [model.objects.count() for model in (Fair, Booth, Look)]
    return rows.values().get(), list(secrets), beside


def movers(client, cast, row, send):
    """The roles whose `send()` has changed anything; each finds the row as it was."""
    found = set()
    before = state_of(row)
    for role in CAST:
        with transaction.atomic():
            client.logout()
            if cast[role] is not None:
                client.force_login(cast[role])
            send()
            if state_of(row) != before:
                found.add(role)
            transaction.set_rollback(True)
    return found


def prepared(rows, model, act):
    """The row as the action finds it, and what is sent besides."""
    row = rows[model]
    if act.before:
        type(row)._base_manager.filter(pk=row.pk).update(**act.before)
    return row, act.sent(rows) if callable(act.sent) else act.sent


def test_every_action_of_the_desk_is_walked():
    offered = {
        (f"{model._meta.app_label}_{model._meta.model_name}", action)
        for model, desk in admin.site._registry.items()
        for action in desk.actions or []
    }

    assert set(ACTIONS) == offered


@pytest.mark.parametrize(("model", "action"), ACTIONS)
def test_action_is_for_those_whose_row_it_is(client, model, action, cast, rows):
    act = ACTIONS[model, action]
    row, sent = prepared(rows, model, act)
    url = reverse(f"admin:{model}_changelist")
    values = {"action": action, "_selected_action": [row.pk], **sent}

    assert movers(client, cast, row, lambda: client.post(url, values)) == act.by


@pytest.mark.parametrize(("model", "name", "step"), STEPS)
def test_step_of_a_page_is_for_those_whose_row_it_is(client, model, name, step, cast, rows):
    act = STEPS[model, name, step]
    ResumeFactory(applicant=rows["jobs_applicant"])
    row, sent = prepared(rows, model, act)
    url = reverse(f"admin:{model}_change", args=[row.pk])

    assert movers(client, cast, row, lambda: client.post(url, {name: step, **sent})) == act.by
