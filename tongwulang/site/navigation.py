"""The admin's side bar, grouped as a clerk thinks; each sees only what they may open."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.contrib import admin
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True)
class Group:
    """A heading and the lists below it: (name of the model, its icon)."""

    title: "StrOrPromise"
    models: tuple[tuple[str, str], ...]


GROUPS = (
    Group(
        _("招聘会"),
        (
            ("jobs.Fair", "event"),
            ("jobs.Participation", "how_to_reg"),
            ("jobs.Venue", "location_city"),
            ("jobs.Zone", "grid_view"),
            ("jobs.Booth", "storefront"),
            ("jobs.HallStaff", "badge"),
            ("jobs.FairSeries", "event_repeat"),
            ("jobs.FairOrganization", "groups"),
            ("jobs.ReportedFigure", "newspaper"),
        ),
    ),
    Group(_("岗位"), (("jobs.Posting", "work"), ("jobs.PostingRevision", "rate_review"))),
    Group(_("单位"), (("jobs.Employer", "apartment"), ("jobs.EmployerMember", "contacts"))),
    Group(
        _("求职者"),
        (
            ("jobs.Applicant", "person_search"),
            ("jobs.Application", "send"),
            ("jobs.AudienceClaim", "military_tech"),
        ),
    ),
    Group(
        _("导入导出"),
        (
            ("jobs.ImportRun", "upload_file"),
            ("jobs.HeadingChoice", "view_column"),
            ("jobs.ExportRun", "print"),
        ),
    ),
    Group(
        _("系统"),
        (
            ("accounts.User", "manage_accounts"),
            ("accounts.Membership", "badge"),
            ("accounts.Organization", "account_balance"),
            ("accounts.Integrator", "lan"),
            ("accounts.PhoneHandover", "phonelink_setup"),
            ("accounts.Notice", "policy"),
            ("accounts.Consent", "fact_check"),
            ("outbox.Delivery", "mail"),
            ("jobs.RetentionRule", "auto_delete"),
            ("regions.Region", "map"),
            ("regions.RegionNeighbour", "compare_arrows"),
            ("regions.Industry", "factory"),
            ("regions.Occupation", "engineering"),
            ("regions.Education", "school"),
            ("regions.Major", "menu_book"),
            ("regions.SeedTable", "database"),
        ),
    ),
)


def sidebar(request: HttpRequest) -> list[dict[str, Any]]:
    """What the theme's side bar shows; groups of which a person may open nothing are left out."""
    start = {"title": _("工作台"), "icon": "dashboard", "link": reverse("admin:index")}
    groups = ({"title": group.title, "items": _items(request, group)} for group in GROUPS)
    return [{"items": [start]}, *(group for group in groups if group["items"])]


def _items(request: HttpRequest, group: Group) -> list[dict[str, Any]]:
    found = []
    for name, icon in group.models:
        model = apps.get_model(name)
        if admin.site.get_model_admin(model).has_module_permission(request):
            address = f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist"
            title = model._meta.verbose_name_plural
            found.append({"title": title, "icon": icon, "link": reverse(address)})
    return found
