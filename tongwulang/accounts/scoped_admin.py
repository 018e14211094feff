"""The admin's one rule of rights: an organizer sees and changes only rows that are theirs."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, cast

from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from unfold.admin import ModelAdmin, TabularInline

from tongwulang.accounts.models import Organization, User
from tongwulang.accounts.sent_once import answered_once
from tongwulang.accounts.whole_row_form import WholeRowForm

if TYPE_CHECKING:
    from django.db.models import QuerySet


def narrowed(rows: "QuerySet[Any]", request: HttpRequest) -> "QuerySet[Any]":
    """The rows that this person may see, where the model scopes them; else all."""
    return rows.visible_to(request.user) if hasattr(rows, "visible_to") else rows


def is_organizer(request: HttpRequest) -> bool:
    """A platform admin, or staff who works at a bureau today.

    Looked up once a request: the sidebar asks it of every model.
    """
    known = vars(request)
    if "is_organizer" not in known:
        known["is_organizer"] = _is_organizer(request)
    return bool(known["is_organizer"])


def _is_organizer(request: HttpRequest) -> bool:
    user = request.user
    if not (user.is_active and user.is_staff):
        return False
    return bool(user.is_superuser or Organization.objects.of_member(user).exists())


def person(request: HttpRequest) -> User:
    """Who is logged in, for the `by` of an action; raises PermissionDenied for nobody."""
    if isinstance(request.user, User):
        return request.user
    raise PermissionDenied


class Scoped:
    """Narrows every list and every choice of a related row to what the person may see.

    Choices are narrowed in the form field, not only in the widget: a key typed into the request
    is refused like any other wrong value.
    """

    def formfield_for_foreignkey(
        self, db_field: models.ForeignKey, request: HttpRequest, **kwargs: Any
    ) -> Any:
        kwargs.setdefault("queryset", narrowed(_choices(db_field), request))
        return super().formfield_for_foreignkey(  # type: ignore[misc]
            db_field, request, **kwargs
        )

    def formfield_for_manytomany(
        self, db_field: models.ManyToManyField, request: HttpRequest, **kwargs: Any
    ) -> Any:
        kwargs.setdefault("queryset", narrowed(_choices(db_field), request))
        return super().formfield_for_manytomany(  # type: ignore[misc]
            db_field, request, **kwargs
        )


def _choices(db_field: Any) -> "QuerySet[Any]":
    return db_field.remote_field.model._default_manager.all()


class OrganizerAdmin(Scoped, ModelAdmin):
    """Rows that organizers work on: each sees and changes its own, nobody deletes records.

    `offers` names the actions that a row's own page has as buttons, by the row's state; they are
    those of the list, sent for this one row, and lead back to it.
    """

    list_filter_submit = True
    form = WholeRowForm
    offers: Mapping[str, Sequence[str]] = {}
    change_form_outer_before_template = "admin/row_head.html"
    # What stands on a row's page above its fields, below these buttons.
    head_template = ""

    def get_queryset(self, request: HttpRequest) -> "QuerySet[Any]":
        return narrowed(super().get_queryset(request), request)

    def get_row_actions(self, request: HttpRequest, obj: Any) -> list[tuple[str, Any]]:
        """(name, label) of the actions that this row's page offers to this person."""
        allowed = self.get_actions(request)
        offered = self.offers.get(getattr(obj, "status", ""), ())
        return [(name, allowed[name][2]) for name in offered if name in allowed]

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        row = kwargs.get("obj")
        if row is not None:
            context["row_actions"] = self.get_row_actions(request, row)
            context["row_actions_url"] = reverse(
                f"admin:{self.opts.app_label}_{self.opts.model_name}_changelist"
            )
        return super().render_change_form(request, context, *args, **kwargs)

    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """Sent twice, as by a double tap, a form makes one row and is answered the same."""
        act = partial(super().add_view, request, form_url, extra_context)
        return cast(HttpResponse, answered_once(request, act))

    def response_action(
        self, request: HttpRequest, queryset: "QuerySet[Any]", *args: Any
    ) -> HttpResponse | None:
        """After a button on a row's own page, that page again."""
        answer = super().response_action(request, queryset, *args)
        row = request.POST.get("row", "")
        if isinstance(answer, HttpResponseRedirect) and row.isdecimal():
            name = f"admin:{self.opts.app_label}_{self.opts.model_name}_change"
            return HttpResponseRedirect(reverse(name, args=[row]))
        return answer

    def has_module_permission(self, request: HttpRequest) -> bool:
        return is_organizer(request)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return is_organizer(request)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return is_organizer(request)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return is_organizer(request)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class SharedAdmin(OrganizerAdmin):
    """Rows that all bureaus share: every organizer looks, only a platform admin changes them."""

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return bool(request.user.is_active and request.user.is_superuser)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return bool(request.user.is_active and request.user.is_superuser)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return bool(request.user.is_active and request.user.is_superuser)


class PlatformAdmin(SharedAdmin):
    """Rows that only a platform admin sees at all."""

    def has_module_permission(self, request: HttpRequest) -> bool:
        return bool(request.user.is_active and request.user.is_superuser)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return bool(request.user.is_active and request.user.is_superuser)


class SharedInline(Scoped, TabularInline):
    """Rows edited with their parent, under the parent's rights."""

    extra = 0
    show_change_link = True

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return is_organizer(request)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return bool(request.user.is_active and request.user.is_superuser)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return bool(request.user.is_active and request.user.is_superuser)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return bool(request.user.is_active and request.user.is_superuser)


class LookInline(Scoped, TabularInline):
    """Rows of their own that belong to the parent: looked at here, opened to be worked on."""

    extra = 0
    per_page = 20
    show_change_link = True
    tab = True

    def get_queryset(self, request: HttpRequest) -> "QuerySet[Any]":
        return narrowed(super().get_queryset(request), request)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return is_organizer(request)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
