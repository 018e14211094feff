"""Demo log-ins: a platform admin, an organizer for each bureau, an employer's person, somebody of a
hall, a seeker."""

import datetime as dt

from django.conf import settings
from django.contrib.auth.hashers import check_password, make_password
from django.core.exceptions import ImproperlyConfigured

from tongwulang.accounts.actions.email_accounts import vouch_for_email
from tongwulang.accounts.choices import MembershipRole, OrganizationKind
from tongwulang.accounts.models import Membership, Organization, User
from tongwulang.site.demo.second_factor import ensure_second_factor

ADMIN_EMAIL = "admin@demo.invalid"
MEMBER_EMAIL = "employer@demo.invalid"
HALL_EMAIL = "hall@demo.invalid"
# The number that phone shops and forms show as a sample; a demo sends nothing to it.
SEEKER_PHONE = "+8613800138000"
PLACES = {"110112": "tongzhou", "120114": "wuqing", "131000": "langfang"}
KINDS = (OrganizationKind.HUMAN_RESOURCES, OrganizationKind.VETERANS_AFFAIRS)


def organizer_email(organization: Organization) -> str:
    """The log-in of a bureau's demo organizer, such as tongzhou-hr@demo.invalid."""
    return f"{PLACES[organization.region_id]}-{organization.kind}@demo.invalid"


def ensure_people(password: str | None, *, today: dt.date) -> list[User]:
    """Make the log-ins that are missing and let all of them use `password`.

    None leaves passwords as they are; new log-ins then have none that works. Returns the admin,
    then the organizers by bureau. Running it again changes nothing. Raises ImproperlyConfigured
    outside a demo installation: one of the log-ins is a superuser's.
    """
    if not settings.DEMO:
        raise ImproperlyConfigured("DEMO 未开启：正式环境不设演示账号。")
    digest = _digest_to_set(password)
    people = [_person(ADMIN_EMAIL, "演示平台管理员", digest, is_superuser=True)]
    for bureau in Organization.objects.filter(region__in=PLACES, kind__in=KINDS):
        organizer = _person(organizer_email(bureau), f"{bureau.name}演示账号", digest)
        Membership.objects.get_or_create(
            user=organizer,
            organization=bureau,
            left_on=None,
            defaults={"joined_on": today, "role": MembershipRole.APPROVER},
        )
        people.append(organizer)
    for person in people:
        vouch_for_email(person=person)
        ensure_second_factor(person)
    for email, name in ((MEMBER_EMAIL, "演示单位经办人"), (HALL_EMAIL, "演示会场工作人员")):
        vouch_for_email(person=_person(email, name, digest, is_staff=False))
    _seeker()
    return people


def _seeker() -> None:
    """Somebody who looks for work and logs in with a phone, as every visitor may."""
    seeker = User.objects.with_phone(SEEKER_PHONE)
    if not seeker.name:
        seeker.name = "演示求职者"
        seeker.save(update_fields=["name"])


def _digest_to_set(password: str | None) -> str | None:
    """The digest for every log-in; the admin's own if it already answers to the password."""
    if password is None:
        return None
    present = User.objects.filter(email=ADMIN_EMAIL).values_list("password", flat=True).first()
    if present and check_password(password, present):
        return present
    return make_password(password)


def _person(
    email: str,
    name: str,
    digest: str | None,
    *,
    is_staff: bool = True,
    is_superuser: bool = False,
) -> User:
    person, _ = User.objects.get_or_create(
        email=email,
        defaults={
            "name": name[:60],
            "is_staff": is_staff,
            "is_superuser": is_superuser,
            "password": digest or make_password(None),
        },
    )
    if digest is not None and person.password != digest:
        person.password = digest
        person.save(update_fields=["password"])
    return person
