"""Filters as parameters of OpenAPI: what each means, and what it takes."""

from typing import Any, Final

import django_filters
from django.db.models import AutoField, Field, IntegerField
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import OpenApiParameter

from jobs.filter_fields import LONGEST_OCCUPATION, OccupationFilter

QUERY: Final = "query"
# PostgreSQL knows no NUL; the site refuses it everywhere.
WITHOUT_NUL = r"^[^\u0000]+$"
TEXT = {"type": "string", "pattern": WITHOUT_NUL, "minLength": 1}


def filter_parameters(filterset: type[django_filters.FilterSet] | None) -> list[OpenApiParameter]:
    """Each filter with what it takes; none without a filter set."""
    filters = filterset.base_filters if filterset else {}
    return [
        OpenApiParameter(name, _filter_schema(one), QUERY, description=_meaning(one))
        for name, one in filters.items()
    ]


def _meaning(one: django_filters.Filter) -> str:
    """The label, and what is taken where the label alone does not say it."""
    help_text = one.extra.get("help_text")
    return (
        _("%(label)s：%(help)s") % {"label": one.label, "help": help_text}
        if help_text
        else one.label
    )


def _filter_schema(one: django_filters.Filter) -> dict[str, Any]:
    """What a filter takes, as far as a schema can say it."""
    extra = one.extra
    if isinstance(one, django_filters.ModelChoiceFilter):
        return _model_schema(one)
    if isinstance(one, django_filters.ChoiceFilter):
        values = [str(value) for value, _label in extra["choices"]]
        return {"type": "string", "enum": values}
    if isinstance(one, django_filters.NumberFilter):
        limits = {"minimum": extra.get("min_value"), "maximum": extra.get("max_value")}
        return {"type": "integer", **{name: n for name, n in limits.items() if n is not None}}
    if isinstance(one, OccupationFilter):
        return {**TEXT, "maxLength": LONGEST_OCCUPATION}
    if isinstance(one, django_filters.BooleanFilter):
        return {"type": "string", "enum": ["true", "false"]}
    return {**TEXT, "maxLength": extra.get("max_length") or 200}


def _model_schema(one: django_filters.ModelChoiceFilter) -> dict[str, Any]:
    queryset = one.queryset(None) if callable(one.queryset) else one.queryset
    name = one.extra.get("to_field_name") or queryset.model._meta.pk.name
    return column_schema(queryset.model._meta.get_field(name))


def column_schema(column: "Field[Any, Any]") -> dict[str, Any]:
    """What a key or code of this column looks like."""
    if isinstance(column, AutoField | IntegerField):
        return {"type": "integer", "minimum": 1, "maximum": 2**31 - 1}
    return {"type": "string", "pattern": "^[0-9A-Za-z_-]+$", "maxLength": column.max_length}
