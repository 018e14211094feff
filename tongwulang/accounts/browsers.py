"""Which browser a request comes from, and whether this person has logged in with it before.

Limits are counted apart for browsers that have: a stranger can use up a stranger's tries for a
phone or an e-mail address, never the owner's.
"""

from typing import NamedTuple

from django.conf import settings
from django.core.signing import BadSignature
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.utils.crypto import salted_hmac

from tongwulang.accounts.models import User

COOKIE = "known"
COOKIE_AGE = 180 * 24 * 60 * 60
SALT = "tongwulang.accounts.known"
MOST_PEOPLE = 4  # of one browser, such as a family's


class Asker(NamedTuple):
    """Who asks for a code: keyed digests of the browser and of its address."""

    browser: str
    address: str
    is_known: bool = False


def digest(*parts: str) -> str:
    """A keyed digest of 32 characters; no part can be had back from it without the key."""
    return salted_hmac(
        "tongwulang.accounts.digest", "\n".join(parts), algorithm="sha256"
    ).hexdigest()[:32]


def address_of(request: HttpRequest) -> str:
    """The caller's network address, as seen by the outermost proxy that is ours."""
    address = request.META.get("REMOTE_ADDR", "")
    forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
    if settings.TRUSTED_PROXIES:
        address = forwarded[-min(settings.TRUSTED_PROXIES, len(forwarded))].strip() or address
    return address


def asker_of(request: HttpRequest, phone: str) -> Asker:
    """The browser of this request; known if the phone's owner has logged in with it before."""
    # The browser has it since it was shown the form: two taps at once are one browser's.
    get_token(request)
    browser = digest("browser", request.META["CSRF_COOKIE"])
    return Asker(browser, digest("address", address_of(request)), knows(request, phone=phone))


def knows(request: HttpRequest, **whose: str) -> bool:
    """Whether somebody with this phone or e-mail has logged in with this browser before.

    Costs a query only where somebody has, so that strangers learn nothing from the time.
    """
    people = people_of(request)
    return bool(people) and User.objects.filter(pk__in=people, **whose).exists()


def people_of(request: HttpRequest) -> list[int]:
    """Keys of the people who have logged in with this browser."""
    try:
        text = request.get_signed_cookie(COOKIE, salt=SALT, max_age=COOKIE_AGE)
    except (KeyError, BadSignature):
        return []
    return [int(key) for key in (text or "").split(".") if key]


def remember(request: HttpRequest, response: HttpResponse, person: User) -> None:
    """Make the browser known for this person."""
    others = [key for key in people_of(request) if key != person.pk]
    kept = [person.pk, *others][:MOST_PEOPLE]
    response.set_signed_cookie(
        COOKIE,
        ".".join(map(str, kept)),
        salt=SALT,
        max_age=COOKIE_AGE,
        httponly=True,
        samesite="Lax",
        secure=request.is_secure(),
    )
