"""Runs an action on every chosen row of a list and says, row by row, what was refused."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.contrib.admin.models import CHANGE, LogEntry
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from tongwulang.accounts.scoped_admin import person

if TYPE_CHECKING:
    from django.contrib.admin import ModelAdmin


def run_on_each(
    desk: "ModelAdmin[Any]", request: HttpRequest, rows: Iterable[Any], action: Callable[[Any], Any]
) -> None:
    """Call `action` on each row; one message counts what was done, one names each refusal."""
    done = []
    for row in rows:
        try:
            action(row)
            done.append(row)
        except ValidationError as refusal:
            refuse(desk, request, refusal)
    tell_done(desk, request, done, len(done))


def refuse(desk: "ModelAdmin[Any]", request: HttpRequest, refusal: ValidationError) -> None:
    """Say why something was not done."""
    desk.message_user(request, "；".join(refusal.messages), messages.ERROR)


def tell_done(
    desk: "ModelAdmin[Any]", request: HttpRequest, rows: Iterable[Any], count: int
) -> None:
    """Say how many were done, and write the action into the history of these rows."""
    offered = dict(desk.get_action_choices(request))
    label = str(offered[request.POST["action"]])
    LogEntry.objects.log_actions(person(request).pk, rows, CHANGE, label)
    if count:
        desk.message_user(request, _("已处理 %(done)s 条。") % {"done": count}, messages.SUCCESS)
