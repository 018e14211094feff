"""Admin of how long records are kept: every organizer reads it, a platform admin adds rules."""

from django.contrib import admin

from jobs.models import RetentionRule
from tongwulang.accounts.scoped_admin import SharedAdmin


@admin.register(RetentionRule)
class RetentionRuleAdmin(SharedAdmin):
    list_display = ["record", "months", "valid_from", "source"]
    list_filter = ["record", "valid_from"]
    search_fields = ["source"]
