"""Load the fairs as reported (seeds/fairs.json) with their figures and hosts."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Model

from jobs.choices import FairStatus
from jobs.models import Fair, FairOrganization, FairSeries, ReportedFigure
from tongwulang.accounts.models import Organization
from tongwulang.site.seed_rows import SeedError

Entry = Mapping[str, Any]

FAIR_FIELDS = (
    "name",
    "audience",
    "year",
    "dates_text",
    "introduction",
    "reported_fields",
    "reported_services",
    "reported_plans",
    "reported_origin",
    "source",
)


def load_fairs(path: Path) -> int:
    """Insert or update both fairs and the background figures; returns how many figures.

    What organizers add (venues, participations, further hosts, the state) is left alone. Raises
    SeedError naming the file and the entry.
    """
    content = _read(path)
    counts = []
    for index, entry in enumerate(content["fairs"]):
        try:
            counts.append(_load_fair(entry))
        except (KeyError, ValidationError, Organization.DoesNotExist) as error:
            raise SeedError(f"{path.name} 第 {index + 1} 场招聘会：{error}") from error
    try:
        counts.append(_load_figures(None, content["background"]))
    except (KeyError, ValidationError) as error:
        raise SeedError(f"{path.name} 背景数字：{error}") from error
    return sum(counts)


def _read(path: Path) -> dict[str, Any]:
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except json.JSONDecodeError as error:
        raise SeedError(f"{path.name} 第 {error.lineno} 行：不是有效的 JSON") from error
    if not isinstance(content, dict) or set(content) != {"fairs", "background"}:
        raise SeedError(f"{path.name}：应有 fairs 和 background 两项")
    return content


def _load_fair(entry: Entry) -> int:
    series, _created = FairSeries.objects.update_or_create(
        name=entry["series"]["name"],
        defaults={"introduction": entry["series"]["introduction"]},
    )
    values = {name: entry[name] for name in FAIR_FIELDS} | {"series": series}
    created_values = values | {"status": FairStatus.HELD}
    _check(Fair(slug=entry["slug"], **created_values))
    fair, _created = Fair.objects.update_or_create(
        slug=entry["slug"], defaults=values, create_defaults=created_values
    )
    for host in entry["hosts"]:
        organization = Organization.objects.get(region=host["region"], kind=host["kind"])
        FairOrganization.objects.update_or_create(
            fair=fair, organization=organization, defaults={"role": host["role"]}
        )
    return _load_figures(fair, entry["figures"])


def _load_figures(fair: Fair | None, entries: list[Entry]) -> int:
    for entry in entries:
        values = {
            "value": entry["value"],
            "is_at_least": entry["is_at_least"],
            "wording": entry["wording"],
            "source": entry["source"] if fair is None else fair.source,
        }
        _check(ReportedFigure(fair=fair, measure=entry["measure"], **values))
        ReportedFigure.objects.update_or_create(
            fair=fair, measure=entry["measure"], defaults=values
        )
    return len(entries)


def _check(instance: Model) -> None:
    """Raise ValidationError for a value that the field does not take; keys are not asked about."""
    relations = {field.name for field in instance._meta.fields if field.is_relation}
    instance.clean_fields(exclude=relations)
