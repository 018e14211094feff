"""The admin shows and changes only what the organizer's bureau answers for."""

import pytest
from django.urls import reverse
from django.utils import timezone

from jobs.models import Applicant, Participation
from tests.factories import (
    ApplicantFactory,
    ApplicationFactory,
    AudienceClaimFactory,
    BoothFactory,
    EmployerFactory,
    FairFactory,
    OrganizationFactory,
    ParticipationFactory,
    PostingFactory,
    PostingRevisionFactory,
    RegionFactory,
)

pytestmark = pytest.mark.django_db

SCOPED = {
    "employer": EmployerFactory,
    "posting": PostingFactory,
    "postingrevision": PostingRevisionFactory,
    "participation": lambda: ParticipationFactory(booth=BoothFactory()),
    "applicant": ApplicantFactory,
    "application": ApplicationFactory,
}


def change_url(row):
    return reverse(f"admin:{row._meta.label_lower.replace('.', '_')}_change", args=[row.pk])


def list_url(name):
    return reverse(f"admin:jobs_{name}_changelist")


def rows_listed(client, name):
    return list(client.get(list_url(name)).context["cl"].queryset)


@pytest.mark.parametrize("name", SCOPED)
def test_own_rows_open_and_foreign_ones_do_not(client, name, langfang_organizer, wuqing_organizer):
    row = SCOPED[name]()

    client.force_login(langfang_organizer)
    assert rows_listed(client, name) == [row]
    assert client.get(change_url(row)).status_code == 200

    client.force_login(wuqing_organizer)
    assert rows_listed(client, name) == []
    assert client.get(change_url(row), follow=True).redirect_chain[-1][0] == reverse("admin:index")
    history = reverse(f"admin:jobs_{name}_history", args=[row.pk])
    assert client.get(history).status_code == 302


def test_choices_of_a_form_are_narrowed_too(client, langfang_organizer, wuqing_organizer):
    employer = EmployerFactory()
    asked = {
        "app_label": "jobs",
        "model_name": "participation",
        "field_name": "employer",
        "term": "",
    }

    client.force_login(langfang_organizer)
    own = client.get(reverse("admin:autocomplete"), asked).json()["results"]
    client.force_login(wuqing_organizer)
    foreign = client.get(reverse("admin:autocomplete"), asked).json()["results"]

    assert own == [{"id": str(employer.pk), "text": employer.name}]
    assert foreign == []


def test_foreign_key_typed_into_the_request_is_refused(client, wuqing_organizer):
    foreign, fair = EmployerFactory(), FairFactory()
    wuqing = OrganizationFactory(region=RegionFactory(code="120114"))
    client.force_login(wuqing_organizer)

    answer = client.post(
        reverse("admin:jobs_participation_add"),
        {
            "fair": fair.pk,
            "employer": foreign.pk,
            "organization": wuqing.pk,
            "power_w": 0,
            "sockets": 0,
        },
    )

    assert answer.status_code == 200
    assert "employer" in answer.context["adminform"].form.errors
    assert not Participation.objects.exists()


def test_claims_are_for_the_veterans_bureau_of_the_place(
    client, langfang_veterans_organizer, langfang_organizer, wuqing_organizer
):
    claim = AudienceClaimFactory()
    client.force_login(langfang_veterans_organizer)
    assert rows_listed(client, "audienceclaim") == [claim]
    assert client.get(change_url(claim)).status_code == 200

    for stranger in (langfang_organizer, wuqing_organizer):
        client.force_login(stranger)
        assert client.get(list_url("audienceclaim")).status_code == 403
        # Not even whether there is a claim can be asked by trying to add it.
        added = client.post(
            reverse("admin:jobs_audienceclaim_add"),
            {"applicant": claim.applicant_id, "kind": claim.kind},
        )
        assert added.status_code == 403


def test_bureau_verifies_a_claim_and_cannot_show_it_for_the_person(
    client, langfang_veterans_organizer
):
    claim = AudienceClaimFactory()
    client.force_login(langfang_veterans_organizer)

    client.post(change_url(claim), {"valid_until": "2099-01-01", "shown": "on"})
    client.post(list_url("audienceclaim"), {"action": "verify", "_selected_action": [claim.pk]})

    claim.refresh_from_db()
    assert claim.verified_on == timezone.localdate()
    assert str(claim.valid_until) == "2099-01-01"
    assert claim.shown is False


