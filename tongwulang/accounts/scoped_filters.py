"""Filters of lists whose choices are narrowed to what the person may see."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest
from unfold.contrib.filters.admin import AutocompleteSelectFilter, RelatedDropdownFilter

from tongwulang.accounts.models import Organization
from tongwulang.accounts.scoped_admin import narrowed


class AutocompleteFilter(AutocompleteSelectFilter):
    """Finds the related row by typing; never shows the name of one that the person may not see.

    The theme's own filter looks a key of the address up among all rows.
    """

    def choices(self, changelist: Any) -> Iterator[dict[str, Any]]:
        for choice in super().choices(changelist):
            field = choice["form"].fields[self.lookup_kwarg]
            field.queryset = narrowed(field.queryset.all(), self.request)
            yield choice


class OrganizationFilter(RelatedDropdownFilter):
    """One's own bureaus; left out for those who work at one."""

    def field_choices(
        self, field: Any, request: HttpRequest, model_admin: Any
    ) -> list[tuple[Any, str]]:
        bureaus = Organization.objects.all()
        if not request.user.is_superuser:
            bureaus = Organization.objects.of_member(request.user)
        return [(bureau.pk, bureau.name) for bureau in bureaus]
