"""Every list of the admin asks the same number of questions for 1 row and for 30."""

import pytest
from django.contrib import admin
from django.contrib.admin.widgets import AutocompleteMixin
from django.forms import ModelChoiceField
from django.urls import reverse

from tests.factories import (
    ApplicantFactory,
    ApplicationFactory,
    AudienceClaimFactory,
    BoothFactory,
    DeliveryFactory,
    EmployerFactory,
    EmployerMemberFactory,
    ExportRunFactory,
    FairFactory,
    FairSeriesFactory,
    HallStaffFactory,
    HeadingChoiceFactory,
    ImportRunFactory,
    IntegratorFactory,
    MembershipFactory,
    OrganizationFactory,
    ParticipationFactory,
    PhoneHandoverFactory,
    PostingFactory,
    PostingRevisionFactory,
    ReportedFigureFactory,
    VenueFactory,
    ZoneFactory,
)
from tests.jobs.admin.rows import CODE_ROWS, agreed, made_region, notice, numbered, retention_rule

pytestmark = pytest.mark.django_db

# Session, user and the list itself with its counts; the rest are the choices of filters.
LISTS = {
    "jobs.Employer": (EmployerFactory, 6),
    "jobs.EmployerMember": (EmployerMemberFactory, 5),
    "jobs.Posting": (PostingFactory, 4),
    "jobs.PostingRevision": (PostingRevisionFactory, 5),
    "jobs.Participation": (lambda: ParticipationFactory(booth=BoothFactory()), 6),
    "jobs.Applicant": (ApplicantFactory, 7),
    "jobs.Application": (ApplicationFactory, 5),
    "jobs.AudienceClaim": (AudienceClaimFactory, 5),
    "jobs.HallStaff": (HallStaffFactory, 6),
    "jobs.HeadingChoice": (HeadingChoiceFactory, 6),
    "jobs.ImportRun": (ImportRunFactory, 6),
    "jobs.ExportRun": (ExportRunFactory, 5),
    "jobs.Fair": (FairFactory, 6),
    "jobs.FairSeries": (lambda: numbered(FairSeriesFactory, "name"), 6),
    "jobs.FairOrganization": (
        lambda: FairFactory().hosts.create(organization=OrganizationFactory()),
        5,
    ),
    "jobs.RetentionRule": (retention_rule, 5),
    "jobs.ReportedFigure": (ReportedFigureFactory, 5),
    "jobs.Venue": (VenueFactory, 5),
    "jobs.Zone": (ZoneFactory, 5),
    "jobs.Booth": (BoothFactory, 6),
    "accounts.Integrator": (IntegratorFactory, 6),
    "accounts.PhoneHandover": (PhoneHandoverFactory, 5),
    "accounts.Organization": (
        lambda: MembershipFactory(organization__region=made_region()),
        5,
    ),
    "accounts.Membership": (MembershipFactory, 5),
    "accounts.Notice": (notice, 5),
    "accounts.Consent": (agreed, 5),
    "outbox.Delivery": (DeliveryFactory, 5),
    "accounts.User": (MembershipFactory, 6),
    **{name: (make, 5) for name, make in CODE_ROWS.items()},
    "regions.Region": (CODE_ROWS["regions.Region"], 6),
    "regions.Education": (CODE_ROWS["regions.Education"], 6),
}


def test_every_list_is_searched_and_filtered():
    bare = [
        model._meta.label
        for model, desk in admin.site._registry.items()
        if not (desk.search_fields and desk.list_filter)
    ]

    assert bare == []


def test_every_choice_among_many_rows_is_found_by_typing(client, platform_admin):
    """But for the bureaus in whose name a person may send somebody: these are few."""
    client.force_login(platform_admin)
    plain = set()
    for model in admin.site._registry:
        url = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_add")
        context = client.get(url).context or {}
        form = context["adminform"].form if "adminform" in context else None
        for name, field in form.fields.items() if form else ():
            widget = getattr(field.widget, "widget", field.widget)
            if isinstance(field, ModelChoiceField) and not isinstance(widget, AutocompleteMixin):
                plain.add(f"{model._meta.label}.{name}")

    assert plain == {"jobs.HallStaff.organization"}


def test_every_list_is_counted():
    assert set(LISTS) == {model._meta.label for model in admin.site._registry}


@pytest.mark.parametrize("name", LISTS)
def test_admin_list(client, name, platform_admin, django_assert_num_queries):
    factory, queries = LISTS[name]
    client.force_login(platform_admin)
    url = reverse(f"admin:{name.lower().replace('.', '_')}_changelist")

    factory()
    client.get(url)  # what a process learns once
    with django_assert_num_queries(queries):
        before = client.get(url).context["cl"].result_count
    for _ in range(29):
        factory()
    with django_assert_num_queries(queries):
        answer = client.get(url)
    assert answer.context["cl"].result_count >= before + 29
