"""收藏 and 隐藏: what a person has said of a post."""

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from jobs.choices import MarkKind
from jobs.models.posting import Posting

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from tongwulang.accounts.models import User


class PostingMarkQuerySet(models.QuerySet["PostingMark"]):
    def of_person(self, user: "User | AnonymousUser") -> "PostingMarkQuerySet":
        """One's own."""
        return self.filter(user=user.pk)

    def with_posting(self) -> "PostingMarkQuerySet":
        """Loads the post, its place and its employer."""
        return self.select_related(
            "posting__employer", "posting__region__place", "posting__region__parent"
        )

    def of_kind(self, kind: MarkKind) -> "PostingMarkQuerySet":
        """The favourites alone, or what is not to be offered again."""
        return self.filter(kind=kind)


class PostingMark(models.Model):
    """A post is a favourite of a person, or hidden from what is offered to them; one of the two."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="posting_marks",
        verbose_name=_("用户"),
    )
    posting = models.ForeignKey(
        Posting, on_delete=models.CASCADE, related_name="marks", verbose_name=_("岗位")
    )
    kind = models.CharField(_("标记"), max_length=10, choices=MarkKind)
    marked_at = models.DateTimeField(_("时间"), default=timezone.now)

    objects = PostingMarkQuerySet.as_manager()

    class Meta:
        verbose_name = _("岗位标记")
        verbose_name_plural = _("岗位标记")
        ordering = ["-marked_at", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["user", "posting"], name="postingmark_one_per_person")
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.get_kind_display()} {self.posting}"
