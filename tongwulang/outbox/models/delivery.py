"""发送: one message or sealed letter on its way out of the site by one channel."""

import datetime as dt
import uuid
from typing import cast

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tongwulang.outbox.choices import Channel, DeliveryStatus
from tongwulang.outbox.masking import masked_email, masked_phone
from tongwulang.outbox.models.message import Message
from tongwulang.outbox.models.sealed_letter import SealedLetter
from tongwulang.outbox.quiet_hours import is_quiet

# Whoever sends has so long for it; after this silence it counts as killed.
LEASE = dt.timedelta(minutes=2)
# What has not left by then is no news any more.
TIMELY = dt.timedelta(days=3)
# A provider's records are behind by so much: asked earlier, they might not know yet.
RECORDS_LATE_BY = dt.timedelta(minutes=5)


class DeliveryQuerySet(models.QuerySet["Delivery"]):
    def due(self, now: dt.datetime) -> "DeliveryQuerySet":
        """Those that may leave now, urgent ones first."""
        found = self.filter(status=DeliveryStatus.WAITING, due_at__lte=now, expires_at__gt=now)
        if is_quiet(now):
            found = found.filter(is_urgent=True)
        return found.order_by("-is_urgent", "due_at", "pk")

    def lost(self, now: dt.datetime) -> "DeliveryQuerySet":
        """Those whose sender fell silent."""
        return self.filter(status=DeliveryStatus.SENDING, leased_until__lt=now)

    def stale(self, now: dt.datetime) -> "DeliveryQuerySet":
        """Those that waited until they were no news."""
        return self.filter(status=DeliveryStatus.WAITING, expires_at__lte=now)

    def to_look_up(self, now: dt.datetime) -> "DeliveryQuerySet":
        """SMS of which nobody knows whether the provider took them, and who has not been asked."""
        return self.filter(
            status=DeliveryStatus.UNCERTAIN,
            channel=Channel.SMS,
            looked_up_at=None,
            due_at__lte=now,
        ).order_by("due_at", "pk")

    def dead(self) -> "DeliveryQuerySet":
        """Those that will not be sent unless a person has them sent again."""
        return self.filter(status__in=[DeliveryStatus.FAILED, DeliveryStatus.UNCERTAIN])

    def with_recipient(self) -> "DeliveryQuerySet":
        return self.select_related("message__recipient", "sealed_letter")


class Delivery(models.Model):
    """发送. A message goes to the recipient's address at the time of sending, of which `sent_to`
    keeps what may be seen of it; a sealed letter to the address that is sealed in it.

    `key` goes along with every attempt: an SMS provider's records are asked for it, and an e-mail
    bears it as Message-ID. `problem`: why it has not been sent, in the provider's words.
    """

    message = models.ForeignKey(
        Message,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="deliveries",
        verbose_name=_("消息"),
    )
    sealed_letter = models.OneToOneField(
        SealedLetter,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="delivery",
        verbose_name=_("密封邮件"),
    )
    channel = models.CharField(_("渠道"), max_length=8, choices=Channel)
    status = models.CharField(
        _("状态"), max_length=12, choices=DeliveryStatus, default=DeliveryStatus.WAITING
    )
    is_urgent = models.BooleanField(_("免打扰时段也发送"), default=False)
    key = models.UUIDField(_("编号"), default=uuid.uuid4, unique=True)
    attempts = models.PositiveSmallIntegerField(_("已尝试次数"), default=0)
    due_at = models.DateTimeField(_("最早发送时间"), default=timezone.now)
    expires_at = models.DateTimeField(_("最晚发送时间"))
    sent_to = models.CharField(_("最近发往"), max_length=260, blank=True)
    attempted_at = models.DateTimeField(_("最近尝试时间"), null=True, blank=True)
    leased_until = models.DateTimeField(_("发送中，直到"), null=True, blank=True)
    looked_up_at = models.DateTimeField(_("向服务商查询的时间"), null=True, blank=True)
    ended_at = models.DateTimeField(_("结束时间"), null=True, blank=True)
    provider_id = models.CharField(_("服务商回执"), max_length=80, blank=True)
    problem = models.CharField(_("原因"), max_length=120, blank=True)

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        verbose_name = _("消息发送")
        verbose_name_plural = _("消息发送")
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["message", "channel"], name="delivery_once_a_channel"),
            models.CheckConstraint(
                condition=Q(message=None, sealed_letter__isnull=False, channel=Channel.EMAIL)
                | Q(message__isnull=False, sealed_letter=None),
                name="delivery_of_a_message_or_a_sealed_letter",
            ),
            models.CheckConstraint(
                condition=Q(status=DeliveryStatus.SENDING, leased_until__isnull=False)
                | (~Q(status=DeliveryStatus.SENDING) & Q(leased_until=None)),
                name="delivery_leased_while_sending",
            ),
        ]
        # Asked every second: what is due, and what was lost.
        indexes = [models.Index(fields=["status", "due_at"], name="delivery_queue")]

    def __str__(self) -> str:
        return f"{self.get_channel_display()} {self.key}"

    @property
    def carried(self) -> Message | SealedLetter:
        """What is sent: one of the two is there."""
        return cast(Message | SealedLetter, self.message or self.sealed_letter)

    @property
    def address(self) -> str:
        """Where a message goes: its recipient's phone in E.164 or e-mail address, empty if none;
        so for a sealed letter, whose address is read only to be sent to."""
        if self.message is None:
            return ""
        recipient = self.message.recipient
        return str((recipient.phone if self.channel == Channel.SMS else recipient.email) or "")

    @property
    def masked_address(self) -> str:
        """Where it was sent to last, or will go if it waits, masked; empty if nowhere."""
        if self.sealed_letter is not None:
            return self.sealed_letter.masked_address
        return self.masked_present if self.status == DeliveryStatus.WAITING else self.sent_to

    @property
    def masked_present(self) -> str:
        """The recipient's address of now, as it may be seen; empty if none."""
        mask = masked_phone if self.channel == Channel.SMS else masked_email
        return mask(self.address) if self.address else ""