def test_rule_of_a_field_that_the_form_does_not_show_is_said_in_words(client, platform_admin):
    booth = BoothFactory()
    applied = ParticipationFactory(fair=booth.zone.venue.fair, venue=None, status="applied")
    published = FairFactory()
    client.force_login(platform_admin)

    answer = client.post(
        change_url(applied),
        {
            "organization": applied.organization_id,
            "power_w": 0,
            "sockets": 0,
            "venue": booth.zone.venue_id,
            "booth": booth.pk,
        },
    )
    assert answer.context["adminform"].form.non_field_errors() == ["只有已确认的单位才有展位。"]

    inlines = {
        f"{prefix}-{part}_FORMS": 0
        for prefix in ("hosts", "venues", "reported_figures")
        for part in ("TOTAL", "INITIAL")
    }
    answer = client.post(
        change_url(published),
        {
            **inlines,
            "series": published.series_id,
            "name": published.name,
            "slug": published.slug,
            "year": 2026,
        },
    )
    assert answer.context["adminform"].form.non_field_errors() == [
        "已发布的招聘会须有三项方案的备案日期。"
    ]


def test_employer_brings_only_its_own_posts(client, langfang_organizer):
    participation = ParticipationFactory()
    own, foreign = PostingFactory(employer=participation.employer), PostingFactory(title="电工")
    client.force_login(langfang_organizer)
    values = {"organization": participation.organization_id, "power_w": 0, "sockets": 0}

    answer = client.post(change_url(participation), {**values, "postings": [own.pk, foreign.pk]})
    assert answer.context["adminform"].form.errors == {"postings": ["不是该单位的岗位：电工。"]}
    assert (
        client.post(
            change_url(participation),
            {**values, "postings": [own.pk], "employer": foreign.employer_id},
        ).status_code
        == 302
    )

    participation.refresh_from_db()
    assert participation.employer == own.employer
    assert list(participation.postings.all()) == [own]


@pytest.mark.parametrize("name", SCOPED)
def test_former_organizer_and_staff_without_bureau_see_nothing(client, name, former_organizer):
    SCOPED[name]()
    client.force_login(former_organizer)

    assert client.get(list_url(name)).status_code == 403


@pytest.mark.parametrize("name", ["fair", "fairseries", "venue", "zone", "booth"])
def test_shared_rows_are_looked_at_by_all_and_changed_by_the_platform(
    client, name, wuqing_organizer, platform_admin
):
    client.force_login(wuqing_organizer)
    assert client.get(list_url(name)).status_code == 200
    assert client.get(reverse(f"admin:jobs_{name}_add")).status_code == 403
    client.force_login(platform_admin)
    assert client.get(reverse(f"admin:jobs_{name}_add")).status_code == 200


def test_only_a_platform_admin_makes_organizers(client, wuqing_organizer, platform_admin):
    client.force_login(wuqing_organizer)
    assert client.get(reverse("admin:accounts_user_changelist")).status_code == 403
    assert client.get(reverse("admin:accounts_membership_add")).status_code == 403
    client.force_login(platform_admin)
    assert client.get(reverse("admin:accounts_user_add")).status_code == 200


def test_phone_is_masked_and_stays_out_of_the_form(client, langfang_organizer):
    applicant = ApplicantFactory(phone="+8613800138000")
    client.force_login(langfang_organizer)

    for url in (list_url("applicant"), change_url(applicant)):
        text = client.get(url).content.decode()
        assert "138****8000" in text
        assert "13800138000" not in text


def test_saving_an_applicant_keeps_the_phone(client, langfang_organizer):
    applicant = ApplicantFactory(phone="+8613800138000")
    client.force_login(langfang_organizer)

    answer = client.post(
        change_url(applicant),
        {
            "name": "欧阳建国",
            "organization": applicant.organization_id,
            "applications-TOTAL_FORMS": 0,
            "applications-INITIAL_FORMS": 0,
        },
    )

    assert answer.status_code == 302
    saved = Applicant.objects.get()
    assert (saved.name, str(saved.phone)) == ("欧阳建国", "+8613800138000")
