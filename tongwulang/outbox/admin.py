"""Admin of messages on their way: what did not leave and why, and how messages read."""

from typing import Any

from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _
from unfold.admin import ModelAdmin
from unfold.decorators import action

from tongwulang.outbox import wording
from tongwulang.outbox.actions import deliveries
from tongwulang.outbox.models import Delivery, SealedLetter


class DeadFilter(admin.SimpleListFilter):
    """The list of the dead: what is not sent unless a person has it sent again."""

    title = _("需要处理")
    parameter_name = "dead"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("1", _("发送失败或结果不明"))]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        return queryset.dead() if self.value() else queryset


def _sample(chosen: wording.Wording) -> dict[str, Any]:
    """A kind of message as it reads with its sample values."""
    values = chosen.fields
    return {
        "wording": chosen,
        "is_kept": bool(chosen.title),
        **{
            name: chosen.filled(getattr(chosen, name), values).strip()
            for name in ("title", "text", "link", "sms")
        },
    }


@admin.register(Delivery)
class DeliveryAdmin(ModelAdmin):
    """For a platform admin. What a message or sealed letter says is between the site and its
    recipient: here are its kind, its way and a masked address."""

    list_display = ["kind", "channel", "masked_address", "status", "attempts", "problem", "written"]
    list_filter = [DeadFilter, "status", "channel"]
    list_select_related = ["message__recipient", "sealed_letter"]
    search_fields = ["message__recipient__name", "provider_id"]
    list_filter_submit = True
    list_max_show_all = 0
    actions = ["send_again"]
    actions_list = ["wordings"]
    fields = [
        "kind",
        "channel",
        "masked_address",
        "status",
        "is_urgent",
        "problem",
        "attempts",
        "attempted_at",
        "due_at",
        "expires_at",
        "looked_up_at",
        "ended_at",
        "provider_id",
        "key",
    ]
    readonly_fields = fields

    @admin.display(description=_("消息"), ordering="message__kind")
    def kind(self, delivery: Delivery) -> str:
        carried = delivery.carried
        if isinstance(carried, SealedLetter):
            return carried.get_kind_display()
        found = wording.wordings().get(carried.kind)
        return found.label if found else carried.kind

    @admin.display(description=_("收件地址"))
    def masked_address(self, delivery: Delivery) -> str:
        return delivery.masked_address or "—"

    @admin.display(description=_("写入时间"), ordering="message__written_at")
    def written(self, delivery: Delivery) -> Any:
        return delivery.carried.written_at

    @admin.action(description=_("重新发送"))
    def send_again(self, request: HttpRequest, queryset: Any) -> None:
        """Have what is dead sent once more; what is not dead is left as it is."""
        chosen = list(queryset)
        sent = sum(deliveries.send_again(delivery=delivery) for delivery in chosen)
        if sent:
            said = _("%(count)s 条将重新发送。") % {"count": sent}
            self.message_user(request, said, messages.SUCCESS)
        if len(chosen) > sent:
            left = {"count": len(chosen) - sent}
            said = _("%(count)s 条没有失败、不是结果不明，或链接已过期，未改动。") % left
            self.message_user(request, said, messages.WARNING)

    @action(description=_("消息模板"), url_path="wordings", permissions=["view"])
    def wordings(self, request: HttpRequest) -> HttpResponse:
        """Every kind of message, filled with sample values, as its recipient reads it."""
        found = [_sample(each) for each in wording.wordings().values()]
        context = {**self.admin_site.each_context(request), "title": _("消息模板"), "found": found}
        return TemplateResponse(request, "admin/outbox/delivery/wordings.html", context)

    def has_module_permission(self, request: HttpRequest) -> bool:
        return bool(request.user.is_active and request.user.is_superuser)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return bool(request.user.is_active and request.user.is_superuser)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
