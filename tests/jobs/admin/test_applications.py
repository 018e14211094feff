"""Organizers open applications by a recorded POST, and answer for the employers they answer for."""

import pytest
from django.urls import reverse

from jobs.actions import applications
from jobs.choices import ApplicationStatus as S
from jobs.models import Look
from jobs.models.look import LASTS
from tests.factories import (
    ApplicantFactory,
    NoticeFactory,
    OrganizationFactory,
    PostingFactory,
    RegionFactory,
    SeekerFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

PHONE = "138 0013 8000"


@pytest.fixture
def application():
    """By somebody whom 武清 answers for, to an employer of 廊坊."""
    seeker = SeekerFactory(organization=OrganizationFactory(region=RegionFactory(code="120114")))
    return applications.apply(
        applicant=seeker,
        posting=PostingFactory(),
        fields=["name", "phone"],
        notice=NoticeFactory(kind="application"),
        by=seeker.user,
    )


def page_of(client, application):
    return reverse("admin:jobs_application_change", args=[application.pk])


def seen(client, application):
    return client.get(page_of(client, application)).content.decode()


def posted(client, application, **values):
    return client.post(page_of(client, application), values)


def test_looking_at_the_page_opens_nothing(client, application, langfang_organizer):
    client.force_login(langfang_organizer)
    html = seen(client, application)
    application.refresh_from_db()

    assert (PHONE in html, "欧阳建国" in html) == (False, False)
    assert "在站点上查看" not in html
    assert (application.status, Look.objects.count()) == (S.SUBMITTED, 0)


def test_opening_is_recorded_shows_what_was_given_and_counts_as_viewed(
    client, application, langfang_organizer
):
    client.force_login(langfang_organizer)
    answer = posted(client, application, step="open")
    application.refresh_from_db()

    assert answer["Location"] == page_of(client, application)
    assert Look.objects.get().by == langfang_organizer
    assert application.status == S.VIEWED
    html = seen(client, application)
    assert (PHONE in html, "欧阳建国" in html, "广阳区" in html) == (True, True, False)


def test_look_does_not_last(client, application, langfang_organizer):
    client.force_login(langfang_organizer)
    posted(client, application, step="open")
    for look in Look.objects.all():
        look.at -= LASTS
        look.save()

    assert PHONE not in seen(client, application)


def test_look_of_one_opens_nothing_for_another(
    client, application, langfang_organizer, platform_admin
):
    client.force_login(langfang_organizer)
    posted(client, application, step="open")
    client.force_login(platform_admin)

    assert PHONE not in seen(client, application)


@pytest.mark.parametrize(
    "values", [{"step": "open"}, {"step": "resume"}, {"step": "answer", "status": "interview"}]
)
def test_applicants_own_bureau_sees_the_application_and_opens_nothing_given_to_the_employer(
    client, application, wuqing_organizer, values
):
    """The applicant was told that the employer gets it, and the bureau that answers for it."""
    client.force_login(wuqing_organizer)
    client.post(
        reverse("admin:jobs_applicant_change", args=[application.applicant_id]), {"open": ""}
    )
    looks = Look.objects.count()

    assert posted(client, application, **values).status_code == 403
    application.refresh_from_db()
    assert (application.status, Look.objects.count()) == (S.SUBMITTED, looks)
    html = seen(client, application)
    assert f"求职者提供的内容只给{application.posting.employer}" in html
    assert (PHONE in html, 'name="step"' in html) == (False, False)


def test_withdrawn_application_cannot_be_looked_into(client, application, langfang_organizer):
    client.force_login(langfang_organizer)
    posted(client, application, step="open")
    applications.withdraw_application(application=application, by=application.applicant.user)

    assert PHONE not in seen(client, application)


def test_answer_is_written_with_its_reason(client, application, langfang_organizer):
    client.force_login(langfang_organizer)
    posted(client, application, step="answer", status="declined", reason="filled")
    application.refresh_from_db()

    assert application.status == S.DECLINED
    assert application.steps.last().reason == "filled"


@pytest.mark.parametrize(
    ("values", "complaint"),
    [
        ({"status": "declined"}, "请选择未通过的理由"),
        ({"status": "hired"}, "不能由“已投递”变为“已录用”"),
        ({"status": "withdrawn"}, "请选择答复"),
        ({}, "请选择答复"),
    ],
)
def test_bad_answer_is_refused_in_words(client, application, langfang_organizer, values, complaint):
    client.force_login(langfang_organizer)
    posted(client, application, step="answer", **values)
    application.refresh_from_db()

    assert complaint in seen(client, application)
    assert application.status == S.SUBMITTED


def test_unknown_step_and_stranger_are_turned_away(client, application, tongzhou_organizer):
    client.force_login(tongzhou_organizer)
    assert posted(client, application, step="open").status_code == 403
    client.force_login(
        application.applicant.organization.memberships.create(
            user=UserFactory(is_staff=True), joined_on="2026-01-05"
        ).user
    )
    assert posted(client, application, step="close").status_code == 404
    assert Look.objects.count() == 0


def test_phone_of_an_applicant_is_masked_until_opened(client, langfang_organizer):
    applicant = ApplicantFactory(phone="+8613800138000")
    client.force_login(langfang_organizer)
    url = reverse("admin:jobs_applicant_change", args=[applicant.pk])
    assert PHONE not in client.get(url).content.decode()
    client.post(url, {"open": ""})

    assert PHONE in client.get(url).content.decode()
    assert Look.objects.get().applicant == applicant


def test_stranger_opens_no_applicant(client, wuqing_organizer):
    applicant = ApplicantFactory(phone="+8613800138000")
    client.force_login(wuqing_organizer)
    client.post(reverse("admin:jobs_applicant_change", args=[applicant.pk]), {"open": ""})

    assert Look.objects.count() == 0
