"""Posts and fairs in the words of schema.org, for search engines. Unknown facts are left out."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.utils import timezone
from django.utils.html import linebreaks

from jobs.choices import Audience, EmploymentType
from jobs.models import Employer, Fair, Posting, Venue
from tongwulang.regions.models import Region

CONTEXT = "https://schema.org"
EMPLOYMENT = {
    EmploymentType.FULL_TIME: "FULL_TIME",
    EmploymentType.PART_TIME: "PART_TIME",
    EmploymentType.INTERNSHIP: "INTERN",
    EmploymentType.DISPATCH: "TEMPORARY",
}
COMMITMENTS = {
    Audience.VETERANS: "VeteranCommit",
    Audience.DEPENDENTS: "MilitarySpouseCommit",
}
# GB/T 4658 in the few levels that search engines know; below high school nothing is asked.
CREDENTIALS = {
    "10": "postgraduate degree",
    "11": "postgraduate degree",
    "14": "postgraduate degree",
    "20": "bachelor degree",
    "30": "associate degree",
    "40": "high school",
    "41": "high school",
    "44": "high school",
    "47": "high school",
    "60": "high school",
}


def _known(facts: dict[str, Any]) -> dict[str, Any]:
    """Without what is unknown or empty."""
    return {name: fact for name, fact in facts.items() if fact not in (None, "", [], {})}


def of_posting(posting: Posting, site: str) -> dict[str, Any]:
    """A JobPosting of an open post that was loaded with its card and detail."""
    return _known(
        {
            "@context": CONTEXT,
            "@type": "JobPosting",
            "title": posting.title,
            "description": linebreaks(posting.duties, autoescape=True),
            "url": f"{site}{posting.get_absolute_url()}",
            "identifier": {
                "@type": "PropertyValue",
                "name": posting.employer.name,
                "value": str(posting.pk),
            },
            "datePosted": _moment(posting.published_at),
            "validThrough": _end_of(posting.expires_on),
            "employmentType": EMPLOYMENT[EmploymentType(posting.employment_type)],
            "hiringOrganization": _organization(posting.employer, site),
            "jobLocation": _place(posting.region, posting.address),
            "baseSalary": _salary(posting),
            "totalJobOpenings": posting.headcount,
            "educationRequirements": _credential(posting),
            "experienceRequirements": _experience(posting),
            "qualifications": posting.requirements,
            "skills": "、".join(posting.skills),
            "jobBenefits": "、".join(posting.benefits),
            "industry": posting.industry.name if posting.industry else None,
            "specialCommitments": [
                COMMITMENTS[one] for one in posting.audiences if one in COMMITMENTS
            ],
        }
    )


def of_fair(
    fair: Fair, venues: Iterable[Venue], hosts: Iterable[str], site: str
) -> dict[str, Any] | None:
    """An Event; None as long as nobody knows the day or the place, which make an event."""
    venues = list(venues)
    if fair.starts_on is None or not venues:
        return None
    return _known(
        {
            "@context": CONTEXT,
            "@type": "Event",
            "name": fair.name,
            "url": f"{site}{fair.get_absolute_url()}",
            "description": fair.introduction or fair.name,
            "startDate": fair.starts_on.isoformat(),
            "endDate": (fair.ends_on or fair.starts_on).isoformat(),
            "eventStatus": f"{CONTEXT}/EventScheduled",
            "eventAttendanceMode": f"{CONTEXT}/OfflineEventAttendanceMode",
            "isAccessibleForFree": True,
            "location": [
                {**_place(venue.region, venue.address), "name": venue.name} for venue in venues
            ],
            "organizer": [{"@type": "GovernmentOrganization", "name": name} for name in hosts],
        }
    )


def _moment(moment: dt.datetime | None) -> str | None:
    return timezone.localtime(moment).isoformat(timespec="seconds") if moment else None


def _end_of(day: dt.date | None) -> str | None:
    """The last second of a day: one may apply until then."""
    if day is None:
        return None
    return timezone.make_aware(dt.datetime.combine(day, dt.time(23, 59, 59))).isoformat()


def _organization(employer: Employer, site: str) -> dict[str, Any]:
    return _known(
        {
            "@type": "Organization",
            "name": employer.name,
            "sameAs": f"{site}{employer.get_absolute_url()}",
            "identifier": employer.uscc,
        }
    )


def _place(region: Region | None, address: str) -> dict[str, Any]:
    above = region.parent if region else None
    return {
        "@type": "Place",
        "address": _known(
            {
                "@type": "PostalAddress",
                "streetAddress": address,
                "addressLocality": region.name if region else None,
                "addressRegion": above.name if above else None,
                "addressCountry": "CN",
            }
        ),
    }


def _salary(posting: Posting) -> dict[str, Any] | None:
    """What the post says it pays; nothing for 面议."""
    if posting.is_negotiable or posting.salary_min is None:
        return None
    return {
        "@type": "MonetaryAmount",
        "currency": "CNY",
        "value": {
            "@type": "QuantitativeValue",
            "minValue": posting.salary_min,
            "maxValue": posting.salary_max,
            "unitText": "MONTH",
        },
    }


def _credential(posting: Posting) -> dict[str, Any] | None:
    category = CREDENTIALS.get(posting.education_min_id or "")
    if category is None:
        return None
    return {"@type": "EducationalOccupationalCredential", "credentialCategory": category}


def _experience(posting: Posting) -> dict[str, Any] | None:
    if not posting.experience_min:
        return None
    return {
        "@type": "OccupationalExperienceRequirements",
        "monthsOfExperience": posting.experience_min * 12,
    }
