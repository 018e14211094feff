"""我的数据: seen, taken home, deleted."""

from django import forms
from django.contrib.auth import logout
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from jobs.actions import erasure
from jobs.models import RetentionRule
from jobs.personal_data import Entry, as_csv, as_json, in_words, personal_data
from jobs.views.arriving import also_arriving
from tongwulang.accounts.models import User

FORMS = {
    "json": (as_json, "application/json; charset=utf-8"),
    "csv": (as_csv, "text/csv; charset=utf-8"),
}


# Entries of a section on the page, which is read on a phone.
MOST_SHOWN = 50


class DeleteForm(forms.Form):
    understood = forms.BooleanField(
        label=_("我明白删除后不能恢复"),
        error_messages={"required": _("请先勾选“我明白删除后不能恢复”。")},
    )


@never_cache
@require_safe
@also_arriving
def my_data(request: HttpRequest, *, by: User) -> HttpResponse:
    """What is kept about oneself: the first entries of each section; the files have all of them."""
    sections = [
        (section, [_worded(entry) for entry in rows[:MOST_SHOWN]], len(rows[MOST_SHOWN:]))
        for section, rows in personal_data(by).items()
    ]
    return render(request, "jobs/my_data.html", {"sections": sections})


def _worded(entry: Entry) -> list[tuple[str, str]]:
    return [(what, in_words(content)) for what, content in entry.items()]


@never_cache
@require_safe
@also_arriving
def my_data_download(request: HttpRequest, form: str, *, by: User) -> HttpResponse:
    """The same as a file; 404 for a form that is neither JSON nor CSV."""
    if form not in FORMS:
        raise Http404
    write, content_type = FORMS[form]
    answer = HttpResponse(write(personal_data(by)), content_type=content_type)
    answer["Content-Disposition"] = content_disposition_header(
        as_attachment=True, filename=f"my-data.{form}"
    )
    return answer


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@also_arriving
def my_data_delete(request: HttpRequest, *, by: User) -> HttpResponse:
    """Say what is deleted and what the law has kept; delete, and say that it is done."""
    form = DeleteForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            erasure.delete_everything(by=by)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            logout(request)
            return render(request, "jobs/my_data_deleted.html")
    context = {"form": form, "rules": RetentionRule.objects.in_force()}
    return render(request, "jobs/my_data_delete.html", context)
