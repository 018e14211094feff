"""Walks every URL with every role, own and foreign object: a URL missing from the table fails."""

from collections import Counter

import pytest
from django.contrib import admin
from django.contrib.contenttypes.models import ContentType
from django.urls import reverse

from jobs.models import Look
from tests.access_rows import answer_to, people, rows, url_of
from tests.access_table import (
    ACCOUNT,
    ADMIN_MODELS,
    CLOSED_API,
    DOORS,
    ELSEWHERE,
    EMPLOYERS_PAGES,
    EMPLOYERS_POSTS,
    HALL_PAGES,
    LOGIN,
    MISSING,
    NO_TOKEN,
    OTHER_ADMIN,
    OWN_OBJECTS,
    OWN_PAGES,
    OWN_POSTS,
    POST_ONLY,
    PUBLIC,
    ROLES,
    SEEN,
    STEPS,
    UNNAMED,
    addresses,
    admin_addresses,
)
from tests.conftest import organizer_of
from tests.factories import (
    DisclosureFactory,
    EmployerMemberFactory,
    HallStaffFactory,
    NoticeFactory,
    PostingFactory,
    ResumeFactory,
    UserFactory,
)

__all__ = ["people", "rows"]
pytestmark = pytest.mark.django_db


def test_every_address_is_in_the_table():
    known = {
        *PUBLIC,
        *CLOSED_API,
        *POST_ONLY,
        *OWN_PAGES,
        *OWN_OBJECTS,
        *OWN_POSTS,
        *EMPLOYERS_PAGES,
        *EMPLOYERS_POSTS,
        *HALL_PAGES,
        *DOORS,
        *STEPS,
        *ACCOUNT,
        *OTHER_ADMIN,
        "admin:view_on_site",
        *admin_addresses(*ADMIN_MODELS),
        *UNNAMED,
    }

    assert set(addresses()) == known


def test_no_address_hides_behind_the_name_of_another():
    """What a ModelAdmin adds in `get_urls` is walked too, named or not: only the old address of a
    row, which redirects, is there once for every model."""
    twice = {name: count for name, count in Counter(addresses()).items() if count > 1}

    assert twice == {"admin:<path:object_id>/": len(admin.site._registry)}


@pytest.mark.parametrize("name", PUBLIC)
def test_public_page_is_the_same_for_every_role(client, name, people, rows):
    url = url_of(name, PUBLIC[name], rows)

    assert {role: answer_to(client, people[role], url) for role in ROLES} == dict.fromkeys(
        ROLES, SEEN
    )


@pytest.mark.parametrize("name", CLOSED_API)
def test_closed_part_of_the_api_is_for_nobody_who_logs_in(client, name, people):
    url = reverse(name)

    assert {role: answer_to(client, people[role], url) for role in ROLES} == dict.fromkeys(
        ROLES, NO_TOKEN
    )


@pytest.mark.parametrize("name", sorted(DOORS | STEPS))
def test_way_in_sends_on_who_is_in(client, name, people):
    home = dict.fromkeys(("seeker", "member", "hall"), reverse("account_home"))
    onward = {**dict.fromkeys(ROLES, ELSEWHERE), **home}
    expected = {**onward, "visitor": SEEN if name in DOORS else LOGIN}

    answers = {role: answer_to(client, people[role], reverse(name)) for role in ROLES}

    assert answers == expected


@pytest.mark.parametrize("name", ACCOUNT)
def test_own_account_by_role(client, name, people, rows):
    arguments, expected = ACCOUNT[name]
    url = url_of(name, arguments, rows)

    assert {role: answer_to(client, people[role], url) for role in ROLES} == expected


@pytest.mark.parametrize("name", OWN_PAGES)
def test_own_page_is_for_whoever_has_logged_in(client, name, people, rows):
    NoticeFactory(kind="application")
    url = url_of(name, OWN_PAGES[name], rows)
    expected = {**dict.fromkeys(ROLES, SEEN), "visitor": LOGIN}

    assert {role: answer_to(client, people[role], url) for role in ROLES} == expected


@pytest.mark.parametrize("name", OWN_OBJECTS)
def test_own_object_is_seen_by_its_owner_alone(client, name, people, rows):
    owner = rows["jobs_applicant"].user = UserFactory()
    rows["jobs_applicant"].save()
    url = url_of(name, OWN_OBJECTS[name], rows)
    expected = {**dict.fromkeys(ROLES, MISSING), "visitor": LOGIN}

    assert {role: answer_to(client, people[role], url) for role in ROLES} == expected
    assert answer_to(client, owner, url) == SEEN


@pytest.mark.parametrize("name", OWN_POSTS)
def test_own_object_is_changed_by_its_owner_alone(client, name, people, rows):
    owner = UserFactory()
    for row in ("jobs_applicant", "jobs_savedsearch", "jobs_employerblock"):
        rows[row].user = owner
        rows[row].save()
    url = url_of(name, OWN_POSTS[name], rows)
    for role in ROLES[1:]:
        client.force_login(people[role])
        assert client.post(url).status_code == 404, role
    client.logout()
    assert client.post(url).status_code == 302
    client.force_login(owner)
    assert client.get(url).status_code == 405
    assert client.post(url).status_code == 302


