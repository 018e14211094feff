"""The demo catalogue of seeds/demo as frozen values: occupations, fields, counties, styles."""

import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings

from jobs.choices import EmploymentType

FOLDER = "seeds/demo"


@dataclass(frozen=True)
class Style:
    """How a kind of work is spoken of: the team, the first weeks, what else is asked."""

    headcounts: dict[str, float]
    first: tuple[str, ...]
    last: tuple[str, ...]
    requirements: tuple[str, ...]


@dataclass(frozen=True)
class Archetype:
    """An occupation as employers advertise it. Pay is in 元/月 before the county's factor."""

    key: str
    family: str
    titles: tuple[str, ...]
    occupation: str
    sections: tuple[str, ...]
    emerging: tuple[str, ...]
    weight: float
    education: dict[str, float]
    experience: tuple[int, int]
    pay: tuple[int, int]
    base_share: float
    skills: tuple[str, ...]
    certificates: tuple[str, ...]
    majors: tuple[str, ...]
    shifts: dict[str, float]
    audiences: dict[str, float]
    benefits: tuple[str, ...]
    style: Style
    lines: tuple[str, ...]
    objects: tuple[str, ...]
    leads: tuple[str, ...]
    duties: tuple[str, ...]
    has_ladder: bool
    is_licensed: bool
    is_featured: bool


@dataclass(frozen=True)
class Field:
    """A field of work of employers, with how many of each fair are in it."""

    key: str
    label: str
    industries: tuple[str, ...]
    emerging: str | None
    talent: int
    veterans: int
    weight: float
    zone: str
    natures: dict[str, float]
    hires: tuple[str, ...] = ()
    is_agency: bool = False


@dataclass(frozen=True)
class County:
    """Where demo employers are. `place` is None elsewhere in 京津冀; `reach` is where they have
    posts too, near by unless `is_far`."""

    code: str
    name: str
    place: str | None
    pay_factor: float
    base_floor: int
    talent: float
    veterans: float
    reach: tuple[str, ...]
    is_far: bool = False


@dataclass(frozen=True)
class Catalogue:
    """`benefits` by employment type, for those without 五险一金; the first two always hold."""

    archetypes: tuple[Archetype, ...]
    fields: tuple[Field, ...]
    counties: dict[str, County]
    zones: dict[str, str]
    sizes: dict[str, float]
    introductions: tuple[str, ...]
    benefits: dict[str, tuple[str, ...]]

    def inviting_place(self, county: County) -> str:
        """The place whose bureau answers for employers of this county."""
        near = self.counties[county.reach[0]]
        place = county.place or near.place
        if place is None:
            raise ValueError(f"{county.code} reaches none of the three places")
        return place


def _read(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


def _frozen(row: dict[str, Any]) -> dict[str, Any]:
    return {name: tuple(value) if isinstance(value, list) else value for name, value in row.items()}


def _archetype(row: dict[str, Any], family: dict[str, Any], styles: dict[str, Style]) -> Archetype:
    inherited = {name: family[name] for name in ("lines", "audiences", "benefits", "style")}
    values = inherited | row
    flags = {
        "has_ladder": values.pop("ladder", False),
        "is_licensed": values.pop("licensed", False),
        "is_featured": values.pop("featured", False),
    }
    style = styles[values.pop("style")]
    return Archetype(family=family["family"], style=style, **flags, **_frozen(values))


def _archetypes(folder: Path) -> tuple[Archetype, ...]:
    styles = {name: Style(**_frozen(row)) for name, row in _read(folder / "styles.json").items()}
    families = [_read(path) for path in sorted((folder / "occupations").glob("*.json"))]
    return tuple(
        _archetype(row, family, styles) for family in families for row in family["archetypes"]
    )


@lru_cache(maxsize=1)
def load_catalogue() -> Catalogue:
    """The catalogue of this checkout; read once a process."""
    folder = Path(settings.BASE_DIR) / FOLDER
    fields = _read(folder / "fields.json")
    benefits = _read(folder / "benefits.json")
    counties = [County(**_frozen(row)) for row in _read(folder / "counties.json")["counties"]]
    return Catalogue(
        archetypes=_archetypes(folder),
        fields=tuple(Field(**_frozen(row)) for row in fields["fields"]),
        counties={county.code: county for county in counties},
        zones=fields["zones"],
        sizes=fields["sizes"],
        introductions=tuple(fields["introductions"]),
        benefits={
            name: tuple(texts) for name, texts in benefits.items() if name in EmploymentType.values
        },
    )
