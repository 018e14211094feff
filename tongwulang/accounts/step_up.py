"""Before security changes the person proves again who they are, unless they just did.

allauth asks only people who have a password or a second factor; here everybody is asked, by the
strongest thing they have: whoever has a second factor by that, the others by password or by a
code sent to their phone.
"""

import time
from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account.authentication import get_authentication_records
from allauth.core.exceptions import ReauthenticationRequired
from django.http import HttpRequest, HttpResponseBase

from tongwulang.accounts import second_factor
from tongwulang.accounts.models import User

SECONDS = 5 * 60

View = Callable[..., HttpResponseBase]


def is_fresh(request: HttpRequest, person: User) -> bool:
    """Whether the person proved who they are in the last five minutes."""
    records = get_authentication_records(request, person)
    if second_factor.has_one(person):
        records = [record for record in records if record.get("method") == "mfa"]
    return any(time.time() - record["at"] < SECONDS for record in records)


def step_up(view: View) -> View:
    """The view, for somebody who has proved lately who they are."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        person = request.user
        if isinstance(person, User) and not is_fresh(request, person):
            raise ReauthenticationRequired
        return view(request, *args, **kwargs)

    return guarded
