"""Rows that people fill in themselves: organizers look at them, and hand them over."""

import re

import pytest
from django.contrib.admin.models import LogEntry
from django.core.exceptions import ValidationError
from django.urls import reverse

from jobs.actions import applicants, claims, erasure
from jobs.models import Applicant, AudienceClaim, Look
from tests.agreeing import profile_notice
from tests.conftest import organizer_of
from tests.factories import AudienceClaimFactory, OrganizationFactory, RegionFactory, SeekerFactory
from tests.jobs.actions.applying import apply
from tests.jobs.actions.own_row import bureau_of, consent_of
from tongwulang.accounts.actions import consents

pytestmark = pytest.mark.django_db

PHONE = "138 0013 8000"


@pytest.fixture
def seeker(langfang_organizer):
    """Of 廊坊, and agrees to the notice on the profile."""
    seeker = SeekerFactory(
        phone="+8613800138000",
        skills=[],
        languages=["英语", "日语"],
        region=RegionFactory(code="131003"),
        organization=bureau_of(langfang_organizer),
    )
    consents.agree(user=seeker.user, notice=profile_notice())
    return seeker


@pytest.fixture
def veterans_organizer():
    return organizer_of("131000", "veterans")


def page_of(seeker):
    return reverse("admin:jobs_applicant_change", args=[seeker.pk])


def sent(client, seeker, **values):
    forms = {"applications-TOTAL_FORMS": 0, "applications-INITIAL_FORMS": 0}
    return client.post(page_of(seeker), {**forms, **values})


def test_own_row_is_opened_by_organizers_and_changed_by_its_owner_alone(
    client, seeker, langfang_organizer, platform_admin
):
    for organizer in (langfang_organizer, platform_admin):
        client.force_login(organizer)
        page = client.get(page_of(seeker)).content.decode()
        assert seeker.name in page
        assert "英语、日语" in page
        assert not re.search(r">\s*\[\s*\]\s*<", page)
        typed = re.findall(r'name="(name|phone|region|skills|birth_year|organization)"', page)
        assert set(typed) == {"organization"}
        sent(client, seeker, name="别人写的", skills="焊接", organization=seeker.organization_id)

        client.post(page_of(seeker), {"open": ""})
        assert PHONE in client.get(page_of(seeker)).content.decode()

    seeker.refresh_from_db()
    assert (seeker.name, seeker.skills) == ("欧阳建国", [])
    assert Look.objects.count() == 2


def test_people_are_handed_over_to_the_veterans_bureau_which_files_their_claim(
    client, seeker, langfang_organizer, veterans_organizer
):
    veterans = bureau_of(veterans_organizer)
    client.force_login(langfang_organizer)
    answer = sent(client, seeker, organization=veterans.pk)

    assert answer.status_code == 302, answer.context["adminform"].errors
    seeker.refresh_from_db()
    assert (seeker.organization, seeker.languages) == (veterans, ["英语", "日语"])
    assert client.get(page_of(seeker)).status_code == 302
    client.force_login(veterans_organizer)
    assert client.get(page_of(seeker)).status_code == 200
    client.post(
        reverse("admin:jobs_audienceclaim_add"), {"applicant": seeker.pk, "kind": "veteran"}
    )
    assert AudienceClaim.objects.get().applicant == seeker


@pytest.mark.parametrize("code", ["120114", ""])
def test_bureau_of_another_place_or_none_is_refused_in_words(
    client, seeker, langfang_organizer, code
):
    client.force_login(langfang_organizer)
    other = OrganizationFactory(region=RegionFactory(code=code)).pk if code else ""
    answer = sent(client, seeker, organization=other)

    assert answer.status_code == 200
    assert answer.context["adminform"].errors["organization"]
    assert Applicant.objects.get().organization == bureau_of(langfang_organizer)


