"""Every rule that the database keeps is broken once, past all forms and actions: it refuses.

A rule without an entry fails `test_every_rule_is_broken_here`.
"""

import datetime as dt

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, models, transaction
from django.db.models import CheckConstraint, F, UniqueConstraint
from django.utils import timezone

from jobs.models import ApplicationStep, Change, FairOrganization, RequestWindow
from tests import factories as made
from tongwulang.accounts.models import AttemptTally, PhoneCode, SentForm
from tongwulang.outbox.models import Refusal
from tongwulang.regions.models import RegionNeighbour

pytestmark = pytest.mark.django_db

OURS = ("jobs", "veterans", "tongwulang")
NOW = timezone.now()
TODAY = dt.date(2026, 11, 26)
EARLIER = dt.date(2000, 1, 1)


def rules(kind: type) -> dict[str, tuple[type[models.Model], models.BaseConstraint]]:
    """By name, with their models."""
    return {
        rule.name: (model, rule)
        for model in apps.get_models()
        if model.__module__.split(".")[0] in OURS
        for rule in model._meta.constraints
        if isinstance(rule, kind)
    }


def neighbours(code="131003"):
    return RegionNeighbour.objects.create(
        region=made.RegionFactory(code="110112"),
        neighbour=made.RegionFactory(code=code),
        source="测试",
    )


def refusal(topic="alert"):
    return Refusal.objects.create(user=made.UserFactory(), topic=topic, channel="email")


def sent_form(key="a"):
    return SentForm.objects.create(by=made.UserFactory(), key=key)


def phone_code(phone_key="a"):
    return PhoneCode.objects.create(
        phone_key=phone_key, asker_key="b", purpose="login", digest="", sent_at=NOW
    )


def host(code="131000"):
    return FairOrganization.objects.create(
        fair=made.FairFactory(),
        organization=made.OrganizationFactory(region=made.RegionFactory(code=code)),
    )


def participations_run(**values):
    return made.ImportRunFactory(kind="participations", fair=made.FairFactory(), **values)


def step(**values):
    return ApplicationStep.objects.create(
        application=made.ApplicationFactory(), **{"status": "viewed", **values}
    )


# Rule to two rows that differ in what may stand only once; the second is made like the first.
TWICE = {
    "regionneighbour_pair_once": (neighbours, lambda: neighbours("131082")),
    "message_once_a_recipient": (made.MessageFactory, made.MessageFactory),
    "delivery_once_a_channel": (made.DeliveryFactory, made.DeliveryFactory),
    "refusal_once_a_topic_and_channel": (refusal, refusal),
    "sentform_once_a_person": (sent_form, lambda: sent_form("b")),
    "attempttally_once_per_key": (
        lambda: AttemptTally.objects.create(kind="code", key="a"),
        lambda: AttemptTally.objects.create(kind="code", key="b"),
    ),
    "notice_version_once": (made.NoticeFactory, lambda: made.NoticeFactory(version=2)),
    "consent_one_in_force": (made.ConsentFactory, made.ConsentFactory),
    "organization_one_bureau_of_a_kind_per_region": (
        made.OrganizationFactory,
        lambda: made.OrganizationFactory(kind="veterans"),
    ),
    "membership_one_current_per_organization": (made.MembershipFactory, made.MembershipFactory),
    "phonecode_last_of_a_browser": (phone_code, lambda: phone_code("c")),
    "phonehandover_one_waiting": (made.PhoneHandoverFactory, made.PhoneHandoverFactory),
    "employerblock_one_per_person": (made.EmployerBlockFactory, made.EmployerBlockFactory),
    "fair_copied_once_a_year": (
        lambda: made.FairFactory(copied_from=made.FairFactory()),
        made.FairFactory,
    ),
    "venue_name_once_per_fair": (made.VenueFactory, made.VenueFactory),
    "zone_code_once_per_venue": (made.ZoneFactory, made.ZoneFactory),
    "booth_number_once_per_zone": (made.BoothFactory, made.BoothFactory),
    "participation_once_per_fair": (made.ParticipationFactory, made.ParticipationFactory),
    "posting_own_number_once_per_employer": (
        lambda: made.PostingFactory(own_number="A-1"),
        made.PostingFactory,
    ),
    "application_once_per_posting": (made.ApplicationFactory, made.ApplicationFactory),
    "audienceclaim_once_per_kind": (made.AudienceClaimFactory, made.AudienceClaimFactory),
    "change_once_per_row": (
        lambda: Change.objects.create(resource="test", key="1", sequence=1, changed_at=NOW),
        lambda: Change.objects.create(resource="test", key="2", sequence=2, changed_at=NOW),
    ),
    "employermember_one_current_per_employer": (
        made.EmployerMemberFactory,
        made.EmployerMemberFactory,
    ),
    "exportrun_once_while_working": (
        lambda: made.ExportRunFactory(working=True),
        lambda: made.ExportRunFactory(working=True),
    ),
    "fairorganization_once": (host, lambda: host("110112")),
    "hallstaff_once_per_venue_and_day": (made.HallStaffFactory, made.HallStaffFactory),
    "headingchoice_once": (made.HeadingChoiceFactory, made.HeadingChoiceFactory),
    "importrun_once_while_unfinished": (made.ImportRunFactory, made.ImportRunFactory),
    "importrun_once_a_fair_while_unfinished": (participations_run, participations_run),
    "postingmark_one_per_person": (made.PostingMarkFactory, made.PostingMarkFactory),
    "reportedfigure_once_per_fair": (made.ReportedFigureFactory, made.ReportedFigureFactory),
    "reportedfigure_once_for_the_region": (
        lambda: made.ReportedFigureFactory(fair=None),
        lambda: made.ReportedFigureFactory(fair=None, measure="postings"),
    ),
    "requestwindow_once_per_minute": (
        lambda: RequestWindow.objects.create(caller="a", minute=1, taken=1),
        lambda: RequestWindow.objects.create(caller="a", minute=2, taken=1),
    ),
    "retentionrule_once_a_day": (
        made.RetentionRuleFactory,
        lambda: made.RetentionRuleFactory(valid_from=TODAY),
    ),
    "savedsearch_once_per_person": (made.SavedSearchFactory, made.SavedSearchFactory),
}

