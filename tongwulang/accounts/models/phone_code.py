"""A code that was sent to a phone, and the browser that asked for it."""

import datetime as dt
from typing import Self

from django.db import models
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext_lazy as _

from tongwulang.accounts.choices import CodePurpose

LASTS = dt.timedelta(minutes=5)
TRIES = 5
# A browser that does the same again within so long tapped twice: that is one asking, one entering.
TAPPED_TWICE = dt.timedelta(seconds=10)


class PhoneCodeQuerySet(models.QuerySet["PhoneCode"]):
    def stale(self) -> Self:
        """Those that have run out."""
        return self.filter(sent_at__lt=timezone.now() - LASTS)


class PhoneCode(models.Model):
    """One phone's last code for one browser and purpose. All that could name a person or open an
    account is kept as keyed digests.

    A code belongs to the browser that asked for it: wrong guesses from anywhere else are not tries
    at it, so that a stranger cannot use up the owner's.
    """

    phone_key = models.CharField(_("手机号摘要"), max_length=32)
    asker_key = models.CharField(_("浏览器摘要"), max_length=32)
    purpose = models.CharField(_("用途"), max_length=10, choices=CodePurpose)
    digest = models.CharField(_("验证码摘要"), max_length=64)
    sent_at = models.DateTimeField(_("发送时间"), db_index=True)
    tries = models.PositiveSmallIntegerField(_("已试次数"), default=0)
    used_at = models.DateTimeField(_("使用时间"), null=True, blank=True)

    objects = PhoneCodeQuerySet.as_manager()

    class Meta:
        verbose_name = _("短信验证码")
        verbose_name_plural = _("短信验证码")
        ordering = ["-sent_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["phone_key", "asker_key", "purpose"], name="phonecode_last_of_a_browser"
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_purpose_display()} {self.sent_at:%Y-%m-%d %H:%M}"

    @property
    def is_live(self) -> bool:
        """Not run out, with tries left, and not used, but by the first of two taps."""
        now = timezone.now()
        is_unused = self.used_at is None or now - self.used_at < TAPPED_TWICE
        return is_unused and now - self.sent_at < LASTS and self.tries < TRIES

    def answers_to(self, digest: str) -> bool:
        """Whether this is the digest of the code."""
        return constant_time_compare(self.digest, digest)
