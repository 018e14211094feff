"""拒收: a person does not want messages of this topic by this channel."""

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from tongwulang.outbox.choices import Channel, Topic

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractBaseUser


class RefusalQuerySet(models.QuerySet["Refusal"]):
    def of(self, user: "AbstractBaseUser") -> "RefusalQuerySet":
        return self.filter(user=user.pk)

    def holds(self, user_id: int, topic: str, channel: str) -> bool:
        """Whether this person refuses this topic by this channel."""
        return self.filter(user=user_id, topic=topic, channel=channel).exists()


class Refusal(models.Model):
    """拒收. The inbox cannot be refused: what concerns a person stays to be found there."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="refusals",
        verbose_name=_("用户"),
    )
    topic = models.CharField(_("内容"), max_length=16, choices=Topic)
    channel = models.CharField(_("渠道"), max_length=8, choices=Channel)
    refused_at = models.DateTimeField(_("时间"), auto_now_add=True)

    objects = RefusalQuerySet.as_manager()

    class Meta:
        verbose_name = _("拒收")
        verbose_name_plural = _("拒收")
        ordering = ["user", "topic", "channel"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "topic", "channel"], name="refusal_once_a_topic_and_channel"
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_topic_display()} {self.get_channel_display()}"
