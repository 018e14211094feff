"""How many posts each value of a filter would bring, counted as the page counts them."""

from collections.abc import Callable, Mapping
from typing import Any

from django.db.models import QuerySet

from jobs.choices import Audience, EmployerNature, EmployerSize, EmploymentType
from jobs.filter_masks import PostingMasks
from jobs.models import Fair
from tongwulang.regions.models import Industry, Region

Groups = list[dict[str, Any]]
Facet = Callable[[PostingMasks], Groups]


def _rows_facet(
    filters: tuple[str, ...], fact: str, rows: Callable[[], QuerySet[Any]], value: str = "pk"
) -> Facet:
    """Rows by their number of posts, every filter but these applied; `value` names the filter's
    value of a row."""

    def groups(masks: PostingMasks) -> Groups:
        counts = masks.without(*filters).by(fact)
        named = rows().in_bulk([key for key in counts if key is not None])
        found = [
            {"value": getattr(row, value), "label": row.name, "count": counts[key]}
            for key, row in named.items()
        ]
        return sorted(found, key=lambda group: (-group["count"], group["value"]))

    return groups


def _choices_facet(name: str, choices: Any) -> Facet:
    """Every choice of a closed list, in its order."""

    def groups(masks: PostingMasks) -> Groups:
        counts: Mapping[Any, int] = masks.without(name).by(name)
        return [
            {"value": one.value, "label": str(one.label), "count": counts.get(one.value, 0)}
            for one in choices
        ]

    return groups


FACETS: dict[str, Facet] = {
    "region": _rows_facet(("region", "nearby"), "region", Region.objects.all),
    "industry": _rows_facet(("industry",), "industry", Industry.objects.all),
    "emerging_industry": _rows_facet(("industry",), "emerging_industry", Industry.objects.all),
    "audience": _choices_facet("audience", Audience),
    "employment": _choices_facet("employment", EmploymentType),
    "nature": _choices_facet("nature", EmployerNature),
    "size": _choices_facet("size", EmployerSize),
    "fair": _rows_facet(("fair", "venue", "zone"), "fair", Fair.objects.announced, "slug"),
}
