"""列名的含义: what an organization's clerks have said that a heading of their workbooks means."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.db import models
from django.utils.translation import gettext_lazy as _

from jobs.choices import ImportKind
from tongwulang.accounts.models import Organization

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from tongwulang.accounts.models import User


class HeadingChoiceQuerySet(models.QuerySet["HeadingChoice"]):
    def visible_to(self, user: "User | AnonymousUser") -> "HeadingChoiceQuerySet":
        """Those of organizations that the person works for."""
        if user.is_active and user.is_superuser:
            return self
        return self.filter(organization__in=Organization.objects.of_member(user))

    def of(self, organization: Organization, kind: str) -> dict[str, str]:
        """Heading to field, for workbooks of this kind."""
        return dict(self.filter(organization=organization, kind=kind).values_list("key", "field"))

    def remember(self, organization: Organization, kind: str, chosen: Mapping[str, str]) -> None:
        """Keep what was chosen; a later choice replaces the former."""
        self.bulk_create(
            [
                self.model(organization=organization, kind=kind, key=key, field=field)
                for key, field in chosen.items()
            ],
            update_conflicts=True,
            unique_fields=["organization", "kind", "key"],
            update_fields=["field"],
        )


class HeadingChoice(models.Model):
    """列名的含义. An empty `field` says that the column is left out."""

    organization = models.ForeignKey(
        Organization,
        on_delete=models.CASCADE,
        related_name="heading_choices",
        verbose_name=_("负责单位"),
    )
    kind = models.CharField(_("内容"), max_length=16, choices=ImportKind)
    key = models.CharField(_("列名"), max_length=80)
    field = models.CharField(_("含义"), max_length=40, blank=True)

    objects = HeadingChoiceQuerySet.as_manager()

    class Meta:
        verbose_name = _("列名的含义")
        verbose_name_plural = _("列名的含义")
        ordering = ["organization", "kind", "key"]
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "kind", "key"],
                name="headingchoice_once",
                violation_error_message=_("这个列名已有含义。"),
            )
        ]

    def __str__(self) -> str:
        return self.key
