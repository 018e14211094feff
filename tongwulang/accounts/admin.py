"""Admin of people and bureaus; only a platform admin makes organizers."""

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin as DjangoUserAdmin
from django.contrib.auth.models import Group
from django.utils.translation import gettext_lazy as _
from unfold.forms import AdminPasswordChangeForm, UserChangeForm, UserCreationForm

from tongwulang.accounts.models import Membership, Organization, User
from tongwulang.accounts.scoped_admin import PlatformAdmin, SharedAdmin, SharedInline

# Rights come from bureaus and superuser alone; groups would be a second way.
admin.site.unregister(Group)


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
    list_display = ["email", "name", "is_staff", "is_superuser", "is_active", "last_login"]
    list_filter = ["is_staff", "is_superuser", "is_active"]
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


@admin.register(Organization)
class OrganizationAdmin(SharedAdmin):
    list_display = ["name", "region", "kind"]
    list_filter = ["kind"]
    list_select_related = ["region"]
    search_fields = ["name"]
    autocomplete_fields = ["region"]


@admin.register(Membership)
class MembershipAdmin(PlatformAdmin):
    list_display = ["user", "organization", "role", "joined_on", "left_on"]
    list_filter = ["role", "organization"]
    list_select_related = ["user", "organization"]
    search_fields = ["user__email", "user__name"]
    autocomplete_fields = ["user", "organization"]
