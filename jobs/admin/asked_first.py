"""An action that asks before it acts: what will be done to which rows, and what it must know."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

from django.contrib import admin
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.db.models import QuerySet
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

AskedForm = TypeVar("AskedForm", bound=Form)

CONFIRMED = "confirmed"
# So many of the chosen rows are named on the page; it says how many there are.
NAMED = 20


def ask_first(
    desk: admin.ModelAdmin,
    request: HttpRequest,
    rows: QuerySet[Any],
    *,
    form: Callable[[Any], AskedForm],
    title: "StrOrPromise",
    warning: "StrOrPromise" = "",
) -> AskedForm | HttpResponse:
    """The valid form once it was sent, else the page that shows it with the chosen rows.

    `form` makes the form from what was sent, or from None. The page sends the same action again,
    so that nothing but a confirmed form changes anything.
    """
    is_sent = CONFIRMED in request.POST
    asked = form(request.POST if is_sent else None)
    if is_sent and asked.is_valid():
        return asked
    request.current_app = desk.admin_site.name
    chosen = request.POST.getlist(ACTION_CHECKBOX_NAME)
    kept = {name: request.POST[name] for name in ("action", "select_across", "row")
            if name in request.POST}  # fmt: skip
    context = {
        **desk.admin_site.each_context(request),
        "opts": desk.opts,
        "title": title,
        "warning": warning,
        "form": asked,
        "kept": kept,
        "chosen": chosen,
        "count": rows.count(),
        "named": rows[:NAMED],
        "back": request.get_full_path(),
    }
    return TemplateResponse(request, "admin/jobs/asked_first.html", context)
