"""What a person agreed to, when, and when that was withdrawn."""

from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tongwulang.accounts.choices import NoticeKind
from tongwulang.accounts.models.notice import Notice

if TYPE_CHECKING:
    from tongwulang.accounts.models.user import User


class ConsentQuerySet(models.QuerySet["Consent"]):
    def in_force(self) -> Self:
        """Given and not withdrawn."""
        return self.filter(withdrawn_at=None)

    def of(self, user: "User") -> Self:
        """A person's own, newest first, with the notices."""
        return self.filter(user=user).select_related("notice").order_by("-agreed_at", "-pk")

    def of_kind(self, kind: NoticeKind) -> Self:
        """Those to any version of the notices of this kind."""
        return self.filter(notice__kind=kind)

    def given_up(self, kind: NoticeKind) -> Self:
        """Those of people who once agreed to notices of this kind, and do no longer."""
        in_force = Consent.objects.in_force().of_kind(kind).filter(user=OuterRef("user"))
        return self.of_kind(kind).filter(~Exists(in_force))

    def to(self, notice: Notice, about: str = "") -> Self:
        """Those to this version of a notice, for this one thing."""
        return self.filter(notice=notice, about=about)


class Consent(models.Model):
    """同意. Withdrawing ends it from now on and leaves the row as proof (个人信息保护法 15)."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="consents",
        verbose_name=_("用户"),
    )
    notice = models.ForeignKey(
        Notice, on_delete=models.PROTECT, related_name="consents", verbose_name=_("告知")
    )
    about = models.CharField(
        _("针对"),
        max_length=60,
        blank=True,
        help_text=_("只针对一件事的同意，如 posting-12；空为总的同意。"),
    )
    agreed_at = models.DateTimeField(_("同意时间"), default=timezone.now)
    withdrawn_at = models.DateTimeField(_("撤回时间"), null=True, blank=True)

    objects = ConsentQuerySet.as_manager()

    class Meta:
        verbose_name = _("同意记录")
        verbose_name_plural = _("同意记录")
        ordering = ["-agreed_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "notice", "about"],
                condition=Q(withdrawn_at=None),
                name="consent_one_in_force",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None) | Q(withdrawn_at__gte=F("agreed_at")),
                name="consent_withdrawn_after_agreed",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.notice} {self.agreed_at:%Y-%m-%d}"
