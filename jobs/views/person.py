"""Who is logged in, for the `by` of an action."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from tongwulang.accounts.models import User


def person(request: HttpRequest) -> User:
    """The person; raises PermissionDenied for nobody, who never gets past the log-in anyway."""
    if isinstance(request.user, User):
        return request.user
    raise PermissionDenied
