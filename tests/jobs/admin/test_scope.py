"""The admin shows and changes only what the organizer's bureau answers for."""

import pytest
from django.urls import reverse

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
    "audienceclaim": AudienceClaimFactory,
}


def change_url(row):
    return reverse(f"admin:{row._meta.label_lower.replace('.', '_')}_change", args=[row.pk])


def list_url(name):
    return reverse(f"admin:jobs_{name}_changelist")


def rows_listed(client, name):
    return list(client.get(list_url(name)).context["cl"].queryset)


@pytest.mark.parametrize("name", SCOPED)
def test_own_rows_open_and_foreign_ones_do_not(
    client, name, langfang_veterans_organizer, langfang_organizer, wuqing_organizer
):
    row = SCOPED[name]()
    owner = langfang_veterans_organizer if name == "audienceclaim" else langfang_organizer

    client.force_login(owner)
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
        },
    )

    assert answer.status_code == 302
    saved = Applicant.objects.get()
    assert (saved.name, str(saved.phone)) == ("欧阳建国", "+8613800138000")
