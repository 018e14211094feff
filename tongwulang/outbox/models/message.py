"""消息: something that was said to a person, in their inbox from the moment it was written."""

import datetime as dt
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Count, Max, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractBaseUser, AnonymousUser

# What messages say is personal: who applied where, with what result.
KEPT = dt.timedelta(days=365)


class MessageQuerySet(models.QuerySet["Message"]):
    def visible_to(self, user: "AbstractBaseUser | AnonymousUser") -> "MessageQuerySet":
        """A person's own, and nobody else's, whoever asks."""
        return self.filter(recipient=user.pk) if user.pk else self.none()

    def unread(self) -> "MessageQuerySet":
        return self.filter(read_at=None)

    def tally(self) -> dict[str, int | None]:
        """How many are unread, and the newest of all, in one query."""
        return self.aggregate(unread=Count("pk", filter=Q(read_at=None)), newest=Max("pk"))

    def until(self, pk: int) -> "MessageQuerySet":
        """Those written before or with this one: what a page showed when it was made."""
        return self.filter(pk__lte=pk)

    def overdue(self) -> "MessageQuerySet":
        """Written so long ago that they are to be deleted."""
        return self.filter(written_at__lt=timezone.now() - KEPT)


class Message(models.Model):
    """消息. What was said stays as it was said, though the wording changes later.

    `once` names the event: a person is told of it one time, however often the action is retried.
    `values` is what the texts were filled with; an SMS is made of it by the provider.
    """

    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="messages",
        verbose_name=_("收件人"),
    )
    kind = models.CharField(_("种类"), max_length=40)
    once = models.CharField(_("事由"), max_length=120)
    title = models.CharField(_("标题"), max_length=120)
    text = models.TextField(_("内容"))
    link = models.CharField(_("链接"), max_length=300, blank=True)
    values = models.JSONField(_("字段"), default=dict, encoder=DjangoJSONEncoder)
    written_at = models.DateTimeField(_("时间"), default=timezone.now)
    read_at = models.DateTimeField(_("已读时间"), null=True, blank=True)

    objects = MessageQuerySet.as_manager()

    class Meta:
        verbose_name = _("消息")
        verbose_name_plural = _("消息")
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["recipient", "once"], name="message_once_a_recipient")
        ]
        indexes = [
            models.Index(fields=["recipient", "-id"], name="message_inbox"),
            models.Index(fields=["recipient"], condition=Q(read_at=None), name="message_unread"),
            models.Index(fields=["written_at"], name="message_written_at"),
        ]

    def __str__(self) -> str:
        return self.title