# Rule, a sound row, and what must not come to stand in it.
BROKEN = [
    ("regionneighbour_lower_code_first", neighbours, {"neighbour": F("region")}),
    ("delivery_of_a_message_or_a_sealed_letter", made.DeliveryFactory, {"message": None}),
    ("delivery_of_a_message_or_a_sealed_letter", made.DeliveryFactory, {"sealed_letter": 1}),
    (
        "delivery_of_a_message_or_a_sealed_letter",
        lambda: made.DeliveryFactory(message=None, sealed_letter=made.SealedLetterFactory()),
        {"channel": "sms"},
    ),
    ("delivery_leased_while_sending", made.DeliveryFactory, {"status": "sending"}),
    ("delivery_leased_while_sending", made.DeliveryFactory, {"leased_until": NOW}),
    (
        "consent_withdrawn_after_agreed",
        made.ConsentFactory,
        {"withdrawn_at": NOW - dt.timedelta(days=9)},
    ),
    ("membership_left_after_joining", made.MembershipFactory, {"left_on": EARLIER}),
    ("phonehandover_decided_by_and_at", made.PhoneHandoverFactory, {"decided_at": NOW}),
    (
        "phonehandover_approved_by_another",
        made.PhoneHandoverFactory,
        {"is_approved": True, "decided_at": NOW, "decided_by": F("requested_by")},
    ),
    ("phonehandover_not_ones_own", made.PhoneHandoverFactory, {"requested_by": F("user")}),
    (
        "phonehandover_not_ones_own",
        made.PhoneHandoverFactory,
        {"decided_at": NOW, "decided_by": F("user")},
    ),
    ("user_has_email_or_phone", made.UserFactory, {"email": None}),
    ("employer_verified_by_and_at", made.EmployerFactory, {"verified_by": None}),
    (
        "employer_verified_has_reviewer",
        made.EmployerFactory,
        {"verified_by": None, "verified_at": None},
    ),
    ("fair_ends_after_start", made.FairFactory, {"ends_on": TODAY}),
    ("fair_ends_after_start", made.FairFactory, {"starts_on": TODAY, "ends_on": EARLIER}),
    ("fair_published_has_plans", made.FairFactory, {"organization_plan_on": None}),
    ("fair_published_has_plans", made.FairFactory, {"emergency_plan_on": None}),
    ("fair_published_has_plans", made.FairFactory, {"security_plan_on": None}),
    ("fair_decided_by_and_at", made.FairFactory, {"decided_at": NOW}),
    (
        "participation_booth_has_venue",
        lambda: made.ParticipationFactory(booth=made.BoothFactory()),
        {"venue": None},
    ),
    (
        "participation_booth_is_accepted",
        lambda: made.ParticipationFactory(booth=made.BoothFactory()),
        {"status": "applied"},
    ),
    ("participation_decided_by_and_at", made.ParticipationFactory, {"decided_at": NOW}),
    ("participation_rejected_has_reason", made.ParticipationFactory, {"status": "rejected"}),
    ("posting_published_is_complete", made.PostingFactory, {"title": ""}),
    ("posting_published_is_complete", made.PostingFactory, {"duties": ""}),
    ("posting_published_is_complete", made.PostingFactory, {"expires_on": None}),
    ("posting_published_is_complete", made.PostingFactory, {"headcount": None}),
    ("posting_published_is_complete", made.PostingFactory, {"region": None}),
    ("posting_published_is_complete", made.PostingFactory, {"base_pay": None}),
    (
        "posting_published_is_complete",
        made.PostingFactory,
        {"base_pay": None, "is_negotiable": True},
    ),
    ("posting_published_is_complete", made.PostingFactory, {"published_at": None}),
    (
        "posting_published_is_complete",
        made.PostingFactory,
        {"reviewed_by": None, "reviewed_at": None},
    ),
    ("posting_submitted_by_and_at", made.DraftFactory, {"submitted_at": NOW}),
    ("posting_reviewed_by_and_at", made.PostingFactory, {"reviewed_at": None}),
    ("posting_closed_by_and_at", made.PostingFactory, {"closed_at": NOW}),
    ("posting_salary_in_order", made.DraftFactory, {"salary_min": 9001}),
    ("posting_salary_in_order", made.DraftFactory, {"salary_min": 0}),
    ("posting_salary_in_order", made.DraftFactory, {"salary_min": None}),
    ("posting_base_pay_within_salary", made.DraftFactory, {"base_pay": 9001}),
    ("posting_base_pay_within_salary", made.DraftFactory, {"base_pay": 0}),
    ("posting_top_pay_is_derived", made.DraftFactory, {"top_pay": 1}),
    ("posting_headcount_in_range", made.DraftFactory, {"headcount": 0}),
    ("posting_headcount_in_range", made.DraftFactory, {"headcount": 10_000}),
    ("posting_salary_months_in_range", made.DraftFactory, {"salary_months": 0}),
    ("posting_salary_months_in_range", made.DraftFactory, {"salary_months": 25}),
    ("posting_experience_in_range", made.DraftFactory, {"experience_min": 51}),
    ("posting_cross_border_facts_dated", made.DraftFactory, {"shuttle": "班车"}),
    ("posting_cross_border_facts_dated", made.DraftFactory, {"insurance_region": F("region")}),
    ("posting_closed_has_time", made.DraftFactory, {"status": "closed"}),
    ("applicationstep_declined_has_reason", step, {"status": "declined"}),
    ("applicationstep_declined_has_reason", step, {"reason": "filled"}),
    (
        "audienceclaim_valid_after_verified",
        made.AudienceClaimFactory,
        {"verified_on": TODAY, "valid_until": EARLIER},
    ),
    ("employermember_left_after_joining", made.EmployerMemberFactory, {"left_on": EARLIER}),
    ("hallstaff_ends_after_start", made.HallStaffFactory, {"ends_on": EARLIER}),
    ("importrun_participations_name_a_fair", participations_run, {"fair": None}),
    ("postingrevision_decided_by_and_at", made.PostingRevisionFactory, {"status": "applied"}),
    ("postingrevision_decided_by_and_at", made.PostingRevisionFactory, {"decided_at": NOW}),
]


