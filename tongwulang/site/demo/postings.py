"""What a demo post is: pure, from its employer, its number there and the day of generation."""

import datetime as dt
import random
from collections.abc import Iterator
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from jobs.choices import Audience, EmploymentType
from tongwulang.site.demo.catalogue import Archetype, load_catalogue
from tongwulang.site.demo.dice import dice, some, weighted
from tongwulang.site.demo.employers import EmployerContent
from tongwulang.site.demo.layout import VETERANS
from tongwulang.site.demo.pay import PayContent, build_pay
from tongwulang.site.demo.requirements import (
    MAJOR_CATALOGUES,
    RequirementContent,
    build_requirements,
    graded_title,
)
from tongwulang.site.demo.roles import roles
from tongwulang.site.demo.wording import duties_text
from tongwulang.site.demo.workplaces import WorkplaceContent, build_workplace

# Numbers that one employer's texts may take; the last is its draft's.
TEXTS_PER_EMPLOYER = 64
DRAFT = TEXTS_PER_EMPLOYER - 1
_ZONE = ZoneInfo("Asia/Shanghai")
# At the fair for veterans and dependents nearly every post names one of them.
_FAIR_AUDIENCES = {Audience.VETERANS: 0.45, Audience.DEPENDENTS: 0.25}


@dataclass(frozen=True)
class PostingContent:
    """The parts of a post. `published_at` is in China's time; `expires_on` is a day ahead."""

    archetype: Archetype
    title: str
    duties: str
    headcount: int
    employment_type: str
    benefits: list[str]
    pay: PayContent
    requirement: RequirementContent
    workplace: WorkplaceContent
    audiences: frozenset[Audience]
    published_at: dt.datetime
    expires_on: dt.date


def build_postings(employer: EmployerContent, today: dt.date) -> Iterator[PostingContent]:
    """Every published post of an employer, in order."""
    for place in range(employer.slot.postings):
        yield build_posting(employer, place, today)


def build_posting(employer: EmployerContent, place: int, today: dt.date) -> PostingContent:
    """Post number `place` (below 64) of an employer; the same whatever else is generated."""
    stream = dice("posting", employer.slot.number, place)
    # The draft comes after the published posts.
    archetype, title = roles(employer)[min(place, employer.slot.postings)]
    requirement = build_requirements(archetype, stream)
    workplace = build_workplace(employer, today, stream)
    employment_type = _employment_type(employer, archetype, requirement, workplace, stream)
    county = load_catalogue().counties[workplace.region]
    years = requirement.experience_min
    return PostingContent(
        archetype=archetype,
        title=graded_title(archetype, title, years),
        duties=duties_text(archetype, employer.slot.number * TEXTS_PER_EMPLOYER + place),
        headcount=_headcount(employer, archetype, stream),
        employment_type=employment_type,
        benefits=_benefits(archetype, employment_type, stream),
        pay=build_pay(archetype, county, years, stream),
        requirement=requirement,
        workplace=workplace,
        audiences=_audiences(employer, archetype, requirement, stream),
        published_at=_published_at(today, stream),
        expires_on=today + dt.timedelta(days=stream.randint(20, 120)),
    )


def _headcount(employer: EmployerContent, archetype: Archetype, stream: random.Random) -> int:
    """As the kind of work goes, up to what an employer of this size has people for."""
    counts = {int(count): weight for count, weight in archetype.style.headcounts.items()}
    most = employer.most_per_posting
    return weighted(stream, {count: weight for count, weight in counts.items() if count <= most})


def _benefits(
    archetype: Archetype, employment_type: EmploymentType, stream: random.Random
) -> list[str]:
    own = load_catalogue().benefits.get(employment_type)
    if own:
        return [*own[:2], *some(stream, own[2:], 2, 4)]
    return [archetype.benefits[0], *some(stream, archetype.benefits[1:], 3, 6)]


def _employment_type(
    employer: EmployerContent,
    archetype: Archetype,
    requirement: RequirementContent,
    workplace: WorkplaceContent,
    stream: random.Random,
) -> EmploymentType:
    """An agency says that it sends people elsewhere; a few posts for beginners are internships.

    Interns and part-timers work in the employer's own county: no full insurance is paid for them.
    """
    chance = stream.random()
    if employer.slot.field.is_agency:
        return EmploymentType.DISPATCH if chance < 0.7 else EmploymentType.FULL_TIME
    if workplace.insurance_region:
        return EmploymentType.FULL_TIME
    if archetype.has_ladder and requirement.experience_min == 0 and chance < 0.06:
        return EmploymentType.INTERNSHIP
    is_flexible = requirement.shift == "flexible" and not archetype.has_ladder
    return EmploymentType.PART_TIME if is_flexible and chance < 0.1 else EmploymentType.FULL_TIME


def _audiences(
    employer: EmployerContent,
    archetype: Archetype,
    requirement: RequirementContent,
    stream: random.Random,
) -> frozenset[Audience]:
    raised = _FAIR_AUDIENCES if employer.slot.fair == VETERANS else {}
    is_for_graduates = requirement.education_min in MAJOR_CATALOGUES
    fits = {
        Audience.VETERANS: True,
        Audience.DEPENDENTS: True,
        Audience.VETERAN_GRADUATES: is_for_graduates,
        Audience.FRESH_GRADUATES: is_for_graduates and requirement.experience_min == 0,
    }
    return frozenset(
        audience
        for audience, is_fitting in fits.items()
        if stream.random() < archetype.audiences.get(audience, 0) + raised.get(audience, 0)
        and is_fitting
    )


def _published_at(today: dt.date, stream: random.Random) -> dt.datetime:
    """In office hours of one of the thirty days before today."""
    day = today - dt.timedelta(days=stream.randint(1, 30))
    time = dt.time(stream.randint(8, 17), stream.randint(0, 59), stream.randint(0, 59))
    return dt.datetime.combine(day, time, tzinfo=_ZONE)
