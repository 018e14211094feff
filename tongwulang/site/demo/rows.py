"""Demo content as unsaved rows: the one place that knows both the content and the models."""

import datetime as dt
from typing import Any

from jobs.choices import (
    Audience,
    EmployerStatus,
    ParticipationStatus,
    PostingStatus,
)
from jobs.models import Applicant, AudienceClaim, Employer, Participation, Posting, PostingRevision
from tongwulang.accounts.models import Organization, User
from tongwulang.site.demo.applicants import ApplicantContent, ClaimContent
from tongwulang.site.demo.dice import dice
from tongwulang.site.demo.employers import EmployerContent
from tongwulang.site.demo.postings import PostingContent

# What a draft may still lack of what the law requires.
_LACKING = ("headcount", "base_pay", "expires_on", "region_id")
_ADDED_BENEFIT = "内部推荐奖励"


def employer_row(
    content: EmployerContent, bureau: Organization, organizer: User, at: dt.datetime
) -> Employer:
    """Verified by the bureau that answers for it."""
    field = content.slot.field
    return Employer(
        name=content.name,
        uscc=content.uscc,
        nature=content.nature,
        size=content.size,
        industry_id=content.industry,
        emerging_industry_id=field.emerging,
        region_id=content.county.code,
        address=f"{content.county.name}演示产业园",
        introduction=content.introduction,
        organization=bureau,
        status=EmployerStatus.VERIFIED,
        verified_at=at,
        verified_by=organizer,
        is_demo=True,
    )


def posting_row(content: PostingContent, employer: Employer, organizer: User) -> Posting:
    """Published, reviewed by the employer's bureau at the moment of publishing."""
    return Posting(
        **_posting_values(content, employer),
        status=PostingStatus.PUBLISHED,
        published_at=content.published_at,
        reviewed_at=content.published_at,
        reviewed_by=organizer,
    )


def draft_row(content: PostingContent, employer: Employer) -> Posting:
    """A draft that lacks one or two things and says so itself."""
    values = _posting_values(content, employer)
    stream = dice("draft", employer.uscc)
    for name in stream.sample(_LACKING, stream.randint(1, 2)):
        values[name] = None
    return Posting(**values, status=PostingStatus.DRAFT)


def _posting_values(content: PostingContent, employer: Employer) -> dict[str, Any]:
    requirement = dict(vars(content.requirement))
    del requirement["majors"]
    workplace = vars(content.workplace)
    return {
        "employer": employer,
        "title": content.title,
        "occupation_id": content.archetype.occupation,
        "industry_id": str(employer.industry_id)[0],
        "emerging_industry_id": employer.emerging_industry_id,
        "employment_type": content.employment_type,
        "headcount": content.headcount,
        "duties": content.duties,
        "benefits": content.benefits,
        "expires_on": content.expires_on,
        **{f"for_{audience}": audience in content.audiences for audience in Audience},
        **vars(content.pay),
        **_as_ids(requirement, "education_min"),
        **_as_ids(workplace, "region", "insurance_region"),
    }


def _as_ids(values: dict[str, Any], *names: str) -> dict[str, Any]:
    """The values with codes under the names that the model gives to keys: region → region_id."""
    return {f"{name}_id" if name in names else name: value for name, value in values.items()}


def major_links(posting: Posting, content: PostingContent) -> list[Any]:
    """Rows that join a stored post to its majors."""
    through = Posting.majors.through
    return [through(posting_id=posting.pk, major_id=code) for code in content.requirement.majors]


def revision_row(posting: Posting, organizer: User) -> PostingRevision:
    """A proposed edit that waits: more people are wanted, and one more benefit is offered.

    It proposes no expiry: it may wait for longer than that.
    """
    assert posting.headcount is not None  # noqa: S101
    return PostingRevision(
        posting=posting,
        values={
            "headcount": posting.headcount + 2,
            "benefits": [*posting.benefits, _ADDED_BENEFIT],
        },
        proposed_by=organizer,
    )


def participation_row(
    content: EmployerContent, employer: Employer, fair_id: int, organizer: User, at: dt.datetime
) -> Participation:
    """Accepted at its fair, with what its stand needs."""
    stream = dice("stand", content.slot.number)
    return Participation(
        fair_id=fair_id,
        employer=employer,
        organization_id=employer.organization_id,
        power_w=stream.choice((0, 0, 200, 500, 1000, 2000)),
        sockets=stream.randint(0, 3),
        needs=stream.choice(("", "", "", "需要展架位置", "需要放置样机", "需要一张面试桌")),
        status=ParticipationStatus.ACCEPTED,
        decided_at=at,
        decided_by=organizer,
    )


def applicant_row(content: ApplicantContent, bureau: Organization) -> Applicant:
    """Without a phone and without an account."""
    return Applicant(
        name=content.name,
        birth_year=content.birth_year,
        education_id=content.education,
        major_id=content.major,
        graduation_year=content.graduation_year,
        experience_years=content.experience_years,
        skills=content.skills,
        certificates=content.certificates,
        region_id=content.county.code,
        wanted_pay=content.wanted_pay,
        organization=bureau,
        is_demo=True,
    )


def claim_row(content: ClaimContent, applicant: Applicant) -> AudienceClaim:
    return AudienceClaim(applicant=applicant, **vars(content))
