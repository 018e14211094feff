"""A right that has ended is gone at once, everywhere: while the session it was used in goes on."""

import pytest
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from jobs.actions import employers
from tests.access_rows import meaning_of, url_of
from tests.access_table import ADMIN_MODELS, OTHER_ADMIN, admin_addresses
from tests.factories import EmployerMemberFactory, ResumeFactory
from tongwulang.accounts.actions import consents
from tongwulang.accounts.models import User

pytestmark = pytest.mark.django_db


def leaves_the_bureau(person):
    person.memberships.update(left_on=timezone.localdate())


def is_no_staff(person):
    User.objects.filter(pk=person.pk).update(is_staff=False)


def is_no_superuser(person):
    User.objects.filter(pk=person.pk).update(is_superuser=False)


def account_is_shut(person):
    User.objects.filter(pk=person.pk).update(is_active=False)


ADDRESSES = admin_addresses(*ADMIN_MODELS)
# Whose right ends, how, and as whom the desk treats them from then on.
AT_THE_DESK = {
    "clerk who left": ("owner", leaves_the_bureau, "former"),
    "clerk who is no staff": ("owner", is_no_staff, "visitor"),
    "clerk whose account is shut": ("owner", account_is_shut, "visitor"),
    "platform admin who is none": ("platform", is_no_superuser, "former"),
}


@pytest.mark.parametrize("ended", AT_THE_DESK)
def test_desk_is_as_shut_as_to_who_never_had_the_right(client, ended, people, rows):
    role, end, like = AT_THE_DESK[ended]
    client.force_login(people[role])
    end(people[role])
    walked = {name: (arguments, {}, got) for name, (arguments, got) in ADDRESSES.items()}
    walked |= {name: entry for name, entry in OTHER_ADMIN.items() if name != "admin:login"}

    answers = {
        name: meaning_of(client.get(url_of(name, arguments, rows), params))
        for name, (arguments, params, _) in walked.items()
    }

    assert answers == {name: got[like] for name, (_, _, got) in walked.items()}


# What a member gets: the list, a page of it, and of three POSTs: opening, résumé, answering.
NONE_LEFT = [404] * 4
OF_A_MEMBER = {
    "nothing has ended": [200, 200, 302, 200, 302],
    "has left the employer": [403, *NONE_LEFT],
    # The list is there, and says that the employer is not verified.
    "employer is suspended": [200, *NONE_LEFT],
    "verification has ended": [200, *NONE_LEFT],
    "consent is withdrawn": [200, *NONE_LEFT],
    "account is shut": [302] * 5,
}


def ended(what, member, application, by):
    """Let it end, as the desk or the person does."""
    employer = application.posting.employer
    if what == "has left the employer":
        member.left_on = timezone.localdate()
        member.save()
    elif what == "employer is suspended":
        employers.suspend_employer(employer=employer, by=by)
    elif what == "verification has ended":
        employers.require_verification(employer=employer, by=by)
    elif what == "consent is withdrawn":
        consent = application.disclosures.get().consent
        consents.withdraw(consent=consent, by=consent.user)
    elif what == "account is shut":
        account_is_shut(member.user)


@pytest.mark.parametrize("what", OF_A_MEMBER)
def test_member_reads_no_more_than_the_right_that_is_left(client, what, people, rows):
    application = rows["jobs_application"]
    ResumeFactory(applicant=application.applicant)
    member = EmployerMemberFactory(employer=application.posting.employer)
    client.force_login(member.user)
    ended(what, member, application, people["platform"])
    acts = {"open": {}, "resume": {}, "answer": {"status": "declined", "reason": "pay"}}

    statuses = [client.get(reverse("received_list")), client.get(application.get_received_url())]
    for act, sent in acts.items():
        with transaction.atomic():
            statuses.append(client.post(reverse(f"received_{act}", args=[application.pk]), sent))
            transaction.set_rollback(True)

    assert [answer.status_code for answer in statuses] == OF_A_MEMBER[what]
