"""The one figure by which pay is ordered and a floor is tried: a column, since indexes hold it."""

from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import Case, F, Q, Value, When
from django.db.models.functions import Coalesce

from jobs.models.search_field import SearchedQuerySet

if TYPE_CHECKING:
    from jobs.models.posting import Posting  # noqa: F401 - the string below names it

# The upper end of pay, else the base pay, else nothing known.
SOURCES = ("salary_max", "base_pay")


def top_pay_of(values: dict[str, Any]) -> Coalesce:
    """The figure as the database has to write it, where `values` are about to be written."""
    return Coalesce(*(_expression(name, values) for name in SOURCES), Value(0))


def _expression(name: str, values: dict[str, Any]) -> Any:
    if name not in values:
        return F(name)
    value = values[name]
    return value if hasattr(value, "resolve_expression") else _number(value)


def _number(value: int | None) -> Value:
    return Value(value, output_field=models.PositiveIntegerField(null=True))


def is_written(names: Any) -> bool:
    """Whether one of the sources is among these names of fields."""
    return any(name in SOURCES for name in names)


def top_pay_now(row: models.Model) -> int:
    """The figure by what the instance holds."""
    known = (getattr(row, name) for name in SOURCES)
    return next((value for value in known if value is not None), 0)


class TopPayField(models.PositiveIntegerField):
    """元/月; 0 for unknown, so that it comes last. Never shown; `Posting` says it must be right."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs |= {"editable": False, "default": 0}
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        del kwargs["editable"], kwargs["default"]
        return name, path, args, kwargs

    def pre_save(self, model_instance: models.Model, add: bool) -> int:
        return top_pay_now(model_instance)


# For the constraint; a CASE, because a comparison with NULL would let any row pass.
IS_TOP_PAY = Q(
    top_pay=Case(
        When(salary_max__isnull=False, then=F("salary_max")),
        When(base_pay__isnull=False, then=F("base_pay")),
        default=Value(0),
    )
)


class TopPayQuerySet(SearchedQuerySet["Posting"]):
    """Writes the figure wherever a source of it is written without the instances."""

    def update(self, **kwargs: Any) -> int:
        if is_written(kwargs):
            kwargs["top_pay"] = top_pay_of(kwargs)
        return super().update(**kwargs)

    update.alters_data = True  # type: ignore[attr-defined]

    def _update(self, values: Any, *args: Any, **kwargs: Any) -> int:
        # As in SearchedQuerySet: save(update_fields=["base_pay"]) comes here.
        written = {field.name: value for field, _model, value in values}
        if is_written(written) and "top_pay" not in written:
            top_pay = self.model._meta.get_field("top_pay")
            values = [*values, (top_pay, None, top_pay_of(written))]
        return super()._update(values, *args, **kwargs)

    def bulk_create(self, objs: Any, *args: Any, **kwargs: Any) -> Any:
        fields = kwargs.get("update_fields")
        if fields and is_written(fields):
            kwargs["update_fields"] = [*dict.fromkeys((*fields, "top_pay"))]
        return super().bulk_create(objs, *args, **kwargs)
