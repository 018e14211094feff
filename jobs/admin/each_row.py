"""Runs an action on every chosen row of a list and says, row by row, what was refused."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.contrib.admin import ModelAdmin


def run_on_each(
    desk: "ModelAdmin[Any]", request: HttpRequest, rows: Iterable[Any], action: Callable[[Any], Any]
) -> None:
    """Call `action` on each row; one message counts what was done, one names each refusal."""
    done = 0
    for row in rows:
        try:
            action(row)
            done += 1
        except ValidationError as refusal:
            desk.message_user(request, "；".join(refusal.messages), messages.ERROR)
    if done:
        desk.message_user(request, _("已处理 %(done)s 条。") % {"done": done}, messages.SUCCESS)
