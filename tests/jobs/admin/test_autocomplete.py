"""What is offered while a clerk types a related row: only rows of the own bureau, whatever the key
that it is asked for."""

import pytest
from django.apps import apps
from django.contrib import admin
from django.urls import reverse

from tests.factories import (
    ApplicantFactory,
    ApplicationFactory,
    EmployerFactory,
    PostingFactory,
)

pytestmark = pytest.mark.django_db

# Rows of 廊坊, by what a key leads to; bureaus themselves are public.
MAKERS = {
    "jobs.Employer": EmployerFactory,
    "jobs.Posting": PostingFactory,
    "jobs.Applicant": ApplicantFactory,
    "jobs.Application": ApplicationFactory,
}


def keys_to(label):
    """(app, model, field) of every key of the site that leads to rows of this model."""
    related = apps.get_model(label)
    return [
        (model._meta.app_label, model._meta.model_name, field.name)
        for model in apps.get_models()
        for field in (*model._meta.fields, *model._meta.many_to_many)
        if field.remote_field and field.remote_field.model is related
    ]


def offered(client, key, term):
    """Keys and names that a clerk is offered; None where the question itself is refused."""
    app, model, field = key
    asked = {"app_label": app, "model_name": model, "field_name": field, "term": term}
    answer = client.get(reverse("admin:autocomplete"), asked)
    if answer.status_code == 403:
        return None
    return [(found["id"], found["text"]) for found in answer.json()["results"]]


@pytest.mark.parametrize("label", MAKERS)
def test_clerk_is_never_offered_rows_of_another_bureau(
    client, label, langfang_organizer, wuqing_organizer
):
    row = MAKERS[label]()
    # What finds the row: its name, or nothing at all.
    terms = ("", getattr(row, "name", "") or getattr(row, "title", ""))
    keys = keys_to(label)

    client.force_login(langfang_organizer)
    own = [offered(client, key, term) for key in keys for term in terms]
    client.force_login(wuqing_organizer)
    foreign = [offered(client, key, term) for key in keys for term in terms]

    assert {tuple(found) for found in own if found is not None} == {((str(row.pk), str(row)),)}
    assert [found for found in foreign if found] == []


def test_every_scoped_row_that_a_form_offers_is_tested_here():
    offered = {
        inline_or_desk.model._meta.get_field(name).remote_field.model
        for desk in admin.site._registry.values()
        for inline_or_desk in (desk, *desk.inlines)
        for name in inline_or_desk.autocomplete_fields
    }
    scoped = {
        model._meta.label
        for model in offered
        if hasattr(model._default_manager.all(), "visible_to")
    }

    assert scoped - set(MAKERS) == {"accounts.Organization"}
    assert {"jobs.Employer", "jobs.Posting", "jobs.Applicant"} <= scoped


@pytest.mark.parametrize("who", ["seeker", "former_organizer"])
def test_who_works_for_no_bureau_is_offered_nothing(client, who, request):
    EmployerFactory()
    client.force_login(request.getfixturevalue(who))

    asked = {"app_label": "jobs", "model_name": "posting", "field_name": "employer", "term": ""}
    assert client.get(reverse("admin:autocomplete"), asked).status_code in (302, 403)
