"""接入系统: a bureau's own system, which reads more than the public by OAuth client credentials."""

from typing import Self

from allauth.idp.oidc.models import Client, Token
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tongwulang.accounts.choices import Scope
from tongwulang.accounts.models.organization import Organization


class IntegratorQuerySet(models.QuerySet["Integrator"]):
    def with_token(self, value: str) -> "Integrator | None":
        """Whose access token this is, if it is in force; loaded with its bureau and client, and
        with the token as `token`."""
        token = Token.objects.lookup(Token.Type.ACCESS_TOKEN, value)
        if token is None:
            return None
        active = self.select_related("client", "organization__region").filter(revoked_at=None)
        integrator = active.filter(client=token.client_id).first()
        if integrator is not None:
            integrator.token = token
        return integrator

    def with_client(self) -> Self:
        """Loads name, scopes and bureau."""
        return self.select_related("client", "organization")


class Integrator(models.Model):
    """接入系统. Its name, scopes and the digest of its secret are the OAuth client's; a person's
    rights are never its own, and it acts for one bureau. Revoking ends its tokens at once."""

    client = models.OneToOneField(
        Client, on_delete=models.PROTECT, related_name="integrator", verbose_name=_("客户端")
    )
    organization = models.ForeignKey(
        Organization,
        on_delete=models.PROTECT,
        related_name="integrators",
        verbose_name=_("主办单位"),
        help_text=_("只能读到这个单位负责的数据。"),
    )
    created_at = models.DateTimeField(_("接入时间"), default=timezone.now, editable=False)
    revoked_at = models.DateTimeField(_("停用时间"), null=True, blank=True, editable=False)

    objects = IntegratorQuerySet.as_manager()
    # The token by which it came, where it came by one; the secret, for whoever is shown it once.
    token: Token | None = None
    new_secret: str = ""

    class Meta:
        verbose_name = _("接入系统")
        verbose_name_plural = _("接入系统")
        ordering = ["organization", "id"]

    def __str__(self) -> str:
        return f"{self.organization} · {self.client.name}"

    @property
    def status(self) -> str:
        return "revoked" if self.revoked_at else "active"

    def may(self, scope: Scope) -> bool:
        """Whether its token, by which it came, was given for this."""
        return self.token is not None and scope in self.token.get_scopes()
