"""密封邮件: an e-mail that is nobody's message, such as one with a link that resets a password."""

import datetime as dt
import json
from typing import NamedTuple, Self

from cryptography.fernet import InvalidToken
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tongwulang.outbox.choices import DeliveryStatus, LetterKind
from tongwulang.secrets_at_rest import unseal

# That something was sent, and to which masked address, is of use for as long.
KEPT = dt.timedelta(days=30)


class UnreadableError(Exception):
    """What was sealed cannot be read: it has been wiped, or sealed by a key that is gone."""


class Content(NamedTuple):
    """What is sealed: the full address, the subject and the text."""

    to: str
    subject: str
    text: str


class SealedLetterQuerySet(models.QuerySet["SealedLetter"]):
    def wipe_useless(self) -> int:
        """Wipe those that cannot be sent any more: sent, not wanted, or run out; returns how many.

        What failed stays until it runs out, for a person may have it sent again.
        """
        ended = Q(delivery__status__in=[DeliveryStatus.SENT, DeliveryStatus.DROPPED])
        run_out = Q(delivery__expires_at__lte=timezone.now())
        return self.exclude(sealed="").filter(ended | run_out).update(sealed="")

    def overdue(self) -> Self:
        """Written so long ago that nothing of them is to be kept."""
        return self.filter(written_at__lt=timezone.now() - KEPT)


class SealedLetter(models.Model):
    """密封邮件. Its address need not be an account's, and its text holds what opens one: both are
    encrypted until it is sent, and gone as soon as it has no use."""

    kind = models.CharField(_("种类"), max_length=8, choices=LetterKind)
    masked_address = models.CharField(_("收件地址"), max_length=260)
    sealed = models.TextField(_("密封的内容"), blank=True)
    written_at = models.DateTimeField(_("时间"), default=timezone.now, db_index=True)

    objects = SealedLetterQuerySet.as_manager()

    class Meta:
        verbose_name = _("密封邮件")
        verbose_name_plural = _("密封邮件")
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.masked_address}"

    def opened(self) -> Content:
        """What it says; raises UnreadableError."""
        try:
            return Content(**json.loads(unseal(self.sealed)))
        except InvalidToken:
            raise UnreadableError("内容已清除，或密钥已更换") from None
