"""The filter of booths by whether somebody stands there."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _


class OccupancyFilter(admin.SimpleListFilter):
    title = _("使用情况")
    parameter_name = "taken"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("yes", _("已有单位")), ("no", _("空展位"))]

    def queryset(self, request: HttpRequest, rows: Any) -> Any:
        if self.value() not in ("yes", "no"):
            return rows
        return rows.filter(participation__isnull=self.value() == "no")
