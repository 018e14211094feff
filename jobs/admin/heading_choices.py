"""Admin of what headings of workbooks mean: looked at, and forgotten where a choice was wrong."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from unfold.contrib.filters.admin import ChoicesDropdownFilter

from jobs.choices import ImportKind
from jobs.imports.code_tables import CodeTables
from jobs.imports.headings import IGNORED
from jobs.imports.kinds import KINDS
from jobs.models import HeadingChoice
from tongwulang.accounts.scoped_admin import OrganizerAdmin, is_organizer
from tongwulang.accounts.scoped_filters import OrganizationFilter


@cache
def labels_of(kind: ImportKind) -> Mapping[str, str]:
    """Field to what it is called; the names do not depend on what the code tables hold."""
    fields = KINDS[kind].fields(CodeTables.load())
    return {name: str(field.label) for name, field in fields.items()}


@admin.register(HeadingChoice)
class HeadingChoiceAdmin(OrganizerAdmin):
    """The import screens write here; to choose anew, one deletes the row and imports again."""

    list_display = ["key", "kind", "meaning", "organization"]
    list_filter = [("kind", ChoicesDropdownFilter), ("organization", OrganizationFilter)]
    list_select_related = ["organization"]
    search_fields = ["key"]
    search_help_text = _("列名")
    fields = readonly_fields = ["key", "kind", "meaning", "organization"]

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return is_organizer(request)

    @admin.display(description=_("含义"), ordering="field")
    def meaning(self, choice: HeadingChoice) -> str:
        if choice.field == IGNORED:
            return str(_("不导入"))
        return labels_of(ImportKind(choice.kind)).get(choice.field, "—")
