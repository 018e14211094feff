"""The code tables as the readers of cells want them: plain names and codes, read once a file."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from jobs.imports.values.industries import IndustryNames
from jobs.imports.values.occupations import by_spoken_name
from jobs.imports.values.places import Gazetteer, RegionRow
from jobs.imports.values.reading import plain
from tongwulang.regions.choices import OccupationLevel
from tongwulang.regions.models import Education, Industry, Major, Occupation, Region


@dataclass(frozen=True)
class CodeTables:
    """Names here are normalised."""

    places: Gazetteer
    education_ranks: Mapping[str, int]
    education_names: Mapping[str, str]
    industries: IndustryNames
    industry_names: Mapping[str, str]
    occupations: Mapping[str, str]
    occupation_names: Mapping[str, str]
    spoken_occupations: Mapping[str, str]
    majors: Mapping[str, tuple[str, ...]]

    @classmethod
    def load(cls) -> "CodeTables":
        """Five queries."""
        regions = Region.objects.values_list(
            "code", "name", "short_name", "level", "parent", "place"
        )
        educations = list(Education.objects.values_list("code", "name", "rank"))
        industries = dict(Industry.objects.values_list("code", "name"))
        occupations = dict(
            Occupation.objects.filter(level=OccupationLevel.OCCUPATION).values_list("code", "name")
        )
        names = {plain(name): code for code, name in occupations.items()}
        return cls(
            places=Gazetteer.of(RegionRow(*row) for row in regions),
            education_ranks={code: rank for code, _name, rank in educations},
            education_names={code: name for code, name, _rank in educations},
            industries=IndustryNames.of({plain(name): code for code, name in industries.items()}),
            industry_names=industries,
            occupations=names,
            occupation_names=occupations,
            spoken_occupations=by_spoken_name(names),
            majors=_majors(),
        )


def _majors() -> dict[str, tuple[str, ...]]:
    found: defaultdict[str, list[str]] = defaultdict(list)
    for code, name in Major.objects.values_list("code", "name"):
        found[plain(name)].append(code)
    return {name: tuple(codes) for name, codes in found.items()}
