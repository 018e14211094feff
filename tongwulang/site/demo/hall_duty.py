"""今日会场 of the demo: somebody works in one of its halls."""

import datetime as dt

from jobs.models import HallStaff, Venue
from tongwulang.accounts.choices import OrganizationKind
from tongwulang.accounts.models import Organization, User
from tongwulang.site.demo.layout import VETERANS
from tongwulang.site.demo.people import HALL_EMAIL

# The fair itself is long over: the demo's person is on duty whenever the demo is looked at.
DAYS = 30


def ensure_hall_duty(*, today: dt.date) -> HallStaff | None:
    """Put the demo's person on duty in the last of the demo halls, unless they are on duty today.

    None where there is no demo hall, or no such person.
    """
    person = User.objects.filter(email=HALL_EMAIL).first()
    venue = Venue.objects.filter(is_demo=True, fair__slug=VETERANS).order_by("pk").last()
    if person is None or venue is None:
        return None
    present = HallStaff.objects.of(person).on_duty(today).first()
    return present or HallStaff.objects.create(
        venue=venue,
        user=person,
        organization=Organization.objects.get(
            region=venue.region, kind=OrganizationKind.VETERANS_AFFAIRS
        ),
        starts_on=today,
        ends_on=today + dt.timedelta(days=DAYS),
    )
