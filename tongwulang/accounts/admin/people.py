"""Admin of people and bureaus; only a platform admin makes organizers."""

from contextlib import suppress
from typing import Any

from allauth.account.models import EmailAddress, EmailConfirmation
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib import admin
from django.contrib.admin.exceptions import NotRegistered
from django.contrib.auth.admin import UserAdmin as DjangoUserAdmin
from django.contrib.auth.models import Group
from django.db.models import Count, Prefetch, Q, QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from unfold.forms import AdminPasswordChangeForm, UserChangeForm, UserCreationForm

from tongwulang.accounts.actions import memberships
from tongwulang.accounts.actions.email_accounts import vouch_for_email
from tongwulang.accounts.models import Consent, Membership, Notice, Organization, User
from tongwulang.accounts.scoped_admin import PlatformAdmin, SharedAdmin, SharedInline
from tongwulang.accounts.scoped_filters import AutocompleteFilter

# Rights come from bureaus and superuser alone; groups would be a second way. The rows of log-in
# hold secrets, and are changed by the person alone.
for model in (Group, EmailAddress, EmailConfirmation, Authenticator, UserSession):
    with suppress(NotRegistered):
        admin.site.unregister(model)


class EmailUserCreationForm(UserCreationForm):
    """Asks for an e-mail address where Django's form asks for a username."""

    class Meta:
        model = User
        fields = ("email", "name")
        field_classes: dict[str, type] = {}


class EmailUserChangeForm(UserChangeForm):
    class Meta:
        model = User
        fields = "__all__"
        field_classes: dict[str, type] = {}


class MembershipInline(SharedInline):
    model = Membership
    autocomplete_fields = ["organization"]


@admin.register(User)
class UserAdmin(PlatformAdmin, DjangoUserAdmin):
    form = EmailUserChangeForm
    add_form = EmailUserCreationForm
    change_password_form = AdminPasswordChangeForm
    inlines = [MembershipInline]
    list_display = ["email", "name", "bureaus", "is_staff", "is_superuser", "is_active"]
    list_filter = [
        ("memberships__organization", AutocompleteFilter),
        "is_staff",
        "is_superuser",
        "is_active",
    ]
    search_fields = ["email", "name"]
    ordering = ["email"]
    filter_horizontal = ()
    readonly_fields = ["last_login", "date_joined"]
    fieldsets = (
        (None, {"fields": ("email", "phone", "name", "password")}),
        (_("权限"), {"fields": ("is_active", "is_staff", "is_superuser")}),
        (_("时间"), {"fields": ("last_login", "date_joined")}),
    )
    add_fieldsets = (
        (None, {"classes": ("wide",), "fields": ("email", "name", "password1", "password2")}),
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[User]:
        present = Membership.objects.current().select_related("organization")
        rows: QuerySet[User] = super().get_queryset(request)
        return rows.prefetch_related(Prefetch("memberships", present, to_attr="present"))

    @admin.display(description=_("工作单位"))
    def bureaus(self, user: Any) -> str:
        return "、".join(str(membership.organization) for membership in user.present) or "—"

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """An address that the platform enters is proved; a bureau that was left has no claim."""
        super().save_related(request, form, formsets, change)
        person = form.instance
        if "email" in form.changed_data:
            vouch_for_email(person=person)
        if any(formset.has_changed() for formset in formsets):
            memberships.settle(person=person)


@admin.register(Organization)
class OrganizationAdmin(SharedAdmin):
    list_display = ["name", "region", "kind", "member_count"]
    list_filter = [("region", AutocompleteFilter), "kind"]
    list_select_related = ["region"]
    search_fields = ["name"]
    autocomplete_fields = ["region"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Organization]:
        present = Membership.objects.current()
        rows: QuerySet[Organization] = super().get_queryset(request)
        return rows.annotate(
            members_counted=Count("memberships", filter=Q(memberships__in=present))
        )

    @admin.display(description=_("工作人员数"), ordering="members_counted")
    def member_count(self, organization: Any) -> int:
        return organization.members_counted


@admin.register(Membership)
class MembershipAdmin(PlatformAdmin):
    list_display = ["user", "organization", "role", "joined_on", "left_on"]
    list_filter = ["role", ("organization", AutocompleteFilter), "joined_on", "left_on"]
    list_select_related = ["user", "organization"]
    search_fields = ["user__email", "user__name"]
    autocomplete_fields = ["user", "organization"]

    def save_model(self, request: HttpRequest, obj: Membership, form: Any, change: bool) -> None:
        """Whatever changed, the person's rights are what the rows say from now on."""
        super().save_model(request, obj, form, change)
        memberships.settle(person=obj.user)


@admin.register(Notice)
class NoticeAdmin(PlatformAdmin):
    """A version is written before its day; once people could agree to it, it stays."""

    list_display = ["title", "kind", "version", "effective_on"]
    list_filter = ["kind"]
    search_fields = ["title"]

    def has_change_permission(self, request: HttpRequest, obj: Notice | None = None) -> bool:
        is_open = obj is None or obj.effective_on > timezone.localdate()
        return is_open and super().has_change_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Notice | None = None) -> bool:
        return False


@admin.register(Consent)
class ConsentAdmin(PlatformAdmin):
    """Proof of who agreed to what; only the person gives and withdraws."""

    list_display = ["user", "notice", "about", "agreed_at", "withdrawn_at"]
    list_filter = [("notice", AutocompleteFilter), "agreed_at", "withdrawn_at"]
    list_select_related = ["user", "notice"]
    search_fields = ["user__name", "user__email"]

    def has_add_permission(self, request: HttpRequest, obj: Consent | None = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Consent | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Consent | None = None) -> bool:
        return False
