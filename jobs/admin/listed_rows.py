"""The rows of a list of the admin as the person has filtered, searched and ordered it."""

from dataclasses import dataclass
from typing import Any

from django.contrib.admin import AdminSite
from django.contrib.admin.options import IncorrectLookupParameters
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from jobs.choices import ExportKind
from jobs.models import Applicant, Application, Employer, Participation, Posting

# What each kind is made of, and which of the listed rows it takes.
MODELS: dict[str, tuple[type[Any], Any]] = {
    ExportKind.POSTINGS: (Posting, None),
    ExportKind.NATIONAL: (Posting, lambda rows: rows.published()),
    ExportKind.EMPLOYERS: (Employer, None),
    ExportKind.PARTICIPATIONS: (Participation, None),
    ExportKind.APPLICANTS: (Applicant, None),
    ExportKind.APPLICATIONS: (Application, None),
    ExportKind.BOOTH_SIGNS: (Participation, lambda rows: rows.taking_part().exclude(booth=None)),
    ExportKind.POSTERS: (Participation, lambda rows: rows.taking_part()),
}


@dataclass(frozen=True)
class Listed:
    """`keys` are in the order of the list; `page` is its address with the same filters."""

    changelist: Any
    keys: QuerySet[Any]
    page: str


def listed(site: AdminSite, request: HttpRequest, kind: str) -> Listed:
    """Raises Http404 for a kind that is no list or filters that do not exist, PermissionDenied for
    a list that the person may not see."""
    if kind not in MODELS:
        raise Http404
    model, narrow = MODELS[kind]
    desk = site.get_model_admin(model)
    if not desk.has_view_permission(request):
        raise PermissionDenied
    try:
        changelist = desk.get_changelist_instance(request)
    except IncorrectLookupParameters as error:
        raise Http404 from error
    rows = changelist.queryset if narrow is None else narrow(changelist.queryset)
    address = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
    page = f"{address}?{request.GET.urlencode()}" if request.GET else address
    return Listed(changelist, rows.values_list("pk", flat=True), page)


def filters_of(changelist: Any) -> str:
    """The filters and words in use, as the list names them: 状态：已发布；搜索：焊工."""
    said = []
    for spec in changelist.filter_specs:
        if not set(spec.expected_parameters()) & set(changelist.filter_params):
            continue
        picked = [
            str(choice.get("display", ""))
            for choice in spec.choices(changelist)
            if choice.get("selected")
        ]
        said.append(f"{spec.title}：{'、'.join(filter(None, picked)) or _('已筛选')}")
    if changelist.query:
        said.append(_("搜索：%(words)s") % {"words": changelist.query})
    return "；".join(said)