@pytest.mark.parametrize("name", EMPLOYERS_PAGES)
def test_employers_side_by_role(client, name, people, rows):
    arguments, expected = EMPLOYERS_PAGES[name]
    url = url_of(name, arguments, rows)

    assert {role: answer_to(client, people[role], url) for role in ROLES} == expected


@pytest.mark.parametrize("name", HALL_PAGES)
def test_hall_by_role(client, name, people, rows):
    arguments, expected = HALL_PAGES[name]
    url = url_of(name, arguments, rows)

    assert {role: answer_to(client, people[role], url) for role in ROLES} == expected


@pytest.mark.parametrize("name", EMPLOYERS_POSTS)
def test_employers_side_is_moved_by_its_members_alone(client, name, people, rows):
    arguments, sent, seen = EMPLOYERS_POSTS[name]
    ResumeFactory(applicant=rows["jobs_applicant"])
    url = url_of(name, arguments, rows)
    answers = {}
    for role in ROLES:
        client.logout()
        if people[role] is not None:
            client.force_login(people[role])
            assert client.get(url).status_code == 405, role
        answers[role] = client.post(url, sent).status_code

    assert answers == {**dict.fromkeys(ROLES, 404), "visitor": 302, "member": seen}
    assert Look.objects.count() == (name != "received_answer")


def test_several_roles_in_one_person_add_up_and_each_ends_alone(client, people, rows):
    """Clerk of 廊坊, member of another bureau's employer, on duty in a hall, and looking for work:
    each right is there, none grows by the others."""
    person = people["owner"]
    wuqing = organizer_of("120114").memberships.get().organization
    abroad = PostingFactory(employer__organization=wuqing)
    received = DisclosureFactory(
        application__posting=abroad, application__applicant__organization=wuqing
    ).application
    member = EmployerMemberFactory(employer=abroad.employer, user=person)
    HallStaffFactory(venue=rows["jobs_venue"], user=person)
    own = DisclosureFactory(application__applicant__user=person).application
    pages = {
        "desk": url_of("admin:jobs_application_change", ["jobs_application.pk"], rows),
        "desk of the other bureau": reverse("admin:jobs_application_change", args=[received.pk]),
        "received": received.get_received_url(),
        "received by an employer of the own bureau": url_of(
            "received_detail", ["jobs_application.pk"], rows
        ),
        "own": own.get_absolute_url(),
        "own, as the employer": own.get_received_url(),
        "somebody else's": received.get_absolute_url(),
    }

    def seen():
        return [name for name, url in pages.items() if answer_to(client, person, url) == SEEN]

    assert seen() == ["desk", "received", "own"]
    member.left_on = "2026-11-24"
    member.save()
    assert seen() == ["desk", "own"]
    membership = person.memberships.get()
    membership.left_on = "2026-11-24"
    membership.save()
    assert seen() == ["own"]


def test_consent_is_withdrawn_by_its_own_person_only(client, people, rows):
    url = url_of("account_consent_withdraw", ["accounts_consent.pk"], rows)
    answers = {}
    for role in ROLES:
        client.logout()
        if people[role] is not None:
            client.force_login(people[role])
        answers[role] = client.post(url).status_code

    assert answers == {**dict.fromkeys(ROLES, 404), "visitor": 302, "seeker": 302}


@pytest.mark.parametrize("role", ["former", "stranger", "owner", "platform"])
@pytest.mark.parametrize("name", ["admin:index", "account_home", "account_devices"])
def test_nothing_behind_the_login_opens_before_the_second_factor(client, name, role, people):
    client.force_login(people[role], proved=["password"])

    assert client.get(reverse(name))["Location"] == reverse("mfa_index")


@pytest.mark.parametrize("name", sorted(POST_ONLY))
def test_what_changes_state_refuses_get(client, name, platform_admin, rows):
    client.force_login(platform_admin)

    assert client.get(url_of(name, POST_ONLY[name], rows)).status_code == 405


@pytest.mark.parametrize("model", ADMIN_MODELS)
def test_admin_of_every_model_by_role(client, model, people, rows):
    for name, (arguments, expected) in admin_addresses(model).items():
        url = url_of(name, arguments, rows)
        assert {role: answer_to(client, people[role], url) for role in ROLES} == expected, name


@pytest.mark.parametrize("name", OTHER_ADMIN)
def test_admin_outside_models_by_role(client, name, people, rows):
    arguments, params, expected = OTHER_ADMIN[name]
    url = url_of(name, arguments, rows)

    assert {role: answer_to(client, people[role], url, params) for role in ROLES} == expected


def test_view_on_site_leads_staff_to_the_public_page_and_others_to_the_login(client, people, rows):
    posting = rows["jobs_posting"]
    kind = ContentType.objects.get_for_model(posting)
    url = reverse("admin:view_on_site", args=[kind.pk, posting.pk])

    assert answer_to(client, None, url) == LOGIN
    assert answer_to(client, people["seeker"], url) == LOGIN
    for role in ("former", "stranger", "owner", "platform"):
        assert answer_to(client, people[role], url).endswith(posting.get_absolute_url())


def test_claim_opens_for_the_bureau_that_verifies_it(client, rows):
    url = url_of("admin:jobs_audienceclaim_change", ["jobs_audienceclaim.pk"], rows)

    assert answer_to(client, organizer_of("131000", "veterans"), url) == SEEN
