"""What a demo post asks for: education, experience, majors, certificates and skills that fit."""

import random
import re
from dataclasses import dataclass

from tongwulang.site.demo.catalogue import Archetype
from tongwulang.site.demo.dice import some, weighted

# From which education on a post names majors, and in which catalogue they stand: a college post
# also takes the undergraduate majors of its field.
MAJOR_CATALOGUES = {"30": ("B", "C"), "20": ("B",), "10": ("A",), "14": ("A",), "11": ("A",)}
_YEARS = (0, 1, 2, 3, 5, 8)
_YEAR_WEIGHTS = (6, 4, 3, 3, 2, 1)
_SENIOR_FROM = 5
# One must have worked for years to be admitted to these examinations.
_TAKES_YEARS = re.compile("中级|高级|[一二]级[^甲乙]|注册|执业药师|^社会工作师")
_YEARS_TAKEN = 3


@dataclass(frozen=True)
class RequirementContent:
    """education_min is None for 不限; experience_min is in years."""

    education_min: str | None
    experience_min: int
    majors: tuple[str, ...]
    certificates: list[str]
    skills: list[str]
    shift: str
    requirements: str


def build_requirements(archetype: Archetype, stream: random.Random) -> RequirementContent:
    """Requirements drawn from what the archetype allows, nothing else."""
    education = weighted(stream, archetype.education)
    years = _experience(archetype, stream)
    return RequirementContent(
        education_min=education or None,
        experience_min=years,
        majors=_majors(archetype, education, stream),
        certificates=_certificates(archetype, years, stream),
        skills=some(stream, archetype.skills, 3, 6),
        shift=weighted(stream, archetype.shifts),
        requirements=stream.choice(archetype.style.requirements),
    )


def graded_title(archetype: Archetype, title: str, experience: int) -> str:
    """高级 from five years on and 初级 for beginners, where the occupation has such grades."""
    if not archetype.has_ladder:
        return title
    if experience >= _SENIOR_FROM:
        return f"高级{title}"
    return f"初级{title}" if experience == 0 and not archetype.is_featured else title


def _experience(archetype: Archetype, stream: random.Random) -> int:
    least, most = archetype.experience
    years = {
        year: weight
        for year, weight in zip(_YEARS, _YEAR_WEIGHTS, strict=True)
        if least <= year <= most
    }
    return weighted(stream, years)


def _majors(archetype: Archetype, education: str, stream: random.Random) -> tuple[str, ...]:
    taught = MAJOR_CATALOGUES.get(education, ())
    fitting = [code for code in archetype.majors if code.startswith(taught)] if taught else []
    if not fitting or stream.random() < 0.15:
        return ()
    return tuple(some(stream, fitting, 1, 3))


def certificates_within(archetype: Archetype, years: int) -> list[str]:
    """Those that a person with so many years of work can have."""
    return [
        text
        for text in archetype.certificates
        if years >= _YEARS_TAKEN or not _TAKES_YEARS.search(text)
    ]


def _certificates(archetype: Archetype, years: int, stream: random.Random) -> list[str]:
    """Always the one without which the work is forbidden; another one now and then."""
    if archetype.is_licensed:
        return [archetype.certificates[0]]
    fitting = certificates_within(archetype, years)
    if fitting and stream.random() < 0.35:
        return [stream.choice(fitting)]
    return []