def test_row_that_no_bureau_answers_for_is_only_looked_at(client, seeker, platform_admin):
    erasure.withdraw_profile(consent=consent_of(seeker), by=seeker.user)
    bare = SeekerFactory(organization=None)
    client.force_login(platform_admin)

    assert 'name="_save"' not in client.get(page_of(bare)).content.decode()
    assert sent(client, bare, organization=OrganizationFactory().pk).status_code == 403


def test_handing_over_somebody_who_withdraws_meanwhile_is_refused_in_words(
    client, seeker, langfang_organizer, veterans_organizer, monkeypatch
):
    hand_over = applicants.hand_over

    def overtaken(**what):
        erasure.withdraw_profile(consent=consent_of(seeker), by=seeker.user)
        hand_over(**what)

    monkeypatch.setattr(applicants, "hand_over", overtaken)
    client.force_login(langfang_organizer)
    answer = sent(client, seeker, organization=bureau_of(veterans_organizer).pk)

    page = client.get(answer["Location"]).content.decode()
    assert "本人刚刚撤回了同意，没有转交。" in page
    assert "成功修改" not in page
    assert not LogEntry.objects.exists()
    assert not Applicant.objects.visible_to(veterans_organizer).exists()


@pytest.mark.parametrize("end", ["withdrawn", "deleted"])
@pytest.mark.parametrize("is_kept", [True, False], ids=["emptied", "gone"])
def test_whoever_has_taken_all_back_is_handed_over_to_nobody(seeker, is_kept, end):
    bureau = seeker.organization
    if is_kept:
        apply(seeker)
    if end == "withdrawn":
        erasure.withdraw_profile(consent=consent_of(seeker), by=seeker.user)
    else:
        erasure.delete_everything(by=seeker.user)

    with pytest.raises(ValidationError, match="撤回"):
        applicants.hand_over(applicant=seeker, to=bureau)
    assert list(Applicant.objects.values_list("organization", flat=True)) == [None] * is_kept


def test_somebody_from_elsewhere_stays_with_the_place_that_they_applied_in(
    client, seeker, langfang_organizer
):
    """Any of the three places may answer for them; another one was not asked."""
    Applicant.objects.update(region=RegionFactory(code="110115"))
    client.force_login(langfang_organizer)
    wuqing = OrganizationFactory(region=RegionFactory(code="120114"))

    answer = sent(client, seeker, organization=wuqing.pk)

    page = client.get(answer["Location"]).content.decode()
    assert "只能转交给同一地区的单位，没有转交。" in page
    assert Applicant.objects.get().organization == seeker.organization


def test_organizer_who_lives_elsewhere_does_not_hand_themselves_over(
    client, seeker, wuqing_organizer, veterans_organizer
):
    Applicant.objects.update(user=wuqing_organizer)
    client.force_login(wuqing_organizer)

    assert client.get(page_of(seeker)).status_code == 200
    answer = sent(client, seeker, organization=bureau_of(veterans_organizer).pk)
    assert answer.status_code == 403
    assert Applicant.objects.get().organization == seeker.organization


def test_claim_that_went_with_the_profile_is_not_verified(seeker, veterans_organizer):
    claim = AudienceClaimFactory(applicant=seeker)
    erasure.withdraw_profile(consent=consent_of(seeker), by=seeker.user)

    with pytest.raises(ValidationError, match="撤回"):
        claims.verify_claim(claim=claim, by=veterans_organizer)


def test_person_whom_a_bureau_entered_is_edited_and_not_handed_over(seeker):
    with pytest.raises(ValidationError, match="撤回"):
        applicants.hand_over(applicant=SeekerFactory(user=None), to=seeker.organization)


def test_account_that_was_deleted_meanwhile_is_handed_over_to_nobody(seeker):
    stale = Applicant.objects.get(pk=seeker.pk)
    Applicant.objects.all().delete()
    seeker.user.delete()

    with pytest.raises(ValidationError, match="没有转交"):
        applicants.hand_over(applicant=stale, to=OrganizationFactory())
