"""What a demo applicant is: pure. No phone: a generated number could ring a real person."""

import datetime as dt
import random
from dataclasses import dataclass

from jobs.choices import ApplicationStatus, ClaimKind
from tongwulang.accounts.choices import OrganizationKind
from tongwulang.site.demo.catalogue import Archetype, County, load_catalogue
from tongwulang.site.demo.dice import dice, some, weighted
from tongwulang.site.demo.pay import band
from tongwulang.site.demo.requirements import MAJOR_CATALOGUES, certificates_within

_SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕"
_GIVEN = "伟芳敏静强磊洋勇杰娟涛明超霞平刚辉玲桂英文华建国志军海燕雪梅春雨晨光思远宇航嘉欣"
# The youngest is 19: nobody under 16 may be hired (禁止使用童工规定 2).
_YOUNGEST, _OLDEST = 19, 58
_GRADUATION_AGES = {"": 16, "70": 16, "60": 18, "40": 18, "30": 21, "20": 22, "14": 25, "11": 29}
_CLAIMS: dict[ClaimKind | None, float] = {
    None: 66,
    ClaimKind.VETERAN: 18,
    ClaimKind.VETERAN_GRADUATE: 5,
    ClaimKind.ACCOMPANYING_DEPENDENT: 8,
    ClaimKind.TRANSFERRED_DEPENDENT: 3,
}
_STATES: dict[ApplicationStatus, float] = {
    ApplicationStatus.SUBMITTED: 40,
    ApplicationStatus.VIEWED: 24,
    ApplicationStatus.INTERVIEW: 12,
    ApplicationStatus.OFFERED: 5,
    ApplicationStatus.HIRED: 4,
    ApplicationStatus.DECLINED: 9,
    ApplicationStatus.WITHDRAWN: 6,
}


@dataclass(frozen=True)
class ClaimContent:
    """verified_on is None for a claim that no bureau has verified yet."""

    kind: ClaimKind
    verified_on: dt.date | None
    valid_until: dt.date | None
    shown: bool


@dataclass(frozen=True)
class ApplicantContent:
    """An applicant's values by their codes; wanted_pay is in 元/月."""

    number: int
    archetype: Archetype
    county: County
    place: str
    name: str
    birth_year: int
    education: str
    major: str | None
    graduation_year: int
    experience_years: int
    skills: list[str]
    certificates: list[str]
    wanted_pay: int
    wanted_regions: tuple[str, ...]
    claim: ClaimContent | None
    applications: tuple[ApplicationStatus, ...]

    @property
    def bureau_kind(self) -> OrganizationKind:
        """The veterans-affairs bureau answers for those whose claim it verifies."""
        if self.claim:
            return OrganizationKind.VETERANS_AFFAIRS
        return OrganizationKind.HUMAN_RESOURCES


def build_applicant(number: int, today: dt.date) -> ApplicantContent:
    """Applicant `number`; looks for the occupation in which they have worked or studied."""
    catalogue = load_catalogue()
    stream = dice("applicant", number)
    archetype = stream.choice(catalogue.archetypes)
    county = catalogue.counties[
        weighted(stream, {code: row.veterans for code, row in catalogue.counties.items()})
    ]
    education = _education(archetype, stream)
    age = _age(education, stream)
    left_school = today.year - age + _GRADUATION_AGES[education]
    years = stream.randint(0, max(0, today.year - left_school))
    return ApplicantContent(
        number=number,
        archetype=archetype,
        county=county,
        place=catalogue.inviting_place(county),
        name=stream.choice(_SURNAMES) + "".join(stream.sample(_GIVEN, stream.randint(1, 2))),
        birth_year=today.year - age,
        education=education or "70",
        major=_major(archetype, education, stream),
        graduation_year=left_school,
        experience_years=years,
        skills=some(stream, archetype.skills, 2, 5),
        certificates=some(stream, certificates_within(archetype, years), 0, 1),
        wanted_pay=_wanted_pay(archetype, county, stream),
        wanted_regions=(county.code, *some(stream, county.reach, 0, 2)),
        claim=_claim(education, today, stream),
        applications=tuple(weighted(stream, _STATES) for _ in range(stream.randint(0, 4))),
    )


def _education(archetype: Archetype, stream: random.Random) -> str:
    """One that posts of the occupation ask for; 研究生 is held as a master's degree."""
    education = weighted(stream, archetype.education)
    return "14" if education == "10" else education


def _age(education: str, stream: random.Random) -> int:
    youngest = max(_YOUNGEST, _GRADUATION_AGES[education])
    return min(_OLDEST, youngest + int(stream.triangular(0, 36, 8)))


def _major(archetype: Archetype, education: str, stream: random.Random) -> str | None:
    taught = {"30": "C"}.get(education, MAJOR_CATALOGUES.get(education, ("",))[0])
    fitting = [code for code in archetype.majors if taught and code.startswith(taught)]
    return stream.choice(fitting) if fitting else None


def _wanted_pay(archetype: Archetype, county: County, stream: random.Random) -> int:
    low, high = band(archetype, county)
    return int(stream.uniform(low, high) // 500) * 500


def _claim(education: str, today: dt.date, stream: random.Random) -> ClaimContent | None:
    kind = weighted(stream, _CLAIMS)
    if kind is None:
        return None
    if kind == ClaimKind.VETERAN_GRADUATE and education not in MAJOR_CATALOGUES:
        kind = ClaimKind.VETERAN
    verified_on = None
    if stream.random() < 0.8:
        verified_on = today - dt.timedelta(days=stream.randint(5, 400))
    return ClaimContent(
        kind=kind,
        verified_on=verified_on,
        valid_until=verified_on and verified_on + dt.timedelta(days=730),
        shown=verified_on is not None and stream.random() < 0.6,
    )