def test_every_rule_is_broken_here():
    assert set(TWICE) == set(rules(UniqueConstraint))
    assert {name for name, _row, _values in BROKEN} == set(rules(CheckConstraint))


def complaint_of(row, values):
    """What the database says when these values are written to the row."""
    rows = type(row)._base_manager.filter(pk=row.pk)
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        rows.update(**values)
    return str(refused.value)


@pytest.mark.parametrize("name", TWICE)
def test_no_two_rows_are_the_same(name):
    model, rule = rules(UniqueConstraint)[name]
    first, second = (make() for make in TWICE[name])
    assert isinstance(second, model)
    complaint = complaint_of(second, {field: getattr(first, field) for field in rule.fields})

    # SQLite names the columns, not the rule.
    columns = ", ".join(
        f"{model._meta.db_table}.{model._meta.get_field(field).column}" for field in rule.fields
    )
    expected = f'"{name}"' if connection.vendor == "postgresql" else f"failed: {columns}"
    assert expected in complaint


@pytest.mark.parametrize(
    ("name", "make", "values"),
    BROKEN,
    ids=[f"{name}-{'-'.join(values)}" for name, _make, values in BROKEN],
)
def test_no_row_says_what_cannot_be(name, make, values):
    assert name in complaint_of(make(), values)
