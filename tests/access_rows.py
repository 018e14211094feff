"""The roles and the rows that every walk over rights shares, and what an answer means there."""

import pytest
from django.urls import reverse

from tests.access_table import ELSEWHERE, LOGIN, REFUSALS, SEEN
from tests.factories import (
    AudienceClaimFactory,
    BoothFactory,
    DeliveryFactory,
    DisclosureFactory,
    EducationFactory,
    EmployerBlockFactory,
    EmployerMemberFactory,
    ExportRunFactory,
    HallStaffFactory,
    HeadingChoiceFactory,
    ImportRunFactory,
    IntegratorFactory,
    MajorFactory,
    NoticeFactory,
    OccupationFactory,
    ParticipationFactory,
    PostingFactory,
    PostingRevisionFactory,
    RegionFactory,
    ReportedFigureFactory,
    RetentionRuleFactory,
    SavedSearchFactory,
    SealedLetterFactory,
    UserFactory,
)
from tests.passkeys import SoftPasskey
from tongwulang.accounts.actions import consents
from tongwulang.accounts.models import Organization, PhoneHandover
from tongwulang.outbox.models import Delivery
from tongwulang.regions.models import RegionNeighbour, SeedTable


@pytest.fixture
def people(platform_admin, langfang_organizer, wuqing_organizer, former_organizer, seeker):
    """The roles; `owner` works for the bureau that answers for the rows, `stranger` for another."""
    return {
        "visitor": None,
        "seeker": seeker,
        "member": UserFactory(),
        "hall": UserFactory(),
        "former": former_organizer,
        "stranger": wuqing_organizer,
        "owner": langfang_organizer,
        "platform": platform_admin,
    }


@pytest.fixture
def rows(langfang_organizer, people):
    """One row of every model that an address can name, all answered for by 廊坊."""
    booth = BoothFactory()
    posting = PostingFactory()
    participation = ParticipationFactory(employer=posting.employer, booth=booth, postings=[posting])
    fair = participation.fair
    fair.starts_on = "2027-03-27"
    fair.save()
    fair.hosts.create(organization=Organization.objects.get(region="131000", kind="hr"))
    claim = AudienceClaimFactory()
    RegionFactory(code="131082")
    NoticeFactory(kind="profile")
    made = [
        posting,
        posting.employer,
        participation,
        booth,
        booth.zone,
        booth.zone.venue,
        fair,
        fair.series,
        fair.hosts.get(),
        ReportedFigureFactory(fair=fair),
        claim,
        claim.applicant,
        DisclosureFactory(
            application__applicant=claim.applicant, application__posting=posting
        ).application,
        PostingRevisionFactory(posting=posting),
        ImportRunFactory(),
        RetentionRuleFactory(),
        ExportRunFactory(requested_by=langfang_organizer),
        SavedSearchFactory(),
        EmployerBlockFactory(),
        HeadingChoiceFactory(),
        DeliveryFactory().message,
        Delivery.objects.get(),
        DeliveryFactory(message=None, sealed_letter=SealedLetterFactory()).sealed_letter,
        EmployerMemberFactory(employer=posting.employer, user=people["member"]),
        HallStaffFactory(venue=booth.zone.venue, user=people["hall"]),
        consents.agree(user=people["seeker"], notice=NoticeFactory()),
        NoticeFactory(),
        IntegratorFactory(),
        SoftPasskey().on_record(people["seeker"]),
        PhoneHandover.objects.create(
            user=people["seeker"], reason="已核对", requested_by=langfang_organizer
        ),
        langfang_organizer,
        langfang_organizer.memberships.get(),
        langfang_organizer.memberships.get().organization,
        posting.region,
        posting.industry,
        EducationFactory(),
        OccupationFactory(),
        MajorFactory(),
        RegionNeighbour.objects.create(region_id="131003", neighbour_id="131082", source="测试"),
        SeedTable.objects.create(
            name="regions",
            title="地区",
            origin="测试",
            licence="测试",
            digest="0" * 64,
            row_count=1,
            loaded_at="2026-11-23T00:00:00Z",
        ),
    ]
    return {row._meta.label_lower.replace(".", "_"): row for row in made}


def url_of(name, arguments, rows):
    """The address, with arguments such as "jobs_fair.slug" taken from the rows."""
    return reverse(name, args=[value_of(argument, rows) for argument in arguments])


def value_of(argument, rows):
    row, _, attribute = argument.partition(".")
    return getattr(rows[row], attribute) if attribute else argument


def answer_to(client, person, url, params=None):
    """What this person gets."""
    client.logout()
    if person is not None:
        client.force_login(person)
    return meaning_of(client.get(url, params))


def meaning_of(answer):
    """One of SEEN, NO_TOKEN, FORBIDDEN, MISSING, ELSEWHERE, LOGIN, or where else it leads."""
    if answer.status_code == 200:
        return SEEN
    if answer.status_code in REFUSALS:
        return REFUSALS[answer.status_code]
    assert answer.status_code == 302, (answer.request["PATH_INFO"], answer.status_code)
    # The admin's own address of log-in leads to the door of all.
    if answer["Location"].startswith((reverse("account_login"), reverse("admin:login"))):
        return LOGIN
    return ELSEWHERE if answer["Location"] == reverse("admin:index") else answer["Location"]
