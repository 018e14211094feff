"""Systems of bureaus: let in, given a new secret, shut out.

A secret is known to nobody but whoever is shown it once: only its digest is kept.
"""

import secrets
from collections.abc import Iterable

from allauth.idp.oidc.models import Client, Token
from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils import timezone

from tongwulang.accounts.choices import Scope
from tongwulang.accounts.models import Integrator, Organization

SECRET_BYTES = 32


@transaction.atomic
def register(*, organization: Organization, name: str, scopes: Iterable[Scope]) -> Integrator:
    """A new system of a bureau, with its secret as `new_secret`."""
    client = Client(
        name=name,
        type=Client.Type.CONFIDENTIAL,
        grant_types=Client.GrantType.CLIENT_CREDENTIALS,
        response_types="",
    )
    client.set_scopes([str(scope) for scope in scopes])
    client.default_scopes = client.scopes
    integrator = Integrator(client=client, organization=organization)
    _put_new_secret(integrator)
    client.save()
    integrator.client = client
    integrator.save()
    return integrator


@transaction.atomic
def renew_secret(*, integrator: Integrator) -> Integrator:
    """The system with a `new_secret` in place of the old one, whose tokens end; a revoked system
    is let in again."""
    integrator = _locked(integrator)
    _put_new_secret(integrator)
    integrator.client.save(update_fields=["secret"])
    Token.objects.filter(client=integrator.client).delete()
    integrator.revoked_at = None
    integrator.save(update_fields=["revoked_at"])
    return integrator


@transaction.atomic
def revoke(*, integrator: Integrator) -> None:
    """Shut it out at once: its tokens and its secret serve no more. Again is the same."""
    integrator = _locked(integrator)
    client = integrator.client
    client.secret = make_password(None)
    client.save(update_fields=["secret"])
    Token.objects.filter(client=client).delete()
    integrator.revoked_at = integrator.revoked_at or timezone.now()
    integrator.save(update_fields=["revoked_at"])


def forget_expired_tokens() -> int:
    """Delete tokens that serve no more; returns how many."""
    return Token.objects.expired().delete()[0]


def _locked(integrator: Integrator) -> Integrator:
    held = Integrator.objects.select_for_update(of=("self",)).select_related("client")
    return held.get(pk=integrator.pk)


def _put_new_secret(integrator: Integrator) -> None:
    integrator.new_secret = secrets.token_urlsafe(SECRET_BYTES)
    integrator.client.set_secret(integrator.new_secret)
