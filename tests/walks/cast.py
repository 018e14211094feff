"""Who walks over files and actions: the roles of the table of rights, and those that lie near."""

import datetime as dt

from django.utils import timezone

from tests.access_table import ROLES
from tests.conftest import organizer_of
from tests.factories import HallStaffFactory, MembershipFactory, UserFactory

# Staff of the two bureaus; the clerks are `owner`, of 廊坊 where the rows are, and `stranger`, of
# 武清. `veterans` works in 廊坊 at the bureau that verifies veterans.
NEAR = ("owner", "approver")
FAR = ("stranger", "far approver")
# Nobody of the desk: sent to the log-in. `off duty` has worked in the hall until yesterday.
OUTSIDE = ("visitor", "seeker", "member", "far member", "hall", "off duty")
CAST = [*OUTSIDE, "former", *NEAR, *FAR, "veterans", "platform"]
assert set(ROLES) < set(CAST)


def everybody(people, venue):
    """Role to person, of CAST; `far member` acts for nobody yet."""
    past = timezone.localdate() - dt.timedelta(days=2)
    return {
        **people,
        "far member": UserFactory(),
        "off duty": HallStaffFactory(venue=venue, starts_on=past).user,
        "approver": _colleague(people["owner"]),
        "far approver": _colleague(people["stranger"]),
        "veterans": organizer_of("131000", kind="veterans"),
    }


def _colleague(clerk):
    bureau = clerk.memberships.get().organization
    return MembershipFactory(organization=bureau, role="approver").user


def answers_by_role(client, cast, ask):
    """Role to what `ask(client)` gives when this role is logged in."""
    found = {}
    for role in CAST:
        client.logout()
        if cast[role] is not None:
            client.force_login(cast[role])
        found[role] = ask(client)
    return found


def expected(otherwise, outside=302, **roles):
    """Role to answer: `outside` for nobody of the desk, and for all others unless named."""
    named = {name.replace("_", " "): answer for name, answer in roles.items()}
    return {**dict.fromkeys(CAST, otherwise), **dict.fromkeys(OUTSIDE, outside), **named}
