"""The filter 清单: the rows that are to be worked through, as the dashboard counts them."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from unfold.contrib.filters.admin import DropdownFilter

from jobs.worklists import PARAMETER, WORKLISTS, worklist


class WorklistFilter(DropdownFilter):
    title = _("清单")
    parameter_name = PARAMETER

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [(one.key, one.label) for one in WORKLISTS[model_admin.model]]

    def queryset(self, request: HttpRequest, rows: Any) -> Any:
        key = self.value()
        known = {one.key for one in WORKLISTS[rows.model]}
        return worklist(rows.model, key).narrow(rows) if key in known else rows
