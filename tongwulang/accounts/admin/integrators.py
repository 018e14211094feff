"""Admin of the systems of bureaus; only a platform admin lets one in."""

from typing import Any

from allauth.idp.oidc.models import Client, Token
from django import forms
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext_lazy as _
from unfold.widgets import UnfoldAdminCheckboxSelectMultipleWidget, UnfoldAdminTextInputWidget

from tongwulang.accounts.actions import integrators
from tongwulang.accounts.choices import Scope
from tongwulang.accounts.models import Integrator
from tongwulang.accounts.scoped_admin import PlatformAdmin
from tongwulang.accounts.scoped_filters import OrganizationFilter

# Clients are made, and their tokens ended, with the system that they belong to.
for model in (Client, Token):
    if admin.site.is_registered(model):
        admin.site.unregister(model)


class IntegratorForm(forms.ModelForm):
    """What a new system is called, whose it is, and what it may read."""

    name = forms.CharField(
        label=_("名称"),
        max_length=100,
        widget=UnfoldAdminTextInputWidget,
        help_text=_("如 区就业平台。"),
    )
    scopes = forms.MultipleChoiceField(
        label=_("可以读取"),
        choices=Scope.choices,
        required=False,
        widget=UnfoldAdminCheckboxSelectMultipleWidget,
        help_text=_("投递汇总：本单位负责的岗位各有多少份投递，不含个人。公开接口不用勾选。"),
    )

    class Meta:
        model = Integrator
        fields = ("organization", "name", "scopes")

    def clean(self) -> dict[str, Any]:
        """Sent twice, a form lets one system in: its answer holds a secret and is not kept."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        same = Integrator.objects.filter(
            organization=cleaned.get("organization"), client__name=cleaned.get("name")
        )
        if same.exists():
            raise ValidationError(
                _("该单位已有同名的接入系统。密钥没有保存好的，请在列表里换密钥。")
            )
        return cleaned


@admin.register(Integrator)
class IntegratorAdmin(PlatformAdmin):
    """Made once, with a secret that is shown once; afterwards revoked, or given a new secret."""

    list_display = ["name", "organization", "identifier", "scopes", "created_at", "revoked_at"]
    list_filter = [("organization", OrganizationFilter), "created_at", "revoked_at"]
    list_select_related = ["client", "organization"]
    search_fields = ["client__name", "client__id"]
    search_help_text = _("名称或客户端编号")
    autocomplete_fields = ["organization"]
    readonly_fields = ["name", "organization", "identifier", "scopes", "created_at", "revoked_at"]
    actions = ["renew_secret", "revoke"]
    offers = {"active": ["renew_secret", "revoke"], "revoked": ["renew_secret"]}

    def get_form(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        if obj is None:
            kwargs["form"] = IntegratorForm
        return super().get_form(request, obj, **kwargs)

    def get_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        return ["organization", "name", "scopes"] if obj is None else list(self.readonly_fields)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        return [] if obj is None else list(self.readonly_fields)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nothing of it is edited: it is revoked, or given a new secret."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def save_form(self, request: HttpRequest, form: Any, change: bool) -> Integrator:
        """The row comes with its client and its secret, which only the page that follows shows."""
        super().save_form(request, form, change)
        return integrators.register(
            organization=form.cleaned_data["organization"],
            name=form.cleaned_data["name"],
            scopes=[Scope(one) for one in form.cleaned_data["scopes"]],
        )

    def save_model(self, request: HttpRequest, obj: Any, form: ModelForm, change: bool) -> None:
        """Saved already."""

    def response_add(
        self, request: HttpRequest, obj: Integrator, post_url_continue: str | None = None
    ) -> HttpResponse:
        return self._shown(request, obj)

    def _shown(self, request: HttpRequest, integrator: Integrator) -> HttpResponse:
        """The one page on which the secret stands; no browser keeps it."""
        context = {
            **self.admin_site.each_context(request),
            "title": _("密钥只显示这一次"),
            "integrator": integrator,
        }
        answer = render(request, "admin/accounts/integrator/secret.html", context)
        add_never_cache_headers(answer)
        return answer

    @admin.display(description=_("名称"), ordering="client__name")
    def name(self, integrator: Integrator) -> str:
        return integrator.client.name

    @admin.display(description=_("客户端编号"))
    def identifier(self, integrator: Integrator) -> str:
        return integrator.client.id

    @admin.display(description=_("可以读取"))
    def scopes(self, integrator: Integrator) -> str:
        labels = dict(Scope.choices)
        return "；".join(str(labels[one]) for one in integrator.client.get_scopes())

    @admin.action(description=_("换密钥"))
    def renew_secret(self, request: HttpRequest, rows: QuerySet[Integrator]) -> HttpResponse | None:
        if len(rows) != 1:
            self.message_user(request, _("请只选一个系统。"), messages.ERROR)
            return None
        integrator = integrators.renew_secret(integrator=rows[0])
        self.log_change(request, integrator, _("换密钥"))
        return self._shown(request, integrator)

    @admin.action(description=_("停用，令牌马上失效"))
    def revoke(self, request: HttpRequest, rows: QuerySet[Integrator]) -> None:
        for integrator in rows:
            integrators.revoke(integrator=integrator)
            self.log_change(request, integrator, _("停用"))
        self.message_user(request, _("已停用，令牌和密钥都不再有效。"), messages.SUCCESS)
