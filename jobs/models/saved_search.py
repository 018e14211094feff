"""保存的搜索: filters that a person wants to be told of."""

import datetime as dt
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from jobs.choices import AlertFrequency
from jobs.days import start_of
from tongwulang.accounts.choices import NoticeKind
from tongwulang.accounts.models import Consent

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from tongwulang.accounts.models import User

MOST_SEARCHES = 20
# "At once" looks this often; nobody wants to be told of one post after the other.
PAUSE = dt.timedelta(minutes=10)
# Daily and weekly ones come after this hour, in Asia/Shanghai.
MORNING = 8


class SavedSearchQuerySet(models.QuerySet["SavedSearch"]):
    def of_person(self, user: "User | AnonymousUser") -> "SavedSearchQuerySet":
        """One's own."""
        return self.filter(user=user.pk)

    def due(self) -> "SavedSearchQuerySet":
        """Those for which it is time to look what is new; none of somebody who has taken back the
        consent to having an account (个人信息保护法 15)."""
        now = timezone.now()
        is_due = Q(frequency=AlertFrequency.AT_ONCE, seen_until__lt=now - PAUSE)
        if timezone.localtime(now).hour >= MORNING:
            today = timezone.localdate()
            week = start_of(today - dt.timedelta(days=6))
            is_due |= Q(frequency=AlertFrequency.DAILY, seen_until__lt=start_of(today))
            is_due |= Q(frequency=AlertFrequency.WEEKLY, seen_until__lt=week)
        given_up = Consent.objects.given_up(NoticeKind.PRIVACY).filter(user=OuterRef("user"))
        found = self.filter(is_due, ~Exists(given_up), user__is_active=True)
        return found.order_by("seen_until")


class SavedSearch(models.Model):
    """保存的搜索. `query` is the query string of the list of posts; what was published up to
    `seen_until` has been told, or was there when the search was saved."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="saved_searches",
        verbose_name=_("用户"),
    )
    name = models.CharField(_("名称"), max_length=60)
    query = models.CharField(_("条件"), max_length=500)
    frequency = models.CharField(
        _("提醒"), max_length=8, choices=AlertFrequency, default=AlertFrequency.DAILY
    )
    seen_until = models.DateTimeField(_("已提醒到"), default=timezone.now)
    saved_at = models.DateTimeField(_("保存时间"), default=timezone.now)

    objects = SavedSearchQuerySet.as_manager()

    class Meta:
        verbose_name = _("保存的搜索")
        verbose_name_plural = _("保存的搜索")
        ordering = ["-saved_at", "-id"]
        indexes = [models.Index(fields=["frequency", "seen_until"], name="savedsearch_due")]
        constraints = [
            models.UniqueConstraint(fields=["user", "query"], name="savedsearch_once_per_person")
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return f"{reverse('posting_list')}?{self.query}"
