"""Admin of lost phones: an approver asks, another approver decides."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from tongwulang.accounts.actions import phone_handovers
from tongwulang.accounts.models import Organization, PhoneHandover, User
from tongwulang.accounts.phone_field import MobileField
from tongwulang.accounts.scoped_admin import OrganizerAdmin, person
from tongwulang.accounts.whole_row_form import WholeRowForm
from tongwulang.outbox.masking import masked_phone


class HandoverForm(WholeRowForm):
    """Names the account by what its owner logged in with."""

    account = forms.CharField(
        label=_("账号"), max_length=254, help_text=_("对方登录用的手机号或邮箱。")
    )
    new_phone = MobileField(
        label=_("新手机号"), required=False, help_text=_("只重设第二重验证的，可不填。")
    )

    class Meta:
        model = PhoneHandover
        fields = ("account", "new_phone", "reason")

    by: User

    def clean_account(self) -> User:
        """The person; an account that may not be handled is as unknown as none."""
        typed = self.cleaned_data["account"].strip()
        if "@" in typed:
            found = User.objects.filter(email__iexact=typed).first()
        else:
            found = User.objects.filter(phone=MobileField().clean(typed)).first()
        try:
            if found is not None:
                phone_handovers.check_may_handle(found, self.by)
                return found
        except PermissionDenied:
            pass
        raise ValidationError(_("没有您可以办理的这个账号。"))

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        account = cleaned.get("account")
        if account is not None and "new_phone" in cleaned:
            phone_handovers.check_free(cleaned["new_phone"], account)
            if PhoneHandover.objects.waiting().filter(user=account).exists():
                raise ValidationError(_("这个账号已有一份待复核的申请。"))
        return cleaned

    def _post_clean(self) -> None:
        """The action makes the row and checks it."""


@admin.register(PhoneHandover)
class PhoneHandoverAdmin(OrganizerAdmin):
    form = HandoverForm
    list_display = ["account", "phone", "requested_by", "requested_at", "decided_by", "is_approved"]
    list_filter = ["is_approved", "requested_at"]
    search_fields = ["user__name"]
    list_select_related = ["user", "requested_by", "decided_by"]
    actions = ["approve", "refuse"]

    def get_form(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        made = super().get_form(request, obj, **kwargs)
        if obj is None:
            made.by = person(request)
        return made

    def get_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        if obj is None:
            return ["account", "new_phone", "reason"]
        decided = ["decided_by", "decided_at", "is_approved"]
        return ["shown_account", "phone", "reason", "requested_by", "requested_at", *decided]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        return [] if obj is None else self.get_fields(request, obj)

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self._approves(request)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self._approves(request)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self._approves(request)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_decide_permission(self, request: HttpRequest) -> bool:
        """Asked by the actions below."""
        return self._approves(request)

    def _approves(self, request: HttpRequest) -> bool:
        user = request.user
        if user.is_active and user.is_superuser:
            return True
        return Organization.objects.of_approver(user).exists()

    def save_form(self, request: HttpRequest, form: Any, change: bool) -> PhoneHandover:
        data = form.cleaned_data
        return phone_handovers.request(
            person=data["account"],
            new_phone=data["new_phone"],
            reason=data["reason"],
            by=person(request),
        )

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """The action has written the row."""

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """There is nothing beside it."""

    @admin.action(description=_("同意换绑"), permissions=["decide"])
    def approve(self, request: HttpRequest, rows: QuerySet[PhoneHandover]) -> None:
        self._decide(request, rows, phone_handovers.approve)

    @admin.action(description=_("不同意换绑"), permissions=["decide"])
    def refuse(self, request: HttpRequest, rows: QuerySet[PhoneHandover]) -> None:
        self._decide(request, rows, phone_handovers.refuse)

    def _decide(
        self, request: HttpRequest, rows: QuerySet[PhoneHandover], decide: Callable[..., None]
    ) -> None:
        for row in rows:
            try:
                decide(handover=row, by=person(request))
            except ValidationError as refusal:
                self.message_user(request, f"{row}：{refusal.messages[0]}", messages.ERROR)
            except PermissionDenied:
                self.message_user(request, _("%s：您不能办理这个账号。") % row, messages.ERROR)
            else:
                self.message_user(request, _("%s：已办结。") % row, messages.SUCCESS)

    @admin.display(description=_("账号"))
    def account(self, handover: PhoneHandover) -> str:
        owner = handover.user
        return owner.name or masked_phone(owner.phone) or str(owner)

    @admin.display(description=_("账号"))
    def shown_account(self, handover: PhoneHandover) -> str:
        return self.account(handover)

    @admin.display(description=_("新手机号"))
    def phone(self, handover: PhoneHandover) -> str:
        return masked_phone(handover.new_phone) or "—"
