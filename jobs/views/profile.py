"""我的资料: an overview, and one page for each step."""

from typing import Any, cast

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from jobs.actions import applicants, keeping
from jobs.forms.profile import STEPS, ContactForm, ProfileForm, SkillsForm
from jobs.models import Applicant
from jobs.models.wanted_skills import wanted_skills
from jobs.views.noticed import asks_consent
from jobs.views.person import person
from tongwulang.accounts.actions import consents
from tongwulang.accounts.choices import NoticeKind
from tongwulang.accounts.models import Notice, User
from tongwulang.outbox.masking import spoken_phone

MANY = {field.name for field in Applicant._meta.many_to_many}


@never_cache
@require_safe
def profile_detail(request: HttpRequest) -> HttpResponse:
    """What is known of oneself, and what is still empty."""
    by = person(request)
    applicant = applicants.applicant_of(by)
    sections = _sections(applicant)
    filled = [bool(text) for _step, _title, rows in sections for _label, text in rows]
    has_agreed = keeping.agrees(by)
    context = {
        "applicant": applicant,
        "has_agreed": has_agreed,
        "has_contact": not consents.is_agreed(by, NoticeKind.PROFILE) and _has_contact(applicant),
        "sections": sections,
        "filled": sum(filled),
        "total": len(filled),
        "first": next((step for step, _t, rows in sections if not all(t for _, t in rows)), None),
    }
    return render(request, "jobs/profile_detail.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@asks_consent
def profile_edit(request: HttpRequest, step: str, *, notice: Notice | None) -> HttpResponse:
    """One step; saving leads to the next one, or back to the overview. 404 for an unknown step."""
    if step not in STEPS:
        raise Http404
    by = person(request)
    form = _form(request, step, applicants.applicant_of(by), notice)
    if request.method == "POST" and form.is_valid():
        try:
            applicants.save_own(by=by, values=form.values, agreed=notice)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            return redirect(_after(step) if "next" in request.POST else reverse("profile_detail"))
    steps = list(STEPS)
    context = {
        "form": form,
        "number": steps.index(step) + 1,
        "total": len(steps),
        "is_last": step == steps[-1],
    }
    return render(request, "jobs/profile_edit.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def profile_contact(request: HttpRequest) -> HttpResponse:
    """Whoever applied without a profile, or agreed to an older notice of it alone, corrects what is
    known of who they are without agreeing to anything (个人信息保护法 46). All others have the step
    of the profile that asks for the same; what somebody typed who agreed meanwhile is kept."""
    by = person(request)
    applicant = applicants.applicant_of(by)
    is_elsewhere = request.method != "POST" and consents.is_agreed(by, NoticeKind.PROFILE)
    if is_elsewhere or not _has_contact(applicant):
        return redirect("profile_edit", "person")
    form = ContactForm(request.POST if request.method == "POST" else None, instance=applicant)
    if request.method == "POST" and form.is_valid():
        try:
            applicants.correct_own(by=by, values=form.values)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            return redirect("profile_detail")
    return render(request, "jobs/profile_contact.html", {"form": form})


def _has_contact(applicant: Applicant) -> bool:
    """Whether it is known who somebody is, because they applied or once agreed to a profile."""
    if applicant._state.adding or not (applicant.name or applicant.phone):
        return False
    return applicant.applications.exists() or keeping.agrees(cast(User, applicant.user))


def _form(
    request: HttpRequest, step: str, applicant: Applicant, notice: Notice | None
) -> ProfileForm:
    more: dict[str, Any] = {"notice": notice}
    if STEPS[step] is SkillsForm:
        more["common"] = wanted_skills(_wanted(applicant))
    typed = request.POST if request.method == "POST" else None
    return STEPS[step](typed, instance=applicant, **more)


def _wanted(applicant: Applicant) -> list[str]:
    """Codes of the wanted occupations; a row that is not saved yet has none."""
    if applicant._state.adding:
        return []
    return list(applicant.wanted_occupations.values_list("pk", flat=True))


def _after(step: str) -> str:
    steps = list(STEPS)
    following = steps[steps.index(step) + 1 :]
    return reverse("profile_edit", args=following[:1]) if following else reverse("profile_detail")


def _sections(applicant: Applicant) -> list[tuple[str, Any, list[tuple[Any, str]]]]:
    """(step, title, rows of label and text) of every step; empty texts are what is missing."""
    return [
        (step, form.title, [_row(applicant, name) for name in form._meta.fields or ()])
        for step, form in STEPS.items()
    ]


UNITS = {
    "wanted_pay": _("%s 元/月起"),
    "experience_years": _("%s 年"),
    "commute_max": _("%s 分钟内"),
}


def _row(applicant: Applicant, name: str) -> tuple[Any, str]:
    field = Applicant._meta.get_field(name)
    return field.verbose_name, _text(applicant, name)  # type: ignore[union-attr]


def _text(applicant: Applicant, name: str) -> str:
    if name in MANY:
        return (
            "、".join(map(str, getattr(applicant, name).all()))
            if not applicant._state.adding
            else ""
        )
    value = getattr(applicant, name)
    if isinstance(value, list):
        return "、".join(value)
    if value is None or value == "":
        return ""
    if name in UNITS:
        return str(UNITS[name]) % f"{value:,}"
    return {
        "phone": lambda: spoken_phone(applicant.phone),
        "wanted_shift": applicant.get_wanted_shift_display,
    }.get(name, lambda: str(value))()
